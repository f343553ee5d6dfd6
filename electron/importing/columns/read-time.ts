import { msPerDay } from '#shared/time.ts';
import type { TimeFormat } from '../read/instants.ts';

/** A time read from bytes. */
export interface ReadTime {
  /** UTC ms. */
  ms: number;
  isWholeDay: boolean;
}

const zero = 0x30;
/** The years that usage can be from; others are a unit mistaken. */
const earliestMs = Date.UTC(2000, 0, 1);
const latestMs = Date.UTC(2100, 0, 1);

const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Reads a time that is written plainly: `2026-01-31`, `2026-01-31T23:59:59.123456Z`, the same with a space or without
 * zone, with `+00:00`, or Unix seconds and milliseconds. Says the same as `readInstant` or nothing.
 */
export class TimeReader {
  readonly #takesIso: boolean;
  readonly #takesSeconds: boolean;
  readonly #takesMilliseconds: boolean;
  /** The last date read, as a number of its eight digits, and its first instant. */
  #date = -1;
  #dateMs = 0;

  constructor(format: TimeFormat) {
    this.#takesIso = format === 'auto' || format === 'iso';
    this.#takesSeconds = format === 'auto' || format === 'unix-s';
    this.#takesMilliseconds = format === 'auto' || format === 'unix-ms';
  }

  /** @returns where the time ends; −1 when it is not plain. What follows it is the caller's to judge. */
  read(bytes: Uint8Array, start: number, into: ReadTime): number {
    return bytes[start + 4] === 0x2d ? this.#readIso(bytes, start, into) : this.#readUnix(bytes, start, into);
  }

  #readUnix(bytes: Uint8Array, start: number, into: ReadTime): number {
    let end = start;
    let value = 0;
    for (let digit = (bytes[end] ?? 0) - zero; digit >= 0 && digit <= 9; digit = (bytes[end] ?? 0) - zero) {
      value = value * 10 + digit;
      end++;
      if (end - start > 13) return -1;
    }
    const digits = end - start;
    const isSeconds = digits === 10 && this.#takesSeconds;
    if (!isSeconds && !(digits === 13 && this.#takesMilliseconds)) return -1;
    const ms = isSeconds ? value * 1000 : value;
    if (ms < earliestMs || ms >= latestMs || bytes[start] === zero) return -1;
    into.ms = ms;
    into.isWholeDay = false;
    return end;
  }

  #readIso(bytes: Uint8Array, start: number, into: ReadTime): number {
    if (!this.#takesIso || bytes[start + 7] !== 0x2d) return -1;
    const year = digits(bytes, start, 4);
    const month = digits(bytes, start + 5, 2);
    const day = digits(bytes, start + 8, 2);
    const date = year * 10_000 + month * 100 + day;
    if (year < 0 || month < 0 || day < 0) return -1;
    if (date !== this.#date) {
      const dateMs = dateToMs(year, month, day);
      if (dateMs < 0) return -1;
      this.#date = date;
      this.#dateMs = dateMs;
    }
    let end = start + 10;
    const separator = bytes[end];
    if (separator !== 0x54 && separator !== 0x20) {
      into.ms = this.#dateMs;
      into.isWholeDay = true;
      return end;
    }
    if (bytes[end + 3] !== 0x3a || bytes[end + 6] !== 0x3a) return -1;
    const hour = digits(bytes, end + 1, 2);
    const minute = digits(bytes, end + 4, 2);
    const second = digits(bytes, end + 7, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1;
    end += 9;
    let ms = 0;
    if (bytes[end] === 0x2e) {
      const first = ++end;
      let scale = 100;
      for (let digit = (bytes[end] ?? 0) - zero; digit >= 0 && digit <= 9; digit = (bytes[end] ?? 0) - zero) {
        // Digits beyond the millisecond are cut off.
        ms += digit * scale;
        scale = scale === 100 ? 10 : scale === 10 ? 1 : 0;
        end++;
      }
      if (end === first || end - first > 9) return -1;
    }
    if (bytes[end] === 0x5a) end++;
    else if (bytes[end] === 0x2b) {
      const isZero =
        bytes[end + 1] === zero &&
        bytes[end + 2] === zero &&
        bytes[end + 3] === 0x3a &&
        bytes[end + 4] === zero &&
        bytes[end + 5] === zero;
      if (!isZero) return -1;
      end += 6;
    }
    into.ms = this.#dateMs + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
    into.isWholeDay = false;
    return end;
  }
}

/** A number of so many digits; −1 where other characters stand. */
function digits(bytes: Uint8Array, start: number, count: number): number {
  let value = 0;
  for (let index = start; index < start + count; index++) {
    const digit = (bytes[index] ?? 0) - zero;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** First instant of a day from 2000 to 2099, UTC ms; −1 for a day that is none. */
function dateToMs(year: number, month: number, day: number): number {
  if (year < 2000 || year > 2099 || month < 1 || month > 12 || day < 1) return -1;
  // From 2000 to 2099 every fourth year is a leap year.
  const isLeap = year % 4 === 0;
  if (day > (daysInMonth[month - 1] ?? 0) + (isLeap && month === 2 ? 1 : 0)) return -1;
  const leapDays = Math.floor((year - 1997) / 4) + (isLeap && month > 2 ? 1 : 0);
  const days = (year - 2000) * 365 + leapDays + (daysBeforeMonth[month - 1] ?? 0) + day - 1;
  return earliestMs + days * msPerDay;
}
