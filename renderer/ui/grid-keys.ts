/** A cell of a grid: row 0 is the first row of data. */
export interface GridCell {
  readonly row: number;
  readonly column: number;
}

/** The row of the headings. */
export const headerRow = -1;

/** How far the keys can go. */
export interface GridSize {
  readonly rows: number;
  readonly columns: number;
  /** Rows that Page Up and Page Down move by. */
  readonly pageRows: number;
}

/**
 * The cell that a key moves to, by the ARIA grid pattern: arrows, Page Up/Down, Home and End within the row, with Ctrl
 * the first and last row. Null for any other key, so that the browser keeps it.
 * @param from the active cell; null when none is: the first arrow goes to the first cell.
 */
export function cellAfterKey(
  from: GridCell | null,
  key: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  size: GridSize,
): GridCell | null {
  if (key.altKey || key.shiftKey || size.columns === 0) return null;
  const { row, column } = from ?? { row: headerRow, column: 0 };
  const to = target(row, column, key, size);
  return to && { row: clamp(to.row, headerRow, size.rows - 1), column: clamp(to.column, 0, size.columns - 1) };
}

function target(
  row: number,
  column: number,
  { key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>,
  { rows, columns, pageRows }: GridSize,
): GridCell | null {
  const toEdge = ctrlKey || metaKey;
  switch (key) {
    case 'ArrowDown':
      return { row: row + 1, column };
    case 'ArrowUp':
      return { row: row - 1, column };
    case 'ArrowRight':
      return { row, column: column + 1 };
    case 'ArrowLeft':
      return { row, column: column - 1 };
    case 'PageDown':
      return { row: row + pageRows, column };
    case 'PageUp':
      // A page never leads into the headings.
      return { row: Math.max(0, row - pageRows), column };
    case 'Home':
      return toEdge ? { row: 0, column: 0 } : { row, column: 0 };
    case 'End':
      return toEdge ? { row: rows - 1, column: columns - 1 } : { row, column: columns - 1 };
    default:
      return null;
  }
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
