import { quoteCell, isEmptyCell, type CellProblem } from './cells.ts';

/** How a column writes time. `auto` reads Unix times and ISO 8601; month-first and day-first dates must be chosen. */
export type TimeFormat = 'auto' | 'unix-s' | 'unix-ms' | 'iso' | 'mdy' | 'dmy';

/** An instant that a cell names. */
export interface Instant {
  /** UTC ms. */
  readonly ms: number;
  /** True when the cell names a day without a time of day. */
  readonly isWholeDay: boolean;
}

/** Usage of language models outside these years is a unit mistaken, not history. UTC ms. */
const earliestMs = Date.UTC(2000, 0, 1);
const latestMs = Date.UTC(2100, 0, 1);

const isoPattern =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?$/i;
const numberedPattern =
  /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(AM|PM)?)?$/i;
const namedMonthPattern =
  /^(?:[a-z]{3,9},?\s+)?(?:(\d{1,2})[- ]([a-z]{3,9})[- ,]+|([a-z]{3,9})\.?\s+(\d{1,2}),?\s+)(\d{4}|\d{2})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(AM|PM)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/i;
const unixPattern = /^(\d{1,19})(?:\.(\d+))?$/;

/**
 * Reads a time. Without a zone it is UTC; fractions beyond the millisecond are cut off, so that an instant never
 * moves into the next hour. Unix times may be in s, ms, µs or ns: their size tells.
 * @returns the instant, undefined for an empty cell, or why it is none.
 */
export function readInstant(text: string, format: TimeFormat): Instant | undefined | CellProblem {
  if (isEmptyCell(text)) return undefined;
  const trimmed = text.trim();
  const instant = parseAs(trimmed, format);
  if ('problem' in instant) return instant;
  if (instant.ms < earliestMs || instant.ms >= latestMs) {
    return { problem: `${quoteCell(trimmed)} is outside the years 2000 to 2099` };
  }
  return instant;
}

function parseAs(text: string, format: TimeFormat): Instant | CellProblem {
  switch (format) {
    case 'auto':
      return (
        parseUnix(text, undefined) ??
        parseIso(text) ??
        parseNamedMonth(text) ??
        parseDotted(text) ??
        ambiguousDate(text) ??
        notATime(text)
      );
    case 'unix-s':
      return parseUnix(text, 1000) ?? { problem: `${quoteCell(text)} is not a time in Unix seconds` };
    case 'unix-ms':
      return parseUnix(text, 1) ?? { problem: `${quoteCell(text)} is not a time in Unix milliseconds` };
    case 'iso':
      return parseIso(text) ?? { problem: `${quoteCell(text)} is not an ISO 8601 time` };
    case 'mdy':
    case 'dmy':
      return (
        parseNumbered(text, format) ??
        parseIso(text) ?? {
          problem: `${quoteCell(text)} is not a ${format === 'mdy' ? 'month/day/year' : 'day/month/year'} time`,
        }
      );
  }
}

function notATime(text: string): CellProblem {
  return { problem: `${quoteCell(text)} is not a time` };
}

function ambiguousDate(text: string): CellProblem | undefined {
  if (!numberedPattern.test(text)) return undefined;
  return { problem: `${quoteCell(text)} may be month/day or day/month: say which (date order)` };
}

/** `05.10.2025`: with full stops the day comes first, wherever such dates are written. */
function parseDotted(text: string): Instant | undefined {
  return /^\d{1,2}\.\d{1,2}\./.test(text) ? parseNumbered(text, 'dmy') : undefined;
}

/** The order that a date of numbers can only have; `either` where both give a day; undefined for no such date. */
export function dateOrderOf(text: string): 'mdy' | 'dmy' | 'either' | undefined {
  const trimmed = text.trim();
  const dotted = parseDotted(trimmed);
  if (dotted !== undefined) return 'dmy';
  const isMonthFirst = parseNumbered(trimmed, 'mdy') !== undefined;
  const isDayFirst = parseNumbered(trimmed, 'dmy') !== undefined;
  if (isMonthFirst && isDayFirst) return 'either';
  return isMonthFirst ? 'mdy' : isDayFirst ? 'dmy' : undefined;
}

/** Rewrites a date of numbers as ISO 8601, its time of day as it stands; undefined for any other text. */
export function isoFromNumbered(text: string, order: 'mdy' | 'dmy'): string | undefined {
  const instant = parseNumbered(text.trim(), order);
  if (instant === undefined) return undefined;
  const iso = new Date(instant.ms).toISOString();
  return instant.isWholeDay ? iso.slice(0, 10) : iso;
}

