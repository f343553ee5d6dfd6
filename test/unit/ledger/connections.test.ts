import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { exampleRecord, importUsage, newLedgerFile, openTestLedger, unpriced } from './sample-usage.ts';

describe('a reader beside a writer', () => {
  it('sees a worker thread’s import, with its new names, when it is committed and not before', async () => {
    const file = newLedgerFile();
    const reader = openTestLedger(file);
    importUsage(reader, 'a.csv', [[exampleRecord(), unpriced]]);
    const models = (): unknown => reader.usage({ by: ['model'] }).groups.map(({ keys }) => keys.model);
    expect(models()).toEqual(['gpt-4o']);

    const worker = new Worker(join(import.meta.dirname, 'import-in-worker.ts'), { workerData: file });
    expect(await once(worker, 'message')).toEqual(['appended']);
    expect(models()).toEqual(['gpt-4o']);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker's port, not a window
    worker.postMessage('commit');
    expect(await once(worker, 'message')).toEqual(['committed']);
    expect(models()).toEqual(['gpt-4o', 'new-model']);
    expect(reader.listImports().map((summary) => [summary.file, summary.records])).toEqual([
      ['worker.csv', 60_000],
      ['a.csv', 1],
    ]);
    await worker.terminate();
  });

  it('reads one state of the file even while another connection commits', () => {
    const file = newLedgerFile();
    const reader = openTestLedger(file);
    const writer = openTestLedger(file);
    importUsage(writer, 'a.csv', [[exampleRecord(), unpriced]]);
    importUsage(writer, 'b.csv', [[exampleRecord(), unpriced]]);
    const seen: number[] = [];
    reader.scan({}, (_columns, importId) => {
      seen.push(importId);
      if (importId === 1) writer.undoImport(2);
    });
    expect(seen).toEqual([1, 2]);
    expect(reader.listImports()).toHaveLength(1);
  });
});
