import { loess, loessAt } from './loess.ts';

/** A series taken apart with one season: value = trend + season + remainder. */
export interface SeasonalTrend {
  readonly trend: Float64Array;
  readonly season: Float64Array;
}

export interface SeasonalTrendOptions {
  /** Steps in a season: 7 for the week of a daily series. */
  readonly season: number;
  /** Seasons over which the shape of the season may change, odd. */
  readonly seasonWindow: number;
  /** Weights that hold outliers down; absent = all alike. */
  readonly weights?: Float64Array | undefined;
}

const passes = 2;

/**
 * STL, seasonal-trend decomposition by loess: the inner loop of Cleveland, Cleveland, McRae and Terpenning (Journal of
 * Official Statistics 6, 1990), with their trend window, 1.5 × season ÷ (1 − 1.5 ÷ seasonWindow). Needs two seasons.
 */
export function decomposeSeason(values: Float64Array, options: SeasonalTrendOptions): SeasonalTrend {
  const { season, seasonWindow, weights } = options;
  const trendWindow = oddAtLeast((1.5 * season) / (1 - 1.5 / seasonWindow));
  const lowPassWindow = oddAtLeast(season);
  let trend: Float64Array = new Float64Array(values.length);
  let seasonal: Float64Array = new Float64Array(values.length);
  for (let pass = 0; pass < passes; pass += 1) {
    const cycles = smoothCycles(subtract(values, trend), options);
    const drift = loess(movingAverage(movingAverage(movingAverage(cycles, season), season), 3), {
      window: lowPassWindow,
      degree: 1,
      jump: Math.ceil(lowPassWindow / 10),
    });
    seasonal = subtract(cycles.subarray(season, season + values.length), drift);
    trend = loess(subtract(values, seasonal), {
      window: trendWindow,
      degree: 1,
      weights,
      jump: Math.ceil(trendWindow / 10),
    });
  }
  return { trend, season: seasonal };
}

/** Smooths the values of each phase of the season, and goes on for one season before the first and after the last. */
function smoothCycles(values: Float64Array, { season, seasonWindow, weights }: SeasonalTrendOptions): Float64Array {
  const smoothed = new Float64Array(values.length + 2 * season);
  for (let phase = 0; phase < season; phase += 1) {
    const cycle = everyNth(values, phase, season);
    const options = {
      window: seasonWindow,
      degree: 0,
      weights: weights === undefined ? undefined : everyNth(weights, phase, season),
    } as const;
    for (let index = -1; index <= cycle.length; index += 1) {
      smoothed[phase + (index + 1) * season] = loessAt(cycle, index, options);
    }
  }
  return smoothed;
}

function everyNth(values: Float64Array, first: number, step: number): Float64Array {
  const picked = new Float64Array(Math.ceil((values.length - first) / step));
  for (let index = 0; index < picked.length; index += 1) picked[index] = values[first + index * step] ?? 0;
  return picked;
}

/** Means of `length` neighbours: `length − 1` fewer than the values. */
function movingAverage(values: Float64Array, length: number): Float64Array {
  const averages = new Float64Array(values.length - length + 1);
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) {
    sum += values[index] ?? 0;
    if (index >= length) sum -= values[index - length] ?? 0;
    if (index >= length - 1) averages[index - length + 1] = sum / length;
  }
  return averages;
}

/** The differences of two series of the same length. */
export function subtract(values: Float64Array, others: Float64Array): Float64Array {
  const differences = new Float64Array(values.length);
  for (let index = 0; index < values.length; index += 1)
    differences[index] = (values[index] ?? 0) - (others[index] ?? 0);
  return differences;
}

function oddAtLeast(length: number): number {
  const whole = Math.ceil(length);
  return whole % 2 === 0 ? whole + 1 : whole;
}
