import { dailySpend, forecastSeriesInSteps, type ForecastParts, type SpendSource, type Steps } from '#forecasting';
import type { Budget, PeriodSpan, Projection } from '#shared/domain/budget.ts';
import type { UsageFilter } from '#shared/domain/usage-query.ts';
import { formatUsd } from '#shared/money.ts';
import { dayOf, msPerDay } from '#shared/time.ts';
import { projectDay } from './project-day.ts';
import { projectAtRunRate } from './project-period.ts';
import { isSpentOnDays } from './spend-shares.ts';
import type { Recorded } from './tracking-source.ts';
import { calendarDay, plusDays, startOfDayMs, type CalendarDay } from '#shared/zoned-days.ts';

/** Days of the past that a projection looks at: enough for the week and the trend, and quick. */
const lookBackDays = 112;
/** Days below which there is no forecast, only a run rate. */
const fewestDays = 14;

/** A period whose end is asked for. */
export interface ProjectedPeriod {
  readonly time: Pick<Budget, 'period' | 'timeZone'>;
  readonly span: PeriodSpan;
  /** What counts; absent = everything. */
  readonly filter?: UsageFilter | undefined;
  readonly spentUsd: number;
  /** Asks on which day this is reached, USD; absent = not asked. */
  readonly amountUsd?: number | undefined;
}

/**
 * Where a week or month ends: what is spent and a forecast of the days that are left, from 14 days of history on; less goes
 * on at its rate so far. A day ends as earlier days of its kind did; a rolling time ends now.
 * @yields how far it is.
 */
export function* projectInSteps(
  source: SpendSource,
  period: ProjectedPeriod,
  recorded: Recorded,
  nowMs: number,
): Steps<Projection> {
  const { time, span, filter, spentUsd } = period;
  const atRunRate = projectAtRunRate(span, spentUsd, nowMs, recorded.lastMs);
  if (recorded.lastMs === null) return atRunRate;
  if (time.period === 'rolling') {
    return { ...atRunRate, basis: 'A rolling time ends with the newest usage: there is nothing ahead of it.' };
  }
  if (time.period === 'day') {
    const untilMs = Math.min(nowMs, recorded.lastMs);
    return projectDay(source, { span, timeZone: time.timeZone, filter, spentUsd, untilMs }) ?? atRunRate;
  }
  const fromMs = startOfDayMs(plusDays(calendarDay(recorded.lastMs - 1, time.timeZone), -lookBackDays), time.timeZone);
  const found = dailySpend(source, { fromMs, ...(filter !== undefined && { filter }) }, time.timeZone);
  if (!found.ok) return atRunRate;
  const { series, partialDay } = found.value;
  const firstAheadMs = series.fromMs + series.values.length * msPerDay;
  const firstOfPeriodMs = labelMs(calendarDay(span.fromMs, time.timeZone));
  const horizon = (labelMs(calendarDay(span.toMs - 1, time.timeZone)) - firstAheadMs) / msPerDay + 1;
  if (horizon <= 0) return atRunRate;
  if (series.values.length < fewestDays) {
    return {
      ...atRunRate,
      basis: `${atRunRate.basis} ${series.values.length} days of history are too few for a forecast: it takes ${fewestDays}.`,
    };
  }
  const done = Math.max(0, (firstAheadMs - firstOfPeriodMs) / msPerDay);
  const spentOnDays = sum(series.values.slice(Math.max(0, series.values.length - done)));
  if (!isSpentOnDays(spentOnDays + (partialDay?.usd ?? 0), spentUsd)) return atRunRate;
  const parts = yield* forecastSeriesInSteps(series, { horizon, windows: 0 });
  return projectionOf(parts, { ...period, spentOnDays, horizon, firstAheadMs, days: series.values.length });
}

interface Ahead extends ProjectedPeriod {
  readonly spentOnDays: number;
  readonly horizon: number;
  /** First day that is forecast, UTC ms of its label. */
  readonly firstAheadMs: number;
  readonly days: number;
}

function projectionOf(parts: ForecastParts, ahead: Ahead): Projection {
  const { spentOnDays, spentUsd, horizon, days } = ahead;
  const { value, lower80, upper80 } = parts.sum(0, horizon - 1);
  // What is spent on a day that has begun is known, whatever was expected of it.
  const at = (usd: number): number => Math.max(spentUsd, spentOnDays + usd);
  return {
    usd: at(value),
    lowerUsd: at(lower80),
    upperUsd: at(upper80),
    runOutDay: runOutDay(parts, ahead),
    basis: `Forecast from ${days} days (${parts.forecast.model.name}); 4 of 5: ${formatUsd(at(lower80))} to ${formatUsd(at(upper80))}.`,
  };
}

/** The day on which the amount is reached, as forecast; null = not within the period, or before the days ahead. */
function runOutDay(
  parts: ForecastParts,
  { amountUsd, spentUsd, spentOnDays, horizon, firstAheadMs }: Ahead,
): string | null {
  if (amountUsd === undefined || spentUsd >= amountUsd) return null;
  for (let step = 0; step < horizon; step += 1) {
    if (spentOnDays + parts.sum(0, step).value >= amountUsd) return dayOf(firstAheadMs + step * msPerDay);
  }
  return null;
}

function labelMs({ year, month, day }: CalendarDay): number {
  return Date.UTC(year, month - 1, day);
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
