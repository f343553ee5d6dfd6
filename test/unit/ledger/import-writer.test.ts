import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { LedgerError, ledgerFailure } from '#ledger';
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

function failureCode(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    const failed = ledgerFailure(error);
    if (failed !== undefined) return failed.error.code;
    throw error;
  }
  return 'no failure';
}

describe('an import', () => {
  it('is summed up with its records, tokens, cost and times', () => {
    const ledger = openTestLedger();
    const summary = importUsage(
      ledger,
      'march.csv',
      [
        [exampleRecord({ startMs: marchMs + 5, requests: 3 }), examplePrice(4_500_000)],
        [exampleRecord({ startMs: marchMs, endMs: marchMs + 60_000 }), unpriced],
      ],
      { rowsRead: 4, rejected: 2 },
    );
    expect(summary).toEqual({
      id: 1,
      file: 'march.csv',
      sha256: 'sha256 of march.csv',
      preset: 'generic',
      importedAtMs: marchMs,
      records: 2,
      rejected: 2,
      unpriced: 1,
      requests: 4,
      totalTokens: 2400,
      costUsd: 0.0045,
      firstMs: marchMs,
      lastMs: marchMs + 60_000,
      monthScale: null,
      duplicates: 0,
      charges: 0,
      billedNanoUsd: null,
    });
    expect(ledger.listImports()).toEqual([summary]);
    expect(ledger.findImport('sha256 of march.csv')).toEqual(summary);
    expect(ledger.findImport('another')).toBeUndefined();
    expect(valueOf(ledger.verify())).toEqual({ records: 2 });
  });

  it('may hold no record at all', () => {
    const summary = importUsage(openTestLedger(), 'empty.csv', []);
    expect(summary).toMatchObject({ records: 0, costUsd: 0, firstMs: null, lastMs: null });
  });

  it('keeps rejected rows with line, column and reason', () => {
    const ledger = openTestLedger();
    const rejects = [
      { line: 3, column: 'tokens', reason: 'not a number' },
      { line: 9, reason: 'too few fields' },
    ];
    const { id } = importUsage(ledger, 'a.csv', [], { rejects, rejected: 2 });
    expect(ledger.rejectedRows(id, 0, 10)).toEqual(rejects);
    expect(ledger.rejectedRows(id, 1, 10)).toEqual(rejects.slice(1));
    expect(ledger.rejectedRows(id, 0, 1)).toEqual(rejects.slice(0, 1));
    expect(ledger.rejectedRows(id + 1, 0, 10)).toEqual([]);
  });

  it('fills as many segments as its records need', () => {
    const ledger = openTestLedger();
    const record = exampleRecord();
    const writer = ledger.beginImport(exampleSource('large.csv'));
    for (let index = 0; index < recordsPerSegment + 1; index++) writer.append(record, unpriced);
    expect(writer.commit({ rowsRead: 0, rejected: 0, residualNanoUsd: null }).records).toBe(57_345);
    const rows: number[] = [];
    ledger.scan({}, (columns) => rows.push(columns.rows));
    expect(rows).toEqual([57_344, 1]);
    // A kind or a name of the first segment does not leak into the second.
    expect(ledger.usage({ by: [] }).totals.tokens).toEqual({ input: 57_345_000, output: 11_469_000 });
  });

  it('keeps keys, stated costs and rare columns of every record, however its memory grows', () => {
    const ledger = openTestLedger();
    const writer = ledger.beginImport(exampleSource('long.csv'));
    const records = 20_000;
    for (let row = 0; row < records; row++) {
      const record = exampleRecord({
        startMs: marchMs + row,
        endMs: marchMs + row,
        tokens: { input: row + 1, ...(row % 3000 === 0 ? { reasoning: 7 } : {}) },
      });
      const facts = { key: `key ${row}`, ...(row % 1500 === 0 ? { billedNanoUsd: -row } : {}) };
      expect(writer.append(record, unpriced, facts)).toBe('added');
    }
    expect(writer.append(exampleRecord(), unpriced, { key: 'key 19999' })).toBe('duplicate');
    writer.commit({ rowsRead: records, rejected: 0, residualNanoUsd: null });
    const { totals } = ledger.usage({ by: [] });
    expect(totals).toMatchObject({ records, tokens: { input: (records * (records + 1)) / 2, reasoning: 7 * 7 } });
    const billed: [row: number, nanoUsd: number][] = [];
    ledger.scan({}, ({ billedNanoUsd = new Float64Array(0) }) => {
      for (const [row, nanoUsd] of billedNanoUsd.entries()) if (!Number.isNaN(nanoUsd)) billed.push([row, nanoUsd]);
    });
    expect(billed).toEqual(Array.from({ length: 14 }, (_, index) => [index * 1500, 0 - index * 1500]));
    const again = ledger.beginImport(exampleSource('again.csv'));
    expect(again.append(exampleRecord({ startMs: marchMs + 9 }), unpriced, { key: 'key 9' })).toBe('duplicate');
    again.rollback();
  });

  it('leaves nothing when it is rolled back', () => {
    const ledger = openTestLedger();
    const writer = ledger.beginImport(exampleSource('a.csv'));
    writer.keepCard(exampleCard('v1'));
    for (let index = 0; index < recordsPerSegment; index++)
      writer.append(exampleRecord({ user: 'ada' }), examplePrice(1));
    writer.rollback();
    writer.rollback();
    const tables = ['usage_import', 'segment', 'segment_column', 'rollup', 'charge', 'dictionary_entry', 'price_card'];
    for (const table of tables) {
      expect(valueOf(ledger.query(`SELECT count(*) AS rows FROM ${table}`))).toEqual([{ rows: 0n }]);
    }
    expect(importUsage(ledger, 'a.csv', []).id).toBe(1);
  });

  it('is rolled back when the ledger closes', () => {
    const file = newLedgerFile();
    const ledger = openTestLedger(file);
    ledger.beginImport(exampleSource('a.csv')).append(exampleRecord(), unpriced);
    ledger.close();
    expect(openTestLedger(file).listImports()).toEqual([]);
  });

  it('takes nothing more after its end', () => {
    const writer = openTestLedger().beginImport(exampleSource('a.csv'));
    writer.rollback();
    expect(() => writer.append(exampleRecord(), unpriced)).toThrow('This import has ended.');
    expect(() => writer.keepCard(exampleCard('v1'))).toThrow('This import has ended.');
    expect(() => writer.commit({ rowsRead: 0, rejected: 0, residualNanoUsd: null })).toThrow('has ended');
  });

  it('is alone on its connection', () => {
    const ledger = openTestLedger();
    const writer = ledger.beginImport(exampleSource('a.csv'));
    expect(() => ledger.beginImport(exampleSource('b.csv'))).toThrow('An import is in progress');
    expect(codeOf(ledger.undoImport(1))).toBe('import-in-progress');
    writer.rollback();
    expect(importUsage(ledger, 'b.csv', []).file).toBe('b.csv');
  });

  it('is alone on its file', () => {
    const file = newLedgerFile();
    const first = openTestLedger(file);
    const second = openTestLedger(file, { busyTimeoutMs: 20 });
    const done = importUsage(first, 'done.csv', []);
    const writer = first.beginImport(exampleSource('a.csv'));
    expect(failureCode(() => second.beginImport(exampleSource('b.csv')))).toBe('ledger-locked');
    expect(codeOf(second.undoImport(done.id))).toBe('ledger-locked');
    writer.rollback();
    expect(importUsage(second, 'b.csv', []).id).toBeGreaterThan(done.id);
  });
});

