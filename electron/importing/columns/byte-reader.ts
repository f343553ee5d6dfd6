import { serviceTiers } from '#shared/domain/usage.ts';
import { msPerDay } from '#shared/time.ts';
import type { ColumnPlan } from '../presets/column-plan.ts';
import type { Batch } from './batch.ts';
import type { NameTable } from './name-table.ts';
import { AmountReader } from './read-amount.ts';
import { TimeReader, type ReadTime } from './read-time.ts';

const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;
const point = 0x2e;
const zero = 0x30;

/**
 * Digits of a count that are read as they pass; a count with more is read as text: so many tokens can cost more than a
 * record holds, and then the row is told of in its place.
 */
const longestCount = 9;

/** What is done with a column; unplanned ones are passed over. */
const actions = { skip: 0, start: 1, end: 2, count: 3, name: 4, cost: 5 } as const;

/** FNV-1a (Fowler, Noll, Vo; public domain), 32 bits. */
const hashSeed = 0x811c9dc5 | 0;
const hashPrime = 0x01000193;

/** What a byte reader reads by, and where its rows go. */
export interface ByteReaderOptions {
  readonly plan: ColumnPlan;
  /** False where a point groups thousands: then an amount with one is read as text. */
  readonly isPointDecimal: boolean;
  /** Code of the delimiter. */
  readonly delimiter: number;
  /** Columns of the header. */
  readonly width: number;
  readonly batch: Batch;
  /** Tables of the plan's names, in their order. */
  readonly names: readonly NameTable[];
  /** Tables of the service tier's columns, in their order. */
  readonly tierNames: readonly NameTable[];
  /** Index of the service tier of such entries; −1 = the row is read as text. */
  readonly tierOf: (entries: Int32Array, first: number) => number;
  /** Takes the rows of a full batch and empties it. */
  readonly onFull: () => void;
  /** Takes a row that must be read as text. @returns false to stop. */
  readonly onText: (row: Uint8Array, line: number) => boolean;
  /** Hears what is said of a row's name. */
  readonly onRemark: (remark: string) => void;
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
    const { delimiter, width, batch, onText } = this.#options;
    const actionOf = this.#actionOf;
    const indexOf = this.#indexOf;
    const counts = this.#counts;
    const isGiven = this.#isGiven;
    const entries = this.#entries;
    const tables = this.#tables;
    let position = 0;
    while (position < limit) {
      const first = bytes[position];
      if (first === lineFeed || first === carriageReturn) {
        position = lineEnd(bytes, position);
        this.line++;
        continue;
      }
      const rowStart = position;
      let column = 0;
      let isUsual = true;
      for (;;) {
        const action = actionOf[column] ?? actions.skip;
        if (action === actions.count) {
          let value = 0;
          const isQuoted = bytes[position] === quote;
          if (isQuoted) position++;
          const start = position;
          let digit = (bytes[position] ?? 0) - zero;
          while (digit >= 0 && digit <= 9) {
            value = value * 10 + digit;
            digit = (bytes[++position] ?? 0) - zero;
          }
          const length = position - start;
          // `59200.0` is a whole number too; with three zeros it could be a grouped one.
          if (length > 0 && bytes[position] === point && bytes[position + 1] === zero) {
            position += bytes[position + 2] === zero ? 3 : 2;
          }
          if (length > longestCount || (isQuoted && bytes[position++] !== quote)) {
            isUsual = false;
            break;
          }
          counts[indexOf[column] ?? 0] = value;
          isGiven[indexOf[column] ?? 0] = length === 0 ? 0 : 1;
        } else if (action === actions.name) {
          let hash = hashSeed;
          let isDoubled = false;
          let start = position;
          let end = position;
          if (bytes[position] === quote) {
            start++;
            end = start;
            for (; end < limit; end++) {
              const byte = bytes[end] ?? 0;
              if (byte === quote) {
                if (bytes[end + 1] !== quote) break;
                isDoubled = true;
                hash = Math.imul(hash ^ quote, hashPrime);
                end++;
              } else if (byte === lineFeed || byte === carriageReturn) {
                isUsual = false;
                break;
              }
              hash = Math.imul(hash ^ byte, hashPrime);
            }
            position = end + 1;
          } else {
            for (;;) {
              const byte = bytes[end] ?? 0;
              if (byte === delimiter || byte === lineFeed || byte === carriageReturn) break;
              hash = Math.imul(hash ^ byte, hashPrime);
              end++;
            }
            position = end;
          }
          if (!isUsual) break;
          const index = indexOf[column] ?? 0;
          entries[index] = tables[index]?.find(bytes, start, end, hash, isDoubled) ?? 0;
        } else if (action === actions.skip) {
          if (bytes[position] === quote) {
            position++;
            for (; position < limit; position++) {
              const byte = bytes[position];
              if (byte === quote) {
                if (bytes[position + 1] !== quote) break;
                position++;
              } else if (byte === lineFeed || byte === carriageReturn) {
                isUsual = false;
                break;
              }
            }
            if (!isUsual) break;
            position++;
          } else {
            for (;;) {
              const byte = bytes[position];
              if (byte === delimiter || byte === lineFeed || byte === carriageReturn) break;
              position++;
            }
          }
        } else if (action === actions.cost) {
          position = this.#amount.read(bytes, position);
          if (position < 0) {
            isUsual = false;
            break;
          }
        } else {
          const isStart = action === actions.start;
          const isQuoted = bytes[position] === quote;
          if (isQuoted) position++;
          const end = isStart
            ? this.#startTime.read(bytes, position, this.#start)
            : this.#endTime.read(bytes, position, this.#end);
          if (end < 0 || (isQuoted && bytes[end] !== quote)) {
            isUsual = false;
            break;
          }
          position = isQuoted ? end + 1 : end;
        }
        const after = bytes[position];
        if (after === delimiter && column + 1 < width) {
          column++;
          position++;
          continue;
        }
        isUsual = (after === lineFeed || after === carriageReturn) && column + 1 === width;
        break;
      }
      batch.line[batch.rows] = this.line;
      if (isUsual && position < limit && this.#writeRow()) {
        position = lineEnd(bytes, position);
        this.line++;
        continue;
      }
      const end = recordEnd(bytes, rowStart, limit, delimiter);
      if (end < 0) return rowStart;
      const row = bytes.subarray(rowStart, end);
      if (!onText(row, this.line)) return rowStart;
      this.line += countLineEnds(row);
      position = end;
    }
    return position;
  }
}

