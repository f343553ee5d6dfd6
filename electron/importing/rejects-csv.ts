import { csvLine } from '#shared/csv.ts';
import type { RejectedRow } from '#shared/domain/importing.ts';

/**
 * Writes rejected rows as CSV: file, line, column and reason of each.
 * @param file named for rows that name none: the import's only file.
 */
export function rejectsCsv(rejects: readonly RejectedRow[], file: string): string {
  const rows = rejects.map((row) => [row.file ?? file, String(row.line), row.column ?? '', row.reason]);
  return [['file', 'line', 'column', 'reason'], ...rows].map(csvLine).join('');
}
