/** Calendar arithmetic on UTC instants (milliseconds since 1970-01-01T00:00Z). No clock is read here. */

export const msPerHour = 3_600_000;
export const msPerDay = 86_400_000;

/** A calendar month, `YYYY-MM`. */
export type MonthText = string;

/** First instant of a month, UTC. @param month `YYYY-MM`. @throws RangeError for any other text. */
export function monthStartMs(month: MonthText): number {
  const count = monthNumber(month);
  return Date.UTC(Math.floor(count / 12), count % 12, 1);
}

/** Months from January of the year 0 on. @throws RangeError for a text that is no month. */
function monthNumber(month: MonthText): number {
  if (!/^\d{4}-(?:0[1-9]|1[0-2])$/.test(month)) throw new RangeError(`Not a month (YYYY-MM): ${month}`);
  return 12 * Number(month.slice(0, 4)) + Number(month.slice(5)) - 1;
}

/** The month that an instant falls in, UTC, as `YYYY-MM`. */
export function monthOf(instantMs: number): MonthText {
  return new Date(instantMs).toISOString().slice(0, 7);
}

/** The day that an instant falls in, UTC, as `YYYY-MM-DD`. */
export function dayOf(instantMs: number): string {
  return new Date(instantMs).toISOString().slice(0, 10);
}

/** The month `count` months after `month` (before it, when negative). */
export function addMonths(month: MonthText, count: number): MonthText {
  const number = monthNumber(month) + count;
  const year = String(Math.floor(number / 12)).padStart(4, '0');
  return `${year}-${String((number % 12) + 1).padStart(2, '0')}`;
}

/** Whole months from one month to another; negative when the other is earlier. */
export function monthsBetween(from: MonthText, to: MonthText): number {
  return monthNumber(to) - monthNumber(from);
}

/** Days in a calendar month: 28 to 31. */
export function daysInMonth(month: MonthText): number {
  return (monthStartMs(addMonths(month, 1)) - monthStartMs(month)) / msPerDay;
}

/** Weekday of a day, 0 = Monday. @param day whole days since 1970-01-01, which was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/**
 * Reads a date or instant given by a person: `YYYY-MM-DD` (start of that day, UTC) or an ISO 8601 instant with a zone.
 * @returns UTC milliseconds, or undefined when the text is neither or names a day that does not exist.
 */
export function parseInstant(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2}))?$/.exec(text);
  if (match === null) return undefined;
  const day = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  if (Number.isNaN(day) || dayOf(day) !== text.slice(0, 10)) return undefined;
  const instant = match[4] === undefined ? day : Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
}
