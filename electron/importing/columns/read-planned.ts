import { Buffer } from 'node:buffer';
import { success, type Failed, type Result } from '#shared/result.ts';
import type { ModelReference } from '#pricing';
import type { ReadLimits } from '../limits.ts';
import type { ColumnPlan } from '../presets/column-plan.ts';
import type { Delimiter } from '../read/delimiter.ts';
import type { OpenText } from '../read/open-text.ts';
import { createRecordParser, quoteNotClosed, recordTooLong, type CsvRecord } from '../read/record-parser.ts';
import { Batch, rowsPerBatch, type BatchNames } from './batch.ts';
import { ByteReader } from './byte-reader.ts';
import {
  createPlannedNames,
  fixedNames,
  planWithModel,
  type NamingOptions,
  type PlannedNames,
} from './planned-names.ts';
import { carriageReturn, countLineEnds, lineFeed, recordEnd } from './record-ends.ts';

/** A table that is read by a plan. */
export interface PlannedTable extends NamingOptions {
  readonly plan: ColumnPlan;
  readonly delimiter: Delimiter;
  /** Columns of the header. */
  readonly width: number;
  /** 1-based line of the header. */
  readonly headerLine: number;
  /** False where a point groups thousands: then an amount with one is read as text. */
  readonly isPointDecimal: boolean;
  /** The model of rows that name none. */
  readonly fallback: ModelReference | undefined;
}

/** Where a planned table's rows go, in their order. */
export interface PlannedSink {
  /** Takes a batch's records and empties it. */
  batch(batch: Batch, names: BatchNames): void;
  /** A row that must be read as text. @param storeBatch stores the records before it, which are in a batch still. */
  record(record: CsvRecord, storeBatch: () => void): void;
  /** What is said of a row that is in a batch. */
  remark(remark: string): void;
  /** After each piece of the file; the reading goes on when it resolves. @param waiting rows in the batch so far. */
  progress(waiting: number): void | Promise<void>;
}

/** Names kept for a dimension; beyond that the lists start over with the next batch, so that memory stays bounded. */
const keptNames = 65_536;

/** Bytes kept of a column's different cells: text too long for a name must not gather. */
const keptBytes = 8 * 1024 * 1024;

/** Reads a table by its plan. Fails as `createRecordParser` does, and as the text does. */
export async function readPlanned(
  text: OpenText,
  table: PlannedTable,
  name: string,
  limits: ReadLimits,
  sink: PlannedSink,
): Promise<Result<void>> {
  const reading = createReading(table, batchCapacity(text, table), name, limits, sink);
  for await (const chunk of text.chunks) {
    if (!chunk.ok) return chunk;
    const read = reading.push(chunk.value);
    if (!read.ok) return read;
    // oxlint-disable-next-line no-await-in-loop -- one piece after the other.
    await sink.progress(reading.waiting());
  }
  const ended = reading.end();
  if (ended.ok) await sink.progress(0);
  return ended;
}

interface Reading {
  push(chunk: Buffer): Result<void>;
  end(): Result<void>;
  /** Rows in the batch that is not full yet. */
  waiting(): number;
}

