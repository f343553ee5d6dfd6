import { describe, expect, it } from 'vitest';
import { cellAfterKey, headerRow, type GridCell } from '../../../renderer/ui/grid-keys.ts';

const size = { rows: 100, columns: 5, pageRows: 10 };

function after(from: GridCell | null, key: string, ctrlKey = false): GridCell | null {
  return cellAfterKey(from, { key, ctrlKey, metaKey: false, altKey: false, shiftKey: false }, size);
}

describe('the keys of a grid', () => {
  it('move by a cell and stop at the edges', () => {
    expect(after({ row: 3, column: 2 }, 'ArrowDown')).toEqual({ row: 4, column: 2 });
    expect(after({ row: 99, column: 2 }, 'ArrowDown')).toEqual({ row: 99, column: 2 });
    expect(after({ row: 3, column: 4 }, 'ArrowRight')).toEqual({ row: 3, column: 4 });
    expect(after({ row: 3, column: 0 }, 'ArrowLeft')).toEqual({ row: 3, column: 0 });
  });

  it('reach the headings from the first row, and no further', () => {
    expect(after({ row: 0, column: 2 }, 'ArrowUp')).toEqual({ row: headerRow, column: 2 });
    expect(after({ row: headerRow, column: 2 }, 'ArrowUp')).toEqual({ row: headerRow, column: 2 });
  });

  it('move by a page, which ends at the first and the last row', () => {
    expect(after({ row: 5, column: 1 }, 'PageDown')).toEqual({ row: 15, column: 1 });
    expect(after({ row: 5, column: 1 }, 'PageUp')).toEqual({ row: 0, column: 1 });
    expect(after({ row: 95, column: 1 }, 'PageDown')).toEqual({ row: 99, column: 1 });
  });

  it('go to the ends of the row, and with Ctrl of the grid', () => {
    expect(after({ row: 5, column: 1 }, 'Home')).toEqual({ row: 5, column: 0 });
    expect(after({ row: 5, column: 1 }, 'End')).toEqual({ row: 5, column: 4 });
    expect(after({ row: 5, column: 1 }, 'Home', true)).toEqual({ row: 0, column: 0 });
    expect(after({ row: 5, column: 1 }, 'End', true)).toEqual({ row: 99, column: 4 });
  });

  it('start at the first cell, and leave every other key to the browser', () => {
    expect(after(null, 'ArrowDown')).toEqual({ row: 0, column: 0 });
    expect(after({ row: 5, column: 1 }, 'Tab')).toBeNull();
    expect(
      cellAfterKey(
        { row: 5, column: 1 },
        { key: 'ArrowDown', ctrlKey: false, metaKey: false, altKey: true, shiftKey: false },
        size,
      ),
    ).toBeNull();
  });

  it('stay in the headings when there are no rows', () => {
    const key = { key: 'ArrowDown', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
    expect(cellAfterKey({ row: headerRow, column: 0 }, key, { rows: 0, columns: 5, pageRows: 10 })).toEqual({
      row: headerRow,
      column: 0,
    });
  });
});
