import { rangeOf } from './column-codec.ts';
import { floatsOf } from './floats.ts';

/** Rows put into groups, numbered by first appearance. */
export interface RowGroups {
  readonly count: number;
  /** Group of each row. */
  readonly groupOf: Uint32Array;
  /** A row of each group: where to read the group's keys. */
  readonly firstRow: Uint32Array;
}

/** Largest lookup table used instead of a hash map: 4 MB. */
const largestTable = 2 ** 20;

/** Groups rows by the values of key columns: rows are together when all their keys are equal. */
export function groupRows(rows: number, keys: readonly ArrayLike<number>[]): RowGroups {
  const together: RowGroups = {
    count: Math.min(rows, 1),
    groupOf: new Uint32Array(rows),
    firstRow: new Uint32Array(Math.min(rows, 1)),
  };
  return keys.reduce((groups, key) => splitGroups(groups, floatsOf(key)), together);
}

function splitGroups(groups: RowGroups, key: Float64Array): RowGroups {
  const { min, max } = rangeOf(key);
  if (groups.count === 0 || min === max) return groups;
  const tableSize = groups.count * (max - min + 1);
  const find = tableSize <= largestTable ? tableLookup(tableSize) : hashLookup();
  const rows = groups.groupOf.length;
  const groupOf = new Uint32Array(rows);
  const firstRow: number[] = [];
  for (let row = 0; row < rows; row++) {
    const combination = ((key[row] ?? 0) - min) * groups.count + (groups.groupOf[row] ?? 0);
    const group = find(combination, firstRow.length);
    if (group === firstRow.length) firstRow.push(row);
    groupOf[row] = group;
  }
  return { count: firstRow.length, groupOf, firstRow: Uint32Array.from(firstRow) };
}

/** Finds the group of a combination, giving it `next` when it is new. */
type Lookup = (combination: number, next: number) => number;

function tableLookup(size: number): Lookup {
  // Groups are kept plus one: zero means none yet.
  const table = new Uint32Array(size);
  return (combination, next) => {
    const known = table[combination] ?? 0;
    if (known > 0) return known - 1;
    table[combination] = next + 1;
    return next;
  };
}

function hashLookup(): Lookup {
  const map = new Map<number, number>();
  return (combination, next) => {
    const known = map.get(combination);
    if (known !== undefined) return known;
    map.set(combination, next);
    return next;
  };
}
