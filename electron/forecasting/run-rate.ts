import { mean } from './statistics.ts';
import type { HalfWidths } from './backtest/conformal.ts';

/** Days (or steps) of history below which no model is fitted. */
export const fewestForModels = 14;

/** Half widths in parts of the mean, where a few days are all there is: half, as much again, and twice that. */
const widthShares: HalfWidths = [0.5, 1, 2];

/** A mean that goes on, with a band that is wide on purpose. */
export interface RunRate {
  readonly value: number;
  readonly halfWidths: HalfWidths;
}

/**
 * Under 14 steps of history: their mean goes on. No error can be measured yet, so the bands are a convention, not an
 * estimate: ±50, ±100 and ±200 % of the mean, or as far as the values seen lie apart where that is more.
 */
export function runRateOf(values: Float64Array): RunRate {
  const value = mean(values);
  const spread = values.length === 0 ? 0 : Math.max(...values) - Math.min(...values);
  const [half, most, nearlyAll] = widthShares.map((share) => Math.max(share * Math.abs(value), (share / 2) * spread));
  return { value, halfWidths: [half ?? 0, most ?? 0, nearlyAll ?? 0] };
}
