import type { BillableUnit } from '#shared/domain/billable-units.ts';
import { billableUnits } from '#shared/domain/billable-units.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import { microUnitsPerUnit } from '#shared/domain/usage-columns.ts';
import type { RecordPrice, UsageDimension, UsageRecord } from '#shared/domain/usage.ts';
import { residencies, serviceTiers, usageDimensions } from '#shared/domain/usage.ts';
import { bitsOf } from './bits.ts';
import { checkColumns, checkCount, checkTimes, notACount } from './record-checks.ts';
import type { KeyHashes } from './segment-format.ts';
import { recordsPerSegment } from './segments.ts';
import { SparseColumns, longer } from './sparse-columns.ts';

/** Rows that a new buffer has room for: many imports are small. */
const smallestCapacity = 1024;
/** How many times as large a buffer becomes that is too small. */
const growth = 4;

/** Gathers records as columns until they fill a segment. Its memory is that of one segment at most. */
export class SegmentBuffer {
  #capacity = smallestCapacity;
  #startMs = new Float64Array(smallestCapacity);
  #endMs = new Float64Array(smallestCapacity);
  #requests = new Float64Array(smallestCapacity);
  #serviceTier = new Uint8Array(smallestCapacity);
  #costNanoUsd = new Float64Array(smallestCapacity);
  #priceCard = new Float64Array(smallestCapacity);
  #unpricedKinds = new Float64Array(smallestCapacity);
  readonly #tokens = new SparseColumns(tokenKinds.length, smallestCapacity);
  readonly #dimensions = new SparseColumns(usageDimensions.length, smallestCapacity);
  readonly #microUnits = new SparseColumns(billableUnits.length, smallestCapacity);
  /** Unpriced units, residency. */
  readonly #rare = new SparseColumns(2, smallestCapacity);
  /** Undefined until a record states its cost, or has a key. */
  #billedNanoUsd: Float64Array | undefined;
  #keys: KeyHashes | undefined;
  #rows = 0;
  #whole: { readonly columns: UsageColumns; readonly allocations: number } | undefined;

  get rows(): number {
    return this.#rows;
  }

  get isFull(): boolean {
    return this.#rows === recordsPerSegment;
  }

  /**
   * Adds a record; times are kept to the millisecond, units to the millionth.
   * @param idOf Dictionary id of a name in the dimension of this index; 0 for none.
   * @param priceCard Row of the price card table; 0 = unpriced.
   * @throws RangeError when a number is not one that a ledger holds: an importer lets no such record through.
   */
  append(
    record: UsageRecord,
    price: RecordPrice,
    priceCard: number,
    idOf: (dimension: number, name: string | undefined) => number,
  ): void {
    checkTimes(record.startMs, record.endMs);
    checkCount('requests', record.requests);
    checkCount('costNanoUsd', price.costNanoUsd);
    const row = this.#rows;
    this.#makeRoom(row + 1);
    this.#startMs[row] = Math.floor(record.startMs);
    this.#endMs[row] = Math.floor(record.endMs);
    this.#requests[row] = record.requests;
    this.#serviceTier[row] = serviceTiers.indexOf(record.serviceTier);
    this.#costNanoUsd[row] = price.costNanoUsd;
    this.#priceCard[row] = priceCard;
    this.#unpricedKinds[row] = bitsOf(price.unpricedKinds, tokenKinds);
    try {
      this.#appendTokens(row, record.tokens);
      if (record.units !== undefined) this.#appendUnits(row, record.units);
    } catch (error) {
      this.#clearRow(row);
      throw error;
    }
    this.#appendNames(row, record, idOf);
    if (price.unpricedUnits !== undefined) {
      this.#rare.set(rareColumns.unpricedUnits, row, bitsOf(price.unpricedUnits, billableUnits));
    }
    if (record.residency !== undefined) {
      this.#rare.set(rareColumns.residency, row, residencies.indexOf(record.residency));
    }
    this.#rows++;
  }

