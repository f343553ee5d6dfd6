import { readAmount, readQuantity } from '../read/amounts.ts';
import { isEmptyCell, isProblem, readCount, readName, type CellProblem } from '../read/cells.ts';
import { foldName, type Header } from '../read/header.ts';
import { decimalMarkOf } from '../read/dialect.ts';
import { dateOrderOf, readInstant, type Instant, type TimeFormat } from '../read/instants.ts';
import type { Amount, Cells, Rejection } from './preset.ts';

/** A column of the file: where it stands and how the file writes its name. */
export interface Column {
  readonly index: number;
  readonly name: string;
}

/** The first of the names that the header has, as a column. */
export function findColumn(header: Header, ...names: readonly string[]): Column | undefined {
  const index = header.find(...names);
  return index === undefined ? undefined : { index, name: header.columns[index] ?? '' };
}

/** The text of a cell, empty for a column that the file does not have. */
export function cellText(cells: Cells, column: Column | undefined): string {
  return column === undefined ? '' : (cells[column.index] ?? '');
}

/** True when the file has none of the columns or the row leaves them all empty. */
export function areEmpty(cells: Cells, columns: Iterable<Column | undefined>): boolean {
  for (const column of columns) if (!isEmptyCell(cellText(cells, column))) return false;
  return true;
}

/** True when a column is missing, or empty in every one of some rows. */
export function isColumnEmpty(rows: readonly Cells[], column: Column | undefined): boolean {
  return column === undefined || (rows.length > 0 && rows.every((cells) => isEmptyCell(cellText(cells, column))));
}

/** Refuses the row because of one cell. */
export function reject(column: Column | undefined, problem: CellProblem): Rejection {
  return column === undefined
    ? { kind: 'reject', reason: problem.problem }
    : { kind: 'reject', column: column.name, reason: problem.problem };
}

/** True when reading a row's cells gave a rejection. */
export function isRejection(value: unknown): value is Rejection {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'reject';
}

/** Reads the counts of several columns by key; an empty cell or a column that the file lacks is absent. */
export function readCounts<K extends string>(
  cells: Cells,
  columns: ReadonlyMap<K, Column>,
): Partial<Record<K, number>> | Rejection {
  const counts: Partial<Record<K, number>> = {};
  for (const [key, column] of columns) {
    const count = readCount(cells[column.index] ?? '');
    if (isProblem(count)) return reject(column, count);
    if (count !== undefined) counts[key] = count;
  }
  return counts;
}

/** Reads the names of several columns by key; an empty cell is absent. */
export function readNames<K extends string>(cells: Cells, columns: ReadonlyMap<K, Column>): Partial<Record<K, string>> {
  const names: Partial<Record<K, string>> = {};
  for (const [key, column] of columns) {
    const name = readName(cells[column.index] ?? '');
    if (name !== undefined) names[key] = name;
  }
  return names;
}

/** Reads a time that the row must have. */
export function readRequiredInstant(cells: Cells, column: Column, format: TimeFormat): Instant | Rejection {
  const instant = readInstant(cells[column.index] ?? '', format);
  if (instant === undefined) return { kind: 'reject', column: column.name, reason: 'the time is missing' };
  return isProblem(instant) ? reject(column, instant) : instant;
}

/** Reads a time that the row must have, Unix or ISO 8601: other dates are brought into that form before. */
export function readTime(cells: Cells, column: Column): Instant | Rejection {
  return readRequiredInstant(cells, column, 'auto');
}

/** True when a cell holds a time, be it one whose order of day and month must still be found out. */
export function isTime(cells: Cells, column: Column | undefined): boolean {
  const text = cellText(cells, column);
  const instant = readInstant(text, 'auto');
  return instant !== undefined && (!isProblem(instant) || dateOrderOf(text) !== undefined);
}

/** True when a cell is empty or holds a count, be it one whose decimal mark must still be found out. */
export function mayBeCount(cells: Cells, column: Column | undefined): boolean {
  const text = cellText(cells, column);
  return !isProblem(readCount(text)) || decimalMarkOf(text) !== undefined;
}

/** True when a cell is empty or holds an amount of money, be it one whose decimal mark must still be found out. */
export function mayBeAmount(cells: Cells, column: Column | undefined): boolean {
  const text = cellText(cells, column);
  return !isProblem(readAmount(text)) || decimalMarkOf(text) !== undefined;
}

/** Reads quantities that need not be whole by key; an empty cell or a column that the file lacks is absent. */
export function readQuantities<K extends string>(
  cells: Cells,
  columns: ReadonlyMap<K, Column>,
): Partial<Record<K, number>> | Rejection {
  const quantities: Partial<Record<K, number>> = {};
  for (const [key, column] of columns) {
    const quantity = readQuantity(cells[column.index] ?? '');
    if (isProblem(quantity)) return reject(column, quantity);
    if (quantity !== undefined) quantities[key] = quantity;
  }
  return quantities;
}

/** Reads money; undefined for an empty cell. @param currency ISO 4217, for a cell that names none. */
export function readMoney(cells: Cells, column: Column | undefined, currency: string): Amount | undefined | Rejection {
  if (column === undefined) return undefined;
  const amount = readAmount(cells[column.index] ?? '');
  if (isProblem(amount)) return reject(column, amount);
  if (amount === undefined) return undefined;
  return { decimal: amount.decimal, currency: amount.currency ?? currency, column: column.name };
}

/**
 * Pairs keys with the columns that a header has for them: for each key its names, the usual one first. A name that the
 * header spells otherwise (`startTime` for `start_time`) counts when just one column does so.
 */
export function findColumns<K extends string>(
  header: Header,
  names: Readonly<Record<K, readonly string[]>>,
  keys: readonly K[],
): Map<K, Column> {
  const columns = new Map<K, Column>();
  const taken = new Set<number>();
  for (const key of keys) {
    const column = findColumn(header, ...names[key]);
    if (column === undefined) continue;
    columns.set(key, column);
    taken.add(column.index);
  }
  const folded = header.columns.map(foldName);
  for (const key of keys) {
    if (columns.has(key)) continue;
    const column = findFolded(header, folded, names[key].map(foldName));
    if (column === undefined || taken.has(column.index)) continue;
    columns.set(key, column);
    taken.add(column.index);
  }
  return columns;
}

/** The first of the names that the header has, spelled so or otherwise (`startTime` for `start_time`), as a column. */
export function findColumnLoosely(header: Header, ...names: readonly string[]): Column | undefined {
  return findColumns(header, { column: names }, ['column']).get('column');
}

function findFolded(header: Header, folded: readonly string[], names: readonly string[]): Column | undefined {
  for (const name of names) {
    const index = folded.indexOf(name);
    if (index !== -1 && folded.lastIndexOf(name) === index) return { index, name: header.columns[index] ?? '' };
  }
  return undefined;
}
