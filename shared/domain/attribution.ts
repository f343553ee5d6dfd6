import { z } from 'zod';

/** What one lever changes in the mean month of the horizon, USD; negative = a saving. */
export const leverShareSchema = z.object({
  leverId: z.string(),
  leverName: z.string(),
  /** Given the levers before it, in the scenario's order. */
  inOrderUsd: z.number(),
  /** Shapley value: averaged over all orders, so that order does not decide who gets the credit. */
  shapleyUsd: z.number(),
  /** Standard error of a sampled Shapley value; 0 for an exact one. */
  standardErrorUsd: z.number(),
});
export type LeverShare = z.infer<typeof leverShareSchema>;

/** Who saved what: both columns sum to the change of the mean month. */
export const leverAttributionSchema = z.object({
  /** `exact` over all subsets of the enabled levers; `sampled` over random orders where there are more than 12. */
  method: z.enum(['exact', 'sampled']),
  levers: z.array(leverShareSchema),
  /** Optimized − baseline, mean month, USD. */
  totalUsd: z.number(),
});
export type LeverAttribution = z.infer<typeof leverAttributionSchema>;
