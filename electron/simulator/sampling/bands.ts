import type { Band } from '#shared/domain/simulation-ranges.ts';

/**
 * Mean, standard error and percentiles of samples. Percentiles interpolate between ranks at (n − 1)·p (Hyndman and
 * Fan's type 7, the default of R and NumPy).
 * @param samples at least one; left as it is.
 */
export function bandOf(samples: Float64Array): Band {
  const count = samples.length;
  if (count === 0) throw new Error('A band needs at least one sample.');
  let mean = 0;
  for (const value of samples) mean += value;
  mean /= count;
  let squares = 0;
  for (const value of samples) squares += (value - mean) ** 2;
  const sorted = Float64Array.from(samples).sort();
  return {
    mean,
    standardError: count === 1 ? 0 : Math.sqrt(squares / (count - 1) / count),
    p5: percentileOf(sorted, 0.05),
    p25: percentileOf(sorted, 0.25),
    p50: percentileOf(sorted, 0.5),
    p75: percentileOf(sorted, 0.75),
    p95: percentileOf(sorted, 0.95),
  };
}

function percentileOf(sorted: Float64Array, probability: number): number {
  const rank = (sorted.length - 1) * probability;
  const below = sorted[Math.floor(rank)] ?? 0;
  const above = sorted[Math.ceil(rank)] ?? below;
  return below + (above - below) * (rank - Math.floor(rank));
}
