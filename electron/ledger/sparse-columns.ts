import type { IntegerColumn } from '#shared/domain/usage-columns.ts';
import { recordsPerSegment } from './segments.ts';

/** Columns that begin to exist with their first value other than zero, and stay until the buffer is cleared. */
export class SparseColumns {
  #columns: (Float64Array | undefined)[];
  /** Columns of an earlier segment, all zero, to be used again. */
  #spare: Float64Array[] = [];
  /** Columns that came to exist so far. */
  allocations = 0;

  constructor(count: number) {
    this.#columns = Array.from({ length: count }, () => undefined);
  }

  set(index: number, row: number, value: number): void {
    if (value === 0) return;
    let column = this.#columns[index];
    if (column === undefined) {
      column = this.#spare.pop() ?? newColumn();
      this.#columns[index] = column;
      this.allocations++;
    }
    column[row] = value;
  }

  /** Sets rows of a column from those of another. */
  setMany(index: number, row: number, values: IntegerColumn | undefined, from: number, to: number): void {
    if (values === undefined) return;
    if (!hasValue(values, from, to)) return;
    const chosen = values.subarray(from, to);
    let column = this.#columns[index];
    if (column === undefined) {
      column = this.#spare.pop() ?? newColumn();
      this.#columns[index] = column;
      this.allocations++;
    }
    column.set(chosen, row);
  }

  column(index: number, rows: number): IntegerColumn | undefined {
    return this.#columns[index]?.subarray(0, rows);
  }

  named<Key extends string>(names: readonly Key[], rows: number): Partial<Record<Key, IntegerColumn>> {
    const present: Partial<Record<Key, IntegerColumn>> = {};
    for (const [index, name] of names.entries()) {
      const column = this.column(index, rows);
      if (column !== undefined) present[name] = column;
    }
    return present;
  }

  /** The columns that exist. */
  allocated(): readonly Float64Array[] {
    return this.#columns.filter((column) => column !== undefined);
  }

  clearRow(row: number): void {
    for (const column of this.#columns) if (column !== undefined) column[row] = 0;
  }

  clear(): void {
    for (const column of this.#columns) if (column !== undefined) this.#spare.push(column.fill(0));
    this.#columns = this.#columns.map(() => undefined);
  }
}

/** A column of zeros, as long as a full segment. */
export function newColumn(): Float64Array {
  return new Float64Array(recordsPerSegment);
}

/** True when some row has another value than zero. */
function hasValue(values: IntegerColumn, from: number, to: number): boolean {
  for (let row = from; row < to; row++) if (values[row] !== 0) return true;
  return false;
}
