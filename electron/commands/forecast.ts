import { InvalidArgumentError, type Command } from 'commander';
import { forecastSeries } from '#forecasting';
import { success } from '#shared/result.ts';
import type { Container } from '../container.ts';
import { gather, parseCount, parsePositive } from './arguments.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { seriesForecastText, spendForecastText } from './forecast-text.ts';
import { parseSeasons, readSeriesFile } from './series-options.ts';
import { spendSelection, withSpendOptions, type SpendOptions } from './spend-options.ts';

interface Launch {
  readonly day: string;
  readonly factor: number;
}

interface ForecastOptions extends CommonOptions, SpendOptions {
  readonly months?: number;
  readonly budget?: number;
  readonly launch?: Launch[];
  readonly series?: string;
  readonly season?: readonly number[];
  readonly horizon?: number;
  readonly windows?: number;
}

/** Reads `2026-12-15=1.2`: from that day on, spend is multiplied. */
function parseLaunch(text: string): Launch {
  const match = /^(\d{4}-\d{2}-\d{2})=(\d+(?:\.\d+)?)$/.exec(text);
  if (match === null) throw new InvalidArgumentError('It must be a day and a factor, such as 2026-12-15=1.2.');
  return { day: match[1] ?? '', factor: Number(match[2]) };
}

/** `burnrate forecast`: where spend goes, with 50, 80 and 95 % bands and the backtest beside it. */
export function registerForecast(program: Command, host: CommandHost): void {
  withSpendOptions(withCommonOptions(program.command('forecast')))
    .description('forecast spend with 50, 80 and 95 % bands, and how well such forecasts did in the past')
    .option('--months <n>', 'months of the ledger’s spend, 1 to 12 (default: 1, to the end of the month)', parseCount)
    .option('--budget <usd>', 'say when spend since the start of the month reaches this', parsePositive)
    .option(
      '--launch <day=factor>',
      'a planned change of traffic, such as 2026-12-15=1.2; several by repeating',
      gather(parseLaunch),
    )
    .option(
      '--series <file>',
      'forecast a CSV file with the columns date and value, hourly or daily, instead of the ledger',
    )
    .option(
      '--season <steps>',
      'of a series: steps in a season, several with commas (default: 7 for days, 24,168 for hours)',
      parseSeasons,
    )
    .option('--horizon <steps>', 'of a series: steps ahead (default: 30 days or 48 hours)', parseCount)
    .option(
      '--windows <n>',
      'past forecasts that the backtest judges; 0 = none (default: 30, for the ledger 20)',
      parseCount,
    )
    .action(async (options: ForecastOptions) => {
      if (options.series === undefined) await showSpend(host, options);
      else await showSeries(host, options, options.series);
    });
}

async function showSpend(host: CommandHost, options: ForecastOptions): Promise<void> {
  const { router } = host.open({ ...options, ledgerMustExist: true });
  const { months, budget, launch, windows } = options;
  const cancel = (): void => void cancelForecast(router);
  host.signal.addEventListener('abort', cancel, { once: true });
  const result = await router.call('forecast.run', {
    ...spendSelection(options),
    ...(months === undefined ? {} : { months }),
    ...(launch === undefined ? {} : { launches: launch }),
    ...(windows === undefined ? {} : { windows }),
    budgetUsd: budget,
  });
  host.signal.removeEventListener('abort', cancel);
  finish(host, options, result, { json: (forecast) => forecast, text: spendForecastText });
}

async function cancelForecast(router: Container['router']): Promise<void> {
  const jobs = await router.call('jobs.list', {});
  if (!jobs.ok) return;
  const running = jobs.value.filter(({ kind, state }) => kind === 'forecast' && state === 'running');
  await Promise.all(running.map(({ id }) => router.call('jobs.cancel', { jobId: id })));
}

async function showSeries(host: CommandHost, options: ForecastOptions, file: string): Promise<void> {
  const series = await readSeriesFile(host, file);
  const result = series.ok
    ? success(
        forecastSeries(series.value, {
          horizon: Math.max(1, options.horizon ?? (series.value.grain === 'hour' ? 48 : 30)),
          seasons: options.season,
          windows: options.windows,
        }).forecast,
      )
    : series;
  finish(host, options, result, { json: (forecast) => forecast, text: seriesForecastText });
}
