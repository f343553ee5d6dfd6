import type { Budget, PeriodSpan } from '#shared/domain/budget.ts';
import { assertNever } from '#shared/result.ts';
import { monthStartMs, msPerDay, type MonthText } from '#shared/time.ts';
import { calendarDay, plusDays, startOfDayMs, weekdayOf, type CalendarDay } from '#shared/zoned-days.ts';

/** What of a budget says when it is. */
export type BudgetTime = Pick<Budget, 'period' | 'rollingDays' | 'timeZone'>;

/**
 * The period of a budget that an instant is in: a day, a week from Monday, a month, or the rolling days that end with
 * the instant's own day; in the budget's time zone, so a day has 23 or 25 hours where clocks change.
 */
export function periodAt({ period, rollingDays = 1, timeZone }: BudgetTime, atMs: number): PeriodSpan {
  const today = calendarDay(atMs, timeZone);
  const span = (from: CalendarDay, to: CalendarDay): PeriodSpan => ({
    fromMs: startOfDayMs(from, timeZone),
    toMs: startOfDayMs(to, timeZone),
  });
  switch (period) {
    case 'day':
      return span(today, plusDays(today, 1));
    case 'week': {
      const monday = plusDays(today, -weekdayOf(today));
      return span(monday, plusDays(monday, 7));
    }
    case 'month': {
      const first = { ...today, day: 1 };
      return span(first, plusDays({ ...first, month: first.month + 1 }, 0));
    }
    case 'rolling':
      return span(plusDays(today, 1 - rollingDays), plusDays(today, 1));
    default:
      return assertNever(period);
  }
}

/** A calendar month of a time zone. @param month `YYYY-MM`. */
export function monthSpan(month: MonthText, timeZone: string): PeriodSpan {
  // Any instant well within it will do.
  return periodAt({ period: 'month', timeZone }, monthStartMs(month) + 14 * msPerDay);
}

/** The periods of a budget from the one an instant is in to the one another is in, ascending; rolling: one a day. */
export function periodsBetween(time: BudgetTime, fromMs: number, toMs: number): readonly PeriodSpan[] {
  const periods: PeriodSpan[] = [];
  for (let atMs = fromMs; atMs <= toMs;) {
    const span = periodAt(time, atMs);
    periods.push(span);
    atMs = span.toMs;
  }
  return periods;
}
