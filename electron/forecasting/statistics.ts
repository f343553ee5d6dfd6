/** Plain statistics over finite numbers. */

/** Arithmetic mean; 0 for none. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += values[index] ?? 0;
  return values.length === 0 ? 0 : sum / values.length;
}

/** Mean distance from 0; 0 for none. */
export function meanMagnitude(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += Math.abs(values[index] ?? 0);
  return values.length === 0 ? 0 : sum / values.length;
}

/** A copy in ascending order. */
export function sortedCopy(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).sort();
}

/** A quantile of values in ascending order, linear between neighbours (Hyndman and Fan's type 7); 0 for none. */
export function quantileOfSorted(sorted: ArrayLike<number>, probability: number): number {
  const position = probability * (sorted.length - 1);
  const below = Math.max(0, Math.floor(position));
  const low = sorted[below] ?? 0;
  const high = sorted[below + 1] ?? low;
  return low + (high - low) * (position - below);
}

/** The middle value; 0 for none. */
export function median(values: ArrayLike<number>): number {
  return quantileOfSorted(sortedCopy(values), 0.5);
}

/** Slope of the least-squares line through (0, v₀), (1, v₁), …; 0 for fewer than two values. */
export function slope(values: ArrayLike<number>): number {
  const centre = (values.length - 1) / 2;
  const average = mean(values);
  let covariance = 0;
  let variance = 0;
  for (let index = 0; index < values.length; index += 1) {
    covariance += (index - centre) * ((values[index] ?? 0) - average);
    variance += (index - centre) ** 2;
  }
  return variance === 0 ? 0 : covariance / variance;
}
