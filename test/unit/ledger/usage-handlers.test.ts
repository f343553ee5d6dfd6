import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { Ledger } from '#ledger';
import { createBundledCatalogue } from '#pricing/books';
import { contract } from '#shared/contract.ts';
import { usageHandlers } from '../../../electron/api/handlers/usage.ts';
import {
  codeOf,
  examplePrice,
  exampleRecord,
  importUsage,
  marchMs,
  newLedgerFile,
  openTestLedger,
  unpriced,
  valueOf,
} from './sample-usage.ts';

/** The methods on a ledger; jobs are only named. */
function handlersOf(ledger: Ledger, onLedgerChanged: () => void = () => undefined): ReturnType<typeof usageHandlers> {
  return usageHandlers({
    ledger: () => ledger,
    catalogue: createBundledCatalogue(),
    jobs: {
      start: ({ title, task }) => ({
        id: `${task.kind}: ${title}`,
        kind: task.kind,
        title,
        state: 'running',
        progress: { done: 0, total: null, rows: 0, elapsedMs: 0 },
      }),
    },
    onLedgerChanged,
  });
}

describe('the usage methods', () => {
  it('give usage and imports as the contract says', async () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', [
      [exampleRecord({ user: 'ada' }), examplePrice(4_500_000)],
      [exampleRecord(), unpriced],
    ]);
    const handlers = handlersOf(ledger);
    const summary = valueOf(await handlers['usage.summary']({ by: ['user'] }));
    expect(contract['usage.summary'].output.parse(summary)).toEqual(summary);
    expect(summary.groups.map(({ keys, costUsd }) => [keys.user, costUsd])).toEqual([
      ['ada', 0.0045],
      ['', 0],
    ]);
    const imports = valueOf(await handlers['import.list']({}));
    expect(contract['import.list'].output.parse(imports)).toEqual(imports);
    expect(imports).toHaveLength(1);
  });

  it('take an import back and say so, once', async () => {
    const ledger = openTestLedger();
    const { id } = importUsage(ledger, 'a.csv', [[exampleRecord(), unpriced]]);
    let changes = 0;
    const handlers = handlersOf(ledger, () => changes++);
    expect(valueOf(await handlers['import.undo']({ importId: id }))).toEqual({ records: 1 });
    expect(codeOf(await handlers['import.undo']({ importId: id }))).toBe('unknown-import');
    expect(changes).toBe(1);
  });

  it('page through records, list names and write CSV', async () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', [
      [exampleRecord({ user: 'ada' }), examplePrice(4_500_000)],
      [exampleRecord({ user: 'bob' }), unpriced],
    ]);
    const handlers = handlersOf(ledger);
    const page = valueOf(await handlers['usage.records']({ offset: 1, limit: 1 }));
    expect(contract['usage.records'].output.parse(page)).toEqual(page);
    expect([page.total, page.rows, page.names.user]).toEqual([2, 1, { 2: 'bob' }]);
    expect(valueOf(await handlers['usage.names']({ dimension: 'user', search: 'A', limit: 5 }))).toEqual({
      total: 1,
      names: ['ada'],
    });
    const part = valueOf(await handlers['usage.export']({ by: ['user'], what: 'groups', offset: 0 }));
    expect(part.csv.split('\r\n')[1]).toBe('ada,1,1,1000,200,1200,0.0045,0,0,0,');
    expect(contract['usage.export'].output.parse(part)).toEqual(part);
  });

  it('compare bills, and start repricing as a job', async () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', [[exampleRecord(), examplePrice(4_500_000), { billedNanoUsd: 4_600_000 }]]);
    const handlers = handlersOf(ledger);
    const residual = valueOf(await handlers['usage.residual']({ by: ['model'] }));
    expect(contract['usage.residual'].output.parse(residual)).toEqual(residual);
    expect(residual.totals.residualUsd).toBe(0.0001);
    const { jobId } = valueOf(await handlers['usage.reprice']({ apply: true }));
    expect(jobId).toBe('reprice: Pricing again');
    expect(codeOf(await handlers['usage.reprice']({ apply: false, fromMs: 5, toMs: 5 }))).toBe('empty-period');
  });

  it('refuse a period that ends before it begins', async () => {
    const handlers = handlersOf(openTestLedger());
    expect(codeOf(await handlers['usage.summary']({ by: [], fromMs: marchMs, toMs: marchMs }))).toBe('empty-period');
  });

  it('report a damaged ledger as a failure, and let bugs through', async () => {
    const file = newLedgerFile();
    const ledger = openTestLedger(file);
    importUsage(ledger, 'a.csv', [[exampleRecord(), unpriced]]);
    const plain = new DatabaseSync(file);
    plain.exec('UPDATE segment_column SET base = base + 1');
    plain.close();
    const handlers = handlersOf(ledger);
    expect(codeOf(await handlers['usage.summary']({ by: ['conversation'] }))).toBe('ledger-corrupt');
    ledger.close();
    expect(() => handlers['import.list']({})).toThrow('not open');
  });
});
