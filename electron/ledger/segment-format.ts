import { createHash } from 'node:crypto';
import { billableUnits } from '#shared/domain/billable-units.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import type { IntegerColumn, UsageColumns } from '#shared/domain/usage-columns.ts';
import type { UsageDimension } from '#shared/domain/usage.ts';
import { usageDimensions } from '#shared/domain/usage.ts';
import { floatsOf } from './floats.ts';
import { ColumnMemory } from './column-memory.ts';
import type { EncodedColumn } from './column-codec.ts';
import { decodeInstants, decodeIntegers, encodeInstants, encodeIntegers } from './column-codec.ts';
import { splitBilled, tokenMeasure, unitMeasure } from './usage-measures.ts';

/** Name of the segment column that holds a dimension's dictionary ids. */
export function dimensionSegmentColumn(dimension: UsageDimension): string {
  return `dimension.${dimension}`;
}

/** Name of the segment column that holds the starts of records. */
export const startSegmentColumn = 'start_ms';
/** Name of the segment column that holds rows of the price card table. */
export const priceCardSegmentColumn = 'price_card';
/** Name of the segment column that holds indexes of service tiers. */
export const serviceTierSegmentColumn = 'service_tier';
/** Names of the segment columns that hold the halves of the records' key hashes. */
export const keySegmentColumns = { high: 'key_high', low: 'key_low' } as const;

const billedParts = ['isBilled', 'charged', 'credited'] as const;
/** Names of the segment columns that hold what records state as their own cost. */
const billedColumns = {
  isBilled: 'is_billed',
  charged: 'charged_nano_usd',
  credited: 'credited_nano_usd',
} as const satisfies Record<(typeof billedParts)[number], string>;

/** Hashes of the records' keys, in two halves; both zero where a record has no key. */
export interface KeyHashes {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
}

/**
 * Encodes every column of a segment by name. Ends of records are kept as durations: 0 for single requests.
 * @param memory for what is needed on the way.
 */
export function encodeSegment(columns: UsageColumns, memory = new ColumnMemory()): ReadonlyMap<string, EncodedColumn> {
  const { startMs, endMs } = columns;
  const durationMs = memory.floats('durationMs', columns.rows);
  for (let row = 0; row < columns.rows; row++) durationMs[row] = (endMs[row] ?? 0) - (startMs[row] ?? 0);
  const serviceTier = memory.floats('serviceTier', columns.rows);
  serviceTier.set(columns.serviceTier);
  const encoded = new Map<string, EncodedColumn>([
    [startSegmentColumn, encodeInstants(columns.startMs)],
    ['duration_ms', encodeIntegers(durationMs)],
    ['requests', encodeIntegers(columns.requests)],
    [serviceTierSegmentColumn, encodeIntegers(serviceTier)],
    ['cost_nano_usd', encodeIntegers(columns.costNanoUsd)],
    [priceCardSegmentColumn, encodeIntegers(columns.priceCard)],
    ['unpriced_kinds', encodeIntegers(columns.unpricedKinds)],
  ]);
  function add(name: string, values: IntegerColumn | undefined): void {
    if (values !== undefined) encoded.set(name, encodeIntegers(values));
  }
  for (const kind of tokenKinds) add(tokenMeasure(kind), columns.tokens[kind]);
  for (const dimension of usageDimensions) add(dimensionSegmentColumn(dimension), columns.dimensions[dimension]);
  for (const unit of billableUnits) add(unitMeasure(unit), columns.microUnits?.[unit]);
  add('unpriced_units', columns.unpricedUnits);
  add('residency', columns.residency);
  const { billedNanoUsd } = columns;
  if (billedNanoUsd !== undefined) {
    const { isBilled, charged, credited } = splitBilled(billedNanoUsd);
    add(billedColumns.isBilled, isBilled);
    add(billedColumns.charged, charged);
    add(billedColumns.credited, credited);
  }
  return encoded;
}

/** Encodes the hashes of keys. */
export function encodeKeys({ high, low }: KeyHashes): ReadonlyMap<string, EncodedColumn> {
  return new Map([
    [keySegmentColumns.high, encodeIntegers(high)],
    [keySegmentColumns.low, encodeIntegers(low)],
  ]);
}

/** Gives an encoded column by name; undefined where the segment has none. */
export type ColumnReader = (name: string) => EncodedColumn | undefined;

