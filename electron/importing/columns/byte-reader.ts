import type { NameTable } from './name-table.ts';
import { AmountReader } from './read-amount.ts';
import { TimeReader, type ReadTime } from './read-time.ts';
import { carriageReturn, countLineEnds, lineEnd, lineFeed, quote, recordEnd } from './record-ends.ts';
import { rowWriter, type RowWriterOptions } from './row-writer.ts';

const point = 0x2e;
const zero = 0x30;

/**
 * Digits of a count that are read as they pass; a count with more is read as text: so many tokens can cost more than a
 * record holds, and then the row is told of in its place.
 */
const longestCount = 9;

/** What is done with a column; unplanned ones are passed over. */
const actions = { skip: 0, start: 1, end: 2, count: 3, name: 4, cost: 5 } as const;

/** What a byte reader reads by, and where its rows go. */
export interface ByteReaderOptions extends RowWriterOptions {
  /** False where a point groups thousands: then an amount with one is read as text. */
  readonly isPointDecimal: boolean;
  /** Code of the delimiter. */
  readonly delimiter: number;
  /** Columns of the header. */
  readonly width: number;
  /** Tables of the service tier's columns, in their order. */
  readonly tierNames: readonly NameTable[];
  /** Takes a row that must be read as text. @returns false to stop. */
  readonly onText: (row: Uint8Array, line: number) => boolean;
}

/**
 * Reads rows of a table from UTF-8 bytes into the columns of a batch, by a plan; rows that are not written in the
 * plainest way are handed over as they are. Records end where those of `createRecordParser` do.
 */
export class ByteReader {
  readonly #options: ByteReaderOptions;
  /** By column: what is done with it, and the index of its count or name. */
  readonly #actionOf: Uint8Array;
  readonly #indexOf: Uint8Array;
  /** Counts of a row; 0 and not given where the cell is empty. */
  readonly #counts: Float64Array;
  readonly #isGiven: Uint8Array;
  /** Entries of a row's names in their tables, then those of its service tier's columns. */
  readonly #entries: Int32Array;
  readonly #tables: readonly NameTable[];
  readonly #startTime: TimeReader;
  readonly #endTime: TimeReader;
  readonly #start: ReadTime = { ms: 0, isWholeDay: false };
  readonly #end: ReadTime = { ms: 0, isWholeDay: false };
  readonly #amount: AmountReader;
  readonly #writeRow: () => boolean;
  /** 1-based line of the next row. */
  line: number;

