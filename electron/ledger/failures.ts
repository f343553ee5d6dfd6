import Database from 'better-sqlite3';
import type { Failed, Failure } from '#shared/result.ts';

/** Thrown by a ledger method that cannot return a `Result`: carries what to tell the user. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options);
    this.failure = failure;
  }
}

/** The failed result that a ledger's exception stands for; undefined for any other exception, which is a bug. */
export function ledgerFailure(error: unknown): Failed | undefined {
  return error instanceof LedgerError ? { ok: false, error: error.failure } : undefined;
}

/** `ledger-corrupt`. @param detail what was found damaged, without a full stop. */
export function corruptLedger(file: string, detail: string): Failure {
  return {
    code: 'ledger-corrupt',
    message: `The ledger is damaged: ${detail}.`,
    at: { file },
    nextStep:
      'Restore a backup (burnrate ledger restore FILE), or move the file away and import the usage files again.',
  };
}

/** `not-a-ledger`. */
export function notALedger(file: string): Failure {
  return {
    code: 'not-a-ledger',
    message: 'The file is not a Burnrate ledger.',
    at: { file },
    nextStep: 'Pick a ledger, or a file name that does not exist yet.',
  };
}

/** `ledger-read-only`. */
export function readOnlyLedger(file: string): Failure {
  return {
    code: 'ledger-read-only',
    message: 'The ledger cannot be written here.',
    at: { file },
    nextStep: 'Check the permissions of the file and its folder, or pick another ledger.',
  };
}

/** `ledger-newer`. @param version of the file, above the `latest` that this program knows. */
export function newerLedger(file: string, version: number, latest: number): Failure {
  return {
    code: 'ledger-newer',
    message: `The ledger was written by a newer Burnrate (version ${version}; this program knows ${latest}).`,
    at: { file },
    nextStep: 'Update Burnrate, or pick another ledger.',
  };
}

/** `ledger-unavailable`. @param detail why the file cannot be used, without a full stop. */
export function unavailableLedger(file: string, detail: string): Failure {
  return {
    code: 'ledger-unavailable',
    message: `The ledger cannot be opened: ${detail}.`,
    at: { file },
    nextStep: 'Pick another file.',
  };
}

function lockedLedger(file: string): Failure {
  return {
    code: 'ledger-locked',
    message: 'The ledger is being written by another import or program.',
    at: { file },
    nextStep: 'Try again when it has ended.',
  };
}

function fullDisk(file: string): Failure {
  return {
    code: 'disk-full',
    message: 'The disk is full; the ledger is as it was before.',
    at: { file },
    nextStep: 'Free some space and try again.',
  };
}

function failedWrite(file: string): Failure {
  return {
    code: 'ledger-write-failed',
    message: 'The ledger could not be written; it is as it was before.',
    at: { file },
    nextStep: 'Check the disk and its free space and try again.',
  };
}

/** What to tell the user about an exception of SQLite or the file system; undefined when it is a bug. */
export function failureOf(error: unknown, file: string): Failure | undefined {
  if (error instanceof LedgerError) return error.failure;
  if (error instanceof Database.SqliteError) return sqliteFailure(error.code, file);
  if (error instanceof Error && 'code' in error) return fileSystemFailure(error, file);
  return undefined;
}

/** The failure that a result code of SQLite stands for; undefined when it is a bug. */
export function sqliteFailure(code: string, file: string): Failure | undefined {
  // Extended codes begin with their primary code: SQLITE_IOERR_READ, SQLITE_CORRUPT_INDEX.
  const primaryCode = /^SQLITE_[A-Z]+/.exec(code)?.[0];
  switch (primaryCode) {
    case 'SQLITE_CORRUPT':
      return corruptLedger(file, 'its database pages do not fit together');
    case 'SQLITE_NOTADB':
      return notALedger(file);
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return lockedLedger(file);
    case 'SQLITE_READONLY':
    case 'SQLITE_PERM':
      return readOnlyLedger(file);
    case 'SQLITE_FULL':
      return fullDisk(file);
    case 'SQLITE_CANTOPEN':
      return unavailableLedger(file, 'the system refuses to open the file');
    case 'SQLITE_IOERR':
      if (/WRITE|FSYNC|TRUNCATE/.test(code)) return failedWrite(file);
      return unavailableLedger(file, 'reading or writing the file failed');
    default:
      return undefined;
  }
}

function fileSystemFailure(error: Error & { readonly code: unknown }, file: string): Failure | undefined {
  switch (error.code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return readOnlyLedger(file);
    case 'ENOSPC':
      return fullDisk(file);
    case 'ENOTDIR':
    case 'EEXIST':
      return unavailableLedger(file, 'a part of its path is a file, not a folder');
    case 'ENOENT':
    case 'EISDIR':
    case 'EIO':
    case 'ENAMETOOLONG':
    case 'ELOOP':
    case 'EMFILE':
      return unavailableLedger(file, 'the system refuses to open the file');
    default:
      return undefined;
  }
}

/** Runs work on the ledger's file; what SQLite or the file system refuses is thrown as a `LedgerError`. */
export function withLedgerErrors<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const failure = failureOf(error, file);
    if (failure === undefined || error instanceof LedgerError) throw error;
    throw new LedgerError(failure, { cause: error });
  }
}