/** `5 Oct 2025`, `5-Oct-25`, `Oct 5, 2025 10:00 PM`, `Sun, 05 Oct 2025 10:00:00 GMT`. */
function parseNamedMonth(text: string): Instant | undefined {
  const match = namedMonthPattern.exec(text);
  if (match === null) return undefined;
  const [, dayBefore, monthAfter, monthBefore, dayAfter, year, hourText, minute, second, fraction, half, zone] = match;
  const month = monthNumber(monthAfter ?? monthBefore ?? '');
  const hour = hour24(hourText, half);
  // Two digits are a year in `5-Oct-25`; in `Oct 5, 25` they are nothing.
  const isShort = year?.length === 2;
  if (month === undefined || hour === null || (isShort && dayBefore === undefined)) return undefined;
  const ms = calendarMs(
    Number(year) + (isShort ? 2000 : 0),
    month,
    Number(dayBefore ?? dayAfter),
    hour,
    minute,
    second,
    fraction,
  );
  const offset = zoneOffsetMs(zone?.replace(/^gmt$/i, 'Z'));
  return ms === undefined || offset === undefined ? undefined : { ms: ms - offset, isWholeDay: hour === undefined };
}

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** 1…12 for an English month or its first three letters. */
function monthNumber(name: string): number | undefined {
  const lower = name.toLowerCase();
  const index = monthNames.findIndex((month) => month === lower || month.slice(0, 3) === lower);
  return index === -1 ? (lower === 'sept' ? 9 : undefined) : index + 1;
}

/** An hour of the 24-hour clock; null for one that does not exist on the 12-hour clock. */
function hour24(hour: string | undefined, half: string | undefined): string | undefined | null {
  if (half === undefined || hour === undefined) return hour;
  if (Number(hour) < 1 || Number(hour) > 12) return null;
  return String((Number(hour) % 12) + (half.toUpperCase() === 'PM' ? 12 : 0));
}

/** @param unitMs milliseconds in one unit; undefined = by size. */
function parseUnix(text: string, unitMs: number | undefined): Instant | undefined {
  const match = unixPattern.exec(text);
  if (match === null) return undefined;
  const whole = match[1] ?? '';
  const fraction = match[2] ?? '';
  return { ms: unixMs(whole, fraction, unitMs), isWholeDay: false };
}

function unixMs(whole: string, fraction: string, unitMs: number | undefined): number {
  // 10^11 s is the year 5138, 10^11 ms is 1973: digits tell the unit for every year that passes the range check.
  const size = whole.replace(/^0+/, '').length;
  if (unitMs === 1000 || (unitMs === undefined && size <= 11)) {
    return Number(whole) * 1000 + Number(fraction.padEnd(3, '0').slice(0, 3));
  }
  if (unitMs === 1 || size <= 14) return Number(whole);
  // A float64 does not hold nanoseconds exactly, so the surplus digits are cut off as text.
  return Number(whole.slice(0, size <= 17 ? -3 : -6));
}

function parseIso(text: string): Instant | undefined {
  const match = isoPattern.exec(text);
  if (match === null) return undefined;
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const ms = calendarMs(Number(year), Number(month), Number(day), hour, minute, second, fraction);
  if (ms === undefined) return undefined;
  const offset = zoneOffsetMs(zone);
  return offset === undefined ? undefined : { ms: ms - offset, isWholeDay: hour === undefined };
}

/** Milliseconds that a zone is ahead of UTC; no zone is UTC; undefined for one that does not exist. */
function zoneOffsetMs(zone: string | undefined): number | undefined {
  if (zone === undefined || /^(z|utc)$/i.test(zone)) return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', '') || '0');
  if (hours > 18 || minutes > 59) return undefined;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function parseNumbered(text: string, order: 'mdy' | 'dmy'): Instant | undefined {
  const match = numberedPattern.exec(text);
  if (match === null) return undefined;
  const [, first, second, yearText, hourText, minute, seconds, fraction, half] = match;
  const month = Number(order === 'mdy' ? first : second);
  const day = Number(order === 'mdy' ? second : first);
  const year = Number(yearText) + (yearText?.length === 2 ? 2000 : 0);
  const hour = hour24(hourText, half);
  if (hour === null) return undefined;
  const ms = calendarMs(year, month, day, hour, minute, seconds, fraction);
  return ms === undefined ? undefined : { ms, isWholeDay: hour === undefined };
}

/** UTC ms of a calendar time; undefined when there is no such day or time of day. */
function calendarMs(
  year: number,
  month: number,
  day: number,
  hour = '0',
  minute = '0',
  second = '0',
  fraction = '',
): number | undefined {
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  if (month < 1 || month > 12 || day < 1 || day > lastDayOf(year, month)) return undefined;
  const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3));
  return Date.UTC(year, month - 1, day, Number(hour), Number(minute), Number(second), milliseconds);
}

/** Days of a Gregorian month, 28 to 31. @param month 1…12. */
function lastDayOf(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}
