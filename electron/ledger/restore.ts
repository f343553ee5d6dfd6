import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { LedgerRestore } from '#shared/domain/ledger-status.ts';
import type { Result } from '#shared/result.ts';
import { failure, success } from '#shared/result.ts';
import { LedgerError, corruptLedger, failureOf, newerLedger, notALedger } from './failures.ts';
import { latestVersion, ledgerApplicationId, schemaVersion, verifyAppliedMigrations } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import { fileTime } from './file-time.ts';
import { createStores } from './stores.ts';
import { verifyLedger } from './verify.ts';

/** What is restored, and where. */
export interface RestoreRequest {
  /** The ledger; no connection of this process may be open on it. */
  readonly file: string;
  /** A backup, or any other ledger. */
  readonly from: string;
  /** The clock, UTC ms. */
  readonly now: () => number;
}

/**
 * Puts a backup in the place of a ledger, which is kept beside it as `<file>.replaced-<time>`. The backup is copied and
 * checked whole before anything is touched; a program that dies on the way leaves one ledger or the other. Fails
 * `ledger-not-found`, `not-a-ledger`, `ledger-corrupt` and `ledger-newer` for the backup, `ledger-locked` while another
 * program uses the ledger, `disk-full` or `ledger-read-only`.
 */
export async function restoreLedger({ file, from, now }: RestoreRequest): Promise<Result<LedgerRestore>> {
  if (!existsSync(from)) {
    return failure('ledger-not-found', 'There is no backup at this place.', {
      at: { file: from },
      nextStep: 'Pick a backup that is there.',
    });
  }
  const copy = `${file}.restoring`;
  try {
    removeLedger(copy);
    const records = await copyChecked(from, copy);
    const replacedFile = existsSync(file) ? `${file}.replaced-${fileTime(now())}` : null;
    if (replacedFile !== null) closeCleanly(file);
    swap(file, copy, replacedFile);
    return success({ records, replacedFile });
  } catch (error) {
    removeLedger(copy);
    const known = failureOf(error, file);
    if (known === undefined) throw error;
    return { ok: false, error: known };
  }
}

/** Copies a backup through SQLite, its log included, and checks the copy. @returns how many records it holds. */
async function copyChecked(from: string, copy: string): Promise<number> {
  const source = openBackup(from);
  try {
    await source.backup(copy);
  } finally {
    source.close();
  }
  const target = new Database(copy);
  try {
    target.pragma('journal_mode = DELETE');
    const found = target.pragma('integrity_check(1)', { simple: true });
    if (found !== 'ok') throw new LedgerError(corruptLedger(from, String(found)));
    if (schemaVersion(target) === latestVersion(migrations)) {
      const verified = verifyLedger(target, createStores(target, from));
      if (!verified.ok) throw new LedgerError(verified.error);
    }
    return target.prepare<[], number>('SELECT coalesce(sum(records), 0) FROM usage_import').pluck().get() ?? 0;
  } finally {
    target.close();
    sync(copy);
  }
}

/** Opens a backup to be read. @throws LedgerError when it is no ledger that this program can use. */
function openBackup(from: string): InstanceType<typeof Database> {
  let source: InstanceType<typeof Database> | undefined;
  try {
    source = new Database(from, { readonly: true, fileMustExist: true });
    if (source.pragma('application_id', { simple: true }) !== ledgerApplicationId)
      throw new LedgerError(notALedger(from));
    const version = schemaVersion(source);
    if (version > latestVersion(migrations))
      throw new LedgerError(newerLedger(from, version, latestVersion(migrations)));
    verifyAppliedMigrations(source, migrations, from);
    return source;
  } catch (error) {
    source?.close();
    const known = failureOf(error, from);
    if (known === undefined || error instanceof LedgerError) throw error;
    throw new LedgerError(known, { cause: error });
  }
}

/** Brings the log of a ledger into its file, so that nothing lies beside it. A damaged ledger stays as it is. */
function closeCleanly(file: string): void {
  let current: InstanceType<typeof Database> | undefined;
  try {
    current = new Database(file, { timeout: 0 });
    current.pragma('locking_mode = EXCLUSIVE');
    // Fails while another program has the file open.
    current.exec('BEGIN EXCLUSIVE; COMMIT');
    current.pragma('wal_checkpoint(TRUNCATE)');
    current.pragma('journal_mode = DELETE');
  } catch (error) {
    const known = failureOf(error, file);
    if (known?.code === 'ledger-corrupt' || known?.code === 'not-a-ledger') return;
    throw error;
  } finally {
    current?.close();
  }
}

/** Puts a copy in the place of a file at one instant; the file stays under another name. */
function swap(file: string, copy: string, replacedFile: string | null): void {
  if (replacedFile !== null) {
    keepAs(file, replacedFile);
    for (const companion of companions) {
      if (existsSync(file + companion)) renameSync(file + companion, replacedFile + companion);
    }
  }
  renameSync(copy, file);
}

/** Gives a file a second name, so that the first is never without one; where the disk knows none, the only one. */
function keepAs(file: string, name: string): void {
  try {
    linkSync(file, name);
  } catch {
    renameSync(file, name);
  }
}

/** What SQLite may leave beside a database. */
const companions = ['-wal', '-shm', '-journal'] as const;

function removeLedger(file: string): void {
  for (const companion of ['', ...companions]) rmSync(file + companion, { force: true });
}

function sync(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
