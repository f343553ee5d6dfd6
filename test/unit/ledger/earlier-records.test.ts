import { describe, expect, it } from 'vitest';
import { EarlierRecords } from '../../../electron/ledger/earlier-records.ts';
import type { SegmentHead } from '../../../electron/ledger/segments.ts';

/** Segment `id` of import `id % imports`, with records of one hundred instants from `id * 100` on. */
function head(id: number, imports = 1000): SegmentHead {
  return {
    id,
    importId: id % imports,
    records: 3,
    keyedRecords: 0,
    firstStartMs: id * 100,
    lastStartMs: id * 100 + 99,
  };
}

/** Identities of a segment: two equal ones and one of its own. */
function hashesOf({ id }: SegmentHead) {
  return { high: Uint32Array.of(id + 1, id + 1, id + 1), low: Uint32Array.of(1, 1, 2) };
}

/** Looks into segments and notes which were read. */
function earlierRecords(heads: readonly SegmentHead[], slackMs = 0) {
  const read: number[] = [];
  const records = new EarlierRecords(
    heads,
    (segment) => {
      read.push(segment.id);
      return hashesOf(segment);
    },
    slackMs,
  );
  return { records, read };
}

describe('records of earlier imports', () => {
  it('are read only where a record of the new import stands', () => {
    const { records, read } = earlierRecords(Array.from({ length: 100 }, (_, id) => head(id * 2)));
    expect([records.mayHold(150), records.mayHold(-1), records.mayHold(1e9)]).toEqual([false, false, false]);
    expect(records.find(150, { high: 3, low: 2 }, 'look')).toEqual([]);
    expect(read).toEqual([]);
    expect(records.mayHold(250)).toBe(true);
    expect(records.find(250, { high: 3, low: 2 }, 'look')).toEqual([2]);
    expect(records.find(299, { high: 3, low: 9 }, 'look')).toEqual([]);
    expect(read).toEqual([2]);
  });

  it('may stand a little earlier or later where slack is given', () => {
    const { records } = earlierRecords([head(5)], 50);
    expect([449, 450, 649, 650].map((ms) => records.mayHold(ms))).toEqual([false, true, true, false]);
  });

  it('are found in every import that holds them, and taken as asked', () => {
    const same = [0, 1, 2].map((id) => ({ ...head(id), firstStartMs: 0, lastStartMs: 99 }));
    const records = new EarlierRecords(same, () => hashesOf(head(0)), 0);
    expect(records.find(5, { high: 1, low: 1 }, 'look')).toEqual([0, 1, 2]);
    expect(records.taken()).toEqual([]);
    expect(records.find(5, { high: 1, low: 1 }, 'one')).toEqual([0]);
    expect(records.find(5, { high: 1, low: 1 }, 'one')).toEqual([0]);
    expect(records.find(5, { high: 1, low: 1 }, 'one')).toEqual([1]);
    expect(records.taken().map(({ head: { id }, isTaken }) => [id, ...isTaken])).toEqual([
      [0, 1, 1, 0],
      [1, 1, 0, 0],
    ]);
  });

  it('stay taken when their segment is forgotten and read again, in whatever order they are asked for', () => {
    const count = 300;
    const { records, read } = earlierRecords(Array.from({ length: count }, (_, id) => head(id)));
    const order = Array.from({ length: count }, (_, index) => (index * 119) % count);
    const found = [1, 2, 3].map(() =>
      order.filter((id) => records.find(id * 100, { high: id + 1, low: 1 }, 'one').length > 0),
    );
    expect(found.map(({ length }) => length)).toEqual([count, count, 0]);
    expect(read.length).toBeGreaterThan(count);
    // Reading again teaches it to keep more: it never reads everything again for each record.
    expect(read.length).toBeLessThan(3 * count);
  });
});
