import { describe, expect, it } from 'vitest';
import { rollupViews } from '../../../electron/ledger/rollup-views.ts';
import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import type { UsageGrouping } from '#shared/domain/usage-query.ts';
import { msPerDay, msPerHour } from '#shared/time.ts';
import type { PricedUsage } from './sample-usage.ts';
import {
  exampleCard,
  examplePrice,
  exampleRecord,
  exampleSource,
  importUsage,
  marchMs,
  openTestLedger,
  unpriced,
  valueOf,
} from './sample-usage.ts';

const hourMs = msPerHour;

/** A dense hour: enough equal records that it is rolled up. */
function dense(usage: PricedUsage, copies = 100): readonly PricedUsage[] {
  return Array.from({ length: copies }, () => usage);
}

describe('usage', () => {
  it('of an empty ledger is nothing', () => {
    expect(openTestLedger().usage({ by: ['model'] })).toEqual({
      by: ['model'],
      totals: {
        records: 0,
        requests: 0,
        tokens: {},
        totalTokens: 0,
        costNanoUsd: '0',
        costUsd: 0,
        units: {},
        unpricedRecords: 0,
        unpricedTokens: 0,
        unpricedUnits: {},
        billedRecords: 0,
        billedNanoUsd: '0',
        computedOfBilledNanoUsd: '0',
      },
      groups: [],
      firstMs: null,
      lastMs: null,
    });
  });

  it('is grouped by name, dearest first, then by keys', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', [
      [exampleRecord({ model: 'b-model' }), unpriced],
      [exampleRecord({ model: 'a-model' }), unpriced],
      [exampleRecord({ model: 'cheap', user: 'ada' }), examplePrice(5)],
      [exampleRecord({ model: 'dear' }), examplePrice(6)],
    ]);
    const { groups, totals } = ledger.usage({ by: ['model', 'user'] });
    expect(groups.map(({ keys, costNanoUsd }) => [keys.model, keys.user, costNanoUsd])).toEqual([
      ['dear', '', '6'],
      ['cheap', 'ada', '5'],
      ['a-model', '', '0'],
      ['b-model', '', '0'],
    ]);
    expect(totals).toMatchObject({ records: 4, costNanoUsd: '11', unpricedRecords: 2, unpricedTokens: 2400 });
  });

  it('lists no groups when nothing is grouped by', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', [[exampleRecord(), unpriced]]);
    expect(ledger.usage({ by: [] })).toMatchObject({ by: [], groups: [], totals: { records: 1 } });
  });

  it('names each grouping once', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', [[exampleRecord(), unpriced]]);
    expect(ledger.usage({ by: ['model', 'model'] }).by).toEqual(['model']);
  });

  it.each<[UsageGrouping, string[]]>([
    ['hour', ['1969-12-31T23:00Z', '2024-02-29T23:00Z', '2024-03-01T00:00Z']],
    ['day', ['1969-12-31', '2024-02-29', '2024-03-01']],
    ['month', ['1969-12', '2024-02', '2024-03']],
  ])('is cut into UTC time by %s, from rollups and from segments', (grouping, texts) => {
    const ledger = openTestLedger();
    const times = [-1, marchMs - 1, marchMs];
    importUsage(
      ledger,
      'a.csv',
      times.flatMap((startMs) => dense([exampleRecord({ startMs, conversation: 'c' }), unpriced])),
    );
    // Conversations are not rolled up: the second query reads the segments.
    for (const by of [[grouping], [grouping, 'conversation'] satisfies UsageGrouping[]]) {
      expect(ledger.usage({ by }).groups.map(({ keys }) => keys[grouping])).toEqual(texts);
    }
  });

  it('counts a bucket where it starts, and shows the latest end', () => {
    const ledger = openTestLedger();
    const bucket = exampleRecord({ startMs: marchMs, endMs: marchMs + msPerDay, requests: 50 });
    importUsage(ledger, 'a.csv', dense([bucket, unpriced]));
    const { groups, firstMs, lastMs } = ledger.usage({ by: ['hour'] });
    expect(groups.map(({ keys, requests }) => [keys.hour, requests])).toEqual([['2024-03-01T00:00Z', 5000]]);
    expect([firstMs, lastMs]).toEqual([marchMs, marchMs + msPerDay]);
    expect(ledger.usage({ by: [], fromMs: marchMs + hourMs }).totals.records).toBe(0);
  });

  it('orders imports as numbers', () => {
    const ledger = openTestLedger();
    for (let file = 1; file <= 10; file++) importUsage(ledger, `${file}.csv`, [[exampleRecord(), unpriced]]);
    const ids = ledger.usage({ by: ['import'] }).groups.map(({ keys }) => keys.import);
    expect(ids).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
  });

  it('covers records from the start of a period to before its end', () => {
    const ledger = openTestLedger();
    const times = [marchMs - 1, marchMs, marchMs + 1, marchMs + hourMs - 1, marchMs + hourMs];
    importUsage(
      ledger,
      'a.csv',
      times.flatMap((startMs) => dense([exampleRecord({ startMs }), unpriced], 10)),
    );
    const records = (fromMs?: number, toMs?: number): number => ledger.usage({ by: [], fromMs, toMs }).totals.records;
    expect(records()).toBe(50);
    expect(records(marchMs, marchMs + hourMs)).toBe(30);
    expect(records(marchMs + 1, marchMs + hourMs - 1)).toBe(10);
    expect(records(undefined, marchMs)).toBe(10);
    expect(records(marchMs + hourMs)).toBe(10);
  });

  it('keeps dense hours as rollups, and sparse usage as records only', () => {
    const ledger = openTestLedger();
    const rollups = 'SELECT count(*) AS views, coalesce(sum(groups), 0) AS groups FROM rollup';
    importUsage(
      ledger,
      'sparse.csv',
      Array.from({ length: 100 }, (_, day) => [exampleRecord({ startMs: marchMs + day * msPerDay }), unpriced]),
    );
    expect(valueOf(ledger.query(rollups))).toEqual([{ views: 0n, groups: 0n }]);
    importUsage(ledger, 'dense.csv', dense([exampleRecord(), unpriced]));
    expect(valueOf(ledger.query(rollups))).toEqual([
      { views: BigInt(rollupViews.length), groups: BigInt(rollupViews.length) },
    ]);
    expect(ledger.usage({ by: ['model'] }).groups).toMatchObject([{ records: 200 }]);
    expect(ledger.usage({ by: [], toMs: marchMs + hourMs }).totals.records).toBe(101);
  });

  it('merges an hour that two segments share', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', [
      ...dense([exampleRecord({ startMs: marchMs + 5 }), examplePrice(3)], 57_344),
      ...dense([exampleRecord({ startMs: marchMs + 4, endMs: marchMs + 9 }), examplePrice(3)], 100),
    ]);
    expect(valueOf(ledger.query("SELECT view, groups FROM rollup WHERE view = 'hour'"))).toEqual([
      { view: 'hour', groups: 1n },
    ]);
    expect(ledger.usage({ by: ['hour'] }).groups).toMatchObject([{ records: 57_444, costNanoUsd: '172332' }]);
    expect(ledger.usage({ by: ['hour'] })).toMatchObject({ firstMs: marchMs + 4, lastMs: marchMs + 9 });
    expect(valueOf(ledger.verify())).toEqual({ records: 57_444 });
  });

  it('sums a million tiny costs exactly', () => {
    const ledger = openTestLedger();
    const writer = ledger.beginImport(exampleSource('tiny.csv'));
    writer.keepCard(exampleCard('v1'));
    // 1 to 7 nano-dollars in turn: 1,000,000 = 142,857 x 7 + 1 records, 142,857 x 28 + 1 nano-dollars.
    for (let index = 0; index < 1_000_000; index++) writer.append(exampleRecord(), examplePrice((index % 7) + 1));
    writer.commit({ rowsRead: 1_000_000, rejected: 0, residualNanoUsd: null });
    expect(ledger.usage({ by: [] }).totals).toMatchObject({ records: 1_000_000, costNanoUsd: '3999997' });
    expect(ledger.usage({ by: ['conversation'] }).groups).toMatchObject([{ costNanoUsd: '3999997' }]);
  });

  it('sums money beyond 2^53 nano-dollars exactly', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', dense([exampleRecord(), examplePrice(Number.MAX_SAFE_INTEGER)]));
    expect(ledger.usage({ by: [] }).totals.costNanoUsd).toBe('900719925474099100');
    expect(ledger.usage({ by: ['conversation'] }).totals.costNanoUsd).toBe('900719925474099100');
  });
});

