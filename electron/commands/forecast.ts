import { InvalidArgumentError, type Command } from 'commander';
import { forecastSeries } from '#forecasting';
import type { SpendForecastQuery } from '#shared/domain/forecast.ts';
import { success } from '#shared/result.ts';
import { gather, parseCount, parsePositive } from './arguments.ts';
import { finish, withCommonOptions, type CommandHost } from './command-host.ts';
import { seriesForecastText, spendForecastText } from './forecast-text.ts';
import { readSeriesFile, withSeriesOptions, type SeriesOptions } from './series-options.ts';
import { forecastLedger, type SpendForecastOptions } from './spend-forecast.ts';
import { withSpendOptions } from './spend-options.ts';

type ForecastOptions = SeriesOptions & SpendForecastOptions;

/** Reads `2026-12-15=1.2`: from that day on, spend is multiplied. */
function parseLaunch(text: string): SpendForecastQuery['launches'][number] {
  const match = /^(\d{4}-\d{2}-\d{2})=(\d+(?:\.\d+)?)$/.exec(text);
  if (match === null) throw new InvalidArgumentError('It must be a day and a factor, such as 2026-12-15=1.2.');
  return { day: match[1] ?? '', factor: Number(match[2]) };
}

/** `burnrate forecast`: where spend goes, with 50, 80 and 95 % bands and the backtest beside it. */
export function registerForecast(program: Command, host: CommandHost): void {
  const command = withSpendOptions(withCommonOptions(program.command('forecast')))
    .description('forecast spend with 50, 80 and 95 % bands, and how well such forecasts did in the past')
    .option('--months <n>', 'months of the ledger’s spend, 1 to 12 (default: 1, to the end of the month)', parseCount)
    .option('--budget <usd>', 'say when spend since the start of the month reaches this', parsePositive)
    .option(
      '--launch <day=factor>',
      'a planned change of traffic, such as 2026-12-15=1.2; several by repeating',
      gather(parseLaunch),
    );
  withSeriesOptions(command, 'forecast', '30 days or 48 hours')
    .option(
      '--windows <n>',
      'past forecasts that the backtest judges; 0 = none (default: 30, for the ledger 20)',
      parseCount,
    )
    .action(async (options: ForecastOptions) => {
      if (options.series === undefined) {
        const result = await forecastLedger(host, options);
        finish(host, options, result, { json: (forecast) => forecast, text: spendForecastText });
      } else await showSeries(host, options, options.series);
    });
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