describe('the same content', () => {
  it('is refused by the ledger even when nobody asked before', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', [[exampleRecord(), unpriced]]);
    const again = exampleSource('renamed.csv', { sha256: 'sha256 of a.csv' });
    expect(failureCode(() => ledger.beginImport(again))).toBe('already-imported');
    expect(ledger.usage({ by: [] }).totals.records).toBe(1);
    // The refusal ended its transaction: the next import is free to begin.
    expect(importUsage(ledger, 'b.csv', []).id).toBe(2);
  });

  it('is refused at the end where its hash was not known before, and nothing of it stays', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'march.csv', [[exampleRecord(), examplePrice(1)]]);
    const outcome = { rowsRead: 1, rejected: 0, residualNanoUsd: null };
    const again = ledger.beginImport(exampleSource('march.csv', { sha256: undefined }));
    again.append(exampleRecord(), unpriced);
    expect(failureCode(() => again.commit({ ...outcome, sha256: 'sha256 of march.csv' }))).toBe('already-imported');
    const nameless = ledger.beginImport(exampleSource('april.csv', { sha256: undefined }));
    expect(() => nameless.commit(outcome)).toThrow('ends with the hash');
    const other = ledger.beginImport(exampleSource('april.csv', { sha256: undefined }));
    other.append(exampleRecord(), unpriced);
    expect(other.commit({ ...outcome, sha256: 'sha256 of april.csv' })).toMatchObject({
      sha256: 'sha256 of april.csv',
    });
    expect(ledger.listImports().map(({ file, records }) => [file, records])).toEqual([
      ['april.csv', 1],
      ['march.csv', 1],
    ]);
  });

  it('is refused by a constraint of the file too', () => {
    const file = newLedgerFile();
    const ledger = openTestLedger(file);
    importUsage(ledger, 'a.csv', []);
    const plain = new DatabaseSync(file);
    const copy = `INSERT INTO usage_import (file, sha256, size_bytes, preset, importer_version, imported_at_ms)
                  SELECT 'b.csv', sha256, size_bytes, preset, importer_version, imported_at_ms FROM usage_import`;
    expect(() => plain.exec(copy)).toThrow('UNIQUE constraint failed: usage_import.sha256');
    plain.close();
  });
});

