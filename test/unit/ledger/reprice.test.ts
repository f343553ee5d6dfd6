import { describe, expect, it } from 'vitest';
import type { Ledger, RecordPricer } from '#ledger';
import type { RepriceReport } from '#shared/domain/reprice.ts';
import type { UsageRecord } from '#shared/domain/usage.ts';
import { msPerDay } from '#shared/time.ts';
import { recordsPerSegment } from '../../../electron/ledger/segments.ts';
import {
  codeOf,
  exampleCard,
  examplePrice,
  exampleRecord,
  exampleSource,
  importUsage,
  marchMs,
  newLedgerFile,
  openTestLedger,
  unpriced,
  valueOf,
} from './sample-usage.ts';

const cards = { old: exampleCard('v1'), new: exampleCard('v2', 5) };

/** Prices every record at two nano-dollars an input token from a day on, as before until then. */
function pricerFrom(fromMs: number): RecordPricer {
  return (record) =>
    record.startMs < fromMs
      ? { record, price: examplePrice(record.tokens.input ?? 0), card: cards.old }
      : {
          record,
          price: examplePrice(2 * (record.tokens.input ?? 0), { priceVersion: 'v2' }),
          card: cards.new,
        };
}

/** Days of usage of two models, all priced at one nano-dollar an input token. */
function usageOf(days: number): readonly (readonly [UsageRecord, ReturnType<typeof examplePrice>])[] {
  return Array.from({ length: days }, (_, day) =>
    ['large', 'small'].map((model) => {
      const record = exampleRecord({ startMs: marchMs + day * msPerDay, model, tokens: { input: 1000 } });
      return [record, examplePrice(1000)] as const;
    }),
  ).flat();
}

async function reprice(
  ledger: Ledger,
  apply: boolean,
  more: Partial<Parameters<Ledger['reprice']>[0]> = {},
): Promise<RepriceReport> {
  return valueOf(await ledger.reprice({ apply, ...more }, pricerFrom(marchMs + 2 * msPerDay)));
}

