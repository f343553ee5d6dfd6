import { z } from 'zod';

/** Which records are priced again. */
export const repriceRequestSchema = z.strictObject({
  /** Inclusive start and exclusive end, UTC ms. */
  fromMs: z.number().optional(),
  toMs: z.number().optional(),
  /** Models as the ledger spells them; absent = all. */
  models: z.array(z.string().max(1000)).min(1).max(1000).optional(),
  /** True = the new prices are written; otherwise the difference is only shown. */
  apply: z.boolean().default(false),
});
export type RepriceRequest = z.infer<typeof repriceRequestSchema>;

/** Records of one model that move from one price version to another. */
export const repriceChangeSchema = z.object({
  provider: z.string(),
  model: z.string(),
  /** Null = unpriced. */
  fromVersion: z.string().nullable(),
  toVersion: z.string().nullable(),
  records: z.number().int(),
  oldUsd: z.number(),
  newUsd: z.number(),
  differenceUsd: z.number(),
  /** Exact, integer nano-dollars as text. */
  differenceNanoUsd: z.string(),
});
export type RepriceChange = z.infer<typeof repriceChangeSchema>;

/** What today's catalogue makes of the records, each as of its own time. */
export const repriceReportSchema = z.object({
  /** True = the ledger now holds the new prices. */
  applied: z.boolean(),
  /** Records looked at, and those whose price or price version changes. */
  records: z.number().int(),
  changed: z.number().int(),
  oldUsd: z.number(),
  newUsd: z.number(),
  differenceUsd: z.number(),
  differenceNanoUsd: z.string(),
  /** Records without any price before and after. */
  unpricedBefore: z.number().int(),
  unpricedAfter: z.number().int(),
  /** The largest difference first. Records that stay as they are have no part in it. */
  changes: z.array(repriceChangeSchema),
});
export type RepriceReport = z.infer<typeof repriceReportSchema>;
