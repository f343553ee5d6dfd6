import type { CsvRecord } from './record-parser.ts';

const apostrophe = 0x27;

/**
 * Takes off the apostrophe that exports put before = + - @, so that a spreadsheet shows a cell and does not compute it.
 */
export function withoutGuard(cell: string): string {
  return isGuarded(cell) ? cell.slice(1) : cell;
}

/** True for a cell that begins with such an apostrophe. */
function isGuarded(cell: string): boolean {
  if (cell.charCodeAt(0) !== apostrophe) return false;
  const next = cell[1];
  return next === '=' || next === '+' || next === '-' || next === '@';
}

/** A record without the apostrophes that guard its cells. */
export function unguarded(record: CsvRecord): CsvRecord {
  return record.cells.some(isGuarded) ? { line: record.line, cells: record.cells.map(withoutGuard) } : record;
}
