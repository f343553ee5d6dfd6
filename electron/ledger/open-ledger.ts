import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import type { Failed, Result } from '#shared/result.ts';
import { failure, success } from '#shared/result.ts';
import type { Connection } from './connection.ts';
import { corruptLedger, failureOf, newerLedger, notALedger, unavailableLedger } from './failures.ts';
import type { Ledger } from './ledger.ts';
import { latestVersion, ledgerApplicationId, migrate, schemaVersion, verifyAppliedMigrations } from './migrate.ts';
import type { Migration } from './migrations/index.ts';
import { migrations as allMigrations } from './migrations/index.ts';
import { checkQuickly } from './quick-check.ts';
import { rebuildOutdatedRollups } from './rebuild.ts';
import { createLedger } from './sqlite-ledger.ts';

/** How to open a ledger. */
export interface OpenLedgerOptions {
  /** Path of the SQLite file; it and its folders are made when absent. */
  readonly file: string;
  /** True = only look: the file must exist, be up to date, and is not changed. */
  readonly readonly?: boolean | undefined;
  /** The clock, UTC ms. */
  readonly now: () => number;
  /** How long a write waits for another connection's to end, ms; 2,000 when absent. */
  readonly busyTimeoutMs?: number | undefined;
  /** Schema steps, for tests of the steps themselves; the real ones when absent. */
  readonly migrations?: readonly Migration[] | undefined;
}

const defaultBusyTimeoutMs = 2000;
/** The write-ahead log is cut back to this many bytes after a large import. */
const journalSizeLimitBytes = 16 * 1024 * 1024;
const sqliteHeaderBytes = 100;
/** Where the header of a SQLite file holds the application id. */
const applicationIdOffset = 68;

/**
 * Opens a ledger, making it when absent and bringing an older one up to date (after a backup).
 * Fails `ledger-not-found` (read-only), `not-a-ledger`, `ledger-newer`, `ledger-outdated` (read-only),
 * `ledger-corrupt`, `ledger-locked`, `ledger-read-only`, `ledger-migration-changed`, `ledger-migration-failed`,
 * `ledger-unavailable` or `disk-full`; then the file is as it was.
 */
export function openLedger(options: OpenLedgerOptions): Result<Ledger> {
  const { file, readonly = false } = options;
  let connection: Connection | undefined;
  try {
    const refused = prepareFile(file, readonly);
    if (refused !== undefined) return refused;
    connection = new Database(file, {
      readonly,
      fileMustExist: readonly,
      timeout: options.busyTimeoutMs ?? defaultBusyTimeoutMs,
    });
    const unfit = prepareSchema(connection, options);
    if (unfit === undefined) return success(createLedger(connection, file));
    connection.close();
    return unfit;
  } catch (error) {
    connection?.close();
    const known = failureOf(error, file);
    if (known === undefined) throw error;
    const isDamaged = known.code === 'not-a-ledger' && hasLedgerHeader(file);
    return { ok: false, error: isDamaged ? corruptLedger(file, 'its first page cannot be read') : known };
  }
}

/** Makes the folder of a new ledger, and refuses what cannot be one before SQLite touches it. */
function prepareFile(file: string, readonly: boolean): Failed | undefined {
  const status = statSync(file, { throwIfNoEntry: false });
  if (status === undefined) {
    if (readonly) {
      return failure('ledger-not-found', 'There is no ledger at this place.', {
        at: { file },
        nextStep: 'Import a usage file to make one.',
      });
    }
    makeFolder(dirname(file));
    return undefined;
  }
  if (!status.isFile()) return { ok: false, error: unavailableLedger(file, 'it is not a file') };
  if (!readonly) accessSync(file, constants.W_OK);
  return undefined;
}

/** Makes a folder and those above it. Node's own recursive mkdir never returns where a file system takes no folders. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!existsSync(folder)) throw error;
  }
}

/**
 * True when a file that SQLite cannot read says that it is a ledger. Only for such a file: closing a descriptor of a
 * healthy one would drop the locks that SQLite holds on it elsewhere in this process.
 */
function hasLedgerHeader(file: string): boolean {
  const header = readFileSync(file).subarray(0, sqliteHeaderBytes);
  return header.length === sqliteHeaderBytes && header.readInt32BE(applicationIdOffset) === ledgerApplicationId;
}

/** Brings an open database to the newest schema; gives a failure, having changed nothing, when it must not. */
function prepareSchema(connection: Connection, options: OpenLedgerOptions): Failed | undefined {
  const { file, readonly = false, migrations = allMigrations } = options;
  const applicationId = connection.pragma('application_id', { simple: true });
  const version = schemaVersion(connection);
  const tables = connection.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get();
  const isNew = applicationId === 0 && version === 0 && tables === 0;
  const isLedger = applicationId === ledgerApplicationId || (isNew && !readonly);
  if (!isLedger) return { ok: false, error: notALedger(file) };
  const latest = latestVersion(migrations);
  if (version > latest) return { ok: false, error: newerLedger(file, version, latest) };
  if (version > 0) {
    checkQuickly(connection, file);
    verifyAppliedMigrations(connection, migrations, file);
  }
  if (readonly) return version < latest ? outdatedLedger(file, version, latest) : undefined;
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  connection.pragma(`journal_size_limit = ${journalSizeLimitBytes}`);
  migrate(connection, migrations, file, options.now());
  rebuildOutdatedRollups(connection, file);
  return undefined;
}

function outdatedLedger(file: string, version: number, latest: number): Failed {
  return failure('ledger-outdated', `The ledger is of version ${version} and must be brought to ${latest} first.`, {
    at: { file },
    nextStep: 'Open it once for writing; a backup is made beside it.',
  });
}
