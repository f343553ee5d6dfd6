import { describe, expect, it } from 'vitest';
import type { RecordPage } from '#shared/domain/usage-records.ts';
import {
  missingPages,
  recordPageRows,
  recordWindowRows,
  rowsOfPage,
  rowsOfWindow,
  windowFrom,
  windowLength,
  withPage,
} from '../../../renderer/store/record-window.ts';

function page(offset: number, rows: number, total: number): RecordPage {
  function column(value: number): number[] {
    return Array.from({ length: rows }, () => value);
  }
  return {
    total,
    offset,
    rows,
    importId: column(1),
    startMs: column(1000),
    endMs: column(1000),
    requests: column(1),
    serviceTier: column(1),
    residency: column(0),
    tokens: {
      input: column(5),
      cacheRead: column(2),
      cacheWrite1h: column(1),
      output: column(3),
      reasoning: column(4),
    },
    units: {},
    dimensions: { model: column(7) },
    names: { model: { '7': 'gpt-4o' } },
    costNanoUsd: column(9).map((cost, index) => (index === 0 ? null : cost)),
    priceCard: column(2).map((card, index) => (index === 0 ? 0 : card)),
    priceVersions: { '2': 'book 1' },
    unpricedKinds: column(0),
    unpricedUnits: column(0),
    billedNanoUsd: column(0).map(() => null),
  };
}

describe('a page of records', () => {
  it('becomes rows with names for ids and sums of disjoint kinds', () => {
    const [first, second] = rowsOfPage(page(500, 2, 502));
    expect(second).toMatchObject({
      index: 501,
      record: {
        names: { model: 'gpt-4o', project: '' },
        serviceTier: 'batch',
        inputTokens: 5,
        cacheTokens: 3,
        outputTokens: 7,
        costNanoUsd: 9,
        priceVersion: 'book 1',
      },
    });
    expect(first?.record).toMatchObject({ costNanoUsd: null, priceVersion: '' });
  });
});

describe('a window of records', () => {
  it('holds a place for every record, read or not', () => {
    const window = withPage(windowFrom(0), 0, page(0, recordPageRows, 1200));
    const rows = rowsOfWindow(window);
    expect(rows.length).toBe(1200);
    expect(rows.at(3)?.record).not.toBeNull();
    expect(rows.at(700)).toEqual({ index: 700, record: null });
    expect(rows.at(1200)).toBeUndefined();
    expect(rows.at(-1)).toBeUndefined();
  });

  it('names the pages that are missing for the rows in sight', () => {
    const window = withPage(windowFrom(0), 1, page(recordPageRows, recordPageRows, 5000));
    expect(missingPages(window, recordPageRows - 1, 2 * recordPageRows)).toEqual([0, 2]);
    expect(missingPages(window, recordPageRows, recordPageRows + 5)).toEqual([]);
  });

  it('ends where the records end, and never holds more than one grid can scroll', () => {
    const total = recordWindowRows + 10;
    expect(windowLength(withPage(windowFrom(0), 0, page(0, 1, total)))).toBe(recordWindowRows);
    expect(windowLength(withPage(windowFrom(recordWindowRows), 0, page(recordWindowRows, 1, total)))).toBe(10);
  });

  it('lets go of the pages farthest from the last one read', () => {
    const total = 50 * recordPageRows;
    let window = windowFrom(0);
    for (let number = 0; number < 50; number += 1) window = withPage(window, number, page(number, 1, total));
    expect(window.pages.size).toBe(20);
    expect(window.pages.has(49)).toBe(true);
    expect(window.pages.has(0)).toBe(false);
  });
});
