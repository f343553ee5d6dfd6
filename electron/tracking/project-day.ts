import { beginsWithinDay, hourlyUsage, recordedDays, type SpendSource } from '#forecasting';
import type { PeriodSpan, Projection } from '#shared/domain/budget.ts';
import type { UsageFilter } from '#shared/domain/usage-query.ts';
import { formatUsd } from '#shared/money.ts';
import { msPerDay, msPerHour } from '#shared/time.ts';
import { calendarDay, dayReader, plusDays, startOfDayMs, weekdayOf } from '#shared/zoned-days.ts';
import { isSpentOnDays, usdOf } from './spend-shares.ts';

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
 * for a rate to tell. Days that no import covers count neither way. Undefined where too few such days are recorded, or the
 * day is over.
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
  const kind = isWeekend(dayReader(timeZone)(span.fromMs)) ? 'weekend days' : 'working days';
  return {
    usd: spentUsd + rest,
    lowerUsd,
    upperUsd,
    runOutDay: null,
    basis: `Spent so far, and the ${formatUsd(rest)} that the last ${rests.length} ${kind} spent after this time of day in the mean; 4 of 5: ${formatUsd(lowerUsd)} to ${formatUsd(upperUsd)}.`,
  };
}

/** What each earlier day of the same kind spent after so much of it had passed, USD; nothing where there is no telling. */
function restsOfDays(
  source: SpendSource,
  { span, timeZone, filter, spentUsd }: BegunDay,
  elapsedMs: number,
): readonly number[] {
  const fromMs = span.fromMs - weeks * 7 * msPerDay;
  const recorded = recordedDays(source, { fromMs, toMs: span.toMs, ...(filter && { filter }) }, timeZone);
  if (recorded === undefined) return [];
  const { groups, firstMs } = hourlyUsage(source, recorded.selection, timeZone);
  if (firstMs === null) return [];
  const dayAt = dayReader(timeZone);
  const today = dayAt(span.fromMs);
  const firstDay = dayAt(firstMs);
  // A day whose beginning is not recorded may lack some of its end as well: nothing is taken from it.
  const isWhole = (day: string): boolean => day > firstDay || (day === firstDay && !beginsWithinDay(firstMs, dayAt));
  const isWanted = (day: string): boolean => day < today && isWhole(day) && isWeekend(day) === isWeekend(today);
  // Days of an import without usage have cost nothing; days of no import are unknown and left out.
  const rests = new Map([...recorded.days].filter(isWanted).map((day) => [day, 0]));
  let todayUsd = 0;
  for (const group of groups) {
    const day = dayAt(group.startMs);
    if (day === today) todayUsd += usdOf(group);
    const before = rests.get(day);
    if (before !== undefined)
      rests.set(day, before + shareAfter(group.startMs, day, timeZone, elapsedMs) * usdOf(group));
  }
  return isSpentOnDays(todayUsd, spentUsd) ? [...rests.values()] : [];
}

/** Which part of what an hour is of a day comes after so much of the day has passed, 0…1. */
function shareAfter(startMs: number, day: string, timeZone: string, elapsedMs: number): number {
  const calendar = calendarDay(Date.parse(day), 'UTC');
  const endMs = Math.min(startMs - (startMs % msPerHour) + msPerHour, startOfDayMs(plusDays(calendar, 1), timeZone));
  const passedMs = startOfDayMs(calendar, timeZone) + elapsedMs - startMs;
  return 1 - Math.min(1, Math.max(0, passedMs / (endMs - startMs)));
}

/** Saturday or Sunday. @param day `YYYY-MM-DD`. */
function isWeekend(day: string): boolean {
  return weekdayOf(calendarDay(Date.parse(day), 'UTC')) >= 5;
}
