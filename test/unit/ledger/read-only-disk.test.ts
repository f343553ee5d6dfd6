import { execFile, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { failureOf, sqliteFailure } from '../../../electron/ledger/failures.ts';
import { exampleRecord, importUsage, newLedgerFile, openTestLedger, unpriced } from './sample-usage.ts';

const script = join(import.meta.dirname, 'print-status.ts');

/** True where this user may show a folder to a process as one that cannot be written. */
const canMount =
  spawnSync('unshare', ['-m', 'bash', '-c', 'mount --bind /mnt /mnt && mount -o remount,ro,bind /mnt'], {
    stdio: 'ignore',
  }).status === 0;

describe('a disk that cannot be written', () => {
  it.runIf(canMount)('is told plainly, and the ledger on it is left as it is', async () => {
    const file = newLedgerFile();
    const ledger = openTestLedger(file);
    importUsage(ledger, 'a.csv', [[exampleRecord(), unpriced]]);
    ledger.close();
    const command = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && exec "$2" "$3" "$4"';
    const parameters = ['-m', 'bash', '-c', command, 'bash', dirname(file), process.execPath, script, file];
    const { stdout } = await promisify(execFile)('unshare', parameters);
    expect(JSON.parse(stdout)).toMatchObject({
      state: 'read-only',
      problem: {
        code: 'ledger-read-only',
        message: 'The ledger cannot be written here.',
        nextStep: 'Check the permissions of the file and its folder, or pick another ledger.',
      },
    });
    expect(openTestLedger(file).listImports()).toHaveLength(1);
  });
});

describe('what SQLite and the system refuse', () => {
  it.each([
    ['SQLITE_READONLY', 'ledger-read-only'],
    ['SQLITE_READONLY_DBMOVED', 'ledger-read-only'],
    ['SQLITE_PERM', 'ledger-read-only'],
    ['SQLITE_FULL', 'disk-full'],
    ['SQLITE_BUSY', 'ledger-locked'],
    ['SQLITE_BUSY_SNAPSHOT', 'ledger-locked'],
    ['SQLITE_LOCKED', 'ledger-locked'],
    ['SQLITE_CORRUPT_INDEX', 'ledger-corrupt'],
    ['SQLITE_NOTADB', 'not-a-ledger'],
    ['SQLITE_CANTOPEN', 'ledger-unavailable'],
    ['SQLITE_IOERR_READ', 'ledger-unavailable'],
    ['SQLITE_IOERR_WRITE', 'ledger-write-failed'],
    ['SQLITE_IOERR_FSYNC', 'ledger-write-failed'],
  ])('%s is %s', (sqliteCode, code) => {
    const failure = sqliteFailure(sqliteCode, 'usage.ledger');
    expect(failure).toMatchObject({ code, at: { file: 'usage.ledger' } });
    expect(failure?.message).toMatch(/^The .+\.$/);
    expect(failure?.nextStep).toMatch(/^[A-Z].+\.$/);
  });

  it.each([
    ['EACCES', 'ledger-read-only'],
    ['EROFS', 'ledger-read-only'],
    ['ENOSPC', 'disk-full'],
    ['ENOTDIR', 'ledger-unavailable'],
    ['EIO', 'ledger-unavailable'],
  ])('%s is %s', (systemCode, code) => {
    expect(failureOf(Object.assign(new Error('refused'), { code: systemCode }), 'usage.ledger')?.code).toBe(code);
  });

  it('is nothing that a bug may hide behind', () => {
    expect(sqliteFailure('SQLITE_ERROR', 'f')).toBeUndefined();
    expect(sqliteFailure('SQLITE_CONSTRAINT_UNIQUE', 'f')).toBeUndefined();
    expect(failureOf(new TypeError('undefined is not a function'), 'f')).toBeUndefined();
  });
});
