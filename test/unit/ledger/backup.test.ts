import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { Ledger } from '#ledger';
import { ledgerStatus, openLedger, restoreLedger } from '#ledger';
import type { LedgerRestore } from '#shared/domain/ledger-status.ts';
import type { Result } from '#shared/result.ts';
import {
  codeOf,
  exampleRecord,
  exampleSource,
  importUsage,
  marchMs,
  newLedgerFile,
  openTestLedger,
  temporaryFolder,
  unpriced,
  valueOf,
} from './sample-usage.ts';

const fixtures = join(import.meta.dirname, '../../migrations/fixtures');

/** A ledger of as many records, closed. */
function closedLedger(records: number, file = newLedgerFile()): string {
  const ledger = openTestLedger(file);
  importUsage(
    ledger,
    `${records}.csv`,
    Array.from({ length: records }, () => [exampleRecord(), unpriced]),
  );
  ledger.close();
  return file;
}

/** Records of a ledger that passes every check. */
function soundRecords(file: string): number {
  return valueOf(openTestLedger(file).verify()).records;
}

function restore(file: string, from: string): Promise<Result<LedgerRestore>> {
  return restoreLedger({ file, from, now: () => marchMs });
}

describe('a backup', () => {
  it('is a ledger of its own, in one file, with everything committed so far', async () => {
    const file = newLedgerFile();
    const ledger = openTestLedger(file);
    importUsage(ledger, 'a.csv', [[exampleRecord(), unpriced]]);
    const target = join(dirname(file), 'copy.ledger');
    const backup = valueOf(await ledger.backup(target));
    importUsage(ledger, 'later.csv', [[exampleRecord(), unpriced]]);
    expect(backup).toEqual({ file: target, records: 1, sizeBytes: readFileSync(target).length });
    expect(readdirSync(dirname(file)).filter((name) => name.startsWith('copy'))).toEqual(['copy.ledger']);
    expect(soundRecords(target)).toBe(1);
    expect(soundRecords(file)).toBe(2);
  });

  it('replaces no file, least of all the ledger', async () => {
    const file = newLedgerFile();
    const ledger = openTestLedger(file);
    const taken = join(dirname(file), 'taken');
    writeFileSync(taken, 'mine');
    expect(codeOf(await ledger.backup(taken))).toBe('backup-exists');
    expect(readFileSync(taken, 'utf8')).toBe('mine');
    expect(codeOf(await ledger.backup(file))).toBe('backup-exists');
  });

  it('leaves nothing behind when it cannot be written', async () => {
    const file = newLedgerFile();
    const ledger = openTestLedger(file);
    const folder = join(dirname(file), 'nowhere');
    expect(codeOf(await ledger.backup(join(folder, 'copy')))).toBe('backup-not-written');
    expect(existsSync(folder)).toBe(false);
  });

  it('waits for an import of its own connection, and takes what was committed beside one of another', async () => {
    const file = newLedgerFile();
    const ledger = openTestLedger(file);
    const other = openTestLedger(file);
    const writer = ledger.beginImport(exampleSource('a.csv'));
    writer.append(exampleRecord(), unpriced);
    expect(codeOf(await ledger.backup(`${file}.copy`))).toBe('import-in-progress');
    expect(valueOf(await other.backup(`${file}.copy`)).records).toBe(0);
    writer.rollback();
  });
});