/** What was read of a row; the same objects for every row. */
interface RowValues {
  readonly counts: Float64Array;
  readonly isGiven: Uint8Array;
  readonly entries: Int32Array;
  readonly start: ReadTime;
  readonly end: ReadTime;
  readonly amount: AmountReader;
}

/** Makes the function that checks a row and writes it to the batch; it says false for a row that must be read as text. */
function rowWriter(
  { plan, batch, names, tierOf, onFull, onRemark }: ByteReaderOptions,
  { counts, isGiven, entries, start, end, amount }: RowValues,
): () => boolean {
  const { requestsWithout, stated = [], emptyWhenZero = [] } = plan;
  const requestsSlot = plan.requests ?? -1;
  const hasEnd = plan.endTime !== undefined;
  const hasTier = plan.serviceTier !== undefined;
  const constantTier = serviceTiers.indexOf(plan.constants.serviceTier);
  const isNeeded = Uint8Array.from(plan.counts, (count) => (count.isNeeded ? 1 : 0));
  const tokenSlots = Uint8Array.from(plan.tokens, ({ slot }) => slot);
  const tokenParts = plan.tokens.map(({ less }) => Uint8Array.from(less));
  const tokenColumns = plan.tokens.map(({ kind }) => batch.tokens[kind] ?? new Float64Array(0));
  const idColumns = plan.names.map(({ dimension }) => batch.dimensions[dimension] ?? new Uint32Array(0));
  const mustName = Uint8Array.from(plan.names, ({ dimension }) => (dimension === 'model' ? 1 : 0));

  function areCountsUsual(): boolean {
    let hasAny = false;
    for (let slot = 0; slot < counts.length; slot++) {
      if (isGiven[slot] === 1) hasAny = true;
      else if (isNeeded[slot] === 1) return false;
    }
    for (const { slot, parts } of stated) if (sumOfSlots(counts, parts) !== counts[slot]) return false;
    return hasAny && (emptyWhenZero.length === 0 || emptyWhenZero.some((slot) => counts[slot] !== 0));
  }

  /** Writes the tokens of each kind. @returns false when a part is larger than the whole. */
  function writeTokens(row: number): boolean {
    for (let index = 0; index < tokenColumns.length; index++) {
      const column = tokenColumns[index];
      const parts = tokenParts[index];
      if (column === undefined || parts === undefined) continue;
      let rest = counts[tokenSlots[index] ?? 0] ?? 0;
      for (let part = 0; part < parts.length; part++) rest -= counts[parts[part] ?? 0] ?? 0;
      if (rest < 0) return false;
      column[row] = rest;
    }
    return true;
  }

  /** Writes the ids of names. @returns false when one must be read as text. */
  function writeNames(row: number): boolean {
    for (let index = 0; index < idColumns.length; index++) {
      const id = names[index]?.ids[entries[index] ?? 0] ?? 0;
      const column = idColumns[index];
      if (id < 0 || (id === 0 && mustName[index] === 1) || column === undefined) return false;
      column[row] = id;
    }
    return true;
  }

  return () => {
    const { ms: startMs, isWholeDay } = start;
    const endMs = hasEnd ? end.ms : isWholeDay && !plan.daysAreInstants ? startMs + msPerDay : startMs;
    const row = batch.rows;
    if (endMs < startMs || !areCountsUsual() || !writeTokens(row) || !writeNames(row)) return false;
    const tier = hasTier ? tierOf(entries, names.length) : constantTier;
    if (tier < 0) return false;
    if (requestsSlot >= 0 && isGiven[requestsSlot] === 1) batch.requests[row] = counts[requestsSlot] ?? 0;
    else batch.requests[row] = endMs > startMs ? requestsWithout.span : requestsWithout.instant;
    batch.startMs[row] = startMs;
    batch.endMs[row] = endMs;
    batch.serviceTier[row] = tier;
    if (batch.billedNanoUsd !== undefined) batch.billedNanoUsd[row] = amount.nanoUsd;
    for (let index = 0; index < names.length; index++) {
      const remarks = names[index]?.remarks;
      const remark = remarks === undefined || remarks.size === 0 ? undefined : remarks.get(entries[index] ?? 0);
      if (remark !== undefined) onRemark(remark);
    }
    batch.rows = row + 1;
    if (batch.isFull) onFull();
    return true;
  };
}

