import { useVirtualizer } from '@tanstack/react-virtual';
import {
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
import {
  gridCellId,
  gridCellOf,
  GridHeading,
  GridRow,
  gridRowHeight,
  selectionTrack,
  type GridColumn,
  type GridSort,
} from './data-grid-row.tsx';
import { cellAfterKey, headerRow, type GridCell } from './grid-keys.ts';
import { useLatest } from './use-latest.ts';

/** Rows kept ready above and below those in sight. */
const overscanRows = 8;

/** Rows that can be selected: each has a box. */
export interface GridSelection<Row> {
  /** Null for a row that cannot be selected: it has no box. */
  readonly isSelected: (row: Row) => boolean | null;
  /** Selects a row or takes it out: a press on its box, or Space. */
  readonly onToggle: (row: Row) => void;
  /** Name of a row's box. */
  readonly nameOf: (row: Row) => string;
}

/** Rows that a grid reads one by one: an array, or a list of which only a part is held. */
export interface GridRows<Row> {
  readonly length: number;
  /** The row at a place, from 0. */
  at(index: number): Row | undefined;
}

export interface DataGridProps<Row> {
  /** What the rows are: the grid's name. */
  readonly label: string;
  /** Keep it the same array while the columns stay the same. */
  readonly columns: readonly GridColumn<Row>[];
  /** Every row, in order; only those in sight are in the page. */
  readonly rows: GridRows<Row>;
  readonly rowKey: (row: Row) => string;
  /** Least width before the grid scrolls sideways, in pixels. */
  readonly minWidth: number;
  /** Greatest height in pixels: fewer rows take less. `fill` = the height of its box. */
  readonly height: number | 'fill';
  readonly sort?: GridSort | null;
  readonly onSort?: (columnKey: string) => void;
  /** Opens a row: a press on it, or Enter. */
  readonly onOpen?: (row: Row) => void;
  readonly selection?: GridSelection<Row>;
  /** Where the grid starts: after a return from the page of one row. */
  readonly start?: { readonly offset: number; readonly rowKey: string | null };
  /** Told which rows are in sight or near it, both included, when they change. */
  readonly onShow?: (first: number, last: number) => void;
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
  const { label, columns, rows, minWidth, height, sort, selection, start, listKey, whenEmpty } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<GridCell | null>(() => startCell(props));
  const firstColumn = selection === undefined ? 0 : 1;
  const columnCount = columns.length + firstColumn;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => gridRowHeight,
    overscan: overscanRows,
    // The heading takes the room of one row.
    scrollPaddingEnd: gridRowHeight,
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
  const slots = useSlots(visible.length);
  const show = useLatest((first: number, last: number) => props.onShow?.(first, last));
  const firstShown = visible[0]?.index;
  const lastShown = visible.at(-1)?.index;
  useEffect(() => {
    if (firstShown !== undefined && lastShown !== undefined) show(firstShown, lastShown);
  }, [firstShown, lastShown, rows, show]);

  const tracks = [...(selection === undefined ? [] : [selectionTrack]), ...columns.map(({ track }) => track)];
  const isActiveInPage =
    active !== null && (active.row === headerRow || visible.some(({ index }) => index === active.row));

  function press(cell: GridCell, key: 'open' | 'toggle'): void {
    const column = columns[cell.column - firstColumn];
    if (cell.row === headerRow) {
      if (column?.sortable === true) props.onSort?.(column.key);
      return;
    }
    const row = rows.at(cell.row);
    if (row !== undefined) {
      if (key === 'open') props.onOpen?.(row);
      else if (selection !== undefined && selection.isSelected(row) !== null) selection.onToggle(row);
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / gridRowHeight) - 2);
    const next = cellAfterKey(active, event, { rows: rows.length, columns: columnCount, pageRows });
    if (next !== null) {
      event.preventDefault();
      setActive(next);
      if (next.row !== headerRow) virtualizer.scrollToIndex(next.row);
    } else if (active !== null && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      press(active, event.key === 'Enter' ? 'open' : 'toggle');
    }
  }

  // One listener for thousands of cells: each cell says where it is.
  function onMouseDown({ target }: MouseEvent): void {
    const cell = gridCellOf(target);
    if (cell !== null) setActive(cell);
  }

  function onClick({ target }: MouseEvent): void {
    const cell = gridCellOf(target);
    if (cell === null) return;
    if (target instanceof HTMLInputElement) press(cell, 'toggle');
    // A link opens by itself, also in a new window.
    else if (!(target instanceof Element && target.closest('a') !== null)) press(cell, 'open');
  }

  return (
    <div
      ref={scroller}
      className="data-grid"
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columnCount}
      aria-multiselectable={selection === undefined ? undefined : true}
      aria-activedescendant={isActiveInPage ? gridCellId(id, active) : undefined}
      tabIndex={0}
      style={{ height: heightOf(height, rows.length), '--grid-tracks': tracks.join(' ') } as CSSProperties}
      onKeyDown={onKeyDown}
      onMouseDown={onMouseDown}
      onClick={onClick}
      onFocus={() => setActive((cell) => cell ?? { row: rows.length === 0 ? headerRow : 0, column: 0 })}
    >
      <div role="presentation" style={{ minWidth }}>
        <div role="rowgroup" className="data-grid-head">
          <div
            role="row"
            aria-rowindex={1}
            className="data-grid-row"
            data-row={headerRow}
            style={{ height: gridRowHeight }}
          >
            {selection !== undefined && (
              <GridHeading
                gridId={id}
                index={0}
                title=""
                hint="Selected"
                isSortable={false}
                direction={null}
                isActive={active?.row === headerRow && active.column === 0}
              />
            )}
            {columns.map((column, index) => (
              <GridHeading
                key={column.key}
                gridId={id}
                index={index + firstColumn}
                title={column.title}
                hint={column.hint}
                align={column.align}
                isSortable={column.sortable === true}
                direction={sort?.key === column.key ? sort.direction : null}
                isActive={active?.row === headerRow && active.column === index + firstColumn}
              />
            ))}
          </div>
        </div>
        <div role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {visible.map(({ index, start: top }) => {
            const row = rows.at(index);
            if (row === undefined) return null;
            return (
              <GridRow
                key={index % slots}
                gridId={id}
                row={row}
                index={index}
                top={top}
                columns={columns}
                activeColumn={active?.row === index ? active.column : null}
                isSelected={selection?.isSelected(row)}
                selectionName={selection?.nameOf(row) ?? ''}
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

/**
 * How many rows are in the page at most, as far as it has been seen. A row takes the place of the one that many rows
 * away: while the grid scrolls, elements are written anew and not made and thrown away.
 */
function useSlots(visibleRows: number): number {
  const [slots, setSlots] = useState(visibleRows);
  if (visibleRows > slots) setSlots(visibleRows);
  return Math.max(1, slots, visibleRows);
}

/** As high as the rows and the heading need, up to the greatest height; room for a sentence when there are none. */
function heightOf(height: number | 'fill', rows: number): number | string {
  if (height === 'fill') return '100%';
  const borders = 2;
  return Math.min(height, Math.max(4, rows + 1) * gridRowHeight + borders);
}

/** The cell that is active at first: in the row that was opened last. */
function startCell<Row>({ rows, rowKey, start }: DataGridProps<Row>): GridCell | null {
  if (start === undefined || start.rowKey === null) return null;
  for (let row = 0; row < rows.length; row += 1) {
    const candidate = rows.at(row);
    if (candidate !== undefined && rowKey(candidate) === start.rowKey) return { row, column: 0 };
  }
  return null;
}