describe('a restore', () => {
  it('puts the backup in the place of the ledger, which is kept', async () => {
    const file = closedLedger(3);
    const backup = closedLedger(5);
    const restored = valueOf(await restore(file, backup));
    expect(restored).toEqual({ records: 5, replacedFile: `${file}.replaced-20240301T000000000Z` });
    expect(soundRecords(file)).toBe(5);
    expect(soundRecords(restored.replacedFile ?? '')).toBe(3);
    expect(soundRecords(backup)).toBe(5);
  });

  it('needs no ledger to be there', async () => {
    const file = newLedgerFile();
    expect(valueOf(await restore(file, closedLedger(2)))).toEqual({ records: 2, replacedFile: null });
    expect(soundRecords(file)).toBe(2);
    expect(readdirSync(dirname(file)).filter((name) => name.includes('restoring'))).toEqual([]);
  });

  it('takes the place of a damaged ledger, whose pieces are kept together', async () => {
    const file = closedLedger(3);
    writeFileSync(file, readFileSync(file).subarray(0, 5000));
    writeFileSync(`${file}-wal`, 'rest of a log');
    expect(codeOf(openLedger({ file, now: () => marchMs }))).toBe('ledger-corrupt');
    const { replacedFile } = valueOf(await restore(file, closedLedger(4)));
    expect(soundRecords(file)).toBe(4);
    expect(readFileSync(replacedFile ?? '').length).toBe(5000);
  });

  it('brings back a ledger of an older version, which is brought up to date when it is opened', async () => {
    const file = closedLedger(1);
    const backup = join(temporaryFolder(), 'old.backup');
    copyFileSync(join(fixtures, 'version-1.sqlite'), backup);
    expect(valueOf(await restore(file, backup)).records).toBe(40);
    expect(soundRecords(file)).toBe(40);
  });

  it('brings back what still lies in the log of a ledger that was not closed', async () => {
    const source = newLedgerFile();
    importUsage(openTestLedger(source), 'a.csv', [[exampleRecord(), unpriced]]);
    expect(existsSync(`${source}-wal`)).toBe(true);
    const file = newLedgerFile();
    expect(valueOf(await restore(file, source)).records).toBe(1);
  });

  it.each<[string, string, (backup: string) => void]>([
    ['is not there', 'ledger-not-found', () => undefined],
    ['is another file', 'not-a-ledger', (backup) => writeFileSync(backup, 'model,tokens\n'.repeat(500))],
    [
      'was cut short',
      'ledger-corrupt',
      (backup) => {
        closedLedger(2000, backup);
        writeFileSync(backup, readFileSync(backup).subarray(0, 60_000));
      },
    ],
    [
      'holds a column that was changed',
      'ledger-corrupt',
      (backup) => {
        closedLedger(3, backup);
        const plain = new DatabaseSync(backup);
        plain.exec("UPDATE segment_column SET base = base + 1 WHERE name = 'start_ms'");
        plain.close();
      },
    ],
    [
      'is of a newer version',
      'ledger-newer',
      (backup) => {
        closedLedger(3, backup);
        const plain = new DatabaseSync(backup);
        plain.exec('PRAGMA user_version = 99');
        plain.close();
      },
    ],
  ])('changes nothing when the backup %s', async (_name, code, prepare) => {
    const file = closedLedger(7);
    const backup = newLedgerFile();
    prepare(backup);
    expect(codeOf(await restore(file, backup))).toBe(code);
    expect(soundRecords(file)).toBe(7);
    expect(readdirSync(dirname(file)).filter((name) => /restoring|replaced/.test(name))).toEqual([]);
  });

  it('is refused while another program uses the ledger', async () => {
    const file = closedLedger(3);
    // Another process: within one, the two SQLite libraries would share their locks.
    const script = `const db = new (require('node:sqlite').DatabaseSync)(process.argv[1]);
      db.prepare('SELECT count(*) FROM segment').get(); console.log('open'); setInterval(() => {}, 1000)`;
    const other = spawn(process.execPath, ['-e', script, file], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(other.stdout, 'data');
    expect(codeOf(await restore(file, closedLedger(5)))).toBe('ledger-locked');
    other.kill();
    await once(other, 'exit');
    expect(soundRecords(file)).toBe(3);
  });
});

describe('the status of a ledger', () => {
  function statusOf(
    file: string,
    more: Partial<Parameters<typeof openLedger>[0]> = {},
  ): ReturnType<typeof ledgerStatus> {
    let opened: Result<Ledger> | undefined;
    const status = ledgerStatus(file, () => (opened = openLedger({ file, now: () => marchMs, ...more })));
    if (opened?.ok === true) opened.value.close();
    return status;
  }

  it('says what a sound one holds, and which copies lie beside it', async () => {
    const file = closedLedger(3);
    const ledger = openTestLedger(file);
    valueOf(await ledger.backup(`${file}.20240301.backup`));
    ledger.close();
    writeFileSync(`${file}.notes`, 'not a copy');
    expect(statusOf(file)).toMatchObject({
      state: 'ready',
      file,
      sizeBytes: readFileSync(file).length,
      version: 4,
      imports: 1,
      records: 3,
      copies: [{ file: `${file}.20240301.backup` }],
    });
  });

  it('makes none where there is none', () => {
    const file = newLedgerFile();
    expect(statusOf(file)).toMatchObject({ state: 'missing', sizeBytes: null, records: null, copies: [] });
    expect(existsSync(file)).toBe(false);
  });

  it.each<[string, string, (file: string) => void]>([
    ['corrupt', 'ledger-corrupt', (file) => writeFileSync(file, readFileSync(file).subarray(0, 5000))],
    ['not-a-ledger', 'not-a-ledger', (file) => writeFileSync(file, 'text '.repeat(2000))],
    [
      'newer',
      'ledger-newer',
      (file) => {
        const plain = new DatabaseSync(file);
        plain.exec('PRAGMA user_version = 99');
        plain.close();
      },
    ],
  ])('tells %s by its failure, with a sentence and a next step', (state, code, damage) => {
    const file = closedLedger(3);
    damage(file);
    const status = statusOf(file);
    expect(status).toMatchObject({ state, problem: { code }, records: null });
    expect(status.problem?.message).toMatch(/^The .+\.$/);
    expect(status.problem?.nextStep).toMatch(/^[A-Z].+\.$/);
  });

  it('tells a folder in its place, and a ledger that cannot be made', () => {
    const folder = join(temporaryFolder(), 'usage.ledger');
    mkdirSync(folder);
    expect(statusOf(folder)).toMatchObject({ state: 'unavailable', problem: { code: 'ledger-unavailable' } });
  });

  it('tells one that another program keeps to itself', async () => {
    const file = closedLedger(1);
    const script = `const db = new (require('node:sqlite').DatabaseSync)(process.argv[1]);
      db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE'); console.log('locked'); setInterval(() => {}, 1000)`;
    const other = spawn(process.execPath, ['-e', script, file], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(other.stdout, 'data');
    expect(statusOf(file, { busyTimeoutMs: 10 })).toMatchObject({
      state: 'locked',
      problem: { code: 'ledger-locked' },
    });
    other.kill();
    await once(other, 'exit');
    expect(statusOf(file).state).toBe('ready');
  });
});
