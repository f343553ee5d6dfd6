import { createHash } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import type { Connection } from './connection.ts';
import { sqlInteger } from './connection.ts';
import { fileTime } from './file-time.ts';
import { LedgerError } from './failures.ts';
import type { Migration } from './migrations/index.ts';

/** `application_id` of a ledger: "BRNR" in ASCII. */
export const ledgerApplicationId = 0x42524e52;

/** Checksum of a migration: SHA-256 of its SQL, hex. */
export function migrationChecksum(migration: Migration): string {
  return createHash('sha256').update(migration.sql).digest('hex');
}

/** Schema version of a ledger; 0 for a new file. */
export function schemaVersion(connection: Connection): number {
  return Number(connection.pragma('user_version', { simple: true }));
}

/** Version that the newest of some migrations leads to. */
export function latestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

/**
 * Makes sure that every migration a ledger has had is the one this program knows.
 * @throws LedgerError `ledger-migration-changed`.
 */
export function verifyAppliedMigrations(connection: Connection, migrations: readonly Migration[], file: string): void {
  const applied = connection
    .prepare<[], { readonly version: number; readonly checksum: string }>(
      'SELECT version, checksum FROM ledger_migration ORDER BY version',
    )
    .all();
  const expected = migrations.slice(0, schemaVersion(connection));
  const isSame =
    applied.length === expected.length &&
    expected.every(({ version }, index) => version === applied[index]?.version) &&
    expected.every((migration, index) => migrationChecksum(migration) === applied[index]?.checksum);
  if (isSame) return;
  throw new LedgerError({
    code: 'ledger-migration-changed',
    message: 'The ledger was made by schema steps that differ from those of this program.',
    at: { file },
    nextStep: 'Open it with the build of Burnrate that wrote it.',
  });
}

/**
 * Brings a ledger to the newest version, one transaction a step. An existing ledger is copied first, and the copy
 * kept beside it as `<file>.v<version>-<time>.backup`.
 * @param nowMs UTC ms.
 * @throws LedgerError `ledger-migration-failed`; the ledger is then at the last version that succeeded.
 */
export function migrate(connection: Connection, migrations: readonly Migration[], file: string, nowMs: number): void {
  const from = schemaVersion(connection);
  const pending = migrations.slice(from);
  if (pending.length === 0) return;
  const backup = from === 0 ? undefined : backUp(connection, file, from, nowMs);
  for (const migration of pending) applyMigration(connection, migration, file, nowMs, backup);
}

/** Copies a ledger as of now, write-ahead log included; the copy gets its name when it is whole. @returns its file. */
function backUp(connection: Connection, file: string, version: number, nowMs: number): string {
  const backup = `${file}.v${version}-${fileTime(nowMs)}.backup`;
  const partial = `${backup}.partial`;
  try {
    rmSync(partial, { force: true });
    connection.prepare('VACUUM INTO ?').run(partial);
    renameSync(partial, backup);
  } finally {
    rmSync(partial, { force: true });
  }
  return backup;
}

function applyMigration(
  connection: Connection,
  migration: Migration,
  file: string,
  nowMs: number,
  backup: string | undefined,
): void {
  const { version, name } = migration;
  const apply = connection.transaction(() => {
    // Another process may have taken this step while we waited for the write lock.
    if (schemaVersion(connection) >= version) return;
    connection.exec(migration.sql);
    connection
      .prepare('INSERT INTO ledger_migration (version, name, checksum, applied_at_ms) VALUES (?, ?, ?, ?)')
      .run(version, name, migrationChecksum(migration), sqlInteger(nowMs));
    connection.pragma(`application_id = ${ledgerApplicationId}`);
    connection.pragma(`user_version = ${version}`);
  });
  try {
    apply.immediate();
  } catch (error) {
    const isBroken = error instanceof Error && 'code' in error && error.code === 'SQLITE_ERROR';
    if (!isBroken) throw error;
    throw new LedgerError(
      {
        code: 'ledger-migration-failed',
        message: `The ledger could not be brought to version ${version} (${name}): ${error.message}.`,
        at: { file },
        ...(backup === undefined ? {} : { nextStep: `Nothing is lost: its state before is in ${backup}.` }),
      },
      { cause: error },
    );
  }
}