describe('scan', () => {
  function scanned(ledger: ReturnType<typeof openTestLedger>, fromMs?: number, toMs?: number): UsageColumns[] {
    const segments: UsageColumns[] = [];
    ledger.scan({ fromMs, toMs }, (columns) => segments.push(columns));
    return segments;
  }

  it('gives back every value of a record', () => {
    const ledger = openTestLedger();
    const record = exampleRecord({
      startMs: marchMs + 7,
      endMs: marchMs + 60_007,
      serviceTier: 'flex',
      requests: 300,
      tokens: { input: 70_000, cacheWrite1h: 5, outputImage: 5_000_000_000 },
      project: 'apollo',
      conversation: 'c-1',
    });
    importUsage(ledger, 'a.csv', [
      [exampleRecord(), unpriced],
      [record, examplePrice(12_345_678_901, { unpricedKinds: ['outputImage'] })],
    ]);
    const [columns] = scanned(ledger);
    if (columns === undefined) throw new Error('no segment');
    expect([...columns.startMs]).toEqual([marchMs, marchMs + 7]);
    expect([...columns.endMs]).toEqual([marchMs, marchMs + 60_007]);
    expect([...columns.requests]).toEqual([1, 300]);
    expect([...columns.serviceTier]).toEqual([0, 2]);
    expect(Object.keys(columns.tokens)).toEqual(['input', 'cacheWrite1h', 'output', 'outputImage']);
    expect([...(columns.tokens.outputImage ?? [])]).toEqual([0, 5_000_000_000]);
    expect([...columns.costNanoUsd]).toEqual([0, 12_345_678_901]);
    expect([...columns.unpricedKinds]).toEqual([0, 1 << 11]);
    expect(ledger.priceCard(columns.priceCard[1] ?? 0)).toEqual(exampleCard('v1'));
    expect([columns.priceCard[0], ledger.priceCard(0)]).toEqual([0, undefined]);

    const dictionary = ledger.dictionary();
    expect(Object.keys(columns.dimensions)).toEqual(['provider', 'model', 'project', 'conversation']);
    expect(dictionary.name('project', columns.dimensions.project?.[0] ?? 0)).toBe('');
    expect(dictionary.name('project', columns.dimensions.project?.[1] ?? 0)).toBe('apollo');
    expect(dictionary.name('conversation', columns.dimensions.conversation?.[1] ?? 0)).toBe('c-1');
  });

  it('cuts off the rows outside its period and skips segments without any', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'february.csv', [[exampleRecord({ startMs: marchMs - 1 }), unpriced]]);
    importUsage(ledger, 'march.csv', [
      [exampleRecord({ startMs: marchMs + 9, tokens: { input: 9 } }), unpriced],
      [exampleRecord({ startMs: marchMs, tokens: { output: 1 } }), unpriced],
      [exampleRecord({ startMs: marchMs + 5, tokens: { input: 5 }, user: 'ada' }), unpriced],
    ]);
    const [columns, ...others] = scanned(ledger, marchMs, marchMs + 9);
    expect(others).toEqual([]);
    expect(columns?.rows).toBe(2);
    expect([...(columns?.startMs ?? [])]).toEqual([marchMs, marchMs + 5]);
    expect([...(columns?.tokens.input ?? [])]).toEqual([0, 5]);
    expect(scanned(ledger, marchMs + 1, marchMs + 5)).toEqual([]);
    expect(scanned(ledger, marchMs + 10)).toEqual([]);
  });

  it('says which import a segment belongs to, and lets its visitor read the ledger', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', [[exampleRecord({ model: 'one' }), unpriced]]);
    importUsage(ledger, 'b.csv', [[exampleRecord({ model: 'two' }), unpriced]]);
    const seen: [number, string][] = [];
    ledger.scan({}, ({ dimensions }, importId) => {
      seen.push([importId, ledger.dictionary().name('model', dimensions.model?.[0] ?? 0)]);
    });
    expect(seen).toEqual([
      [1, 'one'],
      [2, 'two'],
    ]);
  });

  it('passes on what its visitor throws, and the ledger goes on', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', [[exampleRecord(), unpriced]]);
    const stop = new Error('stop');
    expect(() =>
      ledger.scan({}, () => {
        throw stop;
      }),
    ).toThrow(stop);
    expect(importUsage(ledger, 'b.csv', []).id).toBe(2);
  });
});

describe('price cards', () => {
  it('are kept once for the same content, and apart when a version changed its content', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', [[exampleRecord(), examplePrice(1)]]);
    importUsage(ledger, 'b.csv', [[exampleRecord(), examplePrice(1)]]);
    const writer = ledger.beginImport(exampleSource('c.csv'));
    writer.keepCard(exampleCard('v1', 99));
    writer.append(exampleRecord(), examplePrice(1));
    writer.commit({ rowsRead: 1, rejected: 0, residualNanoUsd: null });
    const rows: number[] = [];
    ledger.scan({}, ({ priceCard }) => rows.push(priceCard[0] ?? 0));
    expect(rows).toEqual([1, 1, 2]);
    expect(ledger.priceCard(2)?.rates.input?.usdPerMTok).toBe(99);
  });
});
