import type { Backtest, BacktestMeasures } from '#shared/domain/forecast.ts';
import { percent } from './text-table.ts';

/** The backtest for people: overall, and a few steps ahead. */
export function backtestText(backtest: Backtest | null): string {
  if (backtest === null) return 'Backtest: none, either not asked for or too little history to judge a forecast.';
  const { windows, horizon, season, overall, steps, chosen } = backtest;
  const shown = steps.filter(
    ({ step }) => step === 1 || step === horizon || step % Math.max(1, Math.floor(horizon / 4)) === 0,
  );
  return [
    `Backtest: ${windows} forecasts made in the past, each from what was known then, ${horizon} steps ahead (seasonal naive: ${season})`,
    `  All steps     ${measuresText(overall)}`,
    ...shown.map(({ step, ...measures }) => `  Step ${String(step).padStart(4)}     ${measuresText(measures)}`),
    `  Models chosen: ${chosen.map(({ model, times }) => `${model} ${times}×`).join(', ')}`,
  ].join('\n');
}

function measuresText(measures: BacktestMeasures): string {
  const { mase, maseNaive, wape, wapeNaive, coverage50, coverage80, coverage95 } = measures;
  return [
    `MASE ${number(mase)} (naive ${number(maseNaive)})`,
    `WAPE ${share(wape)} (naive ${share(wapeNaive)})`,
    `within 50/80/95 % bands: ${share(coverage50)} / ${share(coverage80)} / ${share(coverage95)}`,
  ].join('   ');
}

function number(value: number | null): string {
  return value === null ? '–' : value.toFixed(3);
}

function share(value: number | null): string {
  return value === null ? '–' : percent(value);
}
