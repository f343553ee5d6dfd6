import type { IntegerColumn } from '#shared/domain/usage-columns.ts';
/** Columns that begin to exist with their first value other than zero, and stay until the buffer is cleared. */
export class SparseColumns {
  #columns: (Float64Array | undefined)[];
  /** Columns of an earlier segment, all zero, to be used again. */
  #spare: Float64Array[] = [];
  #capacity: number;
  /** Columns that came to exist so far. */
  allocations = 0;

  /** @param capacity rows that each column has room for. */
  constructor(count: number, capacity: number) {
    this.#capacity = capacity;
    this.#columns = Array.from({ length: count }, () => undefined);
  }

  set(index: number, row: number, value: number): void {
    if (value === 0) return;
    this.#existing(index)[row] = value;
  }

  /** Sets rows of a column from those of another. */
  setMany(index: number, row: number, values: IntegerColumn | undefined, from: number, to: number): void {
    if (values === undefined) return;
    if (!hasValue(values, from, to)) return;
    this.#existing(index).set(values.subarray(from, to), row);
  }

  #existing(index: number): Float64Array {
    let column = this.#columns[index];
    if (column === undefined) {
      column = this.#spare.pop() ?? new Float64Array(this.#capacity);
      this.#columns[index] = column;
      this.allocations++;
    }
    return column;
  }

  /** Makes room for more rows. */
  grow(capacity: number): void {
    this.#capacity = capacity;
    this.#spare = [];
    this.#columns = this.#columns.map((column) => (column === undefined ? undefined : longer(column, capacity)));
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

/** A copy of a column with room for more rows. */
export function longer(column: Float64Array, capacity: number): Float64Array<ArrayBuffer> {
  const copy = new Float64Array(capacity);
  copy.set(column);
  return copy;
}

/** True when some row has another value than zero. */
function hasValue(values: IntegerColumn, from: number, to: number): boolean {
  for (let row = from; row < to; row++) if (values[row] !== 0) return true;
  return false;
}
