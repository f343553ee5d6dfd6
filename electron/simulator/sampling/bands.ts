import type { Band } from '#shared/domain/simulation-ranges.ts';
import { selectRank } from './select-rank.ts';

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
  for (const value of samples) squares += (value - mean) * (value - mean);
  const [p5 = 0, p25 = 0, p50 = 0, p75 = 0, p95 = 0] = percentilesOf(samples, [0.05, 0.25, 0.5, 0.75, 0.95]);
  const standardError = count === 1 ? 0 : Math.sqrt(squares / (count - 1) / count);
  return { mean, standardError, p5, p25, p50, p75, p95 };
}

/** @param probabilities ascending: each search starts where the one before it ended. */
function percentilesOf(samples: Float64Array, probabilities: readonly number[]): readonly number[] {
  const values = samples.slice();
  const last = values.length - 1;
  let from = 0;
  return probabilities.map((probability) => {
    const rank = last * probability;
    const lower = Math.floor(rank);
    const below = selectRank(values, lower, from);
    from = lower;
    const above = lower === last ? below : selectRank(values, lower + 1, lower);
    return below + (above - below) * (rank - lower);
  });
}