  /** @param line 1-based line on which the first row stands. */
  constructor(options: ByteReaderOptions, line: number) {
    const { plan, width, names, tierNames } = options;
    this.#options = options;
    this.line = line;
    this.#actionOf = new Uint8Array(width);
    this.#indexOf = new Uint8Array(width);
    this.#counts = new Float64Array(plan.counts.length);
    this.#isGiven = new Uint8Array(plan.counts.length);
    this.#tables = [...names, ...tierNames];
    this.#entries = new Int32Array(this.#tables.length);
    this.#amount = new AmountReader(options.isPointDecimal);
    this.#startTime = new TimeReader(plan.timeFormat);
    this.#endTime = new TimeReader(plan.timeFormat);
    this.#plan(plan.time, actions.start, 0);
    if (plan.endTime !== undefined) this.#plan(plan.endTime, actions.end, 0);
    if (plan.costUsd !== undefined) this.#plan(plan.costUsd, actions.cost, 0);
    for (const [index, { column }] of plan.counts.entries()) this.#plan(column, actions.count, index);
    const nameColumns = [...plan.names.map(({ column }) => column), ...(plan.serviceTier?.columns ?? [])];
    for (const [index, column] of nameColumns.entries()) this.#plan(column, actions.name, index);
    this.#writeRow = rowWriter(options, {
      counts: this.#counts,
      isGiven: this.#isGiven,
      entries: this.#entries,
      start: this.#start,
      end: this.#end,
      amount: this.#amount,
    });
  }

  #plan(column: number, action: number, index: number): void {
    if (this.#actionOf[column] !== actions.skip) throw new Error(`A plan reads column ${column} twice.`);
    this.#actionOf[column] = action;
    this.#indexOf[column] = index;
  }

  /**
   * Reads whole rows. @param limit end of the last line end in the bytes: what follows may be incomplete.
   * @returns where the first row that is not whole begins.
   */
  read(bytes: Uint8Array, limit: number): number {
    const { batch, delimiter, onText } = this.#options;
    let position = 0;
    while (position < limit) {
      const first = bytes[position];
      if (first === lineFeed || first === carriageReturn) {
        position = lineEnd(bytes, position);
        this.line++;
        continue;
      }
      batch.line[batch.rows] = this.line;
      // A call for each row, not one loop over all: the compiler makes a function fast that is called often.
      const cellsEnd = this.#readCells(bytes, position, limit);
      if (cellsEnd >= 0 && cellsEnd < limit && this.#writeRow()) {
        position = lineEnd(bytes, cellsEnd);
        this.line++;
        continue;
      }
      const end = recordEnd(bytes, position, limit, delimiter);
      if (end < 0) return position;
      const row = bytes.subarray(position, end);
      if (!onText(row, this.line)) return position;
      this.line += countLineEnds(row);
      position = end;
    }
    return position;
  }

  /** Reads the cells of a row. @returns where its line end begins; −1 when it must be read as text. */
  #readCells(bytes: Uint8Array, start: number, limit: number): number {
    const { delimiter, width } = this.#options;
    let position = start;
    for (let column = 0; ; column++) {
      position = this.#readCell(bytes, position, limit, column);
      if (position < 0) return -1;
      const after = bytes[position];
      if (after === delimiter && column + 1 < width) position++;
      else return (after === lineFeed || after === carriageReturn) && column + 1 === width ? position : -1;
    }
  }

  /** Reads a cell. @returns where it ends; −1 when its row must be read as text. What follows is not looked at. */
  #readCell(bytes: Uint8Array, start: number, limit: number, column: number): number {
    const index = this.#indexOf[column] ?? 0;
    switch (this.#actionOf[column]) {
      case actions.count:
        return this.#readCount(bytes, start, index);
      case actions.name:
        return this.#readName(bytes, start, limit, index);
      case actions.cost:
        return this.#amount.read(bytes, start);
      case actions.start:
        return this.#readTime(bytes, start, this.#startTime, this.#start);
      case actions.end:
        return this.#readTime(bytes, start, this.#endTime, this.#end);
      default:
        return this.#passOver(bytes, start, limit);
    }
  }

  #readCount(bytes: Uint8Array, start: number, index: number): number {
    const isQuoted = bytes[start] === quote;
    const first = isQuoted ? start + 1 : start;
    let position = first;
    let value = 0;
    let digit = (bytes[position] ?? 0) - zero;
    while (digit >= 0 && digit <= 9) {
      value = value * 10 + digit;
      digit = (bytes[++position] ?? 0) - zero;
    }
    const length = position - first;
    if (length > longestCount) return -1;
    // `59200.0` is a whole number too; with three zeros it could be a grouped one.
    if (length > 0 && bytes[position] === point && bytes[position + 1] === zero) {
      position += bytes[position + 2] === zero ? 3 : 2;
    }
    this.#counts[index] = value;
    this.#isGiven[index] = length === 0 ? 0 : 1;
    if (!isQuoted) return position;
    return bytes[position] === quote ? position + 1 : -1;
  }

  #readName(bytes: Uint8Array, start: number, limit: number, index: number): number {
    const table = this.#tables[index];
    if (table === undefined) return -1;
    const isQuoted = bytes[start] === quote;
    const end = isQuoted ? table.readQuoted(bytes, start, limit) : table.read(bytes, start, this.#options.delimiter);
    this.#entries[index] = table.entry;
    return end;
  }

  #readTime(bytes: Uint8Array, start: number, reader: TimeReader, into: ReadTime): number {
    if (bytes[start] !== quote) return reader.read(bytes, start, into);
    const end = reader.read(bytes, start + 1, into);
    return end >= 0 && bytes[end] === quote ? end + 1 : -1;
  }

  #passOver(bytes: Uint8Array, start: number, limit: number): number {
    const { delimiter } = this.#options;
    let position = start;
    if (bytes[start] !== quote) {
      while (bytes[position] !== delimiter && bytes[position] !== lineFeed && bytes[position] !== carriageReturn) {
        position++;
      }
      return position;
    }
    for (position++; position < limit; position++) {
      const byte = bytes[position];
      if (byte === lineFeed || byte === carriageReturn) return -1;
      if (byte !== quote) continue;
      if (bytes[position + 1] !== quote) return position + 1;
      position++;
    }
    return -1;
  }
}
