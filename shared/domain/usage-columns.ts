import type { BillableUnit } from './billable-units.ts';
import type { TokenKind } from './token-kinds.ts';
import type { UsageDimension } from './usage.ts';

/** A column of non-negative integers, as narrow as its largest value allows; Float64Array holds integers up to 2^53. */
export type IntegerColumn = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/**
 * Usage records as columns: what a ledger segment holds and what aggregation, calibration and replay read without
 * conversion. Index i of every column is record i; `rows` is the length of each.
 */
export interface UsageColumns {
  readonly rows: number;
  /** UTC milliseconds. */
  readonly startMs: Float64Array;
  /** UTC milliseconds; equals `startMs` for single requests. */
  readonly endMs: Float64Array;
  readonly requests: IntegerColumn;
  /** Index into `serviceTiers`. */
  readonly serviceTier: Uint8Array;
  /** Token counts by kind; a kind that no record of the segment has is absent. */
  readonly tokens: Partial<Record<TokenKind, IntegerColumn>>;
  /** Dictionary ids by dimension; 0 = not given; a dimension that no record has is absent. */
  readonly dimensions: Partial<Record<UsageDimension, IntegerColumn>>;
  /** Integer nano-dollars. */
  readonly costNanoUsd: IntegerColumn;
  /** Row of the ledger's price card table; 0 = unpriced. */
  readonly priceCard: IntegerColumn;
  /** Bit k set = tokens of `tokenKinds[k]` could not be priced. */
  readonly unpricedKinds: IntegerColumn;
  /** What was consumed besides tokens, in millionths of the unit; absent, whole or by unit, where no record has any. */
  readonly microUnits?: Partial<Record<BillableUnit, IntegerColumn>> | undefined;
  /** Bit u set = `billableUnits[u]` could not be priced; absent = every unit of every record could be. */
  readonly unpricedUnits?: IntegerColumn | undefined;
  /** Index into `residencies`; absent = all are global. */
  readonly residency?: IntegerColumn | undefined;
  /** What the records say of their own cost, nano-dollars; NaN where one does not say, absent where none does. */
  readonly billedNanoUsd?: Float64Array | undefined;
}

/** Millionths in one unit: units are whole numbers in the ledger, so that their sums are exact. */
export const microUnitsPerUnit = 1_000_000;

/** Turns dictionary ids back into names; id 0 is the empty name. */
export interface UsageDictionary {
  name(dimension: UsageDimension, id: number): string;
}