  /** Makes room for so many rows. */
  #makeRoom(rows: number): void {
    if (rows <= this.#capacity) return;
    const capacity = Math.min(recordsPerSegment, Math.max(rows, growth * this.#capacity));
    this.#capacity = capacity;
    this.#whole = undefined;
    this.#startMs = longer(this.#startMs, capacity);
    this.#endMs = longer(this.#endMs, capacity);
    this.#requests = longer(this.#requests, capacity);
    this.#costNanoUsd = longer(this.#costNanoUsd, capacity);
    this.#priceCard = longer(this.#priceCard, capacity);
    this.#unpricedKinds = longer(this.#unpricedKinds, capacity);
    const serviceTier = new Uint8Array(capacity);
    serviceTier.set(this.#serviceTier);
    this.#serviceTier = serviceTier;
    for (const columns of [this.#tokens, this.#dimensions, this.#microUnits, this.#rare]) columns.grow(capacity);
    this.#growBilled(capacity);
    this.#growKeys(capacity);
  }

  #growBilled(capacity: number): void {
    if (this.#billedNanoUsd === undefined) return;
    const rows = this.#billedNanoUsd.length;
    this.#billedNanoUsd = longer(this.#billedNanoUsd, capacity).fill(Number.NaN, rows);
  }

  #growKeys(capacity: number): void {
    if (this.#keys === undefined) return;
    const keys = { high: new Uint32Array(capacity), low: new Uint32Array(capacity) };
    keys.high.set(this.#keys.high);
    keys.low.set(this.#keys.low);
    this.#keys = keys;
  }

  /** Records that still fit. */
  get room(): number {
    return recordsPerSegment - this.#rows;
  }

  /**
   * Adds rows of columns whose ids are the ledger's: as `append` would, one row after the other. Columns without any
   * value other than zero in these rows stay absent.
   * @param from first row and @param to the row after the last; they must fit.
   * @throws RangeError as `append` does.
   */
  appendColumns(columns: UsageColumns, from: number, to: number): void {
    const row = this.#rows;
    if (to - from > this.room) throw new RangeError(`${to - from} records do not fit into ${this.room}`);
    checkColumns(columns, from, to);
    this.#makeRoom(row + to - from);
    this.#startMs.set(columns.startMs.subarray(from, to), row);
    this.#endMs.set(columns.endMs.subarray(from, to), row);
    this.#requests.set(columns.requests.subarray(from, to), row);
    this.#serviceTier.set(columns.serviceTier.subarray(from, to), row);
    this.#costNanoUsd.set(columns.costNanoUsd.subarray(from, to), row);
    this.#priceCard.set(columns.priceCard.subarray(from, to), row);
    this.#unpricedKinds.set(columns.unpricedKinds.subarray(from, to), row);
    for (const [index, kind] of tokenKinds.entries()) this.#tokens.setMany(index, row, columns.tokens[kind], from, to);
    for (const [index, dimension] of usageDimensions.entries()) {
      this.#dimensions.setMany(index, row, columns.dimensions[dimension], from, to);
    }
    for (const [index, unit] of billableUnits.entries()) {
      this.#microUnits.setMany(index, row, columns.microUnits?.[unit], from, to);
    }
    this.#rare.setMany(rareColumns.unpricedUnits, row, columns.unpricedUnits, from, to);
    this.#rare.setMany(rareColumns.residency, row, columns.residency, from, to);
    const billed = columns.billedNanoUsd?.subarray(from, to);
    if (billed?.some((nanoUsd) => !Number.isNaN(nanoUsd)) === true) {
      this.#billedNanoUsd ??= new Float64Array(this.#capacity).fill(Number.NaN);
      this.#billedNanoUsd.set(billed, row);
    }
    this.#rows += to - from;
  }

  /** Notes the key of the record added last. */
  setKey(high: number, low: number): void {
    this.#keys ??= { high: new Uint32Array(this.#capacity), low: new Uint32Array(this.#capacity) };
    this.#keys.high[this.#rows - 1] = high;
    this.#keys.low[this.#rows - 1] = low;
  }

  /** Notes what the record added last says of its own cost. @throws RangeError as `append` does. */
  setBilled(nanoUsd: number): void {
    if (!Number.isSafeInteger(nanoUsd)) throw new RangeError(`Not an amount that a ledger holds: ${nanoUsd}`);
    this.#billedNanoUsd ??= new Float64Array(this.#capacity).fill(Number.NaN);
    this.#billedNanoUsd[this.#rows - 1] = nanoUsd;
  }

  /**
   * Forgets some of the records added last; none of them may have a key.
   * @param isDropped By row from `first` on, 1 = forgotten.
   */
  dropRows(first: number, isDropped: Uint8Array): void {
    const kept: number[] = [];
    for (let index = 0; index < isDropped.length; index++) if (isDropped[index] === 0) kept.push(first + index);
    const dense = [
      this.#startMs,
      this.#endMs,
      this.#requests,
      this.#serviceTier,
      this.#costNanoUsd,
      this.#priceCard,
      this.#unpricedKinds,
    ];
    const sparse = [this.#tokens, this.#dimensions, this.#microUnits, this.#rare].flatMap((group) => group.allocated());
    for (const column of [...dense, ...sparse]) {
      for (const [index, row] of kept.entries()) column[first + index] = column[row] ?? 0;
    }
    this.#rows = first + kept.length;
    for (const column of sparse) column.fill(0, this.#rows);
    const billed = this.#billedNanoUsd;
    if (billed === undefined) return;
    for (const [index, row] of kept.entries()) billed[first + index] = billed[row] ?? Number.NaN;
    billed.fill(Number.NaN, this.#rows);
  }

  /** Forgets the record added last; it must have neither key nor cost of its own yet. */
  dropLast(): void {
    this.#rows--;
    this.#clearRow(this.#rows);
  }

  /** The records gathered. They share the buffer's memory: use them before the next `clear`. */
  columns(): UsageColumns {
    const columns = this.#columns(this.#rows);
    const { microUnits = {}, unpricedUnits, residency, billedNanoUsd, ...always } = columns;
    return {
      ...always,
      ...(Object.keys(microUnits).length === 0 ? {} : { microUnits }),
      ...(unpricedUnits === undefined ? {} : { unpricedUnits }),
      ...(residency === undefined ? {} : { residency }),
      ...(billedNanoUsd === undefined ? {} : { billedNanoUsd }),
    };
  }

  /**
   * The whole buffer, rows not in use too: the same object, whose columns follow every record added, until a column
   * comes to exist or the buffer grows.
   */
  wholeColumns(): UsageColumns {
    const sparse = [this.#tokens, this.#dimensions, this.#microUnits, this.#rare];
    const allocations = sparse.reduce((sum, columns) => sum + columns.allocations, 0);
    if (this.#whole?.allocations !== allocations) {
      this.#whole = { columns: this.#columns(this.#capacity), allocations };
    }
    return this.#whole.columns;
  }

  #columns(rows: number): UsageColumns {
    return {
      rows,
      startMs: this.#startMs.subarray(0, rows),
      endMs: this.#endMs.subarray(0, rows),
      requests: this.#requests.subarray(0, rows),
      serviceTier: this.#serviceTier.subarray(0, rows),
      tokens: this.#tokens.named<TokenKind>(tokenKinds, rows),
      dimensions: this.#dimensions.named<UsageDimension>(usageDimensions, rows),
      costNanoUsd: this.#costNanoUsd.subarray(0, rows),
      priceCard: this.#priceCard.subarray(0, rows),
      unpricedKinds: this.#unpricedKinds.subarray(0, rows),
      microUnits: this.#microUnits.named<BillableUnit>(billableUnits, rows),
      unpricedUnits: this.#rare.column(rareColumns.unpricedUnits, rows),
      residency: this.#rare.column(rareColumns.residency, rows),
      billedNanoUsd: this.#billedNanoUsd?.subarray(0, rows),
    };
  }

  /** Hashes of the keys; undefined when no record has one. They share the buffer's memory. */
  keys(): KeyHashes | undefined {
    const rows = this.#rows;
    if (this.#keys === undefined) return undefined;
    return { high: this.#keys.high.subarray(0, rows), low: this.#keys.low.subarray(0, rows) };
  }

  /** Forgets the records gathered. */
  clear(): void {
    for (const columns of [this.#tokens, this.#dimensions, this.#microUnits, this.#rare]) columns.clear();
    this.#billedNanoUsd = undefined;
    this.#keys = undefined;
    this.#whole = undefined;
    this.#rows = 0;
  }

  #clearRow(row: number): void {
    for (const columns of [this.#tokens, this.#dimensions, this.#microUnits, this.#rare]) columns.clearRow(row);
  }

  #appendTokens(row: number, tokens: UsageRecord['tokens']): void {
    // Only what is there: a record has three or four of the thirteen kinds.
    for (const kind in tokens) {
      const index = kindIndexes.get(kind);
      const count = tokens[kind as TokenKind] ?? 0;
      if (index === undefined || count === 0) continue;
      if (!(Number.isSafeInteger(count) && count > 0)) throw notACount(kind, count);
      this.#tokens.set(index, row, count);
    }
  }

  #appendNames(row: number, record: UsageRecord, idOf: (dimension: number, name: string | undefined) => number): void {
    for (let index = 0; index < usageDimensions.length; index++) {
      const dimension = usageDimensions[index];
      const name = dimension === undefined ? undefined : record[dimension];
      if (name !== undefined && name !== '') this.#dimensions.set(index, row, idOf(index, name));
    }
  }

  #appendUnits(row: number, units: NonNullable<UsageRecord['units']>): void {
    for (const [index, unit] of billableUnits.entries()) {
      const amount = units[unit] ?? 0;
      if (amount === 0) continue;
      if (unit === 'request') throw new RangeError('Requests are counted by themselves, not as a unit.');
      const micro = Math.round(amount * microUnitsPerUnit);
      if (!(Number.isSafeInteger(micro) && amount > 0)) throw notACount(unit, amount);
      this.#microUnits.set(index, row, micro);
    }
  }
}

const kindIndexes: ReadonlyMap<string, number> = new Map(tokenKinds.map((kind, index) => [kind, index]));

const rareColumns = { unpricedUnits: 0, residency: 1 } as const;
