import { z } from 'zod';

/** An input or an output without content. */
export const nothing = z.strictObject({});

/** A file that the user picked: an opaque id that the host gave out, never a path. */
export const fileId = z.string().min(1).max(100);

/** A scenario of the library. */
export const scenarioId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/);
