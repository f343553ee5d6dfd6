import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ColumnMemory } from '../../../electron/ledger/column-memory.ts';
import { groupRows } from '../../../electron/ledger/row-groups.ts';

describe('groupRows', () => {
  it('puts rows together whose keys are all equal, numbered by first appearance', () => {
    const groups = groupRows(5, [
      [9, 9, 8, 9, 8],
      [1, 2, 1, 1, 1],
    ]);
    expect(groups.count).toBe(3);
    expect([...groups.groupOf]).toEqual([0, 1, 2, 0, 2]);
    expect([...groups.firstRow]).toEqual([0, 1, 2]);
  });

  it('makes one group without keys, and none without rows', () => {
    expect([...groupRows(2, []).groupOf]).toEqual([0, 0]);
    expect(groupRows(2, []).count).toBe(1);
    expect(groupRows(0, [[]]).count).toBe(0);
  });

  it('groups negative and widely spread keys', () => {
    const groups = groupRows(4, [[-3, 5_000_000_000, -3, 0]]);
    expect([...groups.groupOf]).toEqual([0, 1, 0, 2]);
    expect([...groups.firstRow]).toEqual([0, 1, 3]);
  });

  it('gives the groups that a map of the keys gives, for few values and for many, in memory used before', () => {
    const memory = new ColumnMemory();
    const column = fc.oneof(fc.nat(3), fc.integer({ min: -40, max: 5000 }), fc.integer({ min: -1e12, max: 1e12 }));
    fc.assert(
      fc.property(fc.array(fc.tuple(column, column, column, column), { maxLength: 60 }), (rows) => {
        const numbers = new Map<string, number>();
        const expected = rows.map((row) => {
          const key = row.join(' ');
          if (!numbers.has(key)) numbers.set(key, numbers.size);
          return numbers.get(key);
        });
        const keys = [0, 1, 2, 3].map((index) => rows.map((row) => row[index] ?? 0));
        const groups = groupRows(rows.length, keys, memory);
        expect([...groups.groupOf]).toEqual(expected);
        expect(groups.count).toBe(numbers.size);
        expect([...groups.firstRow]).toEqual([...numbers.values()].map((number) => expected.indexOf(number)));
      }),
    );
  });
});
