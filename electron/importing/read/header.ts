/** The columns of a file. Names are compared without case and surrounding blanks. */
export interface Header {
  /** Names as the file writes them, blanks trimmed. */
  readonly columns: readonly string[];
  /** Index of the first of the names that the file has exactly once; undefined when it has none of them. */
  find(...names: readonly string[]): number | undefined;
  /** How many columns bear this name. */
  count(name: string): number;
}

/** A column's name without case, blanks and signs, so that `start_time`, `startTime` and `Start time` are one. */
export function foldName(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}$€£%/]/gu, '');
}

/** A header from the cells of a file's first record. */
export function createHeader(cells: readonly string[]): Header {
  const columns = cells.map((cell) => cell.trim());
  const indexes = new Map<string, number[]>();
  for (const [index, column] of columns.entries()) {
    const key = column.toLowerCase();
    const known = indexes.get(key);
    if (known === undefined) indexes.set(key, [index]);
    else known.push(index);
  }
  return {
    columns,
    find(...names) {
      for (const name of names) {
        const found = indexes.get(name.trim().toLowerCase());
        if (found?.length === 1) return found[0];
      }
      return undefined;
    },
    count: (name) => indexes.get(name.trim().toLowerCase())?.length ?? 0,
  };
}
