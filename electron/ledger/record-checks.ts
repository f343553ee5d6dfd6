import type { IntegerColumn, UsageColumns } from '#shared/domain/usage-columns.ts';

/** Earliest and latest instant a record may have: years 0 to 9999, which are written with four digits. UTC ms. */
export const recordTimeRange = { firstMs: -62_167_219_200_000, lastMs: 253_402_300_799_999 } as const;

/** @throws RangeError for times that no record has. */
export function checkTimes(startMs: number, endMs: number): void {
  const { firstMs, lastMs } = recordTimeRange;
  if (startMs >= firstMs && startMs <= endMs && endMs <= lastMs) return;
  throw new RangeError(`Not the times of a usage record: ${startMs} to ${endMs}`);
}

/** Checks rows of columns as `checkTimes` and `checkCount` do, and reads no object for it. @throws RangeError. */
export function checkColumns(columns: UsageColumns, from: number, to: number): void {
  const { startMs, endMs } = columns;
  for (let row = from; row < to; row++) checkTimes(startMs[row] ?? Number.NaN, endMs[row] ?? Number.NaN);
  checkCounts('requests', columns.requests, from, to);
  checkCounts('costNanoUsd', columns.costNanoUsd, from, to);
  for (const [name, counts] of [...Object.entries(columns.tokens), ...Object.entries(columns.microUnits ?? {})]) {
    if (counts !== undefined) checkCounts(name, counts, from, to);
  }
}

function checkCounts(name: string, values: IntegerColumn, from: number, to: number): void {
  for (let row = from; row < to; row++) {
    const value = values[row] ?? Number.NaN;
    // Of 32 bits, as nearly all are: told by one comparison.
    if (value >>> 0 !== value) checkCount(name, value);
  }
}

/** @throws RangeError for what is negative, not whole or above 2^53. */
export function checkCount(name: string, value: number): void {
  if (!(Number.isSafeInteger(value) && value >= 0)) throw notACount(name, value);
}

/** The error for a count that no ledger holds. */
export function notACount(name: string, value: number): RangeError {
  return new RangeError(`Not a count that a ledger holds: ${name} = ${value}`);
}
