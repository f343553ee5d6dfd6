import { z } from 'zod';

/** How an amount spreads over the samples of a run. Amounts in USD per month. */
export const bandSchema = z.object({
  mean: z.number(),
  /** Standard error of the mean: sd ÷ √samples. */
  standardError: z.number(),
  p5: z.number(),
  p25: z.number(),
  p50: z.number(),
  p75: z.number(),
  p95: z.number(),
});
export type Band = z.infer<typeof bandSchema>;

/** Both sides of the comparison and their difference on the same samples. */
export const rangeSchema = z.object({
  baselineUsd: bandSchema,
  optimizedUsd: bandSchema,
  /** Baseline − optimized, sample by sample. */
  savingUsd: bandSchema,
});
export type Range = z.infer<typeof rangeSchema>;

/** `random` = independent pseudo-random numbers; `quasi-random` = a scrambled Halton sequence. */
export const sampleSequences = ['random', 'quasi-random'] as const;
export type SampleSequence = (typeof sampleSequences)[number];

/** What Monte Carlo makes of a scenario: the same formulas over sampled inputs. */
export const simulationRangesSchema = z.object({
  /** How samples were drawn. Of a quasi-random run standard errors are upper bounds. */
  sequence: z.enum(sampleSequences),
  seed: z.number().int(),
  samples: z.number().int().positive(),
  /** Paths of the scenario's uncertain inputs that move an amount. */
  uncertainInputs: z.array(z.string()),
  /** Mean over the months of the horizon. */
  monthly: rangeSchema,
  months: z.array(rangeSchema.extend({ month: z.string() })),
  /** Why the means lie elsewhere than the headline; absent = they agree within the error of sampling. */
  meanNote: z.string().optional(),
  /** Share of samples in which the levers save something over the horizon, 0…1; null when nothing differs. */
  savingProbability: z.number().min(0).max(1).nullable(),
  /** What each enabled lever changes in the mean month after the ones before it, and how likely it saves at all. */
  levers: z.array(
    z.object({
      leverId: z.string(),
      leverName: z.string(),
      /** Negative = a saving. */
      changeUsd: bandSchema,
      /** Share of samples in which it saves something, 0…1; null when it changes nothing. */
      savingProbability: z.number().min(0).max(1).nullable(),
    }),
  ),
  /** Share of samples whose mean month is above the budget asked about, by side. */
  aboveBudget: z
    .object({ budgetMonthlyUsd: z.number(), baselineProbability: z.number(), optimizedProbability: z.number() })
    .optional(),
});
export type SimulationRanges = z.infer<typeof simulationRangesSchema>;
