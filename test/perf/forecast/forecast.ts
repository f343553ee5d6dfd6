import { backtestSeries, type RegularSeries } from '#forecasting';
import type { Backtest } from '#shared/domain/forecast.ts';
import { requestsByTenSeconds } from './request-series.ts';
import { madeSeries } from './families.ts';
import type { Benchmark, BenchmarkFigure } from '../benchmark.ts';

/** Forecasts judged in each series. */
const windows = 12;

/**
 * Quality of the forecast, not its speed: on made series of every kind and on real requests, each forecast of the backtest
 * knows only its past. MASE as a ratio to the seasonal naive of the same windows, and how much the 95 % band holds.
 */
export const forecast: Benchmark = {
  name: 'forecast',
  run() {
    const families = new Map<string, Backtest[]>();
    for (const { family, values, seasons, horizon } of [...madeSeries(), ...requestsByTenSeconds()]) {
      const series: RegularSeries = { grain: 'day', fromMs: 0, values, notes: [] };
      const backtest = backtestSeries(series, { horizon, seasons, windows });
      if (backtest === undefined) throw new Error(`${family} is too short.`);
      families.set(family, [...(families.get(family) ?? []), backtest]);
    }
    const figures = [...families].flatMap(([family, backtests]) => figuresOf(family, backtests));
    return Promise.resolve([...figures, ...figuresOf('all series', [...families.values()].flat())]);
  },
};

function figuresOf(family: string, backtests: readonly Backtest[]): readonly BenchmarkFigure[] {
  const mase = meanOf(backtests, ({ mase: value }) => value);
  const naive = meanOf(backtests, ({ maseNaive }) => maseNaive);
  const coverage = meanOf(backtests, ({ coverage95 }) => coverage95);
  return [
    {
      name: `MASE, ${family}`,
      value: mase,
      unit: '',
      ratio: mase / naive,
      peer: 'the seasonal naive',
      goal: 'below 1',
    },
    {
      name: `95 % band holds, ${family}`,
      value: coverage,
      unit: '',
      ratio: coverage / 0.95,
      peer: '0.95',
      goal: '0.92 to 0.98 over all series',
    },
  ];
}

function meanOf(backtests: readonly Backtest[], of: (overall: Backtest['overall']) => number | null): number {
  const values = backtests.flatMap(({ overall }) => of(overall) ?? []);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
