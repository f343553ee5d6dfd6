import { z } from 'zod';
import { unitCountsSchema } from './billable-units.ts';
import { tokenCountsSchema } from './token-kinds.ts';
import { serviceTiers, usageDimensions } from './usage.ts';

/** What usage can be grouped by. */
export const usageGroupings = [...usageDimensions, 'serviceTier', 'hour', 'day', 'month', 'import'] as const;
export type UsageGrouping = (typeof usageGroupings)[number];

const names = z.array(z.string().max(1000)).min(1).max(1000).optional();

/**
 * Which records count: those that have one of the values of every key given. An empty name stands for records that do
 * not give the dimension. Names are matched whole, as the ledger holds them.
 */
export const usageFilterSchema = z.strictObject({
  provider: names,
  model: names,
  project: names,
  user: names,
  task: names,
  conversation: names,
  serviceTier: z.array(z.enum(serviceTiers)).min(1).optional(),
  import: z.array(z.number().int().positive()).min(1).max(1000).optional(),
});
export type UsageFilter = z.infer<typeof usageFilterSchema>;

/** Which records count: by when they start, and by what they are. */
export const usageSelectionSchema = z.strictObject({
  /** Inclusive start and exclusive end, UTC ms. */
  fromMs: z.number().optional(),
  toMs: z.number().optional(),
  /** Absent = all. */
  filter: usageFilterSchema.optional(),
});
export type UsageSelection = z.infer<typeof usageSelectionSchema>;

export const usageQuerySchema = usageSelectionSchema.extend({
  by: z.array(z.enum(usageGroupings)).max(6).default([]),
});
export type UsageQuery = z.infer<typeof usageQuerySchema>;

/** Totals over some usage. */
export const usageTotalsSchema = z.object({
  records: z.number().int(),
  requests: z.number(),
  tokens: tokenCountsSchema,
  totalTokens: z.number(),
  /** What was consumed besides tokens; absent = nothing. */
  units: unitCountsSchema,
  /** Exact sum of the priced part, integer nano-dollars as text. */
  costNanoUsd: z.string(),
  costUsd: z.number(),
  /** Records without any price, and the tokens whose cost is unknown, not zero: theirs and those of unpriced kinds. */
  unpricedRecords: z.number().int(),
  unpricedTokens: z.number(),
  /** Units whose cost is unknown, likewise. */
  unpricedUnits: unitCountsSchema,
  /**
   * Records that state their own cost; the exact sum of what they state, and what their price cards make of them,
   * integer nano-dollars as text.
   */
  billedRecords: z.number().int(),
  billedNanoUsd: z.string(),
  computedOfBilledNanoUsd: z.string(),
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
