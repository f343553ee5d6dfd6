/** The shares of actual values that the three bands are made to hold. */
export const bandLevels = [0.5, 0.8, 0.95] as const;
/** Half widths of the bands, in the order of `bandLevels`. */
export type HalfWidths = readonly [number, number, number];

/** Errors of one origin, by step ahead, in units of that origin's scale. */
export type ScaledErrors = Float64Array;

/** Steps whose mean error is taken together with a step's own. */
const neighbours = 2;

/** What a calibration knows: widths in units of the scale at the origin that is forecast. */
export interface Conformal {
  /** Origins behind it. */
  readonly origins: number;
  /** True when there are too few origins for the 95 % band to be sure: below 19, a finite sample cannot tell. */
  readonly isRough: boolean;
  /** @param step Steps ahead, from 0. */
  halfWidths(step: number): HalfWidths;
}

/**
 * Split conformal intervals from the errors of earlier origins. Each step ahead has its own scale, the mean magnitude of
 * its errors and its neighbours'; divided by it, the errors of all steps share one distribution, whose quantile at
 * level × (1 + 1 ÷ origins), the finite-sample correction, is the half width. Distribution-free: no model is believed.
 */
export function calibrateBands(errors: readonly ScaledErrors[], horizon: number): Conformal {
  const origins = errors.filter(({ length }) => length > 0).length;
  const stepScales = scalesBySteps(errors, horizon);
  const pool = Float64Array.from(
    errors.flatMap((ofOrigin) => Array.from(ofOrigin, (error, step) => ratio(Math.abs(error), stepScales[step] ?? 0))),
  ).sort();
  const [half, most, nearlyAll] = bandLevels.map((level) => quantileAbove(pool, level, origins));
  return {
    origins,
    isRough: origins < 19,
    halfWidths(step) {
      // Beyond the steps that were tried, errors are taken to grow as those of a random walk do.
      const tried = Math.min(step, horizon - 1);
      const scale = (stepScales[tried] ?? 0) * Math.sqrt((step + 1) / (tried + 1));
      return [(half ?? 0) * scale, (most ?? 0) * scale, (nearlyAll ?? 0) * scale];
    },
  };
}

/** Half widths of one quantity from its earlier errors, finite-sample corrected; undefined for none. */
export function conformalHalfWidths(errors: readonly number[]): HalfWidths | undefined {
  if (errors.length === 0) return undefined;
  const sorted = Float64Array.from(errors, Math.abs).sort();
  const [half = 0, most = 0, nearlyAll = 0] = bandLevels.map((level) => quantileAbove(sorted, level, errors.length));
  return [half, most, nearlyAll];
}

/**
 * The smallest value that at least a share of level × (1 + 1 ÷ origins) of the sample does not pass. Where so few origins
 * leave nothing above, the largest value, and half as much again for what was not seen.
 */
function quantileAbove(sorted: Float64Array, level: number, origins: number): number {
  const share = level * (1 + 1 / Math.max(1, origins));
  const largest = sorted.at(-1) ?? 0;
  if (share > 1) return 1.5 * largest;
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? largest;
}

function scalesBySteps(errors: readonly ScaledErrors[], horizon: number): Float64Array {
  const sums = new Float64Array(horizon);
  const counts = new Float64Array(horizon);
  for (const ofOrigin of errors) {
    for (let step = 0; step < Math.min(horizon, ofOrigin.length); step += 1) {
      sums[step] = (sums[step] ?? 0) + Math.abs(ofOrigin[step] ?? 0);
      counts[step] = (counts[step] ?? 0) + 1;
    }
  }
  let last = 0;
  return Float64Array.from({ length: horizon }, (_none, step) => {
    let [sum, count] = [0, 0];
    for (let near = Math.max(0, step - neighbours); near <= Math.min(horizon - 1, step + neighbours); near += 1) {
      sum += sums[near] ?? 0;
      count += counts[near] ?? 0;
    }
    last = count === 0 ? last : sum / count;
    return last;
  });
}

function ratio(error: number, scale: number): number {
  return scale === 0 ? 0 : error / scale;
}
