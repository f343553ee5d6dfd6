import { z } from 'zod';
import { tokenCountsSchema } from './token-kinds.ts';
import { usageDimensions } from './usage.ts';

/** What usage can be grouped by. */
export const usageGroupings = [...usageDimensions, 'serviceTier', 'hour', 'day', 'month', 'import'] as const;
export type UsageGrouping = (typeof usageGroupings)[number];

export const usageQuerySchema = z.strictObject({
  by: z.array(z.enum(usageGroupings)).max(6).default([]),
  /** Inclusive start and exclusive end, UTC ms. */
  fromMs: z.number().optional(),
  toMs: z.number().optional(),
});
export type UsageQuery = z.infer<typeof usageQuerySchema>;

/** Totals over some usage. */
export const usageTotalsSchema = z.object({
  records: z.number().int(),
  requests: z.number(),
  tokens: tokenCountsSchema,
  totalTokens: z.number(),
  /** Exact sum of the priced part, integer nano-dollars as text. */
  costNanoUsd: z.string(),
  costUsd: z.number(),
  /** Records without any price, and the tokens whose cost is unknown, not zero: theirs and those of unpriced kinds. */
  unpricedRecords: z.number().int(),
  unpricedTokens: z.number(),
});
export type UsageTotals = z.infer<typeof usageTotalsSchema>;

export const usageSummarySchema = z.object({
  by: z.array(z.enum(usageGroupings)),
  totals: usageTotalsSchema,
  /**
   * One group for each combination of keys, ordered by cost, then by keys; times as `YYYY-MM-DD` and kin, UTC. None
   * when nothing is grouped by.
   */
  groups: z.array(usageTotalsSchema.extend({ keys: z.partialRecord(z.enum(usageGroupings), z.string()) })),
  /** Earliest start and latest end of a record, UTC ms. */
  firstMs: z.number().nullable(),
  lastMs: z.number().nullable(),
});
export type UsageSummary = z.infer<typeof usageSummarySchema>;
