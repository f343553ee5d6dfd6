import type { IntegerColumn, UsageColumns } from '#shared/domain/usage-columns.ts';
import type { EncodedColumn } from './column-codec.ts';
import { columnCodecs, decodeIntegers, hasExpectedLength, rangeOf } from './column-codec.ts';
import type { Connection } from './connection.ts';
import { sqlInteger } from './connection.ts';
import { LedgerError, corruptLedger } from './failures.ts';
import { cutToPeriod } from './period.ts';
import type { Period } from './ledger.ts';
import { MissingColumnError, columnChecksum, decodeSegment, encodeSegment } from './segment-format.ts';

/** Records in one full segment. */
export const recordsPerSegment = 57_344;

/** A segment without its columns. */
export interface SegmentHead {
  readonly id: number;
  readonly importId: number;
  readonly records: number;
  /** True when the hour rollups hold its records. */
  readonly isRolledUp: boolean;
}

/** Reads and writes the column segments. */
export interface SegmentStore {
  /** Writes records as one new segment of an import. */
  add(importId: number, columns: UsageColumns, isRolledUp: boolean): void;
  /** Segments that may hold records of a period, in the order they were written. */
  list(period: Period): readonly SegmentHead[];
  /** Decodes a segment whole. @throws LedgerError `ledger-corrupt`. */
  columns(segment: SegmentHead): UsageColumns;
  /** Decodes one integer column; undefined when the segment has none of that name. @throws LedgerError `ledger-corrupt`. */
  integers(segment: SegmentHead, name: string): IntegerColumn | undefined;
  /**
   * Decodes the records of a period, segment by segment; segments without any are left out.
   * @param isWanted Says which segments to read; all of them when absent.
   */
  scan(
    period: Period,
    visit: (columns: UsageColumns, importId: number) => void,
    isWanted?: (segment: SegmentHead) => boolean,
  ): void;
}

interface SegmentRow extends Omit<SegmentHead, 'isRolledUp'> {
  readonly isRolledUp: number;
}

interface StoredColumn {
  readonly name: string;
  readonly codec: string;
  readonly base: number;
  readonly checksum: Uint8Array;
  readonly data: Uint8Array;
}

/** The segments of a ledger. @param file the ledger's file, for failures. */
export function createSegmentStore(connection: Connection, file: string): SegmentStore {
  const insertSegment = connection.prepare(
    'INSERT INTO segment (import_id, records, is_rolled_up, first_start_ms, last_start_ms) VALUES (?, ?, ?, ?, ?)',
  );
  const insertColumn = connection.prepare(
    'INSERT INTO segment_column (segment_id, name, codec, base, checksum, data) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const selectSegments = connection.prepare<[number, number], SegmentRow>(
    `SELECT id, import_id AS importId, records, is_rolled_up AS isRolledUp FROM segment
     WHERE last_start_ms >= ? AND first_start_ms < ? ORDER BY id`,
  );
  const selectColumns = connection.prepare<[number], StoredColumn>(
    'SELECT name, codec, base, checksum, data FROM segment_column WHERE segment_id = ?',
  );
  const selectColumn = connection.prepare<[number, string], StoredColumn>(
    'SELECT name, codec, base, checksum, data FROM segment_column WHERE segment_id = ? AND name = ?',
  );

  function add(importId: number, columns: UsageColumns, isRolledUp: boolean): void {
    const { min, max } = rangeOf(columns.startMs);
    const { lastInsertRowid: segmentId } = insertSegment.run(
      importId,
      columns.rows,
      isRolledUp ? 1 : 0,
      sqlInteger(min),
      sqlInteger(max),
    );
    for (const [name, column] of encodeSegment(columns)) {
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

  function columns(segment: SegmentHead): UsageColumns {
    const encoded = new Map(selectColumns.all(segment.id).map((stored) => [stored.name, checked(segment, stored)]));
    try {
      return decodeSegment(segment.records, (name) => encoded.get(name));
    } catch (error) {
      if (!(error instanceof MissingColumnError)) throw error;
      throw new LedgerError(corruptLedger(file, error.message), { cause: error });
    }
  }

  function integers(segment: SegmentHead, name: string): IntegerColumn | undefined {
    const stored = selectColumn.get(segment.id, name);
    return stored === undefined ? undefined : decodeIntegers(checked(segment, stored), segment.records);
  }

  function list(period: Period): readonly SegmentHead[] {
    return selectSegments
      .all(period.fromMs ?? -Infinity, period.toMs ?? Infinity)
      .map((row) => ({ ...row, isRolledUp: row.isRolledUp === 1 }));
  }

  function scan(
    period: Period,
    visit: (columns: UsageColumns, importId: number) => void,
    isWanted: (segment: SegmentHead) => boolean = () => true,
  ): void {
    for (const segment of list(period).filter(isWanted)) {
      const inPeriod = cutToPeriod(columns(segment), period);
      if (inPeriod.rows > 0) visit(inPeriod, segment.importId);
    }
  }

  return { add, list, columns, integers, scan };
}
