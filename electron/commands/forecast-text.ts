import type { SeriesForecast } from '#shared/domain/forecast.ts';
import { backtestText } from './backtest-text.ts';
import { textTable } from './text-table.ts';

/** A forecast of a series file for people. */
export function seriesForecastText(forecast: SeriesForecast): string {
  const { from, to, observations, grain, model, reason, points, backtest, notes } = forecast;
  return [
    `${observations} ${grain}s, ${from} to ${to}`,
    `Model: ${model.name}. ${reason}`,
    textTable(
      [
        { title: 'Date' },
        ...['Forecast', '50 % band', '80 % band', '95 % band'].map((title) => ({ title, align: 'right' }) as const),
      ],
      points.map((point) => [
        point.date,
        figure(point.value),
        band(point.lower50, point.upper50),
        band(point.lower80, point.upper80),
        band(point.lower95, point.upper95),
      ]),
    ),
    backtestText(backtest),
    ...notes.map((note) => `Note: ${note}`),
  ].join('\n');
}

function band(lower: number, upper: number): string {
  return `${figure(lower)} to ${figure(upper)}`;
}

function figure(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 5 });
}
