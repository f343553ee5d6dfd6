import { median, quantileOfSorted, sortedCopy } from '../statistics.ts';

/** Relative floor where even the quartiles are equal: this share of the typical value. */
const relativeFloor = 0.05;

/** How far residuals lie apart, as a standard deviation that outliers do not move. */
export interface RobustSpread {
  readonly centre: number;
  readonly deviation: number;
  readonly basis: 'MAD' | 'IQR' | 'relative';
}

/**
 * The median absolute deviation ÷ 0.6745 (Iglewicz and Hoaglin, 1993); where more than half of the residuals are equal,
 * the quartile distance ÷ 1.349; where those are equal too, 5 % of a typical value.
 */
export function robustSpread(residuals: Float64Array, typical: number): RobustSpread {
  const centre = median(residuals);
  const deviation = median(residuals.map((value) => Math.abs(value - centre))) / 0.6745;
  // Equal values leave rounding behind, not 0.
  const least = 1e-9 * Math.max(1, Math.abs(typical));
  if (deviation > least) return { centre, deviation, basis: 'MAD' };
  const sorted = sortedCopy(residuals);
  const quartiles = (quantileOfSorted(sorted, 0.75) - quantileOfSorted(sorted, 0.25)) / 1.349;
  if (quartiles > least) return { centre, deviation: quartiles, basis: 'IQR' };
  return { centre, deviation: relativeFloor * Math.abs(typical), basis: 'relative' };
}
