import type { Command } from 'commander';
import { forecastSeries } from '#forecasting';
import { success } from '#shared/result.ts';
import { parseCount } from './arguments.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { seriesForecastText } from './forecast-text.ts';
import { parseSeasons, readSeriesFile } from './series-options.ts';

interface ForecastOptions extends CommonOptions {
  readonly series: string;
  readonly season?: readonly number[];
  readonly horizon?: number;
  readonly windows?: number;
}

/** `burnrate forecast`: where a series goes, with 50, 80 and 95 % bands and the backtest beside it. */
export function registerForecast(program: Command, host: CommandHost): void {
  withCommonOptions(program.command('forecast'))
    .description('forecast spend with 50, 80 and 95 % bands, and how well such forecasts did in the past')
    .requiredOption('--series <file>', 'a CSV file with the columns date and value, hourly or daily')
    .option(
      '--season <steps>',
      'steps in a season, several with commas (default: 7 for days, 24,168 for hours)',
      parseSeasons,
    )
    .option('--horizon <steps>', 'steps ahead (default: 30 days or 48 hours)', parseCount)
    .option('--windows <n>', 'past forecasts that the backtest judges; 0 = none (default: 30)', parseCount)
    .action(async (options: ForecastOptions) => {
      await showSeries(host, options, options.series);
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
