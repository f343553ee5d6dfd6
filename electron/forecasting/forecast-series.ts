import { counted } from '#shared/count.ts';
import type { BandedValue, SeriesForecast } from '#shared/domain/forecast.ts';
import { runBacktest } from './backtest/backtest.ts';
import type { HalfWidths } from './backtest/conformal.ts';
import { originsOf } from './backtest/origins.ts';
import { RollingOrigin } from './backtest/rolling-origin.ts';
import { bandsAround, calibrationOrigins, forecastFrom, type ValueForecast } from './forecast-values.ts';
import { fewestForModels, runRateOf } from './run-rate.ts';
import { atOnce, type Steps } from './steps.ts';
import { stepLabel, stepMs, usualSeasons, type RegularSeries } from './series/time-grid.ts';

export interface SeriesForecastOptions {
  /** Steps wanted. */
  readonly horizon: number;
  /** Absent = the grain's own: 7, or 24 and 168. `[]` = no season. */
  readonly seasons?: readonly number[] | undefined;
  /** Origins that the backtest judges; 0 = no backtest. Absent = 30. */
  readonly windows?: number | undefined;
}

/** A forecast that can also answer for sums of steps. */
export interface ForecastParts {
  readonly forecast: SeriesForecast;
  /** The sum over the steps from `first` to `last` ahead, both inclusive, from 0. */
  sum(first: number, last: number): BandedValue;
}

/** As `forecastSeriesInSteps`, all at once. */
export function forecastSeries(series: RegularSeries, options: SeriesForecastOptions): ForecastParts {
  return atOnce(forecastSeriesInSteps(series, options));
}

/**
 * Forecasts a series: the model is chosen by rolling-origin backtest, the bands by split conformal. Under 14 steps of
 * history the mean goes on, with a wide band. A step is one earlier forecast.
 * @yields how far it is.
 */
export function* forecastSeriesInSteps(series: RegularSeries, options: SeriesForecastOptions): Steps<ForecastParts> {
  const { values, grain } = series;
  const seasons = options.seasons ?? usualSeasons(grain);
  const lowest = values.some((value) => value < 0) ? -Infinity : 0;
  const found = values.length < fewestForModels ? undefined : yield* modelled(series, seasons, options);
  if (found === undefined) return runRateForecast(series, seasons, options.horizon, lowest);
  const { forecast, rolling } = found;
  return {
    forecast: {
      ...headOf(series, seasons),
      model: forecast.model,
      reason: reasonOf(forecast),
      candidates: [...forecast.candidates],
      points: pointsOf(series, options.horizon, (step) =>
        banded(forecast.values[step] ?? 0, forecast.halfWidths(step), lowest),
      ),
      backtest: options.windows === 0 ? null : (runBacktest(rolling, options) ?? null),
      notes: [...series.notes, ...notesOf(forecast, rolling, options.horizon, grain)],
    },
    sum(first, last) {
      const value = forecast.values.subarray(first, last + 1).reduce((sum, step) => sum + step, 0);
      return banded(value, forecast.halfWidthsOfSum(first, last), lowest);
    },
  };
}

function* modelled(
  { values }: RegularSeries,
  seasons: readonly number[],
  { horizon, windows }: SeriesForecastOptions,
): Steps<{ readonly forecast: ValueForecast; readonly rolling: RollingOrigin } | undefined> {
  // Errors far ahead can be seen only where the past is long enough to leave room for them.
  const triedHorizon = Math.max(1, Math.min(horizon, Math.floor(values.length / 3)));
  const rolling = new RollingOrigin(values, seasons, triedHorizon);
  const origins = originsOf(values.length, seasons);
  // A backtest looks at every origin, the forecast alone at the latest.
  const tried = windows === 0 ? origins.slice(-calibrationOrigins) : origins;
  for (const [index, origin] of tried.entries()) {
    rolling.forecastsAt(origin);
    yield { done: index + 1, total: tried.length };
  }
  const forecast = forecastFrom(rolling, values.length, origins, horizon);
  return forecast === undefined ? undefined : { forecast, rolling };
}

