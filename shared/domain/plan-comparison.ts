import { z } from 'zod';
import { changeSplitSchema } from './attribution.ts';

/** Up to five scenarios beside each other, as planned: their enabled levers applied. Amounts in USD of the mean month. */

/** Scenarios that can be compared at once. */
export const mostCompared = 5;

/** What a part of a plan costs; a part that a plan does not have is null in its place. */
export const partAmountSchema = z.object({
  /** Sum of the priced lines, USD of the mean month. */
  usd: z.number(),
  /** Tokens (or requests, or units) of the mean month. */
  quantity: z.number(),
  /** True when a part of it has no known price and is not in `usd`. */
  hasUnknown: z.boolean(),
});
export type PartAmount = z.infer<typeof partAmountSchema>;

/** How a part differs from the first plan's: only here, gone, another cost or volume, or the same. */
export const diffMarkers = ['+', '-', '~', '='] as const;
export type DiffMarker = (typeof diffMarkers)[number];

/** A part of the first plan against the same part of another. */
export const partDifferenceSchema = z.object({
  marker: z.enum(diffMarkers),
  /** Other − first, priced parts, USD. */
  deltaUsd: z.number(),
  /** Delta ÷ first; null without a first, and where a part of either has no known price. */
  deltaShare: z.number().nullable(),
});
export type PartDifference = z.infer<typeof partDifferenceSchema>;

/** One node of the tree workload → call → model → token kind. */
export interface ComparisonNode {
  /** Path of keys, unique in the tree. */
  readonly id: string;
  readonly label: string;
  readonly level: number;
  /** One for each scenario; null = it has no such part. */
  readonly amounts: readonly (PartAmount | null)[];
  /** One for each scenario after the first. */
  readonly differences: readonly PartDifference[];
  readonly children: readonly ComparisonNode[];
}

export const comparisonNodeSchema: z.ZodType<ComparisonNode> = z.object({
  id: z.string(),
  label: z.string(),
  level: z.number().int(),
  amounts: z.array(partAmountSchema.nullable()).readonly(),
  differences: z.array(partDifferenceSchema).readonly(),
  get children() {
    return z.array(comparisonNodeSchema).readonly();
  },
});

/** One attribute that two scenarios hold otherwise. */
export const inputChangeSchema = z.object({
  /** `support.traffic.requestsPerDay`: ids instead of list positions. */
  path: z.string(),
  marker: z.enum(['+', '-', '~']),
  /** Both values for people: `1,000`, `800 to 1,500 (P5 to P95)`; null = absent. */
  from: z.string().nullable(),
  to: z.string().nullable(),
  /** (To − from) ÷ from of numbers and of the means of ranges; null for anything else. */
  changeShare: z.number().nullable(),
  /**
   * What it changes, USD of the mean month, after the changes before it; null where the plan cannot be computed
   * before the next change is made too: that change's effect then holds both.
   */
  effectUsd: z.number().nullable(),
});
export type InputChange = z.infer<typeof inputChangeSchema>;

/** A scenario against the first one. */
export const scenarioDifferenceSchema = z.object({
  deltaMonthlyUsd: z.number(),
  /** Null when the first costs nothing. */
  deltaShare: z.number().nullable(),
  /** Volume, mix, tokens, cache, price, fees; sums to the delta. */
  split: changeSplitSchema,
  /** Attributes that differ, in the order of the file; their effects and `otherUsd` sum to the delta. */
  changes: z.array(inputChangeSchema),
  /** What no single change explains, USD: the order of levers. */
  otherUsd: z.number(),
});
export type ScenarioDifference = z.infer<typeof scenarioDifferenceSchema>;

export const planComparisonSchema = z.object({
  scenarios: z.array(
    z.object({
      name: z.string(),
      months: z.number().int(),
      /** Levers applied, USD of the mean month. */
      monthlyUsd: z.number(),
      /** All levers off. */
      baselineMonthlyUsd: z.number(),
      totalUsd: z.number(),
      usdPerRequest: z.number().nullable(),
      /** Models whose cost is not known and not in the sums. */
      unpricedModels: z.array(z.string()),
    }),
  ),
  /** One for each scenario after the first. */
  differences: z.array(scenarioDifferenceSchema),
  tree: z.array(comparisonNodeSchema),
});
export type PlanComparison = z.infer<typeof planComparisonSchema>;
