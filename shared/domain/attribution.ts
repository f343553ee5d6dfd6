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

/** What a change of cost can come from, in the order in which they are told. */
export const changeDrivers = ['volume', 'mix', 'tokens', 'cache', 'price', 'fees'] as const;
export type ChangeDriver = (typeof changeDrivers)[number];

/** What each driver means, for people. */
export const changeDriverLabels: Readonly<Record<ChangeDriver, { readonly label: string; readonly help: string }>> = {
  volume: { label: 'Volume', help: 'more or fewer requests' },
  mix: { label: 'Mix', help: 'requests moved between workloads, tokens between models' },
  tokens: { label: 'Tokens', help: 'longer or shorter prompts and answers per request' },
  cache: { label: 'Cache', help: 'other shares of cached, written and reasoning tokens' },
  price: { label: 'Price', help: 'other rates for the same tokens, batch discounts among them' },
  fees: { label: 'Fees', help: 'costs besides tokens' },
};

/** A change of cost shared among its drivers: they sum to `toUsd − fromUsd`. */
export const changeSplitSchema = z.object({
  fromUsd: z.number(),
  toUsd: z.number(),
  drivers: z.array(z.object({ driver: z.enum(changeDrivers), usd: z.number() })),
});
export type ChangeSplit = z.infer<typeof changeSplitSchema>;

/** Why two months of one plan cost differently, each side by driver. */
export interface MonthSplit {
  /** `YYYY-MM`. */
  readonly from: string;
  readonly to: string;
  readonly baseline: ChangeSplit;
  readonly optimized: ChangeSplit;
}
