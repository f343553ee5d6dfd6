import type { IntegerColumn, UsageColumns } from '#shared/domain/usage-columns.ts';
import { usageDimensions } from '#shared/domain/usage.ts';
import type { DictionaryWriter } from './dictionary.ts';
import type { RecordColumns } from './ledger.ts';
import type { OverlapTracker } from './overlap-tracker.ts';
import type { SegmentBuffer } from './segment-buffer.ts';

/** What columns are appended to. */
export interface ColumnAppenderOptions {
  readonly buffer: SegmentBuffer;
  readonly dictionary: DictionaryWriter;
  readonly tracker: OverlapTracker;
  /** True = what earlier imports hold is left out. */
  readonly skipsHeld: boolean;
  /** Row of the price card table of a kept version. @throws for a version whose card was not kept. */
  readonly cardRow: (priceVersion: string) => number;
  /** Writes the buffer, which is full. */
  readonly flush: () => void;
}

/**
 * Appends records that come as columns: the same records in the same order as `ImportWriter.append` would, without an
 * object for each.
 * @returns by row, 1 = added and 0 = left out; undefined when all were added.
 */
export function createColumnAppender(
  options: ColumnAppenderOptions,
): (records: RecordColumns) => Uint8Array | undefined {
  const { buffer, tracker, skipsHeld, flush } = options;
  const toLedger = createTranslation(options);

  /** Looks for the rows of the buffer from one on in earlier imports. @returns by row, 1 = held; undefined when none is. */
  function heldRows(first: number): Uint8Array | undefined {
    let held: Uint8Array | undefined;
    for (let row = first; row < buffer.rows; row++) {
      if (!tracker.addRecord(buffer.wholeColumns(), row)) continue;
      held ??= new Uint8Array(buffer.rows - first);
      held[row - first] = 1;
    }
    return held;
  }

  return (records) => {
    const columns = toLedger(records);
    let isAdded: Uint8Array | undefined;
    for (let from = 0; from < columns.rows;) {
      const first = buffer.rows;
      const to = Math.min(columns.rows, from + buffer.room);
      buffer.appendColumns(columns, from, to);
      const held = tracker.hasEarlierRecords ? heldRows(first) : undefined;
      if (held !== undefined && skipsHeld) {
        buffer.dropRows(first, held);
        isAdded ??= new Uint8Array(columns.rows).fill(1);
        for (let index = 0; index < held.length; index++) if (held[index] === 1) isAdded[from + index] = 0;
      }
      if (buffer.isFull) flush();
      from = to;
    }
    return isAdded;
  };
}

/** Turns the importer's ids into the ledger's, each looked up once for a list of names. */
function createTranslation({ dictionary, cardRow }: ColumnAppenderOptions): (records: RecordColumns) => UsageColumns {
  const lists = usageDimensions.map(() => new IdList());
  const cards = new IdList();
  return ({ columns, names, priceVersions }) => {
    const dimensions: UsageColumns['dimensions'] = {};
    for (const [index, dimension] of usageDimensions.entries()) {
      const ids = columns.dimensions[dimension];
      const list = lists[index];
      if (ids === undefined || list === undefined) continue;
      dimensions[dimension] = list.translate(ids, columns.rows, names[dimension], (name) => dictionary.id(index, name));
    }
    const priceCard = cards.translate(columns.priceCard, columns.rows, priceVersions, cardRow);
    return { ...columns, dimensions, priceCard };
  };
}

/** Ids of a list's entries, looked up when a row first uses one. */
class IdList {
  #list: readonly string[] = [];
  #ids: Float64Array = new Float64Array(0);
  #translated: Float64Array = new Float64Array(0);

  translate(
    indexes: IntegerColumn,
    rows: number,
    list: readonly string[],
    idOf: (entry: string) => number,
  ): Float64Array {
    if (list !== this.#list) this.#ids = new Float64Array(list.length).fill(unknown);
    else if (list.length > this.#ids.length) {
      const longer = new Float64Array(list.length * 2).fill(unknown);
      longer.set(this.#ids);
      this.#ids = longer;
    }
    this.#list = list;
    if (this.#translated.length < rows) this.#translated = new Float64Array(rows);
    const ids = this.#ids;
    const translated = this.#translated;
    for (let row = 0; row < rows; row++) {
      const index = indexes[row] ?? 0;
      let id = index === 0 ? 0 : (ids[index] ?? unknown);
      if (id === unknown) {
        id = idOf(list[index] ?? '');
        ids[index] = id;
      }
      translated[row] = id;
    }
    return translated;
  }
}

/** Stands for an id that has not been asked for: no id is negative. */
const unknown = -1;
