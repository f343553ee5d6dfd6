import { csvLine } from '#shared/csv.ts';
import type { RejectedRow } from '#shared/domain/importing.ts';

/** The first line of a CSV of rejected rows. */
export const rejectsHeader = csvLine(['file', 'line', 'column', 'reason']);

/**
 * Writes rejected rows as lines of CSV: file, line, column and reason of each.
 * @param file named for rows that name none: the import's only file.
 */
export function rejectsLines(rejects: readonly RejectedRow[], file: string): string {
  return rejects.map((row) => csvLine([row.file ?? file, String(row.line), row.column ?? '', row.reason])).join('');
}

/** The last line where some rejected rows are not listed. @returns nothing where all are. */
export function missingRejectsLine(rejected: number, listed: number, file: string): string {
  const missing = (rejected - listed).toLocaleString('en-US');
  return rejected > listed ? csvLine([file, '', '', `${missing} more rejected rows were counted and not kept`]) : '';
}
