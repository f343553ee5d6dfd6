import { z } from 'zod';
import { scenarioSchema } from './scenario.ts';

/** What calibration made of a ledger: the scenario, and every fit behind it. */

/** The quantities that a scenario needs. */
export const fitQuantities = [
  'hours',
  'weekdays',
  'growth',
  'tokens',
  'cache',
  'retries',
  'models',
  'tiers',
  'conversations',
] as const;
export type FitQuantity = (typeof fitQuantities)[number];

/** A number with its 95 % interval. */
export const fitEstimateSchema = z.object({
  value: z.number(),
  lower: z.number(),
  upper: z.number(),
  /** `share`: 0…1; `perMonth`: growth, 0.05 = +5 %; `tokens`. */
  unit: z.enum(['share', 'perMonth', 'tokens']),
});
export type FitEstimate = z.infer<typeof fitEstimateSchema>;

/** What was observed beside what was fitted. */
export const fitShapeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('histogram'),
    /** Share of the observations in each class, and the share that the fitted curve puts there. */
    bins: z.array(z.object({ from: z.number(), to: z.number(), observed: z.number(), fitted: z.number() })),
    /** The curve: `lognormal`. */
    curve: z.string(),
    /** Largest distance between the two distribution functions (Kolmogorov and Smirnov), 0…1. */
    distance: z.number(),
  }),
  z.object({
    kind: z.literal('shares'),
    rows: z.array(z.object({ name: z.string(), share: z.number(), lower: z.number(), upper: z.number() })),
  }),
  z.object({
    kind: z.literal('line'),
    points: z.array(z.object({ name: z.string(), observed: z.number(), fitted: z.number() })),
    unit: z.enum(['requests', 'tokens']),
  }),
]);
export type FitShape = z.infer<typeof fitShapeSchema>;

/** One quantity of one part of the usage. */
export const calibrationFitSchema = z.object({
  quantity: z.enum(fitQuantities),
  /** Workload, and model where it is of one; empty = all usage. */
  subject: z.string(),
  /** One sentence: what was found, or why nothing can be said. */
  sentence: z.string(),
  /** Observations, and what they are: `requests`, `days`, `conversations`. */
  sample: z.number(),
  sampleOf: z.string(),
  estimate: fitEstimateSchema.nullable(),
  shape: fitShapeSchema.nullable(),
  /** What the data would have to hold; null = it was fitted. */
  missing: z.string().nullable(),
  /** Where it is in the scenario; null = it is shown only. */
  usedAs: z.string().nullable(),
});
export type CalibrationFit = z.infer<typeof calibrationFitSchema>;

/** What a calibration uses. */
export const calibrationRequestSchema = z.strictObject({
  /** Only records that start in this period, UTC ms: start inclusive, end exclusive; absent = unbounded. */
  fromMs: z.number().optional(),
  toMs: z.number().optional(),
  /** Name of the scenario. */
  name: z.string().min(1).max(200).optional(),
  /** First month of the scenario, `YYYY-MM`. */
  startMonth: z.string(),
});
export type CalibrationRequest = z.infer<typeof calibrationRequestSchema>;

export const calibrationSchema = z.object({ scenario: scenarioSchema, fits: z.array(calibrationFitSchema) });
export type Calibration = z.infer<typeof calibrationSchema>;
