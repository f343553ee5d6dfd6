import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
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

describe('the usage methods', () => {
  it('give usage and imports as the contract says', async () => {
    const ledger = openTestLedger();
    importUsage(ledger, 'a.csv', [
      [exampleRecord({ user: 'ada' }), examplePrice(4_500_000)],
      [exampleRecord(), unpriced],
    ]);
    const handlers = usageHandlers({ ledger: () => ledger, onLedgerChanged: () => undefined });
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
    const handlers = usageHandlers({ ledger: () => ledger, onLedgerChanged: () => changes++ });
    expect(valueOf(await handlers['import.undo']({ importId: id }))).toEqual({ records: 1 });
    expect(codeOf(await handlers['import.undo']({ importId: id }))).toBe('unknown-import');
    expect(changes).toBe(1);
  });

  it('refuse a period that ends before it begins', async () => {
    const handlers = usageHandlers({ ledger: openTestLedger, onLedgerChanged: () => undefined });
    expect(codeOf(await handlers['usage.summary']({ by: [], fromMs: marchMs, toMs: marchMs }))).toBe('empty-period');
  });

  it('report a damaged ledger as a failure, and let bugs through', async () => {
    const file = newLedgerFile();
    const ledger = openTestLedger(file);
    importUsage(ledger, 'a.csv', [[exampleRecord(), unpriced]]);
    const plain = new DatabaseSync(file);
    plain.exec('UPDATE segment_column SET base = base + 1');
    plain.close();
    const handlers = usageHandlers({ ledger: () => ledger, onLedgerChanged: () => undefined });
    expect(codeOf(await handlers['usage.summary']({ by: ['conversation'] }))).toBe('ledger-corrupt');
    ledger.close();
    expect(() => handlers['import.list']({})).toThrow('not open');
  });
});
