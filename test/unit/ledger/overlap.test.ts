import { describe, expect, it } from 'vitest';
import type { ImportSource, Ledger, RecordFacts } from '#ledger';
import { ledgerFailure } from '#ledger';
import type { BilledCharge } from '#shared/domain/charge.ts';
import type { RecordPrice, UsageRecord } from '#shared/domain/usage.ts';
import type { Failure } from '#shared/result.ts';
import { dayOf, msPerDay, msPerHour } from '#shared/time.ts';
import { recordsPerSegment } from '../../../electron/ledger/segments.ts';
import {
  examplePrice,
  exampleRecord,
  exampleCard,
  exampleSource,
  importUsage,
  marchMs,
  openTestLedger,
  unpriced,
  valueOf,
} from './sample-usage.ts';

/** A bucket of one hour. */
function bucket(hour: number, more: Partial<UsageRecord> = {}): UsageRecord {
  const startMs = marchMs + hour * msPerHour;
  return exampleRecord({ startMs, endMs: startMs + msPerHour, requests: 10, ...more });
}

function importBuckets(
  ledger: Ledger,
  file: string,
  records: readonly UsageRecord[],
  source: Partial<ImportSource>,
): ReturnType<typeof importUsage> {
  return importUsage(
    ledger,
    file,
    records.map((record) => [record, unpriced]),
    {},
    { grain: 'bucket', ...source },
  );
}

/** The failure that some work ends in. */
function failureOf(work: () => unknown): Failure | undefined {
  try {
    work();
  } catch (error) {
    return ledgerFailure(error)?.error;
  }
  return undefined;
}

/** Requests by import and day. */
function requestsByImport(ledger: Ledger): unknown {
  const { groups } = ledger.usage({ by: ['import', 'day'] });
  return Object.fromEntries(groups.map(({ keys, requests }) => [`${keys.import} ${keys.day}`, requests]));
}

