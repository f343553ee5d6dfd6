import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Database from 'better-sqlite3';
import type { LedgerBackup } from '#shared/domain/ledger-status.ts';
import type { Result } from '#shared/result.ts';
import { failure, success } from '#shared/result.ts';
import type { Connection } from './connection.ts';
import { failureOf } from './failures.ts';

/**
 * Copies a ledger as of now into a file of its own, write-ahead log included, while it goes on being used. The copy
 * appears under its name when it is whole and has been checked. Fails `backup-exists`, `backup-not-written`,
 * `disk-full`, or `ledger-corrupt`.
 */
export async function backUpLedger(
  connection: Connection,
  ledgerFile: string,
  target: string,
): Promise<Result<LedgerBackup>> {
  if (resolve(target) === resolve(ledgerFile) || existsSync(target)) {
    return failure('backup-exists', 'There is a file of this name already; a backup replaces none.', {
      at: { file: target },
      nextStep: 'Give another name.',
    });
  }
  const partial = `${target}.partial`;
  if (!existsSync(dirname(resolve(target)))) return notWritten(target);
  try {
    rmSync(partial, { force: true });
    await connection.backup(partial);
    const records = settleCopy(partial);
    renameSync(partial, target);
    return success({ file: target, sizeBytes: statSync(target).size, records });
  } catch (error) {
    rmSync(partial, { force: true });
    const known = failureOf(error, target);
    if (known === undefined) throw error;
    const isOfPlace = known.code === 'ledger-read-only' || known.code === 'ledger-unavailable';
    return isOfPlace ? notWritten(target) : { ok: false, error: known };
  }
}

function notWritten(file: string): Result<never> {
  return failure('backup-not-written', 'The backup cannot be written there.', {
    at: { file },
    nextStep: 'Check that the folder is there and can be written, or give another place.',
  });
}

/** Makes a copy one file without a log beside it, and checks it. @returns how many records it holds. */
function settleCopy(file: string): number {
  const copy = new Database(file);
  try {
    copy.pragma('journal_mode = DELETE');
    const found = copy.pragma('quick_check(1)', { simple: true });
    if (found !== 'ok') throw new Database.SqliteError(String(found), 'SQLITE_CORRUPT');
    return copy.prepare<[], number>('SELECT coalesce(sum(records), 0) FROM usage_import').pluck().get() ?? 0;
  } finally {
    copy.close();
  }
}
