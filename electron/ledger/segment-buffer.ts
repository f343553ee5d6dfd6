import type { TokenKind } from '#shared/domain/token-kinds.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import type { IntegerColumn, UsageColumns } from '#shared/domain/usage-columns.ts';
import type { RecordPrice, UsageDimension, UsageRecord } from '#shared/domain/usage.ts';
import { serviceTiers, usageDimensions } from '#shared/domain/usage.ts';
import { recordsPerSegment } from './segments.ts';

/** Earliest and latest instant a record may have: years 0 to 9999, which are written with four digits. UTC ms. */
export const recordTimeRange = { firstMs: -62_167_219_200_000, lastMs: 253_402_300_799_999 } as const;

/** Gathers records as columns until they fill a segment. Its memory is that of one segment. */
export class SegmentBuffer {
  readonly #startMs = newColumn();
  readonly #endMs = newColumn();
  readonly #requests = newColumn();
  readonly #serviceTier = new Uint8Array(recordsPerSegment);
  readonly #costNanoUsd = newColumn();
  readonly #priceCard = newColumn();
  readonly #unpricedKinds = newColumn();
  readonly #tokens = new SparseColumns<TokenKind>(tokenKinds);
  readonly #dimensions = new SparseColumns<UsageDimension>(usageDimensions);
  #rows = 0;

  get rows(): number {
    return this.#rows;
  }

  get isFull(): boolean {
    return this.#rows === recordsPerSegment;
  }

  /**
   * Adds a record; times are kept to the millisecond.
   * @param idOf Dictionary id of the record's name in a dimension.
   * @param priceCard Row of the price card table; 0 = unpriced.
   * @throws RangeError when a number is not one that a ledger holds: an importer lets no such record through.
   */
  append(
    record: UsageRecord,
    price: RecordPrice,
    priceCard: number,
    idOf: (dimension: UsageDimension) => number,
  ): void {
    checkRecord(record, price);
    const row = this.#rows;
    this.#startMs[row] = Math.floor(record.startMs);
    this.#endMs[row] = Math.floor(record.endMs);
    this.#requests[row] = record.requests;
    this.#serviceTier[row] = serviceTiers.indexOf(record.serviceTier);
    this.#costNanoUsd[row] = price.costNanoUsd;
    this.#priceCard[row] = priceCard;
    this.#unpricedKinds[row] = kindBits(price.unpricedKinds);
    for (const kind of tokenKinds) this.#tokens.set(kind, row, record.tokens[kind] ?? 0);
    for (const dimension of usageDimensions) this.#dimensions.set(dimension, row, idOf(dimension));
    this.#rows++;
  }

  /** The records gathered, as views of the buffer: use them before the next `append` or `clear`. */
  columns(): UsageColumns {
    const rows = this.#rows;
    return {
      rows,
      startMs: this.#startMs.subarray(0, rows),
      endMs: this.#endMs.subarray(0, rows),
      requests: this.#requests.subarray(0, rows),
      serviceTier: this.#serviceTier.subarray(0, rows),
      tokens: this.#tokens.columns(rows),
      dimensions: this.#dimensions.columns(rows),
      costNanoUsd: this.#costNanoUsd.subarray(0, rows),
      priceCard: this.#priceCard.subarray(0, rows),
      unpricedKinds: this.#unpricedKinds.subarray(0, rows),
    };
  }

  /** Forgets the records gathered. */
  clear(): void {
    this.#tokens.clear();
    this.#dimensions.clear();
    this.#rows = 0;
  }
}

/** Columns that begin to exist with their first value other than zero. */
class SparseColumns<Key extends string> {
  readonly #keys: readonly Key[];
  readonly #allocated = new Map<Key, Float64Array>();
  readonly #used = new Set<Key>();

  constructor(keys: readonly Key[]) {
    this.#keys = keys;
  }

  set(key: Key, row: number, value: number): void {
    if (value === 0) return;
    this.#used.add(key);
    this.#column(key)[row] = value;
  }

  columns(rows: number): Partial<Record<Key, IntegerColumn>> {
    const present: Partial<Record<Key, IntegerColumn>> = {};
    for (const key of this.#keys) {
      if (this.#used.has(key)) present[key] = this.#column(key).subarray(0, rows);
    }
    return present;
  }

  clear(): void {
    for (const key of this.#used) this.#column(key).fill(0);
    this.#used.clear();
  }

  #column(key: Key): Float64Array {
    const column = this.#allocated.get(key) ?? newColumn();
    this.#allocated.set(key, column);
    return column;
  }
}

function newColumn(): Float64Array {
  return new Float64Array(recordsPerSegment);
}

/** Bit k set = `tokenKinds[k]` is among the kinds. */
function kindBits(kinds: readonly TokenKind[]): number {
  return kinds.reduce((bits, kind) => bits | (1 << tokenKinds.indexOf(kind)), 0);
}

function checkRecord(record: UsageRecord, price: RecordPrice): void {
  const { firstMs, lastMs } = recordTimeRange;
  if (!(record.startMs >= firstMs && record.startMs <= record.endMs && record.endMs <= lastMs)) {
    throw new RangeError(`Not the times of a usage record: ${record.startMs} to ${record.endMs}`);
  }
  checkCount('requests', record.requests);
  for (const kind of tokenKinds) checkCount(kind, record.tokens[kind] ?? 0);
  checkCount('costNanoUsd', price.costNanoUsd);
}

function checkCount(name: string, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new RangeError(`Not a count that a ledger holds: ${name} = ${value}`);
  }
}
