import { useVirtualizer } from '@tanstack/react-virtual';
import {
  memo,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
} from 'react';
import { cellAfterKey, headerRow, type GridCell } from './grid-keys.ts';
import { useLatest } from './use-latest.ts';

/** Height of the heading and of every row, in pixels: fixed, so that thousands of rows need no measuring. */
const rowHeight = 36;
/** Rows kept ready above and below those in sight. */
const overscanRows = 12;

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
  readonly cell: (row: Row) => ReactNode;
}

/** The order of a grid's rows, as its headings show it. */
export interface GridSort {
  readonly key: string;
  readonly direction: 'ascending' | 'descending';
}

export interface DataGridProps<Row> {
  /** What the rows are: the grid's name. */
  readonly label: string;
  /** Keep it the same array while the columns stay the same. */
  readonly columns: readonly GridColumn<Row>[];
  /** Every row, in order; only those in sight are in the page. */
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Least width before the grid scrolls sideways, in pixels. */
  readonly minWidth: number;
  /** CSS height of the grid; `100%` fills its box. */
  readonly height: number | string;
  readonly sort?: GridSort | null;
  readonly onSort?: (columnKey: string) => void;
  /** Opens a row: click or Enter. */
  readonly onOpen?: (row: Row) => void;
  /** Selects a row or takes it out: Space. */
  readonly onToggle?: (row: Row) => void;
  readonly isSelected?: (row: Row) => boolean;
  /** Where the grid starts: after a return from the page of one row. */
  readonly start?: { readonly offset: number; readonly rowKey: string | null };
  /** Told where the grid was when it goes away. */
  readonly onLeave?: (offset: number) => void;
  /** Another text is another list, which begins at its top; rows that only change stay where they are. */
  readonly listKey?: string;
  /** Shown in place of rows when there are none. */
  readonly whenEmpty?: ReactNode;
}

/**
 * A table of any length by the ARIA grid pattern: one stop for Tab; arrows, Page Up/Down, Home and End move from cell to
 * cell, Enter opens a row or sorts by a heading, Space selects. Only the rows in sight are in the page.
 */
export function DataGrid<Row>(props: DataGridProps<Row>): ReactNode {
  const { label, columns, rows, rowKey, minWidth, height, sort, start, listKey, whenEmpty } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<GridCell | null>(() => startCell(props));
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: overscanRows,
    // The heading covers the top of the box.
    scrollPaddingStart: rowHeight,
    initialOffset: start?.offset ?? 0,
    useFlushSync: false,
  });
  const leave = useLatest((offset: number) => props.onLeave?.(offset));

  useLayoutEffect(() => {
    const box = scroller.current;
    // Back from a row's page: the keyboard goes on where it was. A press elsewhere keeps its focus.
    if (active !== null && document.activeElement === document.body) box?.focus({ preventScroll: true });
    return () => leave(box?.scrollTop ?? 0);
    // oxlint-disable-next-line react/exhaustive-deps -- on arrival and departure only
  }, []);

  const shownKey = useRef(listKey);
  useEffect(() => {
    if (shownKey.current === listKey) return;
    shownKey.current = listKey;
    virtualizer.scrollToOffset(0);
    setActive((cell) => (cell === null || cell.row === headerRow ? cell : { row: 0, column: cell.column }));
  }, [listKey, virtualizer]);

  const visible = virtualizer.getVirtualItems();
  const style = { '--grid-tracks': columns.map(({ track }) => track).join(' '), minWidth } as CSSProperties;
  const isActiveInPage =
    active !== null && (active.row === headerRow || visible.some(({ index }) => index === active.row));

  function onKeyDown(event: KeyboardEvent): void {
    const size = { rows: rows.length, columns: columns.length };
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const next = cellAfterKey(active, event, { ...size, pageRows });
    if (next !== null) {
      event.preventDefault();
      setActive(next);
      if (next.row !== headerRow) virtualizer.scrollToIndex(next.row);
      return;
    }
    if (active === null || (event.key !== 'Enter' && event.key !== ' ')) return;
    event.preventDefault();
    const column = columns[active.column];
    const row = rows[active.row];
    if (active.row === headerRow) {
      if (column?.sortable === true) props.onSort?.(column.key);
    } else if (row !== undefined) {
      if (event.key === 'Enter') props.onOpen?.(row);
      else props.onToggle?.(row);
    }
  }

  // One listener for thousands of cells: each cell says where it is.
  function onMouseDown({ target }: MouseEvent): void {
    const cell = cellOf(target);
    if (cell !== null) setActive(cell);
  }

  function onClick({ target }: MouseEvent): void {
    const cell = cellOf(target);
    if (cell === null) return;
    const column = columns[cell.column];
    const row = rows[cell.row];
    if (cell.row === headerRow) {
      if (column?.sortable === true) props.onSort?.(column.key);
    } else if (row !== undefined && !isControl(target)) props.onOpen?.(row);
  }

  return (
    <div
      ref={scroller}
      className="data-grid"
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-multiselectable={props.onToggle !== undefined}
      aria-activedescendant={isActiveInPage ? cellId(id, active) : undefined}
      tabIndex={0}
      style={{ height }}
      onKeyDown={onKeyDown}
      onMouseDown={onMouseDown}
      onClick={onClick}
      onFocus={() => setActive((cell) => cell ?? { row: rows.length === 0 ? headerRow : 0, column: 0 })}
    >
      <div style={style}>
        <div role="rowgroup" className="data-grid-head">
          <div
            role="row"
            aria-rowindex={1}
            className="data-grid-row"
            data-row={headerRow}
            style={{ height: rowHeight }}
          >
            {columns.map((column, index) => (
              <Heading
                key={column.key}
                id={cellId(id, { row: headerRow, column: index })}
                column={column}
                direction={sort?.key === column.key ? sort.direction : null}
                index={index}
                isActive={active?.row === headerRow && active.column === index}
              />
            ))}
          </div>
        </div>
        <div role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {visible.map(({ index, start: top }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <GridRow
                key={rowKey(row)}
                gridId={id}
                row={row}
                index={index}
                top={top}
                columns={columns as readonly GridColumn<unknown>[]}
                activeColumn={active?.row === index ? active.column : null}
                isSelected={props.onToggle === undefined ? undefined : props.isSelected?.(row) === true}
                canOpen={props.onOpen !== undefined}
              />
            );
          })}
        </div>
      </div>
      {rows.length === 0 && whenEmpty}
    </div>
  );
}

