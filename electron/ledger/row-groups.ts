import { rangeOf } from './column-codec.ts';
import { ColumnMemory } from './column-memory.ts';
import { floatsOf } from './floats.ts';

/** Rows put into groups, numbered by first appearance. */
export interface RowGroups {
  readonly count: number;
  /** Group of each row. */
  readonly groupOf: Uint32Array;
  /** A row of each group: where to read the group's keys. */
  readonly firstRow: Uint32Array;
}

/** Largest lookup table used instead of a hash table: 4 MB. */
const largestTable = 2 ** 20;

/**
 * Groups rows by the values of key columns: rows are together when all their keys are equal. Keys of few values are
 * made one number first, so that the rows are looked up once and not once for each key.
 * @param memory The groups lie in it: they are good until it is used again.
 */
export function groupRows(
  rows: number,
  keys: readonly ArrayLike<number>[],
  memory: ColumnMemory = new ColumnMemory(),
): RowGroups {
  let groups: RowGroups = {
    count: Math.min(rows, 1),
    groupOf: memory.words('groupOf', rows).fill(0),
    firstRow: new Uint32Array(Math.min(rows, 1)),
  };
  let codes: Float64Array | undefined;
  let size = 1;
  for (const key of keys) {
    const values = floatsOf(key);
    const { min, max } = rangeOf(values);
    if (rows === 0 || min === max) continue;
    const range = max - min + 1;
    if (codes !== undefined && size * range > largestTable) {
      groups = splitGroups(groups, codes, size);
      codes = undefined;
      size = 1;
    }
    codes = codes === undefined ? offsetsOf(values, min, memory) : combine(codes, values, min, range);
    size *= range;
  }
  return codes === undefined ? groups : splitGroups(groups, codes, size);
}

/** A column of codes from 0 on. */
function offsetsOf(values: Float64Array, min: number, memory: ColumnMemory): Float64Array {
  const codes = memory.floats('codes', values.length);
  for (let row = 0; row < codes.length; row++) codes[row] = (values[row] ?? 0) - min;
  return codes;
}

/** Makes two columns of codes one, in the memory of the first. @param range how many values the second can have. */
function combine(codes: Float64Array, values: Float64Array, min: number, range: number): Float64Array {
  for (let row = 0; row < codes.length; row++) codes[row] = (codes[row] ?? 0) * range + (values[row] ?? 0) - min;
  return codes;
}

/** Parts groups by codes from 0 to below `size`, in the memory of the groups. */
function splitGroups(groups: RowGroups, codes: Float64Array, size: number): RowGroups {
  return groups.count * size <= largestTable ? splitByTable(groups, codes, size) : splitByHash(groups, codes);
}

function splitByTable({ count, groupOf }: RowGroups, codes: Float64Array, size: number): RowGroups {
  // Groups are kept plus one: zero means none yet.
  const table = new Uint32Array(count * size);
  const rows = groupOf.length;
  const firstRow = new Uint32Array(Math.min(rows, table.length));
  let next = 0;
  for (let row = 0; row < rows; row++) {
    const slot = (codes[row] ?? 0) * count + (groupOf[row] ?? 0);
    let known = table[slot] ?? 0;
    if (known === 0) {
      firstRow[next] = row;
      known = ++next;
      table[slot] = known;
    }
    groupOf[row] = known - 1;
  }
  return { count: next, groupOf, firstRow: firstRow.slice(0, next) };
}

/** The same by open addressing, in a table that is filled to a half at most. */
function splitByHash({ count, groupOf }: RowGroups, codes: Float64Array): RowGroups {
  const rows = groupOf.length;
  const capacity = 2 ** Math.ceil(Math.log2(2 * rows + 1));
  const keys = new Float64Array(capacity);
  const table = new Uint32Array(capacity);
  const firstRow = new Uint32Array(rows);
  let next = 0;
  for (let row = 0; row < rows; row++) {
    const key = (codes[row] ?? 0) * count + (groupOf[row] ?? 0);
    let slot = hashOf(key) & (capacity - 1);
    while (table[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & (capacity - 1);
    let known = table[slot] ?? 0;
    if (known === 0) {
      keys[slot] = key;
      firstRow[next] = row;
      known = ++next;
      table[slot] = known;
    }
    groupOf[row] = known - 1;
  }
  return { count: next, groupOf, firstRow: firstRow.slice(0, next) };
}

/** Spreads a whole number over 32 bits. */
function hashOf(key: number): number {
  let mixed = Math.imul((key >>> 0) ^ Math.imul(Math.floor(key / 2 ** 32), 0x9e3779b1), 0x85ebca6b);
  mixed ^= mixed >>> 15;
  return Math.imul(mixed, 0xc2b2ae35) >>> 7;
}
