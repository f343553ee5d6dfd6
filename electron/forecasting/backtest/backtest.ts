import type { Backtest } from '#shared/domain/forecast.ts';
import { bandsAround, forecastFrom } from '../forecast-values.ts';
import { seasonalChange } from './error-scale.ts';
import { measureTrials, type Trial } from './measures.ts';
import { originsOf } from './origins.ts';
import type { RollingOrigin } from './rolling-origin.ts';

export interface BacktestOptions {
  /** Most origins that are judged; absent = 30. */
  readonly windows?: number | undefined;
}

/** Origins before the first one judged: enough to choose a model and to calibrate. */
const fewestBefore = 20;

/**
 * How good the forecast is, by doing it again in the past: at each judged origin the whole procedure runs on the values
 * before it alone (fit, choice of model, calibration), and is compared with what came and with the seasonal naive.
 * @returns undefined when the series is too short to judge any origin.
 */
export function runBacktest(rolling: RollingOrigin, { windows = 30 }: BacktestOptions = {}): Backtest | undefined {
  const { values, horizon, seasons } = rolling;
  const all = originsOf(values.length, seasons);
  const judged = spread(
    all.filter((origin, index) => origin + horizon <= values.length && index >= Math.min(fewestBefore, all.length / 2)),
    windows,
  );
  const lowest = values.some((value) => value < 0) ? -Infinity : 0;
  const bySteps: Trial[][] = Array.from({ length: horizon }, () => []);
  const chosen = new Map<string, number>();
  for (const origin of judged) {
    const forecast = forecastFrom(rolling, origin, all, horizon);
    const naive = rolling.forecastsAt(origin).get('seasonal-naive');
    if (forecast === undefined || naive === undefined) continue;
    chosen.set(forecast.model.id, (chosen.get(forecast.model.id) ?? 0) + 1);
    const scale = seasonalChange(values.subarray(0, origin), seasons[0] ?? 1);
    for (const [step, trials] of bySteps.entries()) {
      const value = forecast.values[step] ?? 0;
      trials.push({
        actual: values[origin + step] ?? 0,
        forecast: value,
        naive: naive[step] ?? 0,
        bands: bandsAround(value, forecast.halfWidths(step), lowest),
        scale,
      });
    }
  }
  if (chosen.size === 0) return undefined;
  return {
    windows: judged.length,
    horizon,
    season: seasons[0] ?? 1,
    overall: measureTrials(bySteps.flat()),
    steps: bySteps.map((trials, step) => ({ step: step + 1, ...measureTrials(trials) })),
    chosen: [...chosen].sort(([, a], [, b]) => b - a).map(([model, times]) => ({ model, times })),
  };
}

/** At most `count` of them, evenly spaced, the last one among them. */
function spread(origins: readonly number[], count: number): readonly number[] {
  const stride = Math.max(1, Math.floor(origins.length / count));
  return origins.filter((_origin, index) => (origins.length - 1 - index) % stride === 0).slice(-count);
}
