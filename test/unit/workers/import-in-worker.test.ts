import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLedger, type Ledger } from '#ledger';
import { createThreadRunner, type JobRunner, type TaskProgress } from '#workers';
import { expectSuccess, failureCode, fixture } from '../importing/in-memory.ts';
import { hasPublicTrace, publicTrace } from '../../public-trace.ts';

const workerFile = new URL('../../../electron/workers/worker.ts', import.meta.url);

function importTask(path: string, model?: string) {
  return { kind: 'import', input: { path, name: 'usage.csv', options: { model } } } as const;
}

/** A worker thread with the real ledger and the real catalogue. */
describe('an import in a worker thread', () => {
  let folder: string;
  let ledgerFile: string;
  let runner: JobRunner;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'burnrate-worker-'));
    ledgerFile = join(folder, 'usage.ledger');
    runner = createThreadRunner({ workerFile, ledgerFile, monotonicMs: () => performance.now() });
  });

  afterEach(async () => {
    await runner.close();
    await rm(folder, { recursive: true, force: true });
  });

  function withLedger<T>(use: (ledger: Ledger) => T): T {
    const ledger = expectSuccess(openLedger({ file: ledgerFile, now: () => Date.UTC(2026, 0, 1) }));
    try {
      return use(ledger);
    } finally {
      ledger.close();
    }
  }

  it('keeps the code that its threads compile, where a folder for it is given', async () => {
    const compileCacheFolder = join(folder, 'compile-cache');
    const keeping = createThreadRunner({ workerFile, ledgerFile, compileCacheFolder, monotonicMs: () => 0 });
    expectSuccess(await keeping.run(importTask(fixture('openai-completions.csv'))));
    await keeping.close();
    expect(await readdir(compileCacheFolder)).not.toEqual([]);
  });

  it('stores, prices and reports; the second time it adds nothing', async () => {
    const report = expectSuccess(await runner.run(importTask(fixture('openai-completions.csv'))));
    expect(report).toMatchObject({ importId: 1, imported: 5, empty: 1, rejected: 0, requests: 19 });
    withLedger((ledger) => {
      const { totals } = ledger.usage({ by: [] });
      // The hand sums are in test/unit/importing/presets/openai-completions.test.ts.
      expect(totals.tokens).toEqual(report.tokens);
      expect(totals.tokens).toMatchObject({ input: 65_740, cacheRead: 8000, output: 12_746 });
      expect(totals.costNanoUsd).toBe(report.costNanoUsd);
      expect(totals.unpricedRecords).toBe(report.unpriced);
      const [listed] = ledger.listImports();
      expect([listed?.firstMs, listed?.lastMs]).toEqual([report.firstMs, report.lastMs]);
    });
    const again = expectSuccess(await runner.run(importTask(fixture('openai-completions.csv'))));
    expect(again).toMatchObject({ importId: null, imported: 0, duplicate: 5 });
  });

  describe('of a large table', () => {
    const rows = 800_000;
    const secondsOfYear = 31_536_000;
    /** A request each time, of 10 + row % 7 tokens in and 1 out; every 100,000th cannot be read by a plan, or at all. */
    function line(row: number): string {
      const time = new Date(1_700_000_000_000 + Math.floor((row * secondsOfYear) / rows) * 1000).toISOString();
      if (row % 100_000 === 7) return `${time},"1,010",1`;
      return row % 100_000 === 8 ? `${time},ten,1` : `${time},${10 + (row % 7)},1`;
    }

    function writeTrace(path: string): Promise<void> {
      const lines = Array.from({ length: rows }, (_, row) => line(row));
      return writeFile(path, `TIMESTAMP,ContextTokens,GeneratedTokens\n${lines.join('\n')}\n`);
    }

    it('reads ahead in a thread of its own, and stores every row in its place', async () => {
      const path = join(folder, 'large.csv');
      await writeTrace(path);
      expect((await stat(path)).size).toBeGreaterThan(16 * 1024 ** 2);
      const seen: TaskProgress[] = [];
      const report = expectSuccess(
        await runner.run(importTask(path, 'openai/gpt-4o'), { onProgress: (step) => seen.push(step) }),
      );
      const usual = Array.from({ length: rows }, (_, row) => row).filter((row) => ![7, 8].includes(row % 100_000));
      const odd = rows / 100_000;
      const input = usual.reduce((sum, row) => sum + 10 + (row % 7), 0) + odd * 1010;
      expect(report).toMatchObject({
        rowsRead: rows,
        imported: rows - odd,
        rejected: odd,
        priced: rows - odd,
        tokens: { input, output: rows - odd },
      });
      // The header is line 1, so row 8 stands on line 10.
      expect(report.rejects.map((rejected) => rejected.line)).toEqual(
        Array.from({ length: odd }, (_, index) => index * 100_000 + 10),
      );
      expect(report.notes).toContain(
        `${(rows - odd).toLocaleString('en-US')} rows name no model: openai/gpt-4o was used.`,
      );
      expect(seen.at(-1)?.done).toBeLessThanOrEqual(seen.at(-1)?.total ?? 0);
      withLedger((ledger) => {
        const { totals } = ledger.usage({ by: [] });
        expect(totals).toMatchObject({ records: rows - odd, tokens: { input, output: rows - odd } });
        expect(totals.costNanoUsd).toBe(report.costNanoUsd);
        expect(expectSuccess(ledger.verify()).records).toBe(rows - odd);
      });
    }, 120_000);

    it('adds nothing of the same content, whether its size is known from before or not', async () => {
      const path = join(folder, 'large.csv');
      const packed = join(folder, 'large.csv.gz');
      const text = Array.from({ length: 2_000_000 }, (_, row) => `${1_700_000_000 + row},${row % 977},${row % 89}`);
      await writeFile(path, `TIMESTAMP,ContextTokens,GeneratedTokens\n${text.join('\n')}\n`);
      // Hardly packed: a large file of another size.
      await writeFile(packed, gzipSync(await readFile(path), { level: 0 }));
      const first = expectSuccess(await runner.run(importTask(path, 'openai/gpt-4o')));
      const content = createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
      expect(first).toMatchObject({ imported: 2_000_000, sha256: content });
      const again = [
        expectSuccess(await runner.run(importTask(path, 'openai/gpt-4o'))),
        expectSuccess(await runner.run(importTask(packed, 'openai/gpt-4o'))),
      ];
      for (const report of again) {
        expect(report).toMatchObject({ importId: null, imported: 0, duplicate: 2_000_000, sha256: content });
      }
      withLedger((ledger) => expect(ledger.listImports()).toMatchObject([{ records: 2_000_000, sha256: content }]));
    }, 120_000);

    it('leaves the ledger as it was when it is cancelled while the thread reads ahead', async () => {
      const path = join(folder, 'large.csv');
      await writeTrace(path);
      const controller = new AbortController();
      const result = await runner.run(importTask(path, 'openai/gpt-4o'), {
        signal: controller.signal,
        onProgress: ({ rows: done }) => {
          if (done > 0) controller.abort();
        },
      });
      expect(failureCode(result)).toBe('cancelled');
      withLedger((ledger) => expect(ledger.listImports()).toEqual([]));
    }, 120_000);
  });

  it('prices with the bundled catalogue', async () => {
    const report = expectSuccess(await runner.run(importTask(fixture('trace.csv'), 'openai/gpt-4o')));
    // gpt-4o: $2.50 and $10 per million tokens. 1,967 × 2.5 µ$ + 336 × 10 µ$ = $0.0049175 + $0.00336 = $0.0082775
    expect(report).toMatchObject({ priced: 4, unpriced: 0, costUsd: 0.0082775 });
  });

  it('leaves the ledger as it was when it is cancelled half-way, and the thread ends', async () => {
    const file = join(folder, 'long.csv');
    const rows = Array.from({ length: 400_000 }, (_, index) => `${1_700_000_000 + index},10,1`);
    await writeFile(file, `TIMESTAMP,ContextTokens,GeneratedTokens\n${rows.join('\n')}\n`);
    const controller = new AbortController();
    const seen: TaskProgress[] = [];
    const result = await runner.run(importTask(file, 'openai/gpt-4o'), {
      signal: controller.signal,
      onProgress: (progress) => {
        seen.push(progress);
        controller.abort();
      },
    });
    expect(failureCode(result)).toBe('cancelled');
    expect(seen[0]?.done).toBeGreaterThan(0);
    withLedger((ledger) => {
      expect(ledger.listImports()).toEqual([]);
      expect(ledger.usage({ by: [] }).totals.records).toBe(0);
    });
  });

  it('hands failures over with their place', async () => {
    const file = join(folder, 'bad.csv');
    await writeFile(file, 'TIMESTAMP,ContextTokens,GeneratedTokens\nsoon,1,1\n');
    expect(await runner.run(importTask(file, 'openai/gpt-4o'))).toMatchObject({
      error: { code: 'no-usable-rows', at: { file: 'usage.csv', line: 2, column: 'TIMESTAMP' } },
    });
    await writeFile(ledgerFile, 'this is no ledger, but it is long enough to look at');
    expect(failureCode(await runner.run(importTask(fixture('trace.csv'), 'openai/gpt-4o')))).toBe('not-a-ledger');
  });

  it.each([
    ['dies.ts', 'it ended with exit code 3 and without a result'],
    ['throws.ts', 'out of cheese'],
    ['babbles.ts', 'it sent a result that cannot be read'],
  ])('makes a crash of the thread a loud failure: %s', async (name, detail) => {
    const broken = createThreadRunner({
      workerFile: new URL(`threads/${name}`, import.meta.url),
      ledgerFile,
      monotonicMs: () => performance.now(),
    });
    expect(await broken.run(importTask(fixture('trace.csv')))).toMatchObject({
      error: { code: 'worker-crashed', message: expect.stringContaining(detail) },
    });
  });

  it.skipIf(!hasPublicTrace)('imports the Azure conversation trace to the last token', async () => {
    const report = expectSuccess(await runner.run(importTask(publicTrace, 'openai/gpt-4o')));
    expect(report).toMatchObject({ imported: 19_366, rejected: 0, priced: 19_366 });
    withLedger((ledger) => {
      expect(ledger.usage({ by: [] }).totals.tokens).toEqual({ input: 22_361_870, output: 4_088_665 });
    });
    expect(expectSuccess(await runner.run(importTask(publicTrace, 'openai/gpt-4o')))).toMatchObject({ imported: 0 });
  });
});
