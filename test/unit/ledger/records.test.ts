import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ledger } from '#ledger';
import type { RecordPage } from '#shared/domain/usage-records.ts';
import type { UsageSelection } from '#shared/domain/usage-query.ts';
import { msPerHour } from '#shared/time.ts';
import { recordsPerSegment } from '../../../electron/ledger/segments.ts';
import { usdText } from '#shared/money.ts';
import {
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

/** Input tokens of a page's records, which the tests give each record one of its own. */
function inputsOf({ tokens, rows }: RecordPage): readonly number[] {
  return tokens.input ?? Array.from({ length: rows }, () => 0);
}

/** Two imports of ten records each, an hour apart; input tokens count from 1. */
function twoImports(): Ledger {
  const ledger = openTestLedger();
  for (const file of [0, 1]) {
    importUsage(
      ledger,
      `${file}.csv`,
      Array.from({ length: 10 }, (_, index) => [
        exampleRecord({
          startMs: marchMs + index * msPerHour,
          user: index % 2 === 0 ? 'ada' : 'bob',
          tokens: { input: file * 10 + index + 1 },
        }),
        unpriced,
      ]),
    );
  }
  return ledger;
}

describe('pages of records', () => {
  it('give every value of a record, names once and numbers as columns', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', [
      [
        exampleRecord({
          endMs: marchMs + 5,
          serviceTier: 'batch',
          residency: 'eu',
          units: { webSearch: 3 },
          project: 'apollo',
        }),
        examplePrice(4_500_000, { unpricedKinds: ['output'], unpricedUnits: ['webSearch'] }),
        { billedNanoUsd: -5 },
      ],
      [exampleRecord({ project: '' }), unpriced],
    ]);
    expect(ledger.records({ offset: 0, limit: 10 })).toEqual({
      total: 2,
      offset: 0,
      rows: 2,
      importId: [1, 1],
      startMs: [marchMs, marchMs],
      endMs: [marchMs + 5, marchMs],
      requests: [1, 1],
      serviceTier: [1, 0],
      residency: [2, 0],
      tokens: { input: [1000, 1000], output: [200, 200] },
      units: { webSearch: [3, 0] },
      dimensions: { provider: [1, 1], model: [1, 1], project: [1, 0] },
      names: { provider: { 1: 'openai' }, model: { 1: 'gpt-4o' }, project: { 1: 'apollo' } },
      costNanoUsd: [4_500_000, null],
      priceCard: [1, 0],
      priceVersions: { 1: 'v1' },
      unpricedKinds: [1 << 4, 0],
      unpricedUnits: [1 << 1, 0],
      billedNanoUsd: [-5, null],
    });
  });

  it('go on where the last one ended, across imports, and end', () => {
    const ledger = twoImports();
    const pages = [0, 8, 16, 24].map((offset) => ledger.records({ offset, limit: 8 }));
    expect(pages.map(inputsOf)).toEqual([
      [1, 2, 3, 4, 5, 6, 7, 8],
      [9, 10, 11, 12, 13, 14, 15, 16],
      [17, 18, 19, 20],
      [],
    ]);
    expect(pages.map(({ total }) => total)).toEqual([20, 20, 20, 20]);
  });

  it('hold the selected records only', () => {
    const ledger = twoImports();
    const inputs = (selection: UsageSelection): readonly number[] =>
      inputsOf(ledger.records({ ...selection, offset: 0, limit: 100 }));
    expect(inputs({ filter: { user: ['bob'], import: [2] } })).toEqual([12, 14, 16, 18, 20]);
    expect(inputs({ fromMs: marchMs + 1, toMs: marchMs + 2 * msPerHour + 1 })).toEqual([2, 3, 12, 13]);
    expect(inputs({ fromMs: marchMs + 8 * msPerHour, filter: { user: ['ada', 'nobody'] } })).toEqual([9, 19]);
    expect(inputs({ filter: { serviceTier: ['batch'] } })).toEqual([]);
    expect(inputs({ filter: { project: [''] } })).toHaveLength(20);
  });

  it('follow what this connection and others change', () => {
    const file = newLedgerFile();
    const ledger = openTestLedger(file);
    const other = openTestLedger(file);
    const total = (): number => ledger.records({ offset: 0, limit: 1 }).total;
    importUsage(ledger, 'a.csv', [[exampleRecord(), unpriced]]);
    expect(total()).toBe(1);
    const { id } = importUsage(other, 'b.csv', [[exampleRecord(), unpriced]]);
    expect(total()).toBe(2);
    other.undoImport(id);
    expect(total()).toBe(1);
    importUsage(ledger, 'c.csv', [[exampleRecord(), unpriced]]);
    expect(total()).toBe(2);
  });

  it('reach across segments', () => {
    const ledger = openTestLedger();
    const writer = ledger.beginImport(exampleSource('large.csv'));
    for (let index = 0; index < recordsPerSegment + 5; index++) {
      writer.append(exampleRecord({ tokens: { input: index + 1 } }), unpriced);
    }
    writer.commit({ rowsRead: 0, rejected: 0, residualNanoUsd: null });
    const page = ledger.records({ offset: recordsPerSegment - 2, limit: 4 });
    expect(inputsOf(page)).toEqual([57_343, 57_344, 57_345, 57_346]);
    expect(page.total).toBe(57_349);
  });

  it('are together exactly the records that a query counts', () => {
    const record = fc.record({
      startMs: fc.nat(5).map((hour) => marchMs + hour * msPerHour),
      user: fc.constantFrom('', 'ada', 'bob'),
      tokens: fc.nat(9).map((input) => ({ input })),
    });
    const selection = fc.record({
      fromMs: fc.option(
        fc.nat(5).map((hour) => marchMs + hour * msPerHour),
        { nil: undefined },
      ),
      toMs: fc.constantFrom(undefined, marchMs + 3 * msPerHour + 7),
      filter: fc.option(fc.record({ user: fc.subarray(['', 'ada', 'nobody'], { minLength: 1 }) }), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.array(fc.array(record, { maxLength: 12 }), { maxLength: 3 }),
        selection,
        fc.integer({ min: 1, max: 7 }),
        (files, chosen, limit) => {
          const ledger = openTestLedger();
          for (const [index, records] of files.entries()) {
            importUsage(
              ledger,
              `${index}.csv`,
              records.map((more) => [exampleRecord(more), unpriced]),
            );
          }
          const { totals } = ledger.usage({ ...chosen, by: [] });
          let [offset, tokens, total] = [0, 0, 0];
          do {
            const page = ledger.records({ ...chosen, offset, limit });
            tokens += inputsOf(page).reduce((sum, input) => sum + input, 0);
            offset += page.rows;
            total = page.total;
          } while (offset < total);
          expect([offset, total, tokens]).toEqual([totals.records, totals.records, totals.tokens.input ?? 0]);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('names', () => {
  it('are found by any part, in any case, and counted', () => {
    const ledger = openTestLedger();
    importUsage(
      ledger,
      'a.csv',
      ['Ada', 'ada_2', 'Bob', '100%', ''].map((user) => [exampleRecord({ user }), unpriced]),
    );
    const names = (search?: string, limit = 10): unknown => ledger.names({ dimension: 'user', search, limit });
    expect(names()).toEqual({ total: 4, names: ['100%', 'Ada', 'Bob', 'ada_2'] });
    expect(names('ADA')).toEqual({ total: 2, names: ['Ada', 'ada_2'] });
    expect(names('_')).toEqual({ total: 1, names: ['ada_2'] });
    expect(names('%')).toEqual({ total: 1, names: ['100%'] });
    expect(names('', 1)).toEqual({ total: 4, names: ['100%'] });
  });
});

describe('CSV', () => {
  it('of groups has their keys and totals, money as exact decimals', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', [
      [exampleRecord({ user: 'a "quoted", name' }), examplePrice(1), { billedNanoUsd: 2_500_000_000 }],
      [exampleRecord({ user: '=SUM(A1)' }), unpriced],
    ]);
    const part = ledger.exportCsv({ by: ['user'], what: 'groups', offset: 0 });
    expect(part).toMatchObject({ fileName: 'burnrate-usage.csv', rows: 3, nextOffset: null });
    expect(part.csv).toBe(
      'user,records,requests,inputTokens,outputTokens,totalTokens,costUsd,unpricedRecords,unpricedTokens,billedRecords,billedUsd\r\n' +
        '"a ""quoted"", name",1,1,1000,200,1200,0.000000001,0,0,1,2.5\r\n' +
        `'=SUM(A1),1,1,1000,200,1200,,1,1200,0,\r\n`,
    );
  });

  it('of records comes in parts that are one file', () => {
    const ledger = openTestLedger();
    const writer = ledger.beginImport(exampleSource('large.csv'));
    for (let index = 0; index < 10_001; index++) writer.append(exampleRecord({ user: 'ada' }), unpriced);
    writer.commit({ rowsRead: 0, rejected: 0, residualNanoUsd: null });
    const first = ledger.exportCsv({ by: [], what: 'records', offset: 0 });
    expect(first).toMatchObject({ fileName: 'burnrate-records.csv', rows: 10_001, nextOffset: 10_000 });
    const second = ledger.exportCsv({ by: [], what: 'records', offset: 10_000 });
    expect(second.nextOffset).toBeNull();
    const row =
      '2024-03-01T00:00:00.000Z,2024-03-01T00:00:00.000Z,openai,gpt-4o,,ada,,,standard,global,1,1000,200,,,,1\r\n';
    expect(second.csv).toBe(row);
    expect(first.csv.slice(0, 200)).toBe(
      `start,end,provider,model,project,user,task,conversation,serviceTier,residency,requests,inputTokens,outputTokens,costUsd,billedUsd,priceVersion,import\r\n${row}`.slice(
        0,
        200,
      ),
    );
  });

  it.each([
    [0n, '0'],
    [1n, '0.000000001'],
    [-3_500_000n, '-0.0035'],
    [2_000_000_000n, '2'],
    [123_456_789_012_345_678_901n, '123456789012.345678901'],
  ])('writes %i nano-dollars as %s', (nanoUsd, text) => {
    expect(usdText(nanoUsd)).toBe(text);
  });

  it('of nothing is a header and zeros', () => {
    const { csv } = openTestLedger().exportCsv({ by: [], what: 'groups', offset: 0 });
    expect(csv.split('\r\n')[1]).toBe('0,0,0,0,0,0,0,');
    expect(valueOf(openTestLedger().verify())).toEqual({ records: 0 });
  });
});
