import { z } from 'zod';

/** Long work with progress and cancel; it survives a window reload. */
export const jobSnapshotSchema = z.object({
  id: z.string(),
  kind: z.enum(['import', 'import-many', 'reprice', 'verify', 'calibrate', 'forecast']),
  /** `Importing usage.csv`. */
  title: z.string(),
  state: z.enum(['running', 'succeeded', 'failed', 'cancelled']),
  progress: z.object({
    /** Work done and in all; bytes of the file for imports, steps for forecasts. `total` null = not known. */
    done: z.number().nonnegative(),
    total: z.number().nonnegative().nullable(),
    /** Rows handled so far. */
    rows: z.number().int().nonnegative(),
    elapsedMs: z.number().nonnegative(),
  }),
  /** The job's result once it has succeeded; its type goes with `kind`. Absent where its caller alone gets it. */
  result: z.unknown().optional(),
  error: z
    .object({
      code: z.string(),
      message: z.string(),
      at: z.record(z.string(), z.unknown()).optional(),
      nextStep: z.string().optional(),
    })
    .optional(),
});
export type JobSnapshot = z.infer<typeof jobSnapshotSchema>;
