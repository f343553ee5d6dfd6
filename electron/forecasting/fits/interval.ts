import type { FitEstimate } from '#shared/domain/calibration.ts';

/** Amounts of one day. */
export interface DayRatio {
  readonly part: number;
  readonly whole: number;
}

/**
 * A share as Σ part ÷ Σ whole with its 95 % interval: days are drawn, not requests, because those of a day are alike
 * (ratio estimator: Cochran, Sampling Techniques, 1977, chapter 6). With fewer than two days nothing is known of its spread:
 * the interval is everything.
 */
export function ratioOverDays(days: readonly DayRatio[]): FitEstimate {
  const part = days.reduce((sum, day) => sum + day.part, 0);
  const whole = days.reduce((sum, day) => sum + day.whole, 0);
  const value = whole === 0 ? 0 : part / whole;
  const count = days.length;
  if (count < 2) return { value, lower: 0, upper: 1, unit: 'share' };
  const squares = days.reduce((sum, day) => sum + (day.part - value * day.whole) ** 2, 0);
  const error = whole === 0 ? 0 : (Math.sqrt(squares * (count / (count - 1))) / whole) * quantile975(count - 1);
  return { value, lower: Math.max(0, value - error), upper: Math.min(1, value + error), unit: 'share' };
}

const normal975 = 1.959_963_984_540_054;

/** The 97.5 % quantile of Student's t (Cornish and Fisher's expansion: Abramowitz and Stegun 26.7.5). */
export function quantile975(degrees: number): number {
  const z = normal975;
  return (
    z +
    (z ** 3 + z) / (4 * degrees) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * degrees ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * degrees ** 3)
  );
}

/** Slope and its standard error of the least-squares line through points; undefined for fewer than three. */
export function lineThrough(
  xs: readonly number[],
  ys: readonly number[],
): { readonly slope: number; readonly intercept: number; readonly error: number } | undefined {
  const count = xs.length;
  if (count < 3) return undefined;
  const meanX = xs.reduce((sum, x) => sum + x, 0) / count;
  const meanY = ys.reduce((sum, y) => sum + y, 0) / count;
  let [covariance, variance] = [0, 0];
  for (let index = 0; index < count; index += 1) {
    const offset = (xs[index] ?? 0) - meanX;
    covariance += offset * ((ys[index] ?? 0) - meanY);
    variance += offset ** 2;
  }
  if (variance === 0) return undefined;
  const slope = covariance / variance;
  const intercept = meanY - slope * meanX;
  const squares = xs.reduce((sum, x, index) => sum + ((ys[index] ?? 0) - intercept - slope * x) ** 2, 0);
  return { slope, intercept, error: Math.sqrt(squares / (count - 2) / variance) };
}
