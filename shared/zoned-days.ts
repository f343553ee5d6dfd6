import { msPerHour } from './time.ts';

/** A day of the calendar in some time zone. */
export interface CalendarDay {
  readonly year: number;
  /** 1…12. */
  readonly month: number;
  readonly day: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Reads the day that a time zone's calendar shows at an instant. */
export function calendarDay(instantMs: number, timeZone: string): CalendarDay {
  if (timeZone === 'UTC') {
    const date = new Date(instantMs);
    return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  }
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(instantMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  return { year: parts.get('year') ?? 0, month: parts.get('month') ?? 0, day: parts.get('day') ?? 0 };
}

/** Reads which day an instant belongs to in a time zone, `YYYY-MM-DD`: for many instants of one zone. */
export function dayReader(timeZone: string): (instantMs: number) => string {
  if (timeZone === 'UTC') return (instantMs) => new Date(instantMs).toISOString().slice(0, 10);
  // The Swedish way of writing a date is ISO 8601.
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (instantMs) => format.format(instantMs);
}

/** The calendar day some days later; negative = earlier. Days and months beyond the month's end carry over. */
export function plusDays({ year, month, day }: CalendarDay, days: number): CalendarDay {
  return calendarDay(Date.UTC(year, month - 1, day + days), 'UTC');
}

/** 0 = Monday … 6 = Sunday. */
export function weekdayOf({ year, month, day }: CalendarDay): number {
  return (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;
}

/** No zone is further than this from UTC. */
const furthestMs = 15 * msPerHour;
const msPerMinute = 60_000;

/** Starts that were found; a look at a budget asks for the same days again and again. */
const starts = new Map<string, number>();
const rememberedStarts = 10_000;

/**
 * First instant of a calendar day in a time zone, UTC ms: midnight, or where clocks skip midnight the first instant
 * after it. Found by halving to the minute, in which all zones keep step, so that it needs no table of clock changes.
 */
export function startOfDayMs(day: CalendarDay, timeZone: string): number {
  const utcMs = Date.UTC(day.year, day.month - 1, day.day);
  if (timeZone === 'UTC') return utcMs;
  const key = `${timeZone} ${utcMs}`;
  const known = starts.get(key);
  if (known !== undefined) return known;
  if (starts.size >= rememberedStarts) starts.clear();
  const found = findStartMs(day, utcMs, timeZone);
  starts.set(key, found);
  return found;
}

function findStartMs(day: CalendarDay, utcMs: number, timeZone: string): number {
  let before = utcMs - furthestMs;
  let from = utcMs + furthestMs;
  while (from - before > msPerMinute) {
    const middle = before + Math.floor((from - before) / (2 * msPerMinute)) * msPerMinute;
    if (ordinal(calendarDay(middle, timeZone)) >= ordinal(day)) from = middle;
    else before = middle;
  }
  return from;
}

function ordinal({ year, month, day }: CalendarDay): number {
  return (year * 12 + month) * 31 + day;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}
