import { z } from 'zod';
import { changeDriverLabels, changeDrivers } from './attribution.ts';
import { priceCardSchema } from './price.ts';
import { scenarioSchema } from './scenario.ts';
import { timeZoneSchema } from './time-zone.ts';

/** Plan against actual: a scenario that was pinned, and what the ledger says of its months. */

/** What is kept of a plan: a copy of the scenario, and every price that it was worked out with. */
export const planDocumentSchema = z.object({
  scenario: scenarioSchema,
  cards: z.array(priceCardSchema),
});
export type PlanDocument = z.infer<typeof planDocumentSchema>;

/** A pinned plan in a list. */
export const planEntrySchema = z.object({
  id: z.number().int(),
  /** UTC ms. */
  pinnedAtMs: z.number(),
  name: z.string(),
  /** First month, `YYYY-MM`, and how many there are. */
  startMonth: z.string(),
  months: z.number().int(),
});
export type PlanEntry = z.infer<typeof planEntrySchema>;

/** What a month may differ from its plan by: the drivers of any change of cost, and tokens whose cost is unknown. */
export const varianceDrivers = [...changeDrivers, 'unpriced'] as const;
export type VarianceDriver = (typeof varianceDrivers)[number];

/** What each driver means, for people. */
export const varianceDriverLabels: Readonly<Record<VarianceDriver, { readonly label: string; readonly help: string }>> =
  {
    ...changeDriverLabels,
    volume: { label: 'Volume', help: 'more or fewer calls than planned' },
    mix: { label: 'Mix', help: 'calls moved between workloads, tokens between models' },
    tokens: { label: 'Tokens per call', help: 'longer or shorter prompts and answers' },
    unpriced: { label: 'Unpriced', help: 'tokens whose cost is unknown: what they would have cost, taken away again' },
  };

/** A month of a plan beside what was used in it. Amounts in USD. */
export const monthVarianceSchema = z.object({
  /** `YYYY-MM`. */
  month: z.string(),
  /** Part of the month that usage is recorded of, 0…1; the plan is taken in that part. */
  recordedShare: z.number(),
  /** Tokens and fees as planned, without fixed costs. */
  planUsd: z.number(),
  /** The recorded cost of what has a price. */
  actualUsd: z.number(),
  /** They sum to actual − plan, to the nano-dollar. */
  drivers: z.array(z.object({ driver: z.enum(varianceDrivers), usd: z.number() })),
  /** Calls of models. */
  planCalls: z.number(),
  actualCalls: z.number(),
  /** Fixed costs of the plan, which no ledger records: in neither amount. */
  fixedUsd: z.number(),
  /** Tokens whose cost is unknown, not zero, and what they may have cost. */
  unpricedTokens: z.number(),
  unpricedEstimateUsd: z.number(),
  /** By model, the largest difference first. */
  models: z.array(
    z.object({
      modelId: z.string(),
      planUsd: z.number(),
      /** The recorded cost of what has a price. */
      actualUsd: z.number(),
      planTokens: z.number(),
      actualTokens: z.number(),
      /** Of the actual ones; their cost is unknown and in no amount. */
      unpricedTokens: z.number(),
    }),
  ),
  /** How workloads and projects were matched, and what could not be told apart. */
  notes: z.array(z.string()),
});
export type MonthVariance = z.infer<typeof monthVarianceSchema>;

/** How near a plan came, over the months that are recorded whole. */
export const planAccuracySchema = z.object({
  months: z.number().int(),
  planUsd: z.number(),
  actualUsd: z.number(),
  /** Sum of the months' absolute errors ÷ actual; null = nothing was spent. */
  wape: z.number().nullable(),
  /** (Plan − actual) ÷ actual: positive = planned too much; null likewise. */
  bias: z.number().nullable(),
});
export type PlanAccuracy = z.infer<typeof planAccuracySchema>;

/** What is asked of a plan. */
export const varianceQuerySchema = z.strictObject({
  id: z.number().int().positive(),
  /** Months are those of this time zone. */
  timeZone: timeZoneSchema.default('UTC'),
});

/** A plan with its months that have begun. */
export const planVarianceSchema = z.object({
  entry: planEntrySchema,
  timeZone: z.string(),
  months: z.array(monthVarianceSchema),
  /** Null = no month is recorded whole yet. */
  accuracy: planAccuracySchema.nullable(),
  notes: z.array(z.string()),
});
export type PlanVariance = z.infer<typeof planVarianceSchema>;
