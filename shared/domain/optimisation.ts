import { z } from 'zod';
import { scenarioSchema } from './scenario.ts';
import { sentencePartSchema } from './sentence.ts';

/** What the best plan is looked for under. */
export const optimiseOptionsSchema = z.strictObject({
  /** What is made small: the expected cost of the mean month, or its 95th percentile. */
  objective: z.enum(['expected', 'p95']).default('expected'),
  /** Share of good answers that every workload must keep, 0…1. */
  minQuality: z.number().min(0).max(1).optional(),
  /** Mean seconds that a request of any workload may wait. */
  maxLatencySeconds: z.number().positive().max(1e6).optional(),
  /** Most that the mean month may cost, USD; measured as the objective is. */
  maxMonthlyUsd: z.number().nonnegative().max(1e15).optional(),
  /** Most settings that may differ from the plan as it is. */
  maxChanges: z.number().int().nonnegative().max(1000).optional(),
  /** Ids of levers that stay as they are, on or off. */
  held: z.array(z.string().max(64)).max(100).default([]),
  /** Fields of levers that may be varied, each with the values to try. Levers that are not held are switched on and off in any case. */
  free: z
    .array(
      z.strictObject({
        lever: z.string().max(64),
        /** Dotted path inside the parameters, as the lever's field names it. */
        field: z.string().max(100),
        values: z
          .array(z.union([z.number(), z.string().max(300)]))
          .min(1)
          .max(50),
      }),
    )
    .max(50)
    .default([]),
  /** Models that may take over any call, besides those whose quality the user gave for the call's workload. */
  models: z.array(z.string().min(1).max(300)).max(20).default([]),
  /** For the search where there are too many combinations to try all. */
  seed: z.number().int().default(1),
});
export type OptimiseOptions = z.infer<typeof optimiseOptionsSchema>;

/** One plan: what it costs, how good and how fast it is. */
export const planPointSchema = z.object({
  /** Mean month, USD, measured as the objective is. */
  usd: z.number(),
  /** Share of good answers of the workload that has the lowest; null = not known. */
  quality: z.number().nullable(),
  /** Mean wait of the workload that has the longest, seconds; null = not known. */
  latencySeconds: z.number().nullable(),
  /** Settings that differ from the plan as it is. */
  changes: z.number().int(),
  /** Levers that are on and models that are replaced, in words. */
  settings: z.array(z.string()),
});
export type PlanPoint = z.infer<typeof planPointSchema>;

/** A setting that the recommended plan changes. */
export const settingChangeSchema = z.object({
  /** Id of the lever, or of the call whose model changes: `support/answer`. */
  subjectId: z.string(),
  /** Name of the lever or call. */
  subject: z.string(),
  /** What changes: `on or off`, `model`, or a field's label. */
  attribute: z.string(),
  from: z.string(),
  to: z.string(),
  /** What taking this subject's changes back would cost, USD a month; negative = would save (a constraint asks for them). */
  savingUsd: z.number(),
});
export type SettingChange = z.infer<typeof settingChangeSchema>;

/** What comes of one lever of the plan. */
export const leverVerdictSchema = z.object({
  leverId: z.string(),
  leverName: z.string(),
  /**
   * `use` = on, and saves; `needed` = on, and costs: a constraint asks for it; `dont` = off, because it costs more;
   * `idle` = changes nothing; `held` = would save, but breaks a constraint.
   */
  verdict: z.enum(['use', 'needed', 'dont', 'idle', 'held']),
  /** Saved a month by this lever alone, against all levers off, USD; negative = a loss. */
  aloneUsd: z.number(),
  /** Saved a month by it beside the rest of the recommended plan, USD. */
  companyUsd: z.number(),
  /** Cost of the recommended plan with it ÷ without it; null where it costs nothing without. */
  costTimes: z.number().nullable(),
  /** What it adds to the share of good answers beside the rest; null = not known. */
  qualityGain: z.number().nullable(),
  /** The verdict with its figures, amounts in US dollars. */
  sentence: z.string(),
  /** The same with its amounts as numbers, to be written in another currency. */
  parts: z.array(sentencePartSchema),
  /** At which values of its own numbers it would pay. */
  breakEvens: z.array(z.string()),
});
export type LeverVerdict = z.infer<typeof leverVerdictSchema>;

export const optimisationSchema = z.object({
  objective: z.enum(['expected', 'p95']),
  /** All levers off, held ones excepted. */
  baseline: planPointSchema,
  /** The plan as it is. */
  current: planPointSchema,
  recommended: planPointSchema,
  changes: z.array(settingChangeSchema),
  /** The recommended plan as a scenario. */
  scenario: scenarioSchema,
  /** Plans of which no other is cheaper, better and faster at once; cheapest first, whatever the limits on cost, quality and latency. */
  frontier: z.array(planPointSchema.extend({ isRecommended: z.boolean(), isCurrent: z.boolean() })),
  verdicts: z.array(leverVerdictSchema),
  search: z.object({
    method: z.enum(['exact', 'heuristic']),
    /** Combinations that there are. */
    combinations: z.number(),
    /** Combinations that were costed. */
    evaluated: z.number().int(),
    /** Combinations that were costed and left out because a price or a number is not known. */
    leftOut: z.number().int(),
    /** What was searched, in one sentence. */
    sentence: z.string(),
  }),
  notes: z.array(z.string()),
});
export type Optimisation = z.infer<typeof optimisationSchema>;

/** How far a search is. */
export interface OptimiseProgress {
  readonly done: number;
  readonly total: number;
}
