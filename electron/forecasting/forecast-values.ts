import type { CandidateModel, ForecastModelInfo } from '#shared/domain/forecast.ts';
import {
  bandLevels,
  calibrateBands,
  conformalHalfWidths,
  type Conformal,
  type HalfWidths,
} from './backtest/conformal.ts';
import { errorScale, seasonalChange } from './backtest/error-scale.ts';
import type { RollingOrigin } from './backtest/rolling-origin.ts';
import { combinations } from './models/combinations.ts';
import { singleModels } from './models/registry.ts';

/** Earlier origins that models are compared and bands calibrated on, the latest ones. */
export const calibrationOrigins = 80;

/** A forecast of values from one instant of a series, with what chose it and how sure it is. */
export interface ValueForecast {
  readonly model: ForecastModelInfo;
  /** Every model that could be tried at every origin, the one taken first, then by their mean error there. */
  readonly candidates: readonly CandidateModel[];
  /** By step ahead. */
  readonly values: Float64Array;
  /** Origins before this one that were tried. */
  readonly origins: number;
  /** True when there were fewer than 19: the 95 % band is then wider than the errors seen, and still a guess. */
  readonly isRough: boolean;
  /** Half widths of the bands at a step ahead, from 0, in the unit of the values. */
  halfWidths(step: number): HalfWidths;
  /** Half widths of the bands of the sum over the steps from `first` to `last`, both inclusive, from 0. */
  halfWidthsOfSum(first: number, last: number): HalfWidths;
}

/** The floor: what has to be beaten. */
const floorId = 'seasonal-naive';
/** Share of the floor's error that a model must save: less is chance, and the plainer forecast stays. */
const leastGain = 0.01;

/**
 * Forecasts from `origin` with what was known then alone: every model is tried at the given earlier origins, the one with
 * the smallest mean absolute error is taken, or the seasonal naive where none beats it, and its errors there calibrate the
 * bands.
 * @param earlierOrigins Earlier origins, ascending; at least one.
 * @param horizon Steps wanted; may be more than those that are tried.
 * @returns undefined when no model could be tried.
 */
export function forecastFrom(
  rolling: RollingOrigin,
  origin: number,
  earlierOrigins: readonly number[],
  horizon: number,
): ValueForecast | undefined {
  const origins = earlierOrigins.filter((earlier) => earlier < origin).slice(-calibrationOrigins);
  const season = rolling.seasons[0] ?? 1;
  const now = horizon <= rolling.horizon ? rolling.forecastsAt(origin) : rolling.forecastFar(origin, horizon);
  const scale = seasonalChange(rolling.values.subarray(0, origin), season);
  const tried = withFloorFirst(rank(rolling, origin, origins, [...now.keys()]));
  const ranked = tried.map(({ id, error }) => ({ ...infoOf(id), mase: scale === 0 ? null : error / scale }));
  const [best] = ranked;
  const values = best === undefined ? undefined : now.get(best.id);
  if (best === undefined || values === undefined) return undefined;
  const { mase: _mase, ...model } = best;
  const scaleNow = errorScale(rolling.values.subarray(0, origin), season);
  const errors = origins.map((earlier) => scaledErrors(rolling, model.id, earlier, origin, season));
  const conformal = calibrateBands(errors, rolling.horizon);
  return {
    model,
    candidates: ranked,
    values: values.subarray(0, horizon),
    origins: conformal.origins,
    isRough: conformal.isRough,
    halfWidths: (step) => scaleWidths(conformal.halfWidths(step), scaleNow),
    halfWidthsOfSum: (first, last) =>
      scaleWidths(widthsOfSum(errors, conformal, rolling.horizon, first, last), scaleNow),
  };
}

/** A model with its mean absolute error at earlier origins. */
interface Ranked {
  readonly id: string;
  readonly error: number;
}

/** Puts the seasonal naive first where the best model does not beat it by more than chance would. */
function withFloorFirst(ranked: readonly Ranked[]): readonly Ranked[] {
  const floor = ranked.find(({ id }) => id === floorId);
  const best = ranked[0];
  if (floor === undefined || best === undefined || best.error < (1 - leastGain) * floor.error) return ranked;
  return [floor, ...ranked.filter(({ id }) => id !== floorId)];
}

function rank(
  rolling: RollingOrigin,
  origin: number,
  origins: readonly number[],
  ids: readonly string[],
): readonly Ranked[] {
  return ids
    .flatMap((id) => {
      const error = meanError(rolling, origin, origins, id);
      return error === undefined ? [] : [{ id, error }];
    })
    .sort((a, b) => a.error - b.error);
}

/** Mean absolute error over all origins and steps; undefined when the model did not fit at one of them. */
function meanError(rolling: RollingOrigin, end: number, origins: readonly number[], id: string): number | undefined {
  let [sum, count] = [0, 0];
  for (const origin of origins) {
    const errors = rolling.errorsOf(id, origin, end);
    if (errors === undefined) return undefined;
    for (const error of errors) sum += Math.abs(error);
    count += errors.length;
  }
  return count === 0 ? undefined : sum / count;
}

function scaledErrors(rolling: RollingOrigin, id: string, origin: number, end: number, season: number): Float64Array {
  const scale = errorScale(rolling.values.subarray(0, origin), season);
  // A series that had not moved by then has no scale: its errors stay as they are.
  return (rolling.errorsOf(id, origin, end) ?? new Float64Array()).map((error) =>
    scale === 0 ? error : error / scale,
  );
}

/** Fewest complete windows that a sum's own errors are taken from. */
const fewestWindows = 8;

/**
 * Errors of a sum are taken from sums: those of the same steps at earlier origins. Where too few origins reach so far, the
 * window ends earlier or is shorter, and its errors are taken to grow with the number of steps in the sum and with the
 * root of the distance.
 */
function widthsOfSum(
  errors: readonly Float64Array[],
  conformal: Conformal,
  horizon: number,
  first: number,
  last: number,
): HalfWidths {
  const steps = last - first + 1;
  for (let end = Math.min(last, horizon - 1); end >= 0; end -= Math.max(1, Math.floor(end / 4))) {
    const length = Math.min(steps, end + 1);
    const reaching = errors.filter((ofOrigin) => ofOrigin.length > end);
    if (reaching.length < fewestWindows) continue;
    const sums = reaching.map((ofOrigin) =>
      ofOrigin.subarray(end - length + 1, end + 1).reduce((sum, error) => sum + error, 0),
    );
    const widths = conformalHalfWidths(sums);
    if (widths === undefined) continue;
    return scaleWidths(widths, (steps / length) * Math.sqrt((last + 1) / (end + 1)));
  }
  // Nothing reaches: every step off by as much as the last, all the same way.
  return scaleWidths(conformal.halfWidths(last), steps);
}

function scaleWidths([half, most, nearlyAll]: HalfWidths, factor: number): HalfWidths {
  return [half * factor, most * factor, nearlyAll * factor];
}

/** Name and description of a model or combination. */
function infoOf(id: string): ForecastModelInfo {
  const found = [...singleModels, ...combinations].find((model) => model.id === id);
  if (found === undefined) throw new Error(`No model is called ${id}.`);
  return { id, name: found.name, description: found.description };
}

/** Lower and upper ends of the bands around a value, in the order of `bandLevels`. @param lowest Where they are cut. */
export function bandsAround(value: number, widths: HalfWidths, lowest: number): readonly (readonly [number, number])[] {
  return bandLevels.map((_level, index) => {
    const width = widths[index] ?? 0;
    return [Math.max(lowest, value - width), Math.max(lowest, value + width)] as const;
  });
}
