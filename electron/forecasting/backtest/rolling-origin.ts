import { combinations } from '../models/combinations.ts';
import { History } from '../models/history.ts';
import { singleModels } from '../models/registry.ts';

/** Forecasts by model id, from the same instant. */
export type ForecastsByModel = ReadonlyMap<string, Float64Array>;

/**
 * Forecasts of a series from many of its own instants: each from the values before that instant alone, made once and
 * kept. Values below 0 are cut: neither spend nor traffic can be negative, where the series has no negative value.
 */
export class RollingOrigin {
  readonly values: Float64Array;
  readonly seasons: readonly number[];
  readonly horizon: number;
  readonly #lowest: number;
  readonly #known = new Map<number, ForecastsByModel>();

  /** @param horizon Steps ahead that are forecast at every origin. */
  constructor(values: Float64Array, seasons: readonly number[], horizon: number) {
    this.values = values;
    this.seasons = seasons;
    this.horizon = horizon;
    this.#lowest = values.some((value) => value < 0) ? -Infinity : 0;
  }

  /** What every model that fits says after the first `origin` values. */
  forecastsAt(origin: number): ForecastsByModel {
    const known = this.#known.get(origin);
    if (known !== undefined) return known;
    const forecasts = this.forecastFar(origin, this.horizon);
    this.#known.set(origin, forecasts);
    return forecasts;
  }

  /** The same for another horizon; not kept. */
  forecastFar(origin: number, horizon: number): ForecastsByModel {
    const oldest = Math.max(0, origin - memoryOf(this.seasons));
    const history = new History(this.values.subarray(oldest, origin), this.seasons);
    const forecasts = new Map<string, Float64Array>();
    for (const model of singleModels) {
      if (!model.fits(history)) continue;
      const forecast = model.forecast(history, horizon);
      if (forecast.every(Number.isFinite)) {
        forecasts.set(
          model.id,
          forecast.map((value) => Math.max(this.#lowest, value)),
        );
      }
    }
    for (const { id, members } of combinations) {
      const parts = members.flatMap((member) => forecasts.get(member) ?? []);
      if (parts.length === members.length) forecasts.set(id, meanOf(parts, horizon));
    }
    return forecasts;
  }

  /** Actual minus forecast, for the steps that lie before `end`; undefined where the model does not fit. */
  errorsOf(modelId: string, origin: number, end: number): Float64Array | undefined {
    const forecast = this.forecastsAt(origin).get(modelId);
    if (forecast === undefined) return undefined;
    const steps = Math.min(this.horizon, end - origin);
    return Float64Array.from(
      { length: steps },
      (_none, step) => (this.values[origin + step] ?? 0) - (forecast[step] ?? 0),
    );
  }
}

/** Steps of the past that models look at: older ones change little and cost time. */
function memoryOf(seasons: readonly number[]): number {
  return Math.max(1100, 12 * Math.max(1, ...seasons));
}

function meanOf(forecasts: readonly Float64Array[], horizon: number): Float64Array {
  return Float64Array.from(
    { length: horizon },
    (_none, step) => forecasts.reduce((sum, forecast) => sum + (forecast[step] ?? 0), 0) / forecasts.length,
  );
}