function createReading(
  table: PlannedTable,
  capacity: number,
  name: string,
  limits: ReadLimits,
  sink: PlannedSink,
): Reading {
  const { delimiter, width, headerLine, fallback } = table;
  const delimiterCode = delimiter.charCodeAt(0);
  const plan = planWithModel(table.plan, fallback);
  const batch = createBatch(plan, capacity);
  let named = createPlannedNames(plan, table);
  let reader = createReader(1);
  /** Bytes of the record that is not complete yet. */
  let rest: Buffer = Buffer.alloc(0);
  let isInRows = false;
  let failed: Failed | undefined;

  function createReader(line: number): ByteReader {
    const { tables, tierTables, tierOf }: PlannedNames = named;
    return new ByteReader(
      {
        plan,
        isPointDecimal: table.isPointDecimal,
        delimiter: delimiterCode,
        width,
        batch,
        names: tables,
        tierNames: tierTables,
        tierOf,
        onFull: storeBatch,
        onText: readAsText,
        onRemark: sink.remark,
      },
      line,
    );
  }

  function storeBatch(): void {
    if (batch.rows > 0) sink.batch(batch, named.names);
  }

  /** Hands a row over as cells, after the rows before it. */
  function readAsText(row: Uint8Array, line: number): boolean {
    const parser = createRecordParser(delimiter, name, limits, line);
    const begun = parser.push(Buffer.from(row.buffer, row.byteOffset, row.byteLength));
    const ended = begun.ok ? parser.end() : begun;
    if (!begun.ok || !ended.ok) {
      failed = begun.ok ? (ended.ok ? undefined : ended) : begun;
      return false;
    }
    for (const record of [...begun.value, ...ended.value]) sink.record(record, storeBatch);
    return true;
  }

  /** Passes over the lines up to the end of the header. @returns where they end. */
  function passHeader(bytes: Buffer, limit: number): number {
    let position = 0;
    while (!isInRows && position < limit) {
      const isEmptyLine = bytes[position] === lineFeed || bytes[position] === carriageReturn;
      const end = recordEnd(bytes, position, limit, delimiterCode);
      if (end < 0) break;
      isInRows = !isEmptyLine && reader.line === headerLine;
      reader.line += countLineEnds(bytes.subarray(position, end));
      position = end;
    }
    return position;
  }

  function read(bytes: Buffer, limit: number): Result<void> {
    const start = isInRows ? 0 : passHeader(bytes, limit);
    const end = isInRows ? start + reader.read(bytes.subarray(start), limit - start) : start;
    if (failed !== undefined) return failed;
    rest = Buffer.from(bytes.subarray(end));
    const { names, tables, tierTables } = named;
    const hasMany = Object.values(names).some((list) => list.length > keptNames);
    if (hasMany || [...tables, ...tierTables].some((one) => one.bytes > keptBytes)) {
      storeBatch();
      named = createPlannedNames(plan, table);
      reader = createReader(reader.line);
    }
    return success(undefined);
  }

  return {
    waiting: () => batch.rows,
    push(chunk) {
      let bytes = chunk;
      if (rest.length > 0) {
        // The record that was cut is put together by itself, so that the rest of the piece need not be copied.
        const end = chunk.indexOf(lineFeed) + 1;
        const record = Buffer.concat([rest, chunk.subarray(0, end)]);
        const begun = end === 0 ? success(undefined) : read(record, record.length);
        if (!begun.ok) return begun;
        const isWhole = end > 0 && rest.length === 0;
        bytes = isWhole ? chunk.subarray(end) : Buffer.concat([rest, chunk.subarray(end)]);
      }
      const done = read(bytes, afterLastLineEnd(bytes));
      // Characters are counted only where there may be too many: a character has at least one byte.
      const isLong = rest.length > limits.recordCharacters && rest.toString('utf8').length > limits.recordCharacters;
      return done.ok && isLong ? recordTooLong(name, reader.line, limits.recordCharacters) : done;
    },
    end() {
      const bytes = Buffer.concat([rest, Buffer.from('\n')]);
      const done = read(bytes, bytes.length);
      if (!done.ok) return done;
      if (rest.length > 0) return quoteNotClosed(name, reader.line);
      storeBatch();
      return done;
    },
  };
}

/** Fewest bytes of a row: its delimiters and line end, and a time, a count and a name. */
const shortestCells = 12;

/**
 * Rows that a batch has room for. A small file needs little memory; where compression hides how long the text is, the
 * guess may be low, and a batch then holds a part of the rows that it could.
 */
function batchCapacity({ sizeBytes, head }: OpenText, { width }: PlannedTable): number {
  const bytes = Math.max(sizeBytes, head.length);
  return Math.min(rowsPerBatch, Math.ceil(bytes / (width + shortestCells)) + 1);
}

function createBatch(plan: ColumnPlan, capacity: number): Batch {
  const fixed = fixedNames(plan).map(([dimension]) => dimension);
  const batch = Batch.empty(
    capacity,
    plan.tokens.map(({ kind }) => kind),
    [...plan.names.map(({ dimension }) => dimension), ...fixed],
    plan.costUsd !== undefined,
  );
  for (const dimension of fixed) batch.dimensions[dimension]?.fill(1);
  return batch;
}

/** Where the last line end ends; a CR at the very end may be half of one. */
function afterLastLineEnd(bytes: Buffer): number {
  const feed = bytes.lastIndexOf(lineFeed);
  const carriage = bytes.lastIndexOf(carriageReturn, -2);
  return Math.max(feed, carriage) + 1;
}
