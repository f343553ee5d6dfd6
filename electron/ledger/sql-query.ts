import Database from 'better-sqlite3';
import type { Result } from '#shared/result.ts';
import { failure, success } from '#shared/result.ts';
import type { SqlValue } from './connection.ts';
import { failureOf } from './failures.ts';
import { createStores } from './stores.ts';
import { addUsageRecordTable } from './usage-record-table.ts';

/** One row of a query, by column name. */
export type SqlRow = Readonly<Record<string, SqlValue>>;

/**
 * Runs one SELECT over the ledger's tables and the virtual table `usage_record`. It sees what is committed, on
 * read-only connections of its own. Integers come as BigInt. Fails `bad-query` for SQL that is wrong or writes.
 */
export function queryLedger(file: string, sql: string, parameters: readonly SqlValue[]): Result<readonly SqlRow[]> {
  const host = new Database(file, { readonly: true });
  const supply = new Database(file, { readonly: true });
  try {
    supply.exec('BEGIN');
    addUsageRecordTable(host, createStores(supply, file));
    const statement = host.prepare<SqlValue[], SqlRow>(sql).safeIntegers();
    if (!statement.reader || !statement.readonly) return badQuery('only a SELECT is allowed');
    return success(statement.all(...parameters));
  } catch (error) {
    const known = failureOf(error, file);
    if (known !== undefined) return { ok: false, error: known };
    if (error instanceof Database.SqliteError || error instanceof RangeError) return badQuery(error.message);
    throw error;
  } finally {
    host.close();
    supply.close();
  }
}

function badQuery(reason: string): Result<never> {
  return failure('bad-query', `The query cannot be run: ${reason}.`);
}
