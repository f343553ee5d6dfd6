import { z } from 'zod';
import { leverAttributionSchema } from './attribution.ts';
import { expressionSchema } from './expression.ts';
import { performanceComparisonSchema } from './plan-performance.ts';
import { simulationRangesSchema } from './simulation-ranges.ts';
import { tokenKinds } from './token-kinds.ts';
import { serviceTiers } from './usage.ts';

/** What one evaluation of a scenario gives. All amounts are USD per calendar month of the horizon unless named otherwise. */

/** One line of a month's bill: a workload, call, model and kind, or a fee. */
export const costLineSchema = z.object({
  /** Unique within its side: `support/answer/openai/gpt-4o/input/standard`. */
  id: z.string(),
  /** Absent for a fixed cost that belongs to no one workload. */
  workloadId: z.string().optional(),
  /** The tier of users that makes the requests, where the workload has tiers. */
  tierId: z.string().optional(),
  /** Absent for a fee. */
  callId: z.string().optional(),
  modelId: z.string().optional(),
  /** Token kind; `request` for a model's per-request fee; `fee` for a workload's fee; `fixed` for a fixed cost. */
  kind: z.enum([...tokenKinds, 'request', 'fee', 'fixed']),
  serviceTier: z.enum(serviceTiers),
  /** Tokens (or requests) in the month. */
  quantity: z.number(),
  /** Calls of the model in this service tier that they are of, billed attempts included; absent = no call of a model. */
  calls: z.number().optional(),
  /** Cost in the month; null = unpriced: the cost is unknown, not zero. */
  usd: z.number().nullable(),
  expression: expressionSchema,
});
export type CostLine = z.infer<typeof costLineSchema>;

/** One side of the comparison in one month. */
export const costSideSchema = z.object({
  /** Sum of the priced lines, USD. */
  usd: z.number(),
  /** Requests served in the month. */
  requests: z.number(),
  /** Requests that a limit refuses in the month; absent = none. Their cost is saved, what they were worth is not known. */
  refusedRequests: z.number().optional(),
  /** The same by workload id. */
  requestsByWorkload: z.record(z.string(), z.number()),
  /** `usd / requests`; null without requests. */
  usdPerRequest: z.number().nullable(),
  lines: z.array(costLineSchema),
  /** The whole sum, opened down to inputs and prices. */
  expression: expressionSchema,
});
export type CostSide = z.infer<typeof costSideSchema>;

/** What one lever changes, given the levers before it. */
export const waterfallStepSchema = z.object({
  leverId: z.string(),
  leverName: z.string(),
  /** USD before and after this lever; negative `deltaUsd` is a saving. */
  beforeUsd: z.number(),
  afterUsd: z.number(),
  deltaUsd: z.number(),
  expression: expressionSchema,
  /** What the lever did or could not do: "no batch price known for mistral/…: left at the standard rate". */
  notes: z.array(z.string()),
});
export type WaterfallStep = z.infer<typeof waterfallStepSchema>;

export const monthResultSchema = z.object({
  /** `YYYY-MM`. */
  month: z.string(),
  days: z.number(),
  baseline: costSideSchema,
  optimized: costSideSchema,
  /** One step for each enabled lever, in order: baseline + Σ deltas = optimized. */
  waterfall: z.array(waterfallStepSchema),
});
export type MonthResult = z.infer<typeof monthResultSchema>;

/** Tokens whose cost is not known: never counted as $0 without being listed here. */
export const unpricedItemSchema = z.object({
  side: z.enum(['baseline', 'optimized']),
  modelId: z.string(),
  /** `no-card` = the model is not in the catalogue; `no-rate` = its card lacks the kind. */
  reason: z.enum(['no-card', 'no-rate']),
  /** Tokens per month (first month), of all kinds concerned. */
  tokensPerMonth: z.number(),
  kinds: z.array(z.enum(tokenKinds)),
  /** For a tool or service: units per month (first month) whose price is not known. */
  unitsPerMonth: z.number().optional(),
});
export type UnpricedItem = z.infer<typeof unpricedItemSchema>;

/** What one tier of users asks for, pays and costs in the mean month of the horizon. */
export const tierResultSchema = z.object({
  workloadId: z.string(),
  tierId: z.string(),
  name: z.string(),
  /** Users in the first month. */
  users: z.number(),
  /** Users of the mean month: they grow as the traffic does. */
  meanUsers: z.number(),
  /** Requests per day that its limit refuses, first month. */
  refusedPerDay: z.number(),
  /** What its users pay, USD per month; null when the scenario does not say. They grow as the traffic does. */
  revenueUsd: z.number().nullable(),
  /** Cost of its requests, without fixed costs. */
  baselineUsd: z.number(),
  optimizedUsd: z.number(),
  /** Revenue − cost; null without revenue. */
  baselineMarginUsd: z.number().nullable(),
  optimizedMarginUsd: z.number().nullable(),
});
export type TierResult = z.infer<typeof tierResultSchema>;

/** What one lever changes in the mean month, given the levers before it. */
export const leverStepSchema = waterfallStepSchema.omit({ expression: true });
export type LeverStep = z.infer<typeof leverStepSchema>;

export const simulationSummarySchema = z.object({
  /** Months of the horizon. */
  months: z.number().int().positive(),
  /** Mean over the months of the horizon, USD per month. */
  baselineMonthlyUsd: z.number(),
  optimizedMonthlyUsd: z.number(),
  /** `baselineMonthlyUsd − optimizedMonthlyUsd`. */
  savingMonthlyUsd: z.number(),
  /** Saving ÷ baseline, 0…1; null when the baseline is 0. Negative when the levers cost more. */
  savingShare: z.number().nullable(),
  /** Sums over the horizon, USD. */
  baselineTotalUsd: z.number(),
  optimizedTotalUsd: z.number(),
  /** Requests of the mean month. */
  baselineMonthlyRequests: z.number(),
  optimizedMonthlyRequests: z.number(),
  baselineUsdPerRequest: z.number().nullable(),
  optimizedUsdPerRequest: z.number().nullable(),
  /** One for each enabled lever, in order: baseline + Σ deltas = optimized, mean month. */
  steps: z.array(leverStepSchema),
});
export type SimulationSummary = z.infer<typeof simulationSummarySchema>;

export const simulationResultSchema = z.object({
  engineVersion: z.string(),
  /** Price versions of every card used, ascending. */
  priceVersions: z.array(z.string()),
  summary: simulationSummarySchema,
  months: z.array(monthResultSchema).min(1),
  unpriced: z.array(unpricedItemSchema),
  /** Tiers of users, where workloads have them. */
  tiers: z.array(tierResultSchema),
  /** How the amounts spread when uncertain inputs are sampled; absent = not asked for. */
  ranges: simulationRangesSchema.optional(),
  /** Which lever saves what; absent = not asked for. */
  attribution: leverAttributionSchema.optional(),
  /** Expected quality and latency; absent = the scenario says nothing of its models'. */
  performance: performanceComparisonSchema.optional(),
  /** Sentences about the whole run. */
  notes: z.array(z.string()),
});
export type SimulationResult = z.infer<typeof simulationResultSchema>;
