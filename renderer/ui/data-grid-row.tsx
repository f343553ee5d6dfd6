import { memo, type ReactNode } from 'react';
import { headerRow, type GridCell } from './grid-keys.ts';

/** Height of the heading and of every row, in pixels: fixed, so that thousands of rows need no measuring. */
export const gridRowHeight = 36;

/** Width of the boxes that select rows, as a CSS grid track. */
export const selectionTrack = '34px';

/** A column of a grid. */
export interface GridColumn<Row> {
  readonly key: string;
  readonly title: string;
  /** What the column's figures mean, in one sentence. */
  readonly hint?: string;
  /** CSS grid track: `minmax(200px, 2fr)`. */
  readonly track: string;
  readonly align?: 'right';
  /** True when a press on the heading sorts by the column. */
  readonly sortable?: boolean;
  /** What a cell shows. Plain elements: a fast scroll makes hundreds of them a frame. */
  readonly cell: (row: Row) => ReactNode;
}

/** The order of a grid's rows, as its headings show it. */
export interface GridSort {
  readonly key: string;
  readonly direction: 'ascending' | 'descending';
}

/** Id of a cell's element: what the grid names as active. */
export function gridCellId(gridId: string, { row, column }: GridCell): string {
  return `${gridId}-${row}-${column}`;
}

/** The cell that an element of the page is in; null outside all of them. */
export function gridCellOf(target: EventTarget): GridCell | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
  const row = cell?.closest<HTMLElement>('[data-row]');
  if (cell === null || row === null || row === undefined) return null;
  return { row: Number(row.dataset['row']), column: Number(cell.dataset['column']) };
}

/** The heading of a column. */
export function GridHeading(props: {
  readonly gridId: string;
  readonly index: number;
  readonly title: string;
  readonly hint?: string | undefined;
  readonly align?: 'right' | undefined;
  readonly isSortable: boolean;
  readonly direction: GridSort['direction'] | null;
  readonly isActive: boolean;
}): ReactNode {
  const { gridId, index, title, hint, align, isSortable, direction, isActive } = props;
  return (
    <div
      id={gridCellId(gridId, { row: headerRow, column: index })}
      role="columnheader"
      aria-sort={isSortable ? (direction ?? 'none') : undefined}
      className="data-grid-cell"
      data-column={index}
      data-active={isActive || undefined}
      data-align={align}
      data-sortable={isSortable || undefined}
      title={hint}
    >
      {title}
      {direction !== null && <span aria-hidden>{direction === 'ascending' ? ' ↑' : ' ↓'}</span>}
    </div>
  );
}

export interface GridRowProps<Row> {
  readonly gridId: string;
  readonly row: Row;
  readonly index: number;
  /** Distance from the top of the rows, in pixels. */
  readonly top: number;
  readonly columns: readonly GridColumn<Row>[];
  /** The active cell's column; null when the active cell is in another row. */
  readonly activeColumn: number | null;
  /** Null for a row that cannot be selected, undefined where none can. */
  readonly isSelected: boolean | null | undefined;
  /** Name of the box that selects the row. */
  readonly selectionName: string;
  readonly canOpen: boolean;
}

/** A row; renders when something in it changes, not when its neighbours scroll. */
export const GridRow = memo(GridRowCells) as typeof GridRowCells;

function GridRowCells<Row>(props: GridRowProps<Row>): ReactNode {
  const { gridId, row, index, top, columns, activeColumn, isSelected, selectionName, canOpen } = props;
  const offset = isSelected === undefined ? 0 : 1;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected ?? undefined}
      className="data-grid-row"
      data-row={index}
      data-opens={canOpen || undefined}
      style={{ height: gridRowHeight, transform: `translateY(${top}px)` }}
    >
      {isSelected !== undefined && (
        <Cell gridId={gridId} row={index} column={0} isActive={activeColumn === 0}>
          {isSelected !== null && (
            // The grid hears the press.
            <input type="checkbox" tabIndex={-1} aria-label={selectionName} checked={isSelected} readOnly />
          )}
        </Cell>
      )}
      {columns.map((column, position) => (
        <Cell
          key={column.key}
          gridId={gridId}
          row={index}
          column={position + offset}
          isActive={activeColumn === position + offset}
          align={column.align}
        >
          {column.cell(row)}
        </Cell>
      ))}
    </div>
  );
}

function Cell(props: {
  readonly gridId: string;
  readonly row: number;
  readonly column: number;
  readonly isActive: boolean;
  readonly align?: 'right' | undefined;
  readonly children: ReactNode;
}): ReactNode {
  const { gridId, row, column, isActive, align, children } = props;
  return (
    <div
      id={isActive ? gridCellId(gridId, { row, column }) : undefined}
      role="gridcell"
      className="data-grid-cell"
      data-column={column}
      data-active={isActive || undefined}
      data-align={align}
    >
      {children}
    </div>
  );
}
