import type { RejectedRow } from '#shared/domain/importing.ts';

/**
 * Writes rejected rows as CSV: file, line, column and reason of each. A cell that a spreadsheet would compute is
 * guarded by an apostrophe.
 * @param file named for rows that name none: the import's only file.
 */
export function rejectsCsv(rejects: readonly RejectedRow[], file: string): string {
  const rows = rejects.map((row) => [row.file ?? file, String(row.line), row.column ?? '', row.reason]);
  return [['file', 'line', 'column', 'reason'], ...rows].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('');
}

function csvCell(text: string): string {
  const guarded = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
