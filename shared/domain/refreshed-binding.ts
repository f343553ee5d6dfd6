import { z } from 'zod';
import { empiricalSchema } from './quantity.ts';

/** A number bound to the ledger, before and after the ledger was read again. */
export const refreshedBindingSchema = z.object({
  /** JSON path in the scenario. */
  path: z.string(),
  before: empiricalSchema,
  after: empiricalSchema,
});
export type RefreshedBinding = z.infer<typeof refreshedBindingSchema>;
