/**
 * One line of a CSV file (RFC 4180, ended by CR LF). A cell that a spreadsheet would take for a formula is guarded by an
 * apostrophe; numbers are left as they are.
 */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

const number = /^[+-]?\d+(\.\d+)?$/;
const formulaStart = /^[=+\-@\t\r]/;

function csvCell(text: string): string {
  const guarded = formulaStart.test(text) && !number.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