/** The cell that is active at first: in the row that was opened last. */
function startCell<Row>({ rows, rowKey, start }: DataGridProps<Row>): GridCell | null {
  if (start === undefined || start.rowKey === null) return null;
  const row = rows.findIndex((candidate) => rowKey(candidate) === start.rowKey);
  return row === -1 ? null : { row, column: 0 };
}

function cellId(gridId: string, { row, column }: GridCell): string {
  return `${gridId}-${row}-${column}`;
}

/** The cell that an element of the page is in; null outside all of them. */
function cellOf(target: EventTarget): GridCell | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
  const row = cell?.closest<HTMLElement>('[data-row]');
  if (cell === null || row === null || row === undefined) return null;
  return { row: Number(row.dataset['row']), column: Number(cell.dataset['column']) };
}

/** A link opens by itself, also in a new window; a box or a button does what it says. */
function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, input, button') !== null;
}

function Heading<Row>(props: {
  readonly id: string;
  readonly column: GridColumn<Row>;
  readonly index: number;
  readonly direction: GridSort['direction'] | null;
  readonly isActive: boolean;
}): ReactNode {
  const { id, column, index, direction, isActive } = props;
  return (
    <div
      id={id}
      role="columnheader"
      aria-sort={column.sortable === true ? (direction ?? 'none') : undefined}
      className="data-grid-cell"
      data-column={index}
      data-active={isActive || undefined}
      data-align={column.align}
      data-sortable={column.sortable}
      title={column.hint}
    >
      {column.title}
      {direction !== null && <span aria-hidden>{direction === 'ascending' ? ' ↑' : ' ↓'}</span>}
    </div>
  );
}

interface GridRowProps {
  readonly gridId: string;
  readonly row: unknown;
  readonly index: number;
  /** Distance from the top of the rows, in pixels. */
  readonly top: number;
  readonly columns: readonly GridColumn<unknown>[];
  readonly activeColumn: number | null;
  readonly isSelected: boolean | undefined;
  readonly canOpen: boolean;
}

/** A row renders when something in it changes, not when its neighbours scroll. */
const GridRow = memo(function GridRow(props: GridRowProps): ReactNode {
  const { gridId, row, index, top, columns, activeColumn, isSelected, canOpen } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className="data-grid-row"
      data-row={index}
      data-active={activeColumn !== null || undefined}
      data-opens={canOpen || undefined}
      style={{ height: rowHeight, transform: `translateY(${top}px)` }}
    >
      {columns.map((column, position) => (
        <div
          key={column.key}
          id={cellId(gridId, { row: index, column: position })}
          role="gridcell"
          className="data-grid-cell"
          data-column={position}
          data-active={activeColumn === position || undefined}
          data-align={column.align}
        >
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
});
