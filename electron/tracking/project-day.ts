import type { SpendSource } from '#forecasting';
import type { PeriodSpan, Projection } from '#shared/domain/budget.ts';
import type { UsageFilter } from '#shared/domain/usage-query.ts';
import { formatUsd } from '#shared/money.ts';
import { msPerDay, msPerHour, parseInstant } from '#shared/time.ts';
import { usdOf } from './spend-shares.ts';
import { calendarDay, startOfDayMs, weekdayOf } from '#shared/zoned-days.ts';

/** Weeks of the past that are looked at. */
const weeks = 8;
/** Days of the same kind below which nothing is said of the rest of a day. */
const fewestDays = 5;
/** A band of 4 in 5: what is left below and above it. */
const outside = 0.1;

/** A day that has begun. */
export interface BegunDay {
  readonly span: PeriodSpan;
  readonly timeZone: string;
  readonly filter?: UsageFilter | undefined;
  readonly spentUsd: number;
  /** Until when usage of the day is known, UTC ms. */
  readonly untilMs: number;
}

/**
 * Where a day ends: what is spent so far, and what earlier days of its kind (working days, or weekends) spent after the
 * same time of day: their mean, and their tenth and ninetieth percentile as the band. Hours of a working day differ too much
 * for a rate to tell. Undefined where too few such days are recorded, or the day is over.
 */
export function projectDay(source: SpendSource, day: BegunDay): Projection | undefined {
  const { span, timeZone, spentUsd, untilMs } = day;
  if (untilMs >= span.toMs || untilMs <= span.fromMs) return undefined;
  const elapsedMs = untilMs - span.fromMs;
  const rests = restsOfDays(source, day, elapsedMs).toSorted((left, right) => left - right);
  if (rests.length < fewestDays) return undefined;
  const rest = rests.reduce((sum, usd) => sum + usd, 0) / rests.length;
  const at = (share: number): number => rests[Math.min(rests.length - 1, Math.floor(share * rests.length))] ?? rest;
  const [lowerUsd, upperUsd] = [spentUsd + at(outside), spentUsd + at(1 - outside)];
  const kind = isWeekend(span.fromMs, timeZone) ? 'weekend days' : 'working days';
  return {
    usd: spentUsd + rest,
    lowerUsd,
    upperUsd,
    runOutDay: null,
    basis: `Spent so far, and the ${formatUsd(rest)} that the last ${rests.length} ${kind} spent after this time of day in the mean; 4 of 5: ${formatUsd(lowerUsd)} to ${formatUsd(upperUsd)}.`,
  };
}

/** What each earlier day of the same kind spent after so much of it had passed, USD. */
function restsOfDays(source: SpendSource, { span, timeZone, filter }: BegunDay, elapsedMs: number): readonly number[] {
  const fromMs = span.fromMs - weeks * 7 * msPerDay;
  const { groups, firstMs } = source.usage({
    fromMs,
    toMs: span.fromMs,
    ...(filter !== undefined && { filter }),
    by: ['hour'],
  });
  if (firstMs === null) return [];
  const rests = new Map<number, number>();
  // Days without usage count as days of nothing, from the first that is known.
  for (let atMs = firstMs; atMs < span.fromMs; atMs += msPerDay) rests.set(dayStart(atMs, timeZone), 0);
  for (const group of groups) {
    const hourMs = parseInstant(group.keys.hour ?? '');
    if (hourMs === undefined) continue;
    const startMs = dayStart(hourMs, timeZone);
    const passed = Math.min(1, Math.max(0, (startMs + elapsedMs - hourMs) / msPerHour));
    rests.set(startMs, (rests.get(startMs) ?? 0) + (1 - passed) * usdOf(group));
  }
  const wanted = isWeekend(span.fromMs, timeZone);
  return [...rests].filter(([startMs]) => isWeekend(startMs, timeZone) === wanted).map(([, usd]) => usd);
}

function dayStart(atMs: number, timeZone: string): number {
  return startOfDayMs(calendarDay(atMs, timeZone), timeZone);
}

/** Saturday or Sunday. */
function isWeekend(atMs: number, timeZone: string): boolean {
  return weekdayOf(calendarDay(atMs, timeZone)) >= 5;
}