describe('buckets that an earlier import holds', () => {
  const january = Array.from({ length: 48 }, (_, hour) => bucket(hour));
  /** The second day again, with later figures, and a third. */
  const later = Array.from({ length: 48 }, (_, hour) => bucket(24 + hour, { requests: 11 }));

  it('are asked about: nothing is added until the user has decided', () => {
    const ledger = openTestLedger();
    importBuckets(ledger, 'first.csv', january, {});
    const failure = failureOf(() => importBuckets(ledger, 'second.csv', later, { overlap: 'ask' }));
    expect(failure).toEqual({
      code: 'overlapping-import',
      message:
        'second.csv repeats usage that the ledger holds: import 1 (first.csv) holds 24 records of 2024-03-02 to 2024-03-03. Nothing was added.',
      at: { file: 'second.csv' },
      nextStep:
        'Choose what is to happen: skip = add only what is new, replace = take the new file for it, add = count both (--overlap skip).',
    });
    expect(ledger.listImports()).toHaveLength(1);
    expect(importBuckets(ledger, 'third.csv', [bucket(999)], { overlap: 'ask' }).records).toBe(1);
  });

  it('are left out on skip', () => {
    const ledger = openTestLedger();
    importBuckets(ledger, 'first.csv', january, {});
    expect(importBuckets(ledger, 'second.csv', later, { overlap: 'skip' })).toMatchObject({
      records: 24,
      duplicates: 24,
    });
    expect(requestsByImport(ledger)).toEqual({ '1 2024-03-01': 240, '1 2024-03-02': 240, '2 2024-03-03': 264 });
    expect(valueOf(ledger.verify()).records).toBe(72);
  });

  it('are taken out of the earlier import on replace, which keeps what is its own', () => {
    const ledger = openTestLedger();
    importBuckets(ledger, 'first.csv', january, {});
    expect(importBuckets(ledger, 'second.csv', later, { overlap: 'replace' })).toMatchObject({ records: 48 });
    expect(requestsByImport(ledger)).toEqual({ '1 2024-03-01': 240, '2 2024-03-02': 264, '2 2024-03-03': 264 });
    expect(ledger.listImports()).toMatchObject([
      { id: 2, records: 48, requests: 528 },
      { id: 1, records: 24, requests: 240, lastMs: marchMs + msPerDay },
    ]);
    expect(valueOf(ledger.verify()).records).toBe(72);
  });

  it('are counted twice on add, because the user says so', () => {
    const ledger = openTestLedger();
    importBuckets(ledger, 'first.csv', january, {});
    importBuckets(ledger, 'second.csv', later, { overlap: 'add' });
    expect(ledger.usage({ by: [] }).totals.requests).toBe(480 + 528);
  });

  it('leave an import that is wholly replaced free to be imported again', () => {
    const ledger = openTestLedger();
    importBuckets(ledger, 'first.csv', january, {});
    importBuckets(ledger, 'second.csv', [...january, bucket(48)], { overlap: 'replace' });
    expect(ledger.listImports().map(({ file }) => file)).toEqual(['second.csv']);
    expect(importBuckets(ledger, 'first.csv', january, { overlap: 'skip' })).toMatchObject({
      records: 0,
      duplicates: 48,
    });
  });

  it('are told by import, each with what it holds', () => {
    const ledger = openTestLedger();
    importBuckets(ledger, 'one.csv', [bucket(0), bucket(1)], {});
    importBuckets(ledger, 'two.csv', [bucket(1), bucket(2), bucket(2, { user: 'ada' })], { overlap: 'add' });
    const writer = ledger.beginImport(exampleSource('three.csv', { grain: 'bucket' }));
    for (const hour of [0, 1, 2, 3]) writer.append(bucket(hour), unpriced);
    expect(writer.overlaps()).toEqual([
      { importId: 1, file: 'one.csv', records: 2, charges: 0, firstMs: marchMs, lastMs: marchMs + 2 * msPerHour },
      {
        importId: 2,
        file: 'two.csv',
        records: 2,
        charges: 0,
        firstMs: marchMs + msPerHour,
        lastMs: marchMs + 3 * msPerHour,
      },
    ]);
    writer.rollback();
  });

  it('count as often as one file repeats them', () => {
    const ledger = openTestLedger();
    // Two keys of one project in the same hour: the export leaves out what tells them apart.
    const rows = [bucket(0), bucket(0)];
    expect(importBuckets(ledger, 'first.csv', rows, { overlap: 'ask' }).records).toBe(2);
    expect(importBuckets(ledger, 'second.csv', [...rows, bucket(5)], { overlap: 'skip' })).toMatchObject({
      records: 1,
      duplicates: 2,
    });
    importBuckets(ledger, 'third.csv', [bucket(0)], { overlap: 'replace' });
    expect(ledger.usage({ by: ['import'] }).groups.map(({ keys, records }) => [keys.import, records])).toEqual([
      ['2', 1],
      ['3', 1],
    ]);
  });

  it('are no overlap with single requests of the same time', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'requests.csv', [[bucket(0), unpriced]], {}, { grain: 'request' });
    expect(importBuckets(ledger, 'buckets.csv', [bucket(0)], { overlap: 'ask' }).records).toBe(1);
  });
});

