/**
 * Memory for columns that are filled anew for one segment after the other, by what they hold. New memory of half a
 * megabyte for each would keep a long import at clearing up.
 */
export class ColumnMemory {
  readonly #floats = new Map<string, Float64Array>();
  readonly #words = new Map<string, Uint32Array>();

  /** A column of so many rows; what the last of that name left in it is there still. */
  floats(name: string, rows: number): Float64Array {
    let column = this.#floats.get(name);
    if (column === undefined || column.length < rows) {
      column = new Float64Array(rows);
      this.#floats.set(name, column);
    }
    return column.subarray(0, rows);
  }

  /** The same, of 32-bit numbers. */
  words(name: string, rows: number): Uint32Array {
    let column = this.#words.get(name);
    if (column === undefined || column.length < rows) {
      column = new Uint32Array(rows);
      this.#words.set(name, column);
    }
    return column.subarray(0, rows);
  }
}