function sumOfSlots(counts: Float64Array, slots: readonly number[]): number {
  let sum = 0;
  for (const slot of slots) sum += counts[slot] ?? 0;
  return sum;
}

/** Where the line end at a position ends; CRLF is one. */
function lineEnd(bytes: Uint8Array, position: number): number {
  return position + (bytes[position] === carriageReturn && bytes[position + 1] === lineFeed ? 2 : 1);
}

/** Where the record that begins at a position ends, its line end included; −1 when the bytes end first. */
export function recordEnd(bytes: Uint8Array, start: number, limit: number, delimiter: number): number {
  let position = start;
  for (;;) {
    if (bytes[position] === quote) {
      position = bytes.indexOf(quote, position + 1);
      while (position !== -1 && bytes[position + 1] === quote) position = bytes.indexOf(quote, position + 2);
      if (position === -1 || position >= limit) return -1;
      position++;
    }
    for (; position < limit; position++) {
      const byte = bytes[position];
      if (byte === delimiter || byte === lineFeed || byte === carriageReturn) break;
    }
    if (position >= limit) return -1;
    if (bytes[position] !== delimiter) return lineEnd(bytes, position);
    position++;
  }
}

/** Line ends in bytes; CRLF is one. */
export function countLineEnds(bytes: Uint8Array): number {
  let count = 0;
  for (let position = 0; position < bytes.length; position++) {
    const byte = bytes[position];
    if (byte === lineFeed || (byte === carriageReturn && bytes[position + 1] !== lineFeed)) count++;
  }
  return count;
}