/**
 * Decodes a segment.
 * @param dimensions Those that are needed.
 * @throws MissingColumnError when a column that every segment has is missing.
 */
export function decodeSegment(rows: number, column: ColumnReader, dimensions: readonly UsageDimension[]): UsageColumns {
  function required(name: string): EncodedColumn {
    const encoded = column(name);
    if (encoded === undefined) throw new MissingColumnError(name);
    return encoded;
  }
  function integers(name: string): IntegerColumn {
    return decodeIntegers(required(name), rows);
  }
  const startMs = decodeInstants(required(startSegmentColumn), rows);
  const durationMs = integers('duration_ms');
  const microUnits = presentColumns(billableUnits, unitMeasure, rows, column);
  return {
    rows,
    startMs,
    endMs: sumOf(startMs, floatsOf(durationMs)),
    requests: integers('requests'),
    serviceTier: new Uint8Array(integers(serviceTierSegmentColumn)),
    tokens: presentColumns(tokenKinds, tokenMeasure, rows, column),
    dimensions: presentColumns(dimensions, dimensionSegmentColumn, rows, column),
    costNanoUsd: integers('cost_nano_usd'),
    priceCard: integers(priceCardSegmentColumn),
    unpricedKinds: integers('unpriced_kinds'),
    ...(Object.keys(microUnits).length === 0 ? {} : { microUnits }),
    ...optionalColumn('unpricedUnits', 'unpriced_units', rows, column),
    ...optionalColumn('residency', 'residency', rows, column),
    ...decodeBilled(rows, column),
  };
}

function sumOf(left: Float64Array, right: Float64Array): Float64Array {
  const sums = new Float64Array(left.length);
  for (let row = 0; row < sums.length; row++) sums[row] = (left[row] ?? 0) + (right[row] ?? 0);
  return sums;
}

function optionalColumn<Key extends string>(
  key: Key,
  name: string,
  rows: number,
  column: ColumnReader,
): Partial<Record<Key, IntegerColumn>> {
  return presentColumns([key], () => name, rows, column);
}

function decodeBilled(rows: number, column: ColumnReader): Pick<UsageColumns, 'billedNanoUsd'> {
  const { isBilled, charged, credited } = presentColumns(billedParts, (part) => billedColumns[part], rows, column);
  if (isBilled === undefined && charged === undefined) return {};
  if (isBilled === undefined) throw new MissingColumnError(billedColumns.isBilled);
  if (charged === undefined) throw new MissingColumnError(billedColumns.charged);
  const billedNanoUsd = Float64Array.from(isBilled, (flag, row) =>
    flag === 1 ? (charged[row] ?? 0) - (credited?.[row] ?? 0) : Number.NaN,
  );
  return { billedNanoUsd };
}

/** Every segment column that `decodeSegment` may read, key hashes apart. */
export function segmentColumnNames(dimensions: readonly UsageDimension[]): readonly string[] {
  return [
    startSegmentColumn,
    'duration_ms',
    'requests',
    serviceTierSegmentColumn,
    'cost_nano_usd',
    priceCardSegmentColumn,
    'unpriced_kinds',
    ...tokenKinds.map(tokenMeasure),
    ...dimensions.map(dimensionSegmentColumn),
    ...billableUnits.map(unitMeasure),
    'unpriced_units',
    'residency',
    ...Object.values(billedColumns),
  ];
}

/** A segment without a column that each has: the file is damaged. */
export class MissingColumnError extends Error {
  constructor(column: string) {
    super(`a segment has no column ${column}`);
  }
}

function presentColumns<Key extends string>(
  keys: readonly Key[],
  nameOf: (key: Key) => string,
  rows: number,
  column: ColumnReader,
): Partial<Record<Key, IntegerColumn>> {
  const present: Partial<Record<Key, IntegerColumn>> = {};
  for (const key of keys) {
    const encoded = column(nameOf(key));
    if (encoded !== undefined) present[key] = decodeIntegers(encoded, rows);
  }
  return present;
}

/** First eight bytes of the SHA-256 over a column's name, codec, base, row count and data. */
export function columnChecksum(name: string, column: EncodedColumn, rows: number): Uint8Array {
  const head = `${name} ${column.codec} ${column.base} ${rows} `;
  return createHash('sha256').update(head).update(column.data).digest().subarray(0, 8);
}
