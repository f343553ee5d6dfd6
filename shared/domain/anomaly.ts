import { z } from 'zod';
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

export const anomaliesSchema = z.object({
  from: z.string(),
  to: z.string(),
  days: z.number().int(),
  timeZone: z.string(),
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
    }),
  ),
  notes: z.array(z.string()),
});
export type Anomalies = z.infer<typeof anomaliesSchema>;
