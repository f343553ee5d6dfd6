import { z } from 'zod';
import { daySchema } from './calendar-text.ts';
import { timeZoneSchema } from './forecast.ts';
import { usageSelectionSchema } from './usage-query.ts';

/** Which days are looked at, and from when on one is worth a look. */
export const anomalyQuerySchema = usageSelectionSchema.extend({
  timeZone: timeZoneSchema.default('UTC'),
  /** Smallest impact, USD. */
  minUsd: z.number().min(0).default(10),
  /** Smallest impact as a share of what was expected. */
  minShare: z.number().min(0).default(0.25),
});
export type AnomalyQuery = z.infer<typeof anomalyQuerySchema>;

/** What a name adds to a day's impact. */
export const anomalyCauseSchema = z.object({
  /** Empty = usage that does not name one. */
  name: z.string(),
  actualUsd: z.number(),
  expectedUsd: z.number(),
  impactUsd: z.number(),
});
export type AnomalyCause = z.infer<typeof anomalyCauseSchema>;

/** Longest note on a day. */
export const longestAnomalyNote = 2000;

/** What somebody said of a day that is out of line. */
export const anomalyMarkSchema = z.object({
  day: daySchema,
  /** The days and usage it is said of: see `anomalies.series`. */
  series: z.string().max(100_000),
  /** UTC ms; null = still open. */
  acknowledgedAtMs: z.number().nullable(),
  /** Empty = none. */
  note: z.string().max(longestAnomalyNote),
  /** UTC ms. */
  changedAtMs: z.number(),
});
export type AnomalyMark = z.infer<typeof anomalyMarkSchema>;

/** What is to be said of a day: what is absent stays as it is. */
export const anomalyMarkInputSchema = z.strictObject({
  day: daySchema,
  series: z.string().min(1).max(100_000),
  acknowledged: z.boolean().optional(),
  note: z.string().trim().max(longestAnomalyNote).optional(),
});
export type AnomalyMarkInput = z.infer<typeof anomalyMarkInputSchema>;

export const anomaliesSchema = z.object({
  /**
   * Which days of which usage these are, whatever the time asked for: marks are kept under it and the day, so that they
   * survive every later look.
   */
  series: z.string(),
  from: z.string(),
  to: z.string(),
  days: z.number().int(),
  timeZone: z.string(),
  /** Every day: what it cost, and between what a day in line would have cost. */
  history: z.array(
    z.object({ day: z.string(), usd: z.number(), expectedUsd: z.number(), lowerUsd: z.number(), upperUsd: z.number() }),
  ),
  /** Robust standard deviation of a day, USD, and where it is from: MAD, quartiles (IQR), or 5 % of a typical day. */
  spreadUsd: z.number(),
  spreadBasis: z.enum(['MAD', 'IQR', 'relative']),
  totalUsd: z.number(),
  /** Extra spend of anomalies ÷ all spend; null = no spend. FinOps: below 2 % good, above 7 % critical. */
  anomalousShare: z.number().nullable(),
  /** Largest impact first. */
  anomalies: z.array(
    z.object({
      day: z.string(),
      actualUsd: z.number(),
      expectedUsd: z.number(),
      /** Actual − expected; negative = less than expected. */
      impactUsd: z.number(),
      /** Null where nothing was expected. */
      impactShare: z.number().nullable(),
      /** Robust standard deviations; 3.5 and more are out of line. */
      score: z.number().nullable(),
      /** What a day in line would have been between. */
      lowerUsd: z.number(),
      upperUsd: z.number(),
      /** By `model`, `project`, `user` and `tokenKind`: largest first; each list sums to the impact. */
      causes: z.record(z.string(), z.array(anomalyCauseSchema)),
      /** Null = nobody said anything of it. */
      mark: anomalyMarkSchema.nullable(),
    }),
  ),
  notes: z.array(z.string()),
});
export type Anomalies = z.infer<typeof anomaliesSchema>;