describe('a record that an importer must not let through', () => {
  it.each([
    ['a negative count', { tokens: { input: -1 } }, 'input = -1'],
    ['a fraction of a token', { tokens: { output: 1.5 } }, 'output = 1.5'],
    ['a count that is no number', { requests: Number.NaN }, 'requests = NaN'],
    ['a count beyond 2^53', { tokens: { input: 2 ** 53 } }, 'input = 9007199254740992'],
    ['an end before its start', { endMs: marchMs - 1 }, 'Not the times'],
    ['a time that is no number', { startMs: Number.NaN, endMs: Number.NaN }, 'Not the times'],
    ['a time after the year 9999', { startMs: 1e15, endMs: 1e15 }, 'Not the times'],
  ])('is refused: %s', (_name, more, message) => {
    const writer = openTestLedger().beginImport(exampleSource('a.csv'));
    expect(() => writer.append(exampleRecord(more), unpriced)).toThrow(RangeError);
    expect(() => writer.append(exampleRecord(more), unpriced)).toThrow(message);
  });

  it('is refused when its card was not kept first', () => {
    const writer = openTestLedger().beginImport(exampleSource('a.csv'));
    expect(() => writer.append(exampleRecord(), examplePrice(1))).toThrow('Keep the card of v1');
  });

  it('does not stop the import: what was appended before can be committed', () => {
    const ledger = openTestLedger();
    const writer = ledger.beginImport(exampleSource('a.csv'));
    writer.append(exampleRecord(), unpriced);
    expect(() => writer.append(exampleRecord({ requests: -1 }), unpriced)).toThrow(RangeError);
    writer.append(exampleRecord(), unpriced);
    writer.commit({ rowsRead: 3, rejected: 1, residualNanoUsd: null });
    expect(ledger.usage({ by: [] }).totals).toMatchObject({ records: 2, tokens: { input: 2000, output: 400 } });
  });
});

describe('times', () => {
  it('are kept to the millisecond', () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', [[exampleRecord({ startMs: marchMs + 0.9, endMs: marchMs + 1.9 }), unpriced]]);
    ledger.scan({}, ({ startMs, endMs }) => expect([startMs[0], endMs[0]]).toEqual([marchMs, marchMs + 1]));
    expect.assertions(1);
  });
});

describe('a read-only ledger', () => {
  it('shows what is there and takes nothing', () => {
    const file = newLedgerFile();
    importUsage(openTestLedger(file), 'a.csv', [[exampleRecord(), unpriced]]);
    const ledger = openTestLedger(file, { readonly: true });
    expect(ledger.usage({ by: ['model'] }).groups).toHaveLength(1);
    expect(failureCode(() => ledger.beginImport(exampleSource('b.csv')))).toBe('ledger-read-only');
    expect(codeOf(ledger.undoImport(1))).toBe('ledger-read-only');
  });
});

describe('LedgerError', () => {
  it('carries its failure as an exception, and only it becomes a failed result', () => {
    const error = new LedgerError({ code: 'disk-full', message: 'The disk is full.' });
    expect(error.message).toBe('The disk is full.');
    expect(ledgerFailure(error)).toEqual({ ok: false, error: error.failure });
    expect(ledgerFailure(new Error('a bug'))).toBeUndefined();
  });
});
