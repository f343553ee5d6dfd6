import { appendFile, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { success } from '#shared/result.ts';
import { LedgerError } from '#ledger';
import type { Catalogue } from '#pricing';
import {
  createMemoryLedger,
  expectSuccess,
  failureCode,
  fixture,
  importInto,
  roundCard,
  roundCatalogue,
  storedTokens,
  testNowMs,
  withFile,
} from './in-memory.ts';
import { hasPublicTrace, publicTrace } from '../../public-trace.ts';

const traceOptions = { options: { model: 'openai/gpt-4o' } };
const traceHeader = 'TIMESTAMP,ContextTokens,GeneratedTokens\n';

/** A trace of `rows` requests, each 10 in and 1 out, one a second. */
function longTrace(rows: number): string {
  const lines = Array.from({ length: rows }, (_, index) => `${1_700_000_000 + index},10,1`);
  return `${traceHeader}${lines.join('\n')}\n`;
}

describe('importFile', () => {
  it('adds nothing the second time, gzipped or not', async () => {
    const ledger = createMemoryLedger();
    expectSuccess(await importInto(ledger, fixture('trace.csv'), traceOptions));
    const packed = gzipSync(await readFile(fixture('trace.csv')));
    const again = await withFile(packed, (path) => importInto(ledger, path, { name: 'copy.gz', ...traceOptions }));
    expect(expectSuccess(again)).toMatchObject({
      importId: null,
      file: 'copy.gz',
      rowsRead: 4,
      imported: 0,
      duplicate: 4,
      duplicateOf: { importId: 1, importedAtMs: testNowMs },
    });
    expect(ledger.calls).toEqual(['begin', 'commit']);
  });

  it('stores nothing in a dry run and reports what it would store', async () => {
    const ledger = createMemoryLedger();
    const dry = expectSuccess(await importInto(ledger, fixture('trace.csv'), { ...traceOptions, dryRun: true }));
    const wet = expectSuccess(await importInto(ledger, fixture('trace.csv'), traceOptions));
    expect(dry).toEqual({ ...wet, importId: null, dryRun: true });
    expect(ledger.calls).toEqual(['begin', 'rollback', 'begin', 'commit']);
  });

  it('leaves nothing behind when it is cancelled half-way', async () => {
    const ledger = createMemoryLedger();
    const controller = new AbortController();
    let progress = 0;
    const result = await withFile(longTrace(100_000), (path) =>
      importInto(ledger, path, {
        ...traceOptions,
        signal: controller.signal,
        onProgress: ({ done, total }) => {
          progress = done / total;
          controller.abort();
        },
      }),
    );
    expect(failureCode(result)).toBe('cancelled');
    expect(progress).toBeGreaterThan(0);
    expect(progress).toBeLessThan(1);
    expect(ledger.calls).toEqual(['begin', 'rollback']);
    expect(ledger.imports).toEqual([]);
  });

  it('does not commit when the cancel comes with the last chunk', async () => {
    const ledger = createMemoryLedger();
    const controller = new AbortController();
    const result = await importInto(ledger, fixture('trace.csv'), {
      ...traceOptions,
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    expect(failureCode(result)).toBe('cancelled');
    expect(ledger.calls).toEqual(['begin', 'rollback']);
  });

  it('reports progress in bytes of the compressed file, up to its size', async () => {
    const packed = gzipSync(longTrace(50_000));
    const seen: { done: number; total: number; rows: number }[] = [];
    await withFile(packed, (path) =>
      importInto(createMemoryLedger(), path, { ...traceOptions, onProgress: (progress) => seen.push(progress) }),
    );
    expect(seen.at(-1)).toEqual({ done: packed.length, total: packed.length, rows: 50_000 });
    expect(seen.every(({ done, total }) => done <= total)).toBe(true);
  });

  it('lists bad rows with line, column and reason, and imports the others', async () => {
    const text = [
      'TIMESTAMP,ContextTokens,GeneratedTokens',
      '2023-11-16 18:15:46,10,1',
      '2023-11-16 18:15:47,-3,1',
      '2023-11-16 18:15:48,10',
      '',
      '2023-11-16 18:15:49,1.5,1',
      'soon,10,1',
      '2023-11-16 18:15:50,,1',
      '2023-11-16 18:15:51,20,2,,',
      ',,',
    ].join('\r\n');
    const ledger = createMemoryLedger();
    const report = expectSuccess(await withFile(text, (path) => importInto(ledger, path, traceOptions)));
    expect(report).toMatchObject({ rowsRead: 8, imported: 2, rejected: 5, empty: 1 });
    expect(report.rejects).toEqual([
      { line: 3, column: 'ContextTokens', reason: '"-3" is negative' },
      { line: 4, reason: 'the row has 2 fields where the header has 3' },
      { line: 6, column: 'ContextTokens', reason: '"1.5" is not a whole number' },
      { line: 7, column: 'TIMESTAMP', reason: '"soon" is not a time' },
      { line: 8, column: 'ContextTokens', reason: 'the count is missing' },
    ]);
    expect(storedTokens(ledger)).toEqual({ input: 30, output: 3 });
  });

  it('lists the first thousand rejected rows and counts all', async () => {
    const text = `${traceHeader}2023-11-16 18:15:46,10,1\n${'soon,1,1\n'.repeat(1500)}`;
    const report = expectSuccess(await withFile(text, (path) => importInto(createMemoryLedger(), path, traceOptions)));
    expect(report.rejected).toBe(1500);
    expect(report.rejects).toHaveLength(1000);
    expect(report.notes).toContain(
      'Of the 1,500 rows rejected, the first 1,000 are listed here; their CSV holds the rest.',
    );
  });

  it('fails when not one row can be read, and names the first', async () => {
    const ledger = createMemoryLedger();
    const result = await withFile(`${traceHeader}soon,1,1\nlater,1,1\n`, (path) =>
      importInto(ledger, path, traceOptions),
    );
    expect(result).toMatchObject({
      ok: false,
      error: {
        code: 'no-usable-rows',
        message:
          'No row of usage.csv can be read (2 rows rejected); nothing was added. The first, at usage.csv:2:TIMESTAMP: "soon" is not a time.',
        at: { file: 'usage.csv', line: 2, column: 'TIMESTAMP' },
      },
    });
    expect(ledger.calls).toEqual(['begin', 'rollback']);
  });

  it('imports nothing from a file that has only a header, and says so', async () => {
    const ledger = createMemoryLedger();
    const report = expectSuccess(await withFile(traceHeader, (path) => importInto(ledger, path, traceOptions)));
    expect(report).toMatchObject({ importId: null, rowsRead: 0, imported: 0 });
    expect(report.notes[0]).toBe('usage.csv has a header and no rows: there is nothing to import.');
    expect(ledger.calls).toEqual([]);
  });

  it('rolls back when the reading breaks off', async () => {
    const ledger = createMemoryLedger();
    const text = `${longTrace(60_000)}1700000000,"10,1\n`;
    const result = await withFile(text, (path) => importInto(ledger, path, traceOptions));
    expect(result).toMatchObject({ error: { code: 'quote-not-closed', at: { line: 60_002 } } });
    expect(ledger.calls).toEqual(['begin', 'rollback']);
  });

  it('rolls back when the file changes under it', async () => {
    const ledger = createMemoryLedger();
    const result = await withFile(longTrace(60_000), async (path) => {
      const pending: Promise<void>[] = [];
      const imported = await importInto(ledger, path, {
        ...traceOptions,
        onProgress: () => {
          if (pending.length === 0) pending.push(appendFile(path, '1700000000,10,1\n'));
        },
      });
      await Promise.all(pending);
      return imported;
    });
    expect(failureCode(result)).toBe('file-changed');
    expect(ledger.imports).toEqual([]);
  });

  it('rolls back and throws on when the ledger fails in a way nobody foresaw', async () => {
    const ledger = createMemoryLedger();
    const broken = {
      ...ledger,
      beginImport(...source: Parameters<typeof ledger.beginImport>) {
        const writer = ledger.beginImport(...source);
        return {
          ...writer,
          appendColumns: () => {
            throw new Error('a bug');
          },
        };
      },
    };
    await expect(importInto(broken, fixture('trace.csv'), traceOptions)).rejects.toThrow('a bug');
    expect(ledger.calls).toEqual(['begin', 'rollback']);
  });

  it('hands over what the ledger refuses as a failure of its own', async () => {
    const ledger = {
      ...createMemoryLedger(),
      findImport(): never {
        throw new LedgerError({ code: 'ledger-corrupt', message: 'The ledger is damaged.' });
      },
    };
    expect(failureCode(await importInto(ledger, fixture('trace.csv'), traceOptions))).toBe('ledger-corrupt');
  });

  it('counts a record whose card lacks a rate as partly priced and says which kind is unknown', async () => {
    const inputOnly = { ...roundCard, rates: { input: { usdPerMTok: 2, tiers: [] } } };
    const catalogue: Catalogue = { ...roundCatalogue, resolve: () => success({ card: inputOnly, reason: 'test' }) };
    const report = expectSuccess(
      await importInto(createMemoryLedger(), fixture('trace.csv'), { ...traceOptions, catalogue }),
    );
    // Of the four rows one has no output tokens.
    expect(report).toMatchObject({ priced: 1, partlyPriced: 3, unpriced: 0, costNanoUsd: '3934000' });
    expect(report.notes).toContain('3 rows: gpt-4o has no rate for output; the cost of that part is unknown.');
  });

  it('rejects a row that costs more than a record can hold', async () => {
    const text = `${traceHeader}2023-11-16 18:15:46,9007199254740991,0\n2023-11-16 18:15:46,1,1\n`;
    const report = expectSuccess(await withFile(text, (path) => importInto(createMemoryLedger(), path, traceOptions)));
    expect(report.rejects).toEqual([
      { line: 2, reason: 'the row costs more than $9 million, too much for one record to hold exactly' },
    ]);
  });

  it('says what a file is that is no export: a page to sign in, say', async () => {
    const page = await withFile('<!DOCTYPE html><html><body>Sign in</body></html>', (path) =>
      importInto(createMemoryLedger(), path),
    );
    expect(page).toMatchObject({ error: { code: 'not-usage', message: expect.stringContaining('is a web page') } });
  });

  it('names the presets and the columns when it does not know the format', async () => {
    const unknown = await withFile('a,b\n1,2\n', (path) => importInto(createMemoryLedger(), path));
    expect(unknown).toMatchObject({
      error: { code: 'unknown-format', nextStep: expect.stringContaining('they are: a, b.') },
    });
    const misnamed = await importInto(createMemoryLedger(), fixture('trace.csv'), { options: { preset: 'openai' } });
    expect(misnamed).toMatchObject({
      error: {
        code: 'unknown-preset',
        nextStep: expect.stringMatching(/^The presets are: trace, .*openai-completions, .*generic/),
      },
    });
    const unmapped = await importInto(createMemoryLedger(), fixture('trace.csv'), { options: { preset: 'generic' } });
    expect(failureCode(unmapped)).toBe('mapping-needed');
  });

  it.skipIf(!hasPublicTrace)('imports the Azure conversation trace to the last token', async () => {
    const ledger = createMemoryLedger();
    const report = expectSuccess(
      await importInto(ledger, publicTrace, { options: { model: 'openai/gpt-4o', monthScale: 720 } }),
    );
    expect(report).toMatchObject({ rowsRead: 19_366, imported: 19_366, rejected: 0, requests: 19_366 });
    expect(report.tokens).toEqual({ input: 22_361_870, output: 4_088_665 });
    const again = expectSuccess(await importInto(ledger, publicTrace, traceOptions));
    expect(again).toMatchObject({ imported: 0, duplicate: 19_366 });
  });
});