describe('requests without an id that an earlier import holds', () => {
  const request = exampleRecord({ startMs: marchMs + 5, user: 'ada' });

  it('overlap when every value is equal, once for each that is there', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'first.csv', [
      [request, unpriced],
      [request, examplePrice(5)],
    ]);
    const rows = [request, request, request, { ...request, tokens: { input: 1001, output: 200 } }];
    const summary = importUsage(
      ledger,
      'second.csv',
      rows.map((record) => [record, unpriced]),
      {},
      { overlap: 'skip' },
    );
    expect(summary).toMatchObject({ records: 2, duplicates: 2 });
  });

  describe('by chance or not', () => {
    /** A request each second of an hour; `seed` makes the tokens of a trace its own. */
    function trace(seed: number, seconds: readonly number[]): readonly [UsageRecord, RecordPrice][] {
      return seconds.map((second) => [
        exampleRecord({ startMs: marchMs + second * 1000, tokens: { input: 100 + ((second * seed) % 997) } }),
        unpriced,
      ]);
    }
    const hour = Array.from({ length: 3600 }, (_, second) => second);
    const ask = { overlap: 'ask' } as const;

    it('does not stop another trace of the same hours, of whose requests some are equal', () => {
      const ledger = openTestLedger();
      importUsage(ledger, 'code.csv', trace(7, hour));
      // Every 997th second both give 100 tokens.
      const other = trace(13, hour);
      const equal = other.filter(([record], second) => record.tokens.input === trace(7, [second])[0]?.[0].tokens.input);
      expect(equal.length).toBe(4);
      expect(importUsage(ledger, 'conv.csv', other, {}, ask).records).toBe(3600);
    });

    it('stops a file that goes on from the last minute of an earlier one', () => {
      const ledger = openTestLedger();
      importUsage(ledger, 'first.csv', trace(7, hour));
      const later = hour.map((second) => second + 3540);
      expect(failureOf(() => importUsage(ledger, 'second.csv', trace(7, later), {}, ask))).toMatchObject({
        code: 'overlapping-import',
        message: expect.stringContaining('holds 60 records'),
      });
    });

    it('stops a file of which an earlier one holds a few requests in a row, among many others', () => {
      const ledger = openTestLedger();
      importUsage(ledger, 'first.csv', trace(7, hour));
      const mixed = hour.flatMap((second) => trace(second >= 100 && second < 105 ? 7 : 13, [second]));
      expect(failureOf(() => importUsage(ledger, 'second.csv', mixed, {}, ask))).toMatchObject({
        code: 'overlapping-import',
      });
    });

    it('stops a single request that is there already', () => {
      const ledger = openTestLedger();
      importUsage(ledger, 'first.csv', trace(7, [1]));
      const both = trace(7, [1, 2]);
      expect(failureOf(() => importUsage(ledger, 'second.csv', both, {}, ask))).toMatchObject({
        code: 'overlapping-import',
      });
    });
  });

  it('are replaced as many times as the new file has them', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'first.csv', [
      [request, unpriced],
      [request, unpriced],
      [request, unpriced],
    ]);
    importUsage(ledger, 'second.csv', [[request, examplePrice(1)]], {}, { overlap: 'replace' });
    expect(ledger.usage({ by: ['import'] }).groups.map(({ keys, records }) => [keys.import, records])).toEqual([
      ['2', 1],
      ['1', 2],
    ]);
  });
});

describe('records with a key', () => {
  const keyed = (key: string): RecordFacts => ({ key });

  it('count once in a file and once in the ledger, whatever the decision', () => {
    const ledger = openTestLedger();
    const first = importUsage(ledger, 'a.jsonl', [
      [exampleRecord(), unpriced, keyed('m1')],
      [exampleRecord({ startMs: marchMs + 9 }), unpriced, keyed('m1')],
      [exampleRecord({ startMs: marchMs + 9 }), unpriced, keyed('m2')],
    ]);
    expect(first).toMatchObject({ records: 2, duplicates: 1 });
    const second = importUsage(
      ledger,
      'b.jsonl',
      [
        [exampleRecord({ startMs: marchMs + 60_000 }), unpriced, keyed('m2')],
        [exampleRecord(), unpriced, keyed('m3')],
      ],
      {},
      { overlap: 'ask' },
    );
    expect(second).toMatchObject({ records: 1, duplicates: 1 });
  });

  it('are of one preset: the same key in another format is another record', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', [[exampleRecord(), unpriced, keyed('1')]]);
    const other = importUsage(ledger, 'b.csv', [[exampleRecord(), unpriced, keyed('1')]], {}, { preset: 'other' });
    expect(other.records).toBe(1);
  });

  it('stay known when other records of their import are replaced', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', [
      [exampleRecord(), unpriced, keyed('m1')],
      [exampleRecord({ user: 'ada' }), unpriced],
    ]);
    importUsage(ledger, 'b.csv', [[exampleRecord({ user: 'ada' }), unpriced]], {}, { overlap: 'replace' });
    const again = importUsage(ledger, 'c.csv', [[exampleRecord(), unpriced, keyed('m1')]]);
    expect(again).toMatchObject({ records: 0, duplicates: 1 });
    expect(valueOf(ledger.verify()).records).toBe(2);
  });

  it('leave no names behind when they are dropped', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', [[exampleRecord(), unpriced, keyed('m1')]]);
    importUsage(ledger, 'b.csv', [[exampleRecord({ user: 'secret' }), unpriced, keyed('m1')]]);
    expect(valueOf(ledger.query("SELECT name FROM dictionary_entry WHERE name = 'secret'"))).toEqual([]);
  });

  it('may be taken again after an undo', () => {
    const ledger = openTestLedger();
    const { id } = importUsage(ledger, 'a.csv', [[exampleRecord(), unpriced, keyed('m1')]]);
    ledger.undoImport(id);
    expect(importUsage(ledger, 'b.csv', [[exampleRecord(), unpriced, keyed('m1')]]).records).toBe(1);
  });
});

