import { mean, sortedCopy } from '../statistics.ts';

/** Share of the recent past in the scale; the rest is the whole past. */
const recentShare = 0.5;
/** Share of changes, the smallest ones, that count: a single spike must not pass for a busy time. */
const keptShare = 0.8;

/**
 * How much a series moves from one season to the next: the mean magnitude of values minus those a season earlier without
 * the largest fifth, half from the last four seasons (28 steps at least), half from all. Errors are measured in it, so that
 * those of a calm time and of a busy one compare. Never 0 for a series that ever moved.
 */
export function errorScale(values: Float64Array, season: number): number {
  const changes = changesOf(values, season);
  const recent = changes.subarray(Math.max(0, changes.length - Math.max(28, 4 * season)));
  const scale = recentShare * trimmedMean(recent) + (1 - recentShare) * trimmedMean(changes);
  return scale > 0 ? scale : mean(changes);
}

/** Mean magnitude of values minus those a season earlier: the in-sample error of the seasonal naive; the scale of MASE. */
export function seasonalChange(values: Float64Array, season: number): number {
  return mean(changesOf(values, season));
}

function changesOf(values: Float64Array, season: number): Float64Array {
  const changes = new Float64Array(Math.max(0, values.length - season));
  for (let index = 0; index < changes.length; index += 1) {
    changes[index] = Math.abs((values[index + season] ?? 0) - (values[index] ?? 0));
  }
  return changes;
}

function trimmedMean(changes: Float64Array): number {
  return mean(sortedCopy(changes).subarray(0, Math.max(1, Math.floor(keptShare * changes.length))));
}
