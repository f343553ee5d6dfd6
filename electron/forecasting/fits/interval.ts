import type { FitEstimate } from '#shared/domain/calibration.ts';
import { mean, slope } from '../statistics.ts';

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

/** The least-squares line through (0, v₀), (1, v₁), … with the standard error of its slope. @param values at least three. */
export function lineThrough(values: readonly number[]): {
  readonly slope: number;
  readonly intercept: number;
  readonly error: number;
} {
  const count = values.length;
  const rate = slope(values);
  const intercept = mean(values) - (rate * (count - 1)) / 2;
  const squares = values.reduce((sum, value, index) => sum + (value - intercept - rate * index) ** 2, 0);
  // Σ (index − mean index)².
  const spread = (count * (count ** 2 - 1)) / 12;
  return { slope: rate, intercept, error: Math.sqrt(squares / (count - 2) / spread) };
}
