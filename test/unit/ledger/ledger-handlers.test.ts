import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Ledger } from '#ledger';
import { openLedger } from '#ledger';
import { contract } from '#shared/contract.ts';
import type { Result } from '#shared/result.ts';
import { createFileGrants } from '../../../electron/api/file-grants.ts';
import { ledgerHandlers } from '../../../electron/api/handlers/ledger.ts';
import { codeOf, exampleRecord, importUsage, marchMs, newLedgerFile, unpriced, valueOf } from './sample-usage.ts';

/** The ledger methods on a file, with a host that opens it when it is asked for. */
function hostOf(ledgerFile: string) {
  const files = createFileGrants();
  const events: string[] = [];
  let opened: Result<Ledger> | undefined;
  function openIt(): Result<Ledger> {
    if (opened?.ok !== true) opened = openLedger({ file: ledgerFile, now: () => marchMs });
    return opened;
  }
  function closeIt(): void {
    if (opened?.ok === true) opened.value.close();
    opened = undefined;
  }
  const handlers = ledgerHandlers({
    ledgerFile,
    openLedger: openIt,
    closeLedger: closeIt,
    files,
    jobs: {
      start: ({ title, task }) => ({
        id: task.kind,
        kind: task.kind,
        title,
        state: 'running',
        progress: { done: 0, total: null, rows: 0, elapsedMs: 0 },
      }),
    },
    onReplaced: () => events.push('replaced'),
    now: () => marchMs,
  });
  return { handlers, files, events, openIt, closeIt };
}

describe('the ledger methods', () => {
  it('back up beside the ledger, list the copy, and bring it back', async () => {
    const file = newLedgerFile();
    const { handlers, events, openIt, closeIt } = hostOf(file);
    importUsage(valueOf(openIt()), 'a.csv', [[exampleRecord(), unpriced]]);
    const backup = valueOf(await handlers['ledger.backup']({}));
    expect(contract['ledger.backup'].output.parse(backup)).toEqual(backup);
    expect(backup).toMatchObject({ file: `${file}.20240301T000000000Z.backup`, records: 1 });
    importUsage(valueOf(openIt()), 'b.csv', [[exampleRecord(), unpriced]]);

    const restored = valueOf(await handlers['ledger.restore']({ copy: backup.file }));
    expect(contract['ledger.restore'].output.parse(restored)).toEqual(restored);
    expect([restored.records, events]).toEqual([1, ['replaced']]);
    const status = valueOf(await handlers['ledger.status']({}));
    expect(contract['ledger.status'].output.parse(status)).toEqual(status);
    expect(status).toMatchObject({ state: 'ready', records: 1 });
    expect(new Set(status.copies.map((copy) => copy.file))).toEqual(new Set([backup.file, restored.replacedFile]));
    closeIt();
  });

  it('back up to the place, and restore the file, that the host gave out', async () => {
    const file = newLedgerFile();
    const target = newLedgerFile();
    const { handlers, files, openIt, closeIt } = hostOf(file);
    importUsage(valueOf(openIt()), 'a.csv', [[exampleRecord(), unpriced]]);
    const fileId = files.grant(target, 'copy.ledger');
    expect(valueOf(await handlers['ledger.backup']({ fileId })).file).toBe(target);
    expect(valueOf(await handlers['ledger.restore']({ fileId })).records).toBe(1);
    closeIt();
  });

  it('touch no file that nobody gave out', async () => {
    const file = newLedgerFile();
    const { handlers, events } = hostOf(file);
    expect(codeOf(await handlers['ledger.restore']({ fileId: 'made-up' }))).toBe('unknown-file');
    expect(codeOf(await handlers['ledger.restore']({ copy: '/etc/passwd' }))).toBe('unknown-file');
    expect(codeOf(await handlers['ledger.backup']({ fileId: 'made-up' }))).toBe('unknown-file');
    expect([existsSync(file), events]).toEqual([false, []]);
  });

  it('work where the ledger cannot be opened, and leave it when there is nothing to restore', async () => {
    const file = newLedgerFile();
    writeFileSync(file, 'not a ledger '.repeat(500));
    const { handlers, files, events } = hostOf(file);
    expect(valueOf(await handlers['ledger.status']({}))).toMatchObject({
      state: 'not-a-ledger',
      problem: { code: 'not-a-ledger' },
    });
    expect(codeOf(await handlers['ledger.backup']({}))).toBe('not-a-ledger');
    const gone = files.grant(newLedgerFile(), 'gone.ledger');
    expect(codeOf(await handlers['ledger.restore']({ fileId: gone }))).toBe('ledger-not-found');
    expect(readFileSync(file, 'utf8')).toContain('not a ledger');
    expect(events).toEqual([]);
  });

  it('start the check as a job', async () => {
    const { handlers } = hostOf(newLedgerFile());
    expect(valueOf(await handlers['ledger.verify']({}))).toEqual({ jobId: 'verify' });
  });
});