describe('lines of a bill that an earlier import holds', () => {
  function charge(day: number, more: Partial<BilledCharge> = {}): BilledCharge {
    const startMs = marchMs + day * msPerDay;
    return {
      startMs,
      endMs: startMs + msPerDay,
      provider: 'openai',
      model: 'gpt-4o',
      line: 'gpt-4o, input',
      category: 'usage',
      billedNanoUsd: 1_000,
      ...more,
    };
  }

  function importCharges(
    ledger: Ledger,
    file: string,
    charges: readonly BilledCharge[],
    source: Partial<ImportSource> = {},
  ): ReturnType<typeof importUsage> {
    const writer = ledger.beginImport(exampleSource(file, source));
    for (const one of charges) writer.appendCharge(one);
    return writer.commit({ rowsRead: charges.length, rejected: 0, residualNanoUsd: null });
  }

  const held = (ledger: Ledger): unknown =>
    ledger
      .charges({})
      .map(({ importId, startMs, lines, billedNanoUsd }) => [importId, dayOf(startMs), lines, billedNanoUsd]);

  it('are asked about, left out, or replaced by day and everything they name', () => {
    const ledger = openTestLedger();
    importCharges(ledger, 'march.csv', [charge(0), charge(0), charge(1), charge(1, { line: 'gpt-4o, output' })]);
    const later = [charge(1, { billedNanoUsd: 2_000 }), charge(2)];
    expect(failureOf(() => importCharges(ledger, 'later.csv', later, { overlap: 'ask' }))?.message).toContain(
      'import 1 (march.csv) holds 1 billed line of 2024-03-02 to 2024-03-03',
    );
    expect(importCharges(ledger, 'skip.csv', later, { overlap: 'skip' })).toMatchObject({
      charges: 1,
      billedNanoUsd: '1000',
      duplicates: 1,
    });
    importCharges(ledger, 'replace.csv', later, { overlap: 'replace' });
    expect(held(ledger)).toEqual([
      [1, '2024-03-01', 2, 2_000n],
      [1, '2024-03-02', 1, 1_000n],
      [3, '2024-03-02', 1, 2_000n],
      [3, '2024-03-03', 1, 1_000n],
    ]);
    expect(ledger.listImports().map(({ file, charges, billedNanoUsd }) => [file, charges, billedNanoUsd])).toEqual([
      ['replace.csv', 2, '3000'],
      ['march.csv', 3, '3000'],
    ]);
    expect(valueOf(ledger.verify()).records).toBe(0);
  });

  it('count as often as one file repeats them', () => {
    const ledger = openTestLedger();
    const many = Array.from({ length: 1000 }, (_, index) => charge(index % 4, { billedNanoUsd: index }));
    expect(importCharges(ledger, 'a.csv', many, { overlap: 'ask' })).toMatchObject({
      charges: 1000,
      // 0 + 1 + … + 999.
      billedNanoUsd: '499500',
      firstMs: marchMs,
      lastMs: marchMs + 4 * msPerDay,
    });
    expect(held(ledger)).toHaveLength(4);
  });
});

describe('a large import', () => {
  it('finds its records among those of several segments, in any order of time', () => {
    const ledger = openTestLedger();
    const rows = recordsPerSegment + 1000;
    const record = (index: number): UsageRecord =>
      exampleRecord({ startMs: marchMs + ((index * 7919) % rows), tokens: { input: index } });
    const writer = ledger.beginImport(exampleSource('first.csv'));
    for (let index = 0; index < rows; index++) writer.append(record(index), unpriced);
    writer.commit({ rowsRead: rows, rejected: 0, residualNanoUsd: null });

    const second = ledger.beginImport(exampleSource('second.csv', { overlap: 'skip' }));
    second.keepCard(exampleCard('v1'));
    let added = 0;
    for (let index = rows + 499; index >= 0; index--) {
      if (second.append(record(index), examplePrice(1)) === 'added') added++;
    }
    expect([added, second.overlaps()[0]?.records]).toEqual([500, rows]);
    expect(second.commit({ rowsRead: 0, rejected: 0, residualNanoUsd: null }).records).toBe(500);
    expect(ledger.usage({ by: [] }).totals.records).toBe(rows + 500);
  });
});
