import { describe, expect, it } from 'vitest';
import { concatColumns, pickExact, sumByGroup } from '../../../electron/ledger/exact-column.ts';
import { groupRows } from '../../../electron/ledger/row-groups.ts';

const largest = Number.MAX_SAFE_INTEGER;
const oneGroup = groupRows(3, []);

describe('sumByGroup', () => {
  it('sums by group in floats while every sum is exact', () => {
    const sums = sumByGroup(Uint8Array.of(1, 2, 250), groupRows(3, [[7, 9, 7]]));
    expect(sums).toEqual(Float64Array.of(251, 2));
    expect(sumByGroup(Float64Array.of(largest - 1, 1, 0), oneGroup)).toEqual(Float64Array.of(largest));
  });

  it('sums in 64-bit integers beyond 2^53', () => {
    const sums = sumByGroup(Float64Array.of(largest, largest, 1), oneGroup);
    expect(sums).toEqual(BigInt64Array.of(18_014_398_509_481_983n));
    expect(sumByGroup(BigInt64Array.of(1n, 2n, 3n), oneGroup)).toEqual(BigInt64Array.of(6n));
  });
});

describe('concatColumns', () => {
  it('fills absent columns with zeros, and keeps what is beyond floats', () => {
    const parts = [
      { rows: 1, values: Uint8Array.of(7) },
      { rows: 2, values: undefined },
      { rows: 1, values: Float64Array.of(largest) },
    ];
    expect(concatColumns(parts)).toEqual(Float64Array.of(7, 0, 0, largest));
    const beyond = { rows: 1, values: BigInt64Array.of(2n ** 60n) };
    expect(concatColumns([...parts, beyond])).toEqual(BigInt64Array.of(7n, 0n, 0n, BigInt(largest), 2n ** 60n));
  });
});

describe('pickExact', () => {
  it('takes rows in their order', () => {
    expect(pickExact(Uint16Array.of(5, 6, 7), Uint32Array.of(0, 2))).toEqual(Float64Array.of(5, 7));
    expect(pickExact(BigInt64Array.of(5n, 6n, 7n), Uint32Array.of(1))).toEqual(BigInt64Array.of(6n));
  });
});