describe('pricing again', () => {
  it('shows the difference by model and price version, and changes nothing', async () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', usageOf(5));
    const before = ledger.usage({ by: ['day', 'model'] });
    // Three of five days at twice the price, for each of two models.
    const change = {
      provider: 'openai',
      fromVersion: 'v1',
      toVersion: 'v2',
      records: 3,
      oldUsd: 0.000003,
      newUsd: 0.000006,
      differenceUsd: 0.000003,
      differenceNanoUsd: '3000',
    };
    expect(await reprice(ledger, false)).toEqual({
      applied: false,
      records: 10,
      changed: 6,
      oldUsd: 0.00001,
      newUsd: 0.000016,
      differenceUsd: 0.000006,
      differenceNanoUsd: '6000',
      unpricedBefore: 0,
      unpricedAfter: 0,
      changes: [
        { ...change, model: 'large' },
        { ...change, model: 'small' },
      ],
    });
    expect(ledger.usage({ by: ['day', 'model'] })).toEqual(before);
    expect(valueOf(ledger.query('SELECT price_version FROM price_card'))).toEqual([{ price_version: 'v1' }]);
  });

  it('writes prices, cards, rollups and totals when it is told to, and then finds nothing more to change', async () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', usageOf(5));
    expect(await reprice(ledger, true)).toMatchObject({ applied: true, changed: 6, newUsd: 0.000016 });
    expect(ledger.usage({ by: [] }).totals.costNanoUsd).toBe('16000');
    expect(ledger.listImports()).toMatchObject([{ costUsd: 0.000016, records: 10 }]);
    const versions = ledger.records({ offset: 0, limit: 100 });
    expect(versions.priceCard.map((row) => versions.priceVersions[row])).toEqual([
      ...Array.from({ length: 4 }, () => 'v1'),
      ...Array.from({ length: 6 }, () => 'v2'),
    ]);
    expect(valueOf(ledger.verify())).toEqual({ records: 10 });
    expect(await reprice(ledger, true)).toMatchObject({ changed: 0, changes: [], differenceNanoUsd: '0' });
  });

  it('keeps to a period and to models', async () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', usageOf(5));
    const report = await reprice(ledger, true, { toMs: marchMs + 4 * msPerDay, models: ['large', 'nothing'] });
    expect(report).toMatchObject({ records: 4, changed: 2, differenceNanoUsd: '2000' });
    expect(ledger.usage({ by: ['model'] }).groups.map(({ keys, costNanoUsd }) => [keys.model, costNanoUsd])).toEqual([
      ['large', '7000'],
      ['small', '5000'],
    ]);
  });

  it('counts what gets its first price, and what loses it', async () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', [
      [exampleRecord({ model: 'new-model' }), unpriced],
      [exampleRecord({ model: 'lost' }), examplePrice(7)],
    ]);
    const pricer: RecordPricer = (record) =>
      record.model === 'lost'
        ? { record, price: { ...unpriced, unpricedKinds: ['input', 'output'] }, card: undefined }
        : { record, price: examplePrice(9, { unpricedUnits: ['webSearch'] }), card: cards.old };
    const report = valueOf(await ledger.reprice({ apply: true }, pricer));
    expect(report).toMatchObject({ unpricedBefore: 1, unpricedAfter: 1, changed: 2, differenceNanoUsd: '2' });
    expect(report.changes.map(({ model, fromVersion, toVersion }) => [model, fromVersion, toVersion])).toEqual([
      ['new-model', null, 'v1'],
      ['lost', 'v1', null],
    ]);
    expect(ledger.records({ offset: 0, limit: 9 })).toMatchObject({
      costNanoUsd: [9, null],
      unpricedUnits: [2, 0],
      unpricedKinds: [0, 17],
    });
  });

  it('gives the pricer every value of a record, and keeps what it cannot price', async () => {
    const ledger = openTestLedger();
    const record = exampleRecord({
      endMs: marchMs + 60_000,
      serviceTier: 'flex',
      units: { sessionHour: 0.25 },
      residency: 'us',
      project: 'apollo',
      requests: 3,
    });
    importUsage(ledger, 'a.csv', [[record, examplePrice(5), { billedNanoUsd: 4, key: 'k' }]]);
    const seen: UsageRecord[] = [];
    const report = valueOf(
      await ledger.reprice({ apply: true }, (one) => {
        seen.push(one);
        return undefined;
      }),
    );
    expect(seen).toEqual([record]);
    expect(report.changed).toBe(0);
    expect(ledger.usage({ by: [] }).totals).toMatchObject({ costNanoUsd: '5', billedNanoUsd: '4' });
  });

  it('keeps units, keys and stated costs of the records whose price it changes', async () => {
    const ledger = openTestLedger();
    const record = exampleRecord({ units: { webSearch: 2 }, residency: 'us' });
    importUsage(ledger, 'a.csv', [[record, examplePrice(5), { billedNanoUsd: 4, key: 'k' }]]);
    valueOf(await ledger.reprice({ apply: true }, (one) => ({ record: one, price: examplePrice(6), card: cards.old })));
    expect(ledger.usage({ by: [] }).totals).toMatchObject({
      costNanoUsd: '6',
      billedNanoUsd: '4',
      computedOfBilledNanoUsd: '6',
      units: { webSearch: 2 },
    });
    expect(importUsage(ledger, 'b.csv', [[record, unpriced, { key: 'k' }]]).duplicates).toBe(1);
    expect(valueOf(ledger.verify())).toEqual({ records: 1 });
  });

  it('changes nothing when it is cancelled on the way', async () => {
    const ledger = openTestLedger();
    const writer = ledger.beginImport(exampleSource('large.csv'));
    writer.keepCard(cards.old);
    const record = exampleRecord({ startMs: marchMs + 9 * msPerDay, tokens: { input: 10 } });
    for (let index = 0; index < recordsPerSegment * 2; index++) writer.append(record, examplePrice(10));
    writer.commit({ rowsRead: 0, rejected: 0, residualNanoUsd: null });
    const controller = new AbortController();
    const seen: number[] = [];
    const result = await ledger.reprice({ apply: true }, pricerFrom(0), {
      signal: controller.signal,
      onProgress({ rows }) {
        seen.push(rows);
        controller.abort();
      },
    });
    expect(codeOf(result)).toBe('cancelled');
    expect(seen).toEqual([recordsPerSegment]);
    expect(ledger.usage({ by: [] }).totals.costNanoUsd).toBe('1146880');
    expect(valueOf(ledger.verify())).toEqual({ records: recordsPerSegment * 2 });
  });

  it('waits for an import and keeps one from beginning', async () => {
    const file = newLedgerFile();
    const ledger = openTestLedger(file);
    const writer = ledger.beginImport(exampleSource('a.csv'));
    expect(codeOf(await ledger.reprice({ apply: false }, pricerFrom(0)))).toBe('import-in-progress');
    const other = openTestLedger(file, { busyTimeoutMs: 10 });
    expect(codeOf(await other.reprice({ apply: true }, pricerFrom(0)))).toBe('ledger-locked');
    writer.rollback();
    importUsage(ledger, 'b.csv', usageOf(1));
    const running = ledger.reprice({ apply: true }, pricerFrom(0));
    expect(() => ledger.beginImport(exampleSource('c.csv'))).toThrow('in progress');
    expect(codeOf(ledger.undoImport(1))).toBe('import-in-progress');
    expect(codeOf(await running)).toBe('no failure');
    const reader = openTestLedger(file, { readonly: true });
    expect(codeOf(await reader.reprice({ apply: true }, pricerFrom(0)))).toBe('ledger-read-only');
    expect(valueOf(await reader.reprice({ apply: false }, pricerFrom(0))).records).toBe(2);
  });
});
