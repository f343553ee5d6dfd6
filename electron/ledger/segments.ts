import type { IntegerColumn, UsageColumns } from '#shared/domain/usage-columns.ts';
import type { UsageDimension } from '#shared/domain/usage.ts';
import { usageDimensions } from '#shared/domain/usage.ts';
import type { EncodedColumn } from './column-codec.ts';
import { columnCodecs, decodeInstants, decodeIntegers, hasExpectedLength, rangeOf } from './column-codec.ts';
import { ColumnMemory } from './column-memory.ts';
import type { Connection } from './connection.ts';
import { sqlInteger } from './connection.ts';
import { LedgerError, corruptLedger } from './failures.ts';
import { cutToPeriod } from './period.ts';
import type { Period } from './ledger.ts';
import type { KeyHashes } from './segment-format.ts';
import {
  MissingColumnError,
  columnChecksum,
  decodeSegment,
  encodeKeys,
  encodeSegment,
  keySegmentColumns,
  segmentColumnNames,
  startSegmentColumn,
} from './segment-format.ts';

/** Records in one full segment. */
export const recordsPerSegment = 57_344;

/** A segment without its columns. */
export interface SegmentHead {
  readonly id: number;
  readonly importId: number;
  readonly records: number;
  /** Earliest and latest start of its records, UTC ms. */
  readonly firstStartMs: number;
  readonly lastStartMs: number;
  /** Records that have keys. */
  readonly keyedRecords: number;
}

/** Reads and writes the column segments. */
export interface SegmentStore {
  /** Writes records as one new segment of an import. @param keys Hashes of their keys; undefined when none has one. */
  add(importId: number, columns: UsageColumns, keys: KeyHashes | undefined): void;
  /** Puts other records in the place of a segment's; the segment goes when there are none. */
  rewrite(segment: SegmentHead, columns: UsageColumns, keys: KeyHashes | undefined): void;
  /** Segments of an import, in the order they were written. */
  ofImport(importId: number): readonly SegmentHead[];
  /** Segments that may hold records of a period, in the order they were written. */
  list(period: Period): readonly SegmentHead[];
  /**
   * Decodes a segment whole.
   * @param dimensions Those that are needed; all when absent.
   * @throws LedgerError `ledger-corrupt`.
   */
  columns(segment: SegmentHead, dimensions?: readonly UsageDimension[]): UsageColumns;
  /** Decodes one integer column; undefined when the segment has none of that name. @throws LedgerError `ledger-corrupt`. */
  integers(segment: SegmentHead, name: string): IntegerColumn | undefined;
  /** Starts of a segment's records, UTC ms. @throws LedgerError `ledger-corrupt`. */
  startMs(segment: SegmentHead): Float64Array;
  /** Hashes of the records' keys; undefined when the segment has none. @throws LedgerError `ledger-corrupt`. */
  keys(segment: SegmentHead): KeyHashes | undefined;
  /** Decodes the records of a period, segment by segment; segments without any are left out. */
  scan(period: Period, visit: (columns: UsageColumns, importId: number) => void): void;
}

interface StoredColumn {
  readonly name: string;
  readonly codec: string;
  readonly base: number;
  readonly checksum: Uint8Array;
  readonly data: Uint8Array;
}

const headColumns = `id, import_id AS importId, records, keyed_records AS keyedRecords, first_start_ms AS firstStartMs,
  last_start_ms AS lastStartMs`;

