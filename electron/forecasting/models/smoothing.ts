import { minimise } from '../nelder-mead.ts';
import { mean, slope } from '../statistics.ts';

/** How fast level, trend and season follow the values: all in (0, 1). */
export interface SmoothingRates {
  /** Share of a surprise that the level takes. */
  readonly level: number;
  /** Share that the trend takes, at most `level`. */
  readonly trend: number;
  /** Share that the season takes, at most 1 − `level`. */
  readonly season: number;
  /** What is left of the trend after each step: below 1, the forecast flattens. */
  readonly damping: number;
}

/** Where smoothing has come to after some values. */
export interface SmoothingState {
  readonly level: number;
  readonly trend: number;
  /** By phase; the first is that of the next value. */
  readonly season: readonly number[];
  readonly rates: SmoothingRates;
}

interface Start {
  readonly level: number;
  readonly trend: number;
  readonly season: readonly number[];
}

/** Parts of the model that are fitted; the others stay at 0. */
export interface SmoothingShape {
  /** Steps in a season; 1 = none. */
  readonly season: number;
  readonly hasTrend: boolean;
}

const evaluations = 160;
const dampingRange = { low: 0.8, high: 0.98 };

/**
 * Exponential smoothing with additive errors, damped trend and additive season (ETS A,Ad,A in error-correction form;
 * Hyndman, Koehler, Ord and Snyder, 2008, chapter 3), its rates fitted by the least squared error one step ahead.
 */
export function fitSmoothing(values: Float64Array, shape: SmoothingShape): SmoothingState {
  const start = startOf(values, shape);
  function squaredError(point: readonly number[]): number {
    return smooth(values, start, ratesAt(point, shape)).squaredError;
  }
  const best = minimise(squaredError, [-0.5, -2, -2, 1], { step: 1, evaluations });
  return smooth(values, start, ratesAt(best, shape)).state;
}

/** The values after a state. */
export function continueSmoothing({ level, trend, season, rates }: SmoothingState, horizon: number): Float64Array {
  const forecast = new Float64Array(horizon);
  let drift = 0;
  let left = trend;
  for (let step = 0; step < horizon; step += 1) {
    left *= rates.damping;
    drift += left;
    forecast[step] = level + drift + (season[step % season.length] ?? 0);
  }
  return forecast;
}

function ratesAt(point: readonly number[], { season, hasTrend }: SmoothingShape): SmoothingRates {
  const [levelAt = 0, trendAt = 0, seasonAt = 0, dampingAt = 0] = point.map((value) => 1 / (1 + Math.exp(-value)));
  return {
    level: levelAt,
    trend: hasTrend ? levelAt * trendAt : 0,
    season: season > 1 ? (1 - levelAt) * seasonAt : 0,
    damping: dampingRange.low + (dampingRange.high - dampingRange.low) * dampingAt,
  };
}

function smooth(
  values: Float64Array,
  start: Start,
  rates: SmoothingRates,
): { readonly squaredError: number; readonly state: SmoothingState } {
  const season = Float64Array.from(start.season);
  let { level, trend } = start;
  let squaredError = 0;
  let phase = 0;
  for (let index = 0; index < values.length; index += 1) {
    const expected = level + rates.damping * trend;
    const surprise = (values[index] ?? 0) - expected - (season[phase] ?? 0);
    squaredError += surprise * surprise;
    level = expected + rates.level * surprise;
    trend = rates.damping * trend + rates.trend * surprise;
    season[phase] = (season[phase] ?? 0) + rates.season * surprise;
    phase = phase + 1 === season.length ? 0 : phase + 1;
  }
  return {
    squaredError,
    state: { level, trend, season: [...season.subarray(phase), ...season.subarray(0, phase)], rates },
  };
}

/** A first guess from the first seasons: their mean shape, and the line through what is left. */
function startOf(values: Float64Array, { season, hasTrend }: SmoothingShape): Start {
  const shape = season > 1 ? firstShape(values, season) : [0];
  const opening = values
    .subarray(0, Math.max(10, 2 * season))
    .map((value, index) => value - (shape[index % shape.length] ?? 0));
  const trend = hasTrend ? slope(opening) : 0;
  return { level: mean(opening) - (trend * (opening.length + 1)) / 2, trend, season: shape };
}

/** Mean distance of each phase from the mean of its season, over up to four seasons. */
function firstShape(values: Float64Array, season: number): readonly number[] {
  const cycles = Math.max(1, Math.min(4, Math.floor(values.length / season)));
  const shape = new Float64Array(season);
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    const part = values.subarray(cycle * season, (cycle + 1) * season);
    const average = mean(part);
    for (let phase = 0; phase < season; phase += 1) {
      shape[phase] = (shape[phase] ?? 0) + ((part[phase] ?? average) - average) / cycles;
    }
  }
  return [...shape];
}
