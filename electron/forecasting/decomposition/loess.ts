/** How a series is smoothed. */
export interface LoessOptions {
  /** Neighbours that count, in steps: an odd number; above the length, the weights widen instead. */
  readonly window: number;
  /** 0 = local mean, 1 = local line. */
  readonly degree: 0 | 1;
  /** A weight for each value; absent = all alike. */
  readonly weights?: Float64Array | undefined;
  /** Positions worked out: every `jump`-th; the others lie on lines between them. Absent = every one. */
  readonly jump?: number | undefined;
}

/**
 * Local regression with tricube weights at the positions 0, 1, … of a series (Cleveland, Cleveland, McRae and
 * Terpenning, Journal of Official Statistics 6, 1990, section 2).
 */
export function loess(values: Float64Array, options: LoessOptions): Float64Array {
  const { jump = 1 } = options;
  const smoothed = new Float64Array(values.length);
  let fromIndex = 0;
  smoothed[0] = loessAt(values, 0, options);
  while (fromIndex < values.length - 1) {
    const toIndex = Math.min(values.length - 1, fromIndex + jump);
    const start = smoothed[fromIndex] ?? 0;
    const end = loessAt(values, toIndex, options);
    for (let index = fromIndex + 1; index <= toIndex; index += 1) {
      smoothed[index] = start + ((end - start) * (index - fromIndex)) / (toIndex - fromIndex);
    }
    fromIndex = toIndex;
  }
  return smoothed;
}

/** The local regression at one position, which may lie outside the series: −1 is the step before the first value. */
export function loessAt(values: Float64Array, position: number, options: LoessOptions): number {
  const { window, degree, weights } = options;
  const count = Math.min(window, values.length);
  const first = Math.max(0, Math.min(values.length - count, Math.round(position) - Math.floor(count / 2)));
  const farthest = Math.max(position - first, first + count - 1 - position);
  // A window longer than the series weighs as if it went on: the local line becomes one for all.
  const reach = farthest + (window > values.length ? (window - values.length) / 2 : 0) + 1e-9;
  let [sum, sumX, sumXX, sumY, sumXY] = [0, 0, 0, 0, 0];
  for (let index = first; index < first + count; index += 1) {
    const distance = index - position;
    const ratio = (distance < 0 ? -distance : distance) / reach;
    const closeness = 1 - ratio * ratio * ratio;
    // Multiplied out: this line takes most of a forecast's time, and powers are slow.
    const tricube = closeness * closeness * closeness;
    const weight = weights === undefined ? tricube : tricube * (weights[index] ?? 0);
    const value = values[index] ?? 0;
    sum += weight;
    sumX += weight * distance;
    sumXX += weight * distance * distance;
    sumY += weight * value;
    sumXY += weight * distance * value;
  }
  if (sum <= 0) return values[Math.max(0, Math.min(values.length - 1, Math.round(position)))] ?? 0;
  const centre = sumX / sum;
  const spread = sumXX / sum - centre * centre;
  if (degree === 0 || spread < 1e-9) return sumY / sum;
  const steepness = (sumXY / sum - centre * (sumY / sum)) / spread;
  return sumY / sum - steepness * centre;
}
