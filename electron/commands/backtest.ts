import type { Command } from 'commander';
import { backtestSeries, usualSeasons } from '#forecasting';
import { counted } from '#shared/count.ts';
import type { Backtest } from '#shared/domain/forecast.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { parseCount } from './arguments.ts';
import { backtestText } from './backtest-text.ts';
import { finish, withCommonOptions, type CommandHost } from './command-host.ts';
import { readSeriesFile, withSeriesOptions, type SeriesOptions } from './series-options.ts';
import { forecastLedger, type SpendForecastOptions } from './spend-forecast.ts';
import { withSpendOptions } from './spend-options.ts';

type BacktestOptions = SeriesOptions & Omit<SpendForecastOptions, 'budget' | 'launch'>;

/** `burnrate backtest`: how good the forecast would have been, against the seasonal naive. */
export function registerBacktest(program: Command, host: CommandHost): void {
  const command = withSpendOptions(withCommonOptions(program.command('backtest')))
    .description('judge the forecast on the past: MASE, WAPE, sMAPE, MSIS and coverage, against the seasonal naive')
    .option('--months <n>', 'as far ahead as the end of the nth month, 1 to 12 (default: 1)', parseCount);
  withSeriesOptions(command, 'judge the forecast of', '14 days or 48 hours')
    .option('--windows <n>', 'forecasts to judge (default: 30, for the ledger 20)', parseCount)
    .action(async (options: BacktestOptions) => {
      const { series } = options;
      const result = series === undefined ? await ofLedger(host, options) : await ofSeries(host, options, series);
      finish(host, options, result, { json: (value) => value, text: backtestText });
    });
}

/** The backtest of the forecast that `burnrate forecast` makes of the ledger. */
async function ofLedger(host: CommandHost, options: BacktestOptions): Promise<Result<Backtest>> {
  const { windows } = options;
  const forecast = await forecastLedger(host, {
    ...options,
    ...(windows === undefined ? {} : { windows: Math.max(1, windows) }),
  });
  if (!forecast.ok) return forecast;
  const { backtest, observations } = forecast.value;
  return backtest === null
    ? tooLittle(observations, 'day', {}, 'Import more usage, or leave out --from and --to.')
    : success(backtest);
}

async function ofSeries(host: CommandHost, options: BacktestOptions, file: string): Promise<Result<Backtest>> {
  const read = await readSeriesFile(host, file);
  if (!read.ok) return read;
  const { grain, values } = read.value;
  const horizon = options.horizon ?? (grain === 'hour' ? 48 : 14);
  const seasons = options.season ?? usualSeasons(grain);
  const backtest = backtestSeries(read.value, { horizon: Math.max(1, horizon), seasons, windows: options.windows });
  return backtest === undefined
    ? tooLittle(values.length, grain, { file }, 'Give a longer series, or a shorter --horizon.')
    : success(backtest);
}

function tooLittle(steps: number, noun: string, at: { readonly file?: string }, nextStep: string): Result<never> {
  return failure(
    'too-little-history',
    `${counted(steps, noun)} ${steps === 1 ? 'is' : 'are'} too few to judge a forecast.`,
    {
      at,
      nextStep,
    },
  );
}
