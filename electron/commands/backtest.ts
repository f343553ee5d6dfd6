import type { Command } from 'commander';
import { backtestSeries, usualSeasons, type RegularSeries } from '#forecasting';
import type { Backtest } from '#shared/domain/forecast.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { parseCount } from './arguments.ts';
import { backtestText } from './backtest-text.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { parseSeasons, readSeriesFile } from './series-options.ts';

interface BacktestOptions extends CommonOptions {
  readonly series: string;
  readonly season?: readonly number[];
  readonly horizon?: number;
  readonly windows?: number;
}

/** `burnrate backtest`: how good the forecast would have been, against the seasonal naive. */
export function registerBacktest(program: Command, host: CommandHost): void {
  withCommonOptions(program.command('backtest'))
    .description('judge the forecast on the past: MASE, WAPE, sMAPE, MSIS and coverage, against the seasonal naive')
    .requiredOption('--series <file>', 'a CSV file with the columns date and value, hourly or daily')
    .option(
      '--season <steps>',
      'steps in a season, several with commas (default: 7 for days, 24,168 for hours)',
      parseSeasons,
    )
    .option('--horizon <steps>', 'steps ahead (default: 14 days or 48 hours)', parseCount)
    .option('--windows <n>', 'forecasts to judge (default: 30)', parseCount)
    .action(async (options: BacktestOptions) => {
      const series = await readSeriesFile(host, options.series);
      const result = series.ok ? judge(series.value, options) : series;
      finish(host, options, result, { json: (value) => value, text: backtestText });
    });
}

function judge(series: RegularSeries, options: BacktestOptions): Result<Backtest> {
  const horizon = options.horizon ?? (series.grain === 'hour' ? 48 : 14);
  const seasons = options.season ?? usualSeasons(series.grain);
  const backtest = backtestSeries(series, { horizon: Math.max(1, horizon), seasons, windows: options.windows });
  return backtest === undefined
    ? failure('too-little-history', `${series.values.length} ${series.grain}s are too few to judge a forecast.`, {
        at: { file: options.series },
        nextStep: 'Give a longer series, or a shorter --horizon.',
      })
    : success(backtest);
}
