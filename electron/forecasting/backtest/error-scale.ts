/** Share of the recent past in the scale; the rest is the whole past. */
const recentShare = 0.5;

/**
 * How much a series moves from one season to the next: the mean magnitude of values minus those a season earlier, half
 * from the last four seasons (28 steps at least), half from all. Errors are measured in it, so that those of a calm time
 * and of a busy one compare. Never 0 for a series that ever moved.
 */
export function errorScale(values: Float64Array, season: number): number {
  const recent = Math.max(28, 4 * season);
  return (
    recentShare * seasonalChange(values.subarray(Math.max(0, values.length - recent - season)), season) +
    (1 - recentShare) * seasonalChange(values, season)
  );
}

/** Mean magnitude of values minus those a season earlier: the in-sample error of the seasonal naive; the scale of MASE. */
export function seasonalChange(values: Float64Array, season: number): number {
  let sum = 0;
  for (let index = season; index < values.length; index += 1) {
    sum += Math.abs((values[index] ?? 0) - (values[index - season] ?? 0));
  }
  return values.length > season ? sum / (values.length - season) : 0;
}
