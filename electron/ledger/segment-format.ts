import { createHash } from 'node:crypto';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import type { IntegerColumn, UsageColumns } from '#shared/domain/usage-columns.ts';
import type { UsageDimension } from '#shared/domain/usage.ts';
import { usageDimensions } from '#shared/domain/usage.ts';
import type { EncodedColumn } from './column-codec.ts';
import { decodeInstants, decodeIntegers, encodeInstants, encodeIntegers } from './column-codec.ts';

/** How each token kind is called in the file: columns of segments and, with `_tokens` behind, of the rollups. */
export const tokenColumnNames = {
  input: 'input',
  cacheRead: 'cache_read',
  cacheWrite5m: 'cache_write_5m',
  cacheWrite1h: 'cache_write_1h',
  output: 'output',
  reasoning: 'reasoning',
  inputAudio: 'input_audio',
  cacheReadAudio: 'cache_read_audio',
  outputAudio: 'output_audio',
  inputImage: 'input_image',
  cacheReadImage: 'cache_read_image',
  outputImage: 'output_image',
  cacheWrite30m: 'cache_write_30m',
} as const satisfies Record<TokenKind, string>;

/** Name of the segment column that holds a token kind. */
export function tokenSegmentColumn(kind: TokenKind): string {
  return `tokens.${tokenColumnNames[kind]}`;
}

/** Name of the segment column that holds a dimension's dictionary ids. */
export function dimensionSegmentColumn(dimension: UsageDimension): string {
  return `dimension.${dimension}`;
}

/** Name of the segment column that holds rows of the price card table. */
export const priceCardSegmentColumn = 'price_card';

/** Encodes every column of a segment by name. Ends of records are kept as durations: 0 for single requests. */
export function encodeSegment(columns: UsageColumns): ReadonlyMap<string, EncodedColumn> {
  const durationMs = columns.endMs.map((endMs, row) => endMs - (columns.startMs[row] ?? 0));
  const encoded = new Map<string, EncodedColumn>([
    ['start_ms', encodeInstants(columns.startMs)],
    ['duration_ms', encodeIntegers(durationMs)],
    ['requests', encodeIntegers(columns.requests)],
    ['service_tier', encodeIntegers(columns.serviceTier)],
    ['cost_nano_usd', encodeIntegers(columns.costNanoUsd)],
    [priceCardSegmentColumn, encodeIntegers(columns.priceCard)],
    ['unpriced_kinds', encodeIntegers(columns.unpricedKinds)],
  ]);
  for (const kind of tokenKinds) {
    const tokens = columns.tokens[kind];
    if (tokens !== undefined) encoded.set(tokenSegmentColumn(kind), encodeIntegers(tokens));
  }
  for (const dimension of usageDimensions) {
    const ids = columns.dimensions[dimension];
    if (ids !== undefined) encoded.set(dimensionSegmentColumn(dimension), encodeIntegers(ids));
  }
  return encoded;
}

/**
 * Decodes a segment.
 * @param column Gives a column by name; undefined where the segment has none.
 * @throws when a column that every segment has is missing.
 */
export function decodeSegment(rows: number, column: (name: string) => EncodedColumn | undefined): UsageColumns {
  function required(name: string): EncodedColumn {
    const encoded = column(name);
    if (encoded === undefined) throw new MissingColumnError(name);
    return encoded;
  }
  function integers(name: string): IntegerColumn {
    return decodeIntegers(required(name), rows);
  }
  const startMs = decodeInstants(required('start_ms'), rows);
  const durationMs = integers('duration_ms');
  return {
    rows,
    startMs,
    endMs: startMs.map((start, row) => start + (durationMs[row] ?? 0)),
    requests: integers('requests'),
    serviceTier: Uint8Array.from(integers('service_tier')),
    tokens: presentColumns(tokenKinds, tokenSegmentColumn, rows, column),
    dimensions: presentColumns(usageDimensions, dimensionSegmentColumn, rows, column),
    costNanoUsd: integers('cost_nano_usd'),
    priceCard: integers(priceCardSegmentColumn),
    unpricedKinds: integers('unpriced_kinds'),
  };
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
  column: (name: string) => EncodedColumn | undefined,
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
