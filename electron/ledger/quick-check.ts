import type { Connection } from './connection.ts';
import { LedgerError, corruptLedger } from './failures.ts';

/** Files up to this size are checked whole when they are opened: a few milliseconds. */
const wholeCheckBytes = 16 * 1024 * 1024;
/** Tables that hold nearly all of a large file, in blobs with checksums that every reader checks. */
const bulkTables: ReadonlySet<string> = new Set(['segment_column', 'rollup']);

/**
 * Looks for damage to the file's structure in a time that does not grow with the usage it holds: of a large file
 * everything but the records and rollups themselves. @throws LedgerError `ledger-corrupt`.
 */
export function checkQuickly(connection: Connection, file: string): void {
  const pages = Number(connection.pragma('page_count', { simple: true }));
  const pageBytes = Number(connection.pragma('page_size', { simple: true }));
  if (pages * pageBytes <= wholeCheckBytes) {
    check(connection, file, 'quick_check(1)');
    return;
  }
  const tables = connection
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name",
    )
    .pluck()
    .all();
  for (const table of tables) if (!bulkTables.has(table)) check(connection, file, `quick_check(${table})`);
}

function check(connection: Connection, file: string, pragma: string): void {
  const found = connection.pragma(pragma, { simple: true });
  if (found !== 'ok') throw new LedgerError(corruptLedger(file, plainText(String(found))));
}

/** What SQLite found, on one line and without a full stop. */
function plainText(found: string): string {
  return found.replaceAll(/\s+/g, ' ').replace(/[.\s]+$/, '');
}