/** The segments of a ledger. @param file the ledger's file, for failures. */
export function createSegmentStore(connection: Connection, file: string): SegmentStore {
  const insertSegment = connection.prepare(
    'INSERT INTO segment (import_id, records, keyed_records, first_start_ms, last_start_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const insertColumn = connection.prepare(
    'INSERT INTO segment_column (segment_id, name, codec, base, checksum, data) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const deleteSegment = connection.prepare('DELETE FROM segment WHERE id = ?');
  const updateSegment = connection.prepare(
    'UPDATE segment SET records = ?, keyed_records = ?, first_start_ms = ?, last_start_ms = ? WHERE id = ?',
  );
  const deleteColumns = connection.prepare('DELETE FROM segment_column WHERE segment_id = ?');
  const selectSegments = connection.prepare<[number, number], SegmentHead>(
    `SELECT ${headColumns} FROM segment WHERE last_start_ms >= ? AND first_start_ms < ? ORDER BY id`,
  );
  const selectOfImport = connection.prepare<[number], SegmentHead>(
    `SELECT ${headColumns} FROM segment WHERE import_id = ? ORDER BY id`,
  );
  const selectColumns = connection.prepare<[number, string], StoredColumn>(
    `SELECT name, codec, base, checksum, data FROM segment_column
     WHERE segment_id = ? AND name IN (SELECT value FROM json_each(?))`,
  );
  const selectColumn = connection.prepare<[number, string], StoredColumn>(
    'SELECT name, codec, base, checksum, data FROM segment_column WHERE segment_id = ? AND name = ?',
  );

  const memory = new ColumnMemory();

  function add(importId: number, columns: UsageColumns, keys: KeyHashes | undefined): void {
    const { lastInsertRowid } = insertSegment.run(importId, ...headValues(columns, keys));
    addColumns(lastInsertRowid, columns, keys);
  }

  function rewrite(segment: SegmentHead, columns: UsageColumns, keys: KeyHashes | undefined): void {
    if (columns.rows === 0) {
      deleteSegment.run(segment.id);
      return;
    }
    deleteColumns.run(segment.id);
    updateSegment.run(...headValues(columns, keys), segment.id);
    addColumns(segment.id, columns, keys);
  }

  function addColumns(segmentId: number | bigint, columns: UsageColumns, keys: KeyHashes | undefined): void {
    const encoded = [...encodeSegment(columns, memory), ...(keys === undefined ? [] : encodeKeys(keys))];
    for (const [name, column] of encoded) {
      const checksum = columnChecksum(name, column, columns.rows);
      insertColumn.run(segmentId, name, column.codec, sqlInteger(column.base), checksum, column.data);
    }
  }

  function checked(segment: SegmentHead, stored: StoredColumn): EncodedColumn {
    const codec = columnCodecs.find((known) => known === stored.codec);
    if (codec === undefined) throw damaged(segment, stored.name);
    const column: EncodedColumn = { codec, base: stored.base, data: stored.data };
    const checksum = columnChecksum(stored.name, column, segment.records);
    const isSound = hasExpectedLength(column, segment.records) && Buffer.compare(checksum, stored.checksum) === 0;
    if (!isSound) throw damaged(segment, stored.name);
    return column;
  }

  function damaged(segment: SegmentHead, name: string): LedgerError {
    return new LedgerError(corruptLedger(file, `column ${name} of segment ${segment.id} fails its checksum`));
  }

  function columns(segment: SegmentHead, dimensions: readonly UsageDimension[] = usageDimensions): UsageColumns {
    const wanted = selectColumns.all(segment.id, JSON.stringify(segmentColumnNames(dimensions)));
    const encoded = new Map(wanted.map((stored) => [stored.name, checked(segment, stored)]));
    try {
      return decodeSegment(segment.records, (name) => encoded.get(name), dimensions);
    } catch (error) {
      if (!(error instanceof MissingColumnError)) throw error;
      throw new LedgerError(corruptLedger(file, error.message), { cause: error });
    }
  }

  function integers(segment: SegmentHead, name: string): IntegerColumn | undefined {
    const stored = selectColumn.get(segment.id, name);
    return stored === undefined ? undefined : decodeIntegers(checked(segment, stored), segment.records);
  }

  function startMs(segment: SegmentHead): Float64Array {
    const stored = selectColumn.get(segment.id, startSegmentColumn);
    if (stored === undefined) throw damaged(segment, startSegmentColumn);
    return decodeInstants(checked(segment, stored), segment.records);
  }

  function keys(segment: SegmentHead): KeyHashes | undefined {
    if (segment.keyedRecords === 0) return undefined;
    const [high, low] = [integers(segment, keySegmentColumns.high), integers(segment, keySegmentColumns.low)];
    if (high === undefined || low === undefined) throw damaged(segment, keySegmentColumns.high);
    return { high: Uint32Array.from(high), low: Uint32Array.from(low) };
  }

  function list(period: Period): readonly SegmentHead[] {
    return selectSegments.all(period.fromMs ?? -Infinity, period.toMs ?? Infinity);
  }

  function scan(period: Period, visit: (columns: UsageColumns, importId: number) => void): void {
    for (const segment of list(period)) {
      const inPeriod = cutToPeriod(columns(segment), period);
      if (inPeriod.rows > 0) visit(inPeriod, segment.importId);
    }
  }

  return {
    add,
    rewrite,
    ofImport: (importId) => selectOfImport.all(importId),
    list,
    columns,
    integers,
    startMs,
    keys,
    scan,
  };
}

/** Records, records with keys, earliest and latest start. */
function headValues({ rows, startMs }: UsageColumns, keys: KeyHashes | undefined): readonly (number | bigint)[] {
  const { min, max } = rangeOf(startMs);
  return [rows, keys === undefined ? 0 : countKeys(keys), sqlInteger(min), sqlInteger(max)];
}

function countKeys({ high, low }: KeyHashes): number {
  let count = 0;
  for (let row = 0; row < high.length; row++) if (high[row] !== 0 || low[row] !== 0) count++;
  return count;
}