function headOf({ grain, fromMs, values }: RegularSeries, seasons: readonly number[]) {
  const last = fromMs + (values.length - 1) * stepMs(grain);
  return {
    grain,
    from: stepLabel(fromMs, grain),
    to: stepLabel(last, grain),
    observations: values.length,
    seasons: [...seasons],
  };
}

function pointsOf(
  { grain, fromMs, values }: RegularSeries,
  horizon: number,
  at: (step: number) => BandedValue,
): SeriesForecast['points'] {
  return Array.from({ length: horizon }, (_none, step) => ({
    date: stepLabel(fromMs + (values.length + step) * stepMs(grain), grain),
    ...at(step),
  }));
}

function runRateForecast(
  series: RegularSeries,
  seasons: readonly number[],
  horizon: number,
  lowest: number,
): ForecastParts {
  const { value, halfWidths } = runRateOf(series.values);
  const unit = series.grain;
  return {
    forecast: {
      ...headOf(series, seasons),
      model: { id: 'run-rate', name: 'Run rate', description: `The mean of the ${unit}s so far goes on.` },
      reason: `The history has ${counted(series.values.length, unit)}; models need ${fewestForModels}.`,
      candidates: [],
      points: pointsOf(series, horizon, () => banded(value, halfWidths, lowest)),
      backtest: null,
      notes: [
        ...series.notes,
        `With under ${fewestForModels} ${unit}s no error can be measured: the bands are ±50, ±100 and ±200 % by convention, not an estimate.`,
      ],
    },
    sum: (first, last) => {
      const steps = last - first + 1;
      const [half, most, nearlyAll] = halfWidths;
      return banded(value * steps, [half * steps, most * steps, nearlyAll * steps], lowest);
    },
  };
}

function reasonOf({ candidates, origins, model }: ValueForecast): string {
  const tried = `the last ${origins} forecasts made in the past`;
  const naive = candidates.find(({ id }) => id === 'seasonal-naive')?.mase ?? null;
  if (model.id === 'seasonal-naive') {
    return `Of ${candidates.length} models none beat it by 1 % or more over ${tried}${naive === null ? '' : ` (MASE ${naive.toFixed(2)})`}.`;
  }
  const own = candidates[0]?.mase ?? null;
  const against =
    own === null || naive === null ? '' : ` (MASE ${own.toFixed(2)}; the seasonal naive had ${naive.toFixed(2)})`;
  return `Of ${candidates.length} models it had the smallest error over ${tried}${against}.`;
}

function notesOf(forecast: ValueForecast, rolling: RollingOrigin, horizon: number, grain: string): readonly string[] {
  return [
    ...(forecast.isRough
      ? [
          `Only ${forecast.origins} earlier forecasts could be compared with what came; from fewer than 19 a 95 % band is a guess, made wider.`,
        ]
      : []),
    ...(horizon > rolling.horizon
      ? [
          `Errors could be measured up to ${rolling.horizon} ${grain}s ahead; beyond, they are taken to grow with the root of the distance.`,
        ]
      : []),
  ];
}

/** A value with its bands as named numbers. */
export function banded(value: number, widths: HalfWidths, lowest: number): BandedValue {
  const [half, most, nearlyAll] = bandsAround(value, widths, lowest);
  return {
    value,
    lower50: half?.[0] ?? value,
    upper50: half?.[1] ?? value,
    lower80: most?.[0] ?? value,
    upper80: most?.[1] ?? value,
    lower95: nearlyAll?.[0] ?? value,
    upper95: nearlyAll?.[1] ?? value,
  };
}

/** The backtest of a series alone; undefined when it is too short to judge anything. */
export function backtestSeries({ values, grain }: RegularSeries, options: SeriesForecastOptions) {
  const horizon = Math.max(1, Math.min(options.horizon, Math.floor(values.length / 3)));
  return runBacktest(new RollingOrigin(values, options.seasons ?? usualSeasons(grain), horizon), options);
}
