import type Database from 'better-sqlite3';

/** An open SQLite database. */
export type Connection = Database.Database;

/** A value that SQLite gives or takes; integers are BigInt where a statement asks for safe integers. */
export type SqlValue = number | bigint | string | null | Uint8Array;

const int32Limit = 2 ** 31;

/** An integer as better-sqlite3 binds it without loss: a plain number beyond 32 bits would be bound as a float. */
export function sqlInteger(value: number | bigint): number | bigint {
  return typeof value === 'bigint' || Math.abs(value) < int32Limit ? value : BigInt(value);
}
