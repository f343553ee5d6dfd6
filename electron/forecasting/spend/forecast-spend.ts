import type { BandedValue, SpendForecast, SpendForecastQuery } from '#shared/domain/forecast.ts';
import { success, type Result } from '#shared/result.ts';
import { addMonths, monthOf, monthStartMs, msPerDay } from '#shared/time.ts';
import { forecastSeriesInSteps, type ForecastParts } from '../forecast-series.ts';
import type { RegularSeries } from '../series/time-grid.ts';
import { atOnce, type Steps } from '../steps.ts';
import { dailySpend, type DailySpend } from './daily-spend.ts';
import { knownFacts, type KnownFacts } from './facts.ts';
import type { CostOfTokens, SpendSource } from './source.ts';

/** As `forecastSpendInSteps`, all at once. */
export function forecastSpend(
  source: SpendSource,
  query: SpendForecastQuery,
  costOf: CostOfTokens,
): Result<SpendForecast> {
  return atOnce(forecastSpendInSteps(source, query, costOf));
}

/**
 * Where the ledger's spend goes: by day and by month, to the end of the month of the last day and on. The past is fitted at
 * the prices of its last day; prices dated in the future and launches are factors of the days they hold for. Fails `no-usage`.
 * @yields how far it is.
 */
export function* forecastSpendInSteps(
  source: SpendSource,
  query: SpendForecastQuery,
  costOf: CostOfTokens,
): Steps<Result<SpendForecast>> {
  const found = dailySpend(source, query, query.timeZone, ['provider', 'model']);
  if (!found.ok) return found;
  const { series, groups, partialDay } = found.value;
  const firstAheadMs = series.fromMs + series.values.length * msPerDay;
  const firstMonth = monthOf(firstAheadMs);
  const endMs = monthStartMs(addMonths(firstMonth, query.months));
  const horizon = Math.round((endMs - firstAheadMs) / msPerDay);
  const days = { firstMs: series.fromMs, lastMs: firstAheadMs - msPerDay, endMs: endMs - msPerDay };
  const facts = knownFacts(groups, days, costOf, query.launches);
  const parts = yield* forecastSeriesInSteps(atLastPrices(series, facts), { horizon, windows: query.windows });
  const factors = Array.from({ length: horizon }, (_none, step) => facts.aheadFactor(firstAheadMs + step * msPerDay));
  const months = Array.from({ length: query.months }, (_none, index) =>
    monthForecast(found.value, parts, factors, addMonths(firstMonth, index), firstAheadMs),
  );
  return success({
    ...parts.forecast,
    timeZone: query.timeZone,
    history: Array.from(series.values, (usd, index) => ({ date: dayLabel(series.fromMs + index * msPerDay), usd })),
    points: parts.forecast.points.map((point, step) => ({ ...scaled(point, factors[step] ?? 1), date: point.date })),
    months,
    partialDay,
    facts: [...facts.list],
    runOut:
      query.budgetUsd === undefined
        ? null
        : runOut(query.budgetUsd, months[0]?.actualUsd ?? 0, series, parts, factors, firstAheadMs),
    notes: [...parts.forecast.notes, ...factNotes(series, facts, factors)],
  });
}

/** The past as it would have been at the prices, and after the launches, of its last day. */
function atLastPrices(series: RegularSeries, { pastFactor }: KnownFacts): RegularSeries {
  return { ...series, values: series.values.map((usd, index) => usd * pastFactor(series.fromMs + index * msPerDay)) };
}

function factNotes({ values, fromMs }: RegularSeries, { pastFactor }: KnownFacts, ahead: readonly number[]): string[] {
  const past = values.reduce(
    (count, _usd, index) => count + (isChange(pastFactor(fromMs + index * msPerDay)) ? 1 : 0),
    0,
  );
  const changed = ahead.filter(isChange).length;
  return [
    ...(past > 0
      ? [`${past} past days were at other prices or before a launch: they are fitted as if at those of the last day.`]
      : []),
    ...(changed > 0
      ? [`${changed} of the days ahead are at other prices or after a launch: both enter as given, not as a fit.`]
      : []),
  ];
}

