import type { Band } from '#shared/domain/simulation-ranges.ts';
import { valuesAtRanks } from './values-at-ranks.ts';

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

/** @param probabilities ascending. */
function percentilesOf(samples: Float64Array, probabilities: readonly number[]): readonly number[] {
  const last = samples.length - 1;
  // Of ascending probabilities the ranks on both sides ascend as well, but for those that come again.
  const ranks = [...new Set(probabilities.flatMap((share) => [Math.floor(last * share), Math.ceil(last * share)]))];
  const values = valuesAtRanks(samples, ranks);
  const valueAt = (rank: number): number => values[ranks.indexOf(rank)] ?? Number.NaN;
  return probabilities.map((probability) => {
    const rank = last * probability;
    const [below, above] = [valueAt(Math.floor(rank)), valueAt(Math.ceil(rank))];
    return below + (above - below) * (rank - Math.floor(rank));
  });
}
