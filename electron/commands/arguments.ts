import { InvalidArgumentError } from 'commander';
import { parseInstant } from '#shared/time.ts';

/** Reads a token or request count of the command line: a whole number from 0 on; commas and underscores may group digits. */
export function parseCount(text: string): number {
  const value = Number(text.replace(/[,_]/g, ''));
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < 0) {
    throw new InvalidArgumentError('It must be a whole number from 0 on.');
  }
  return value;
}

/** Reads a number of things of which there is one at least. */
export function parseAtLeastOne(text: string): number {
  const value = parseCount(text);
  if (value === 0) throw new InvalidArgumentError('It must be a whole number from 1 on.');
  return value;
}

/** Reads a whole number of either sign. */
export function parseInteger(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value)) throw new InvalidArgumentError('It must be a whole number.');
  return value;
}

/** Reads a positive number. */
export function parsePositive(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError('It must be a number above 0.');
  }
  return value;
}

/** Reads a date (`YYYY-MM-DD`, start of the day in UTC) or an ISO 8601 instant with a zone, as UTC ms. */
export function parseDate(text: string): number {
  const instantMs = parseInstant(text);
  if (instantMs === undefined) {
    throw new InvalidArgumentError('It must be a date such as 2026-11-22, or an instant such as 2026-11-22T09:00:00Z.');
  }
  return instantMs;
}

/** Reads a month, `YYYY-MM`. */
export function parseMonth(text: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) throw new InvalidArgumentError('It must be a month such as 2026-10.');
  return text;
}

/** Gathers the values of an option that may be given several times. @param read Reads one of them. */
export function gather<Value>(read: (text: string) => Value): (text: string, earlier?: Value[]) => Value[] {
  return (text, earlier = []) => [...earlier, read(text)];
}