function isChange(factor: number): boolean {
  return Math.abs(factor - 1) > 1e-9;
}

function monthForecast(
  { series }: DailySpend,
  parts: ForecastParts,
  factors: readonly number[],
  month: string,
  firstAheadMs: number,
): SpendForecast['months'][number] {
  const startMs = monthStartMs(month);
  const endMs = monthStartMs(addMonths(month, 1));
  const first = Math.max(0, Math.round((startMs - firstAheadMs) / msPerDay));
  const last = Math.round((endMs - firstAheadMs) / msPerDay) - 1;
  const past = series.values.filter((_usd, index) => {
    const dayMs = series.fromMs + index * msPerDay;
    return dayMs >= startMs && dayMs < endMs;
  });
  const actualUsd = past.reduce((sum, usd) => sum + usd, 0);
  const ahead = sumAhead(parts, factors, first, last);
  return { month, actualUsd, actualDays: past.length, ...shifted(ahead, actualUsd) };
}

/** The sum over steps ahead with what is known of them: the bands grow as the sum does. */
function sumAhead(parts: ForecastParts, factors: readonly number[], first: number, last: number): BandedValue {
  const plain = parts.sum(first, last);
  let [sum, withFacts] = [0, 0];
  for (let step = first; step <= last; step += 1) {
    const value = parts.forecast.points[step]?.value ?? 0;
    sum += value;
    withFacts += value * (factors[step] ?? 1);
  }
  return scaled(plain, sum === 0 ? 1 : withFacts / sum);
}

/** When spend since the start of the month reaches a budget: as forecast, and at both ends of the 80 % band. */
function runOut(
  budgetUsd: number,
  spentUsd: number,
  series: RegularSeries,
  parts: ForecastParts,
  factors: readonly number[],
  firstAheadMs: number,
): SpendForecast['runOut'] {
  const past = dayReached(series, budgetUsd, monthStartMs(monthOf(firstAheadMs)));
  if (past !== undefined) return { budgetUsd, spentUsd, date: past, earliest: past, latest: past };
  const reached: { date: string | null; earliest: string | null; latest: string | null } = {
    date: null,
    earliest: null,
    latest: null,
  };
  for (let step = 0; step < factors.length; step += 1) {
    const { value, upper80, lower80 } = shifted(sumAhead(parts, factors, 0, step), spentUsd);
    const day = dayLabel(firstAheadMs + step * msPerDay);
    if (upper80 >= budgetUsd) reached.earliest ??= day;
    if (value >= budgetUsd) reached.date ??= day;
    if (lower80 >= budgetUsd) reached.latest ??= day;
    if (reached.latest !== null) break;
  }
  return { budgetUsd, spentUsd, ...reached };
}

/** The day on which spend since an instant reached an amount; undefined = not yet. */
function dayReached({ values, fromMs }: RegularSeries, budgetUsd: number, sinceMs: number): string | undefined {
  let spentUsd = 0;
  for (const [index, usd] of values.entries()) {
    const dayMs = fromMs + index * msPerDay;
    if (dayMs >= sinceMs) spentUsd += usd;
    if (spentUsd >= budgetUsd) return dayLabel(dayMs);
  }
  return undefined;
}

function scaled(value: BandedValue, factor: number): BandedValue {
  return mapBands(value, (end) => end * factor);
}

function shifted(value: BandedValue, by: number): BandedValue {
  return mapBands(value, (end) => end + by);
}

function mapBands(banded: BandedValue, change: (value: number) => number): BandedValue {
  return {
    value: change(banded.value),
    lower50: change(banded.lower50),
    upper50: change(banded.upper50),
    lower80: change(banded.lower80),
    upper80: change(banded.upper80),
    lower95: change(banded.lower95),
    upper95: change(banded.upper95),
  };
}

function dayLabel(dayMs: number): string {
  return new Date(dayMs).toISOString().slice(0, 10);
}
