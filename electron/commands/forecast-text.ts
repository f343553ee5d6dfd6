import { counted } from '#shared/count.ts';
import type { SeriesForecast, SpendFact, SpendForecast } from '#shared/domain/forecast.ts';
import { formatUsd } from '#shared/money.ts';
import { backtestText } from './backtest-text.ts';
import { percent, signedPercent, textTable } from './text-table.ts';

/** A forecast of a series file for people. */
export function seriesForecastText(forecast: SeriesForecast): string {
  const { from, to, observations, grain, model, reason, points, backtest, notes } = forecast;
  return [
    `${counted(observations, grain)}, ${from} to ${to}`,
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

/** The forecast of the ledger's spend for people: months, the budget, the backtest. */
export function spendForecastText(forecast: SpendForecast): string {
  const { from, to, observations, model, reason, months, runOut, facts, backtest, notes } = forecast;
  return [
    `${counted(observations, 'day')} of spend, ${from} to ${to}`,
    `Model: ${model.name}. ${reason}`,
    textTable(
      [
        { title: 'Month' },
        ...['Spent', 'Forecast', '50 % band', '80 % band', '95 % band'].map(
          (title) => ({ title, align: 'right' }) as const,
        ),
      ],
      months.map((month) => [
        month.month,
        month.actualDays === 0 ? '' : formatUsd(month.actualUsd),
        formatUsd(month.value),
        usdBand(month.lower50, month.upper50),
        usdBand(month.lower80, month.upper80),
        usdBand(month.lower95, month.upper95),
      ]),
    ),
    ...(runOut === null ? [] : [runOutText(runOut)]),
    ...facts.map(factText),
    backtestText(backtest),
    ...notes.map((note) => `Note: ${note}`),
  ].join('\n');
}

function factText({ kind, day, factor, model, recentShare }: SpendFact): string {
  const change = signedPercent(factor - 1);
  return kind === 'launch'
    ? `Fact: ${day} launch, ${change} on all spend`
    : `Fact: ${day} price of ${model ?? ''} ${change} (${percent(recentShare ?? 0)} of recent spend)`;
}

function runOutText({ budgetUsd, date, earliest, latest }: NonNullable<SpendForecast['runOut']>): string {
  const budget = `Budget: ${formatUsd(budgetUsd)}`;
  if (date === null && earliest === null) return `${budget} is not reached in these months, nor within the 80 % band.`;
  const when = date === null ? 'is not reached in these months as forecast' : `is reached on ${date}`;
  return `${budget} ${when}; 80 % band: ${earliest ?? 'not reached'} to ${latest ?? 'not reached'}`;
}

function usdBand(lower: number, upper: number): string {
  return `${formatUsd(lower)} to ${formatUsd(upper)}`;
}
