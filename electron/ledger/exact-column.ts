import type { IntegerColumn } from '#shared/domain/usage-columns.ts';
import { floatsOf } from './floats.ts';
import type { RowGroups } from './row-groups.ts';

/** Sums without loss: floats while all are within 2^53, 64-bit integers beyond. */
export type ExactColumn = Float64Array | BigInt64Array;

/** Whole numbers that can be summed; none is negative. */
export type SummableColumn = IntegerColumn | BigInt64Array;

/**
 * Sums values by group, exactly. Sums beyond 2^63 are not expected: it would take nine billion dollars in one group.
 */
export function sumByGroup(values: SummableColumn, groups: RowGroups): ExactColumn {
  if (values instanceof BigInt64Array) return sumAsIntegers(values, groups);
  const { groupOf, count } = groups;
  const floats = floatsOf(values);
  const sums = new Float64Array(count);
  for (let row = 0; row < groupOf.length; row++) {
    const group = groupOf[row] ?? 0;
    sums[group] = (sums[group] ?? 0) + (floats[row] ?? 0);
  }
  // Sums of what is not negative only grow: when the last is within 2^53, every step before was exact.
  return areExact(sums) ? sums : sumAsIntegers(values, groups);
}

function areExact(sums: Float64Array): boolean {
  // By index: walking a typed array by its iterator takes ten times as long.
  for (let group = 0; group < sums.length; group++) if ((sums[group] ?? 0) > Number.MAX_SAFE_INTEGER) return false;
  return true;
}

function sumAsIntegers(values: SummableColumn, { groupOf, count }: RowGroups): BigInt64Array {
  const sums = new BigInt64Array(count);
  for (let row = 0; row < groupOf.length; row++) {
    const group = groupOf[row] ?? 0;
    sums[group] = (sums[group] ?? 0n) + BigInt(values[row] ?? 0);
  }
  return sums;
}

/** Columns one behind the other; an absent one stands for as many zeros as `rows` says. */
export function concatColumns(
  parts: readonly { readonly rows: number; readonly values: SummableColumn | undefined }[],
): ExactColumn {
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  const needsIntegers = parts.some(({ values }) => values instanceof BigInt64Array);
  return needsIntegers ? concatIntegers(parts, rows) : concatFloats(parts, rows);
}

function concatFloats(
  parts: readonly { readonly rows: number; readonly values: SummableColumn | undefined }[],
  rows: number,
): Float64Array {
  const whole = new Float64Array(rows);
  let offset = 0;
  for (const part of parts) {
    if (part.values !== undefined && !(part.values instanceof BigInt64Array)) whole.set(part.values, offset);
    offset += part.rows;
  }
  return whole;
}

function concatIntegers(
  parts: readonly { readonly rows: number; readonly values: SummableColumn | undefined }[],
  rows: number,
): BigInt64Array {
  const whole = new BigInt64Array(rows);
  let offset = 0;
  for (const { values, rows: partRows } of parts) {
    if (values instanceof BigInt64Array) whole.set(values, offset);
    else if (values !== undefined)
      for (let row = 0; row < partRows; row++) whole[offset + row] = BigInt(values[row] ?? 0);
    offset += partRows;
  }
  return whole;
}

/** One value of a column. */
export function exactAt(column: SummableColumn | undefined, row: number): number | bigint {
  return column?.[row] ?? 0;
}

/** Those rows of a column. */
export function pickExact(column: SummableColumn, rows: Uint32Array): ExactColumn {
  if (column instanceof BigInt64Array) {
    const picked = new BigInt64Array(rows.length);
    for (let index = 0; index < rows.length; index++) picked[index] = column[rows[index] ?? 0] ?? 0n;
    return picked;
  }
  const floats = floatsOf(column);
  const picked = new Float64Array(rows.length);
  for (let index = 0; index < rows.length; index++) picked[index] = floats[rows[index] ?? 0] ?? 0;
  return picked;
}
