import { createHash } from 'node:crypto';
import type { UsageGrouping } from '#shared/domain/usage-query.ts';
import type { ColumnCodec, EncodedColumn } from './column-codec.ts';
import {
  columnCodecs,
  columnLength,
  decodeInstants,
  decodeIntegers,
  encodeInstants,
  encodeIntegers,
} from './column-codec.ts';
import type { SummableColumn } from './exact-column.ts';
import type { RollupView } from './rollup-views.ts';
import type { GroupedUsage } from './usage-rows.ts';
import { groupedUsage } from './usage-rows.ts';

/** Groups as one row of the table `rollup` holds them: the columns of `layout` one behind the other in `data`. */
export interface EncodedRollup {
  /** JSON: name, codec and base of each column. */
  readonly layout: string;
  readonly data: Uint8Array;
}

/** Name, codec and base of a column. */
interface ColumnLayout {
  readonly name: string;
  readonly codec: ColumnCodec;
  readonly base: number;
}

/** Columns start at multiples of this many bytes, so that they can be read where they lie. */
const alignment = 8;

/** Encodes groups; undefined when a sum is beyond what a column holds (2^53): then only the records can tell. */
export function encodeRollup(groups: GroupedUsage): EncodedRollup | undefined {
  const columns = new Map<string, EncodedColumn>();
  for (const [key, values] of groups.keys) columns.set(keyColumn(key), encodeInstants(values));
  for (const [name, values] of groups.measures) {
    if (!fitsColumn(values)) return undefined;
    columns.set(measureColumn(name), encodeIntegers(values));
  }
  columns.set('first_ms', encodeInstants(groups.firstMs));
  columns.set('last_ms', encodeInstants(groups.lastMs));
  const layout = [...columns].map(([name, { codec, base }]) => ({ name, codec, base }));
  return { layout: JSON.stringify(layout), data: packed([...columns.values()].map(({ data }) => data)) };
}

function fitsColumn(values: SummableColumn): values is Exclude<SummableColumn, BigInt64Array> {
  return !(values instanceof BigInt64Array);
}

/** Decodes groups; undefined when the bytes are not what they should be. */
export function decodeRollup(
  view: RollupView,
  rows: number,
  { layout, data }: EncodedRollup,
): GroupedUsage | undefined {
  const columns = columnsOf(rows, layout, data);
  const firstMs = columns?.get('first_ms');
  const lastMs = columns?.get('last_ms');
  if (columns === undefined || firstMs === undefined || lastMs === undefined) return undefined;
  const keys = new Map<UsageGrouping, Float64Array>();
  for (const key of view.keys) {
    const column = columns.get(keyColumn(key));
    if (column === undefined) return undefined;
    keys.set(key, decodeInstants(column, rows));
  }
  const measures = new Map<string, SummableColumn>();
  for (const [name, column] of columns) {
    const measure = measureOf(name);
    if (measure !== undefined) measures.set(measure, decodeIntegers(column, rows));
  }
  return groupedUsage({
    rows,
    keys,
    measures,
    firstMs: decodeInstants(firstMs, rows),
    lastMs: decodeInstants(lastMs, rows),
  });
}

/** First eight bytes of the SHA-256 over everything that a rollup's row says. */
export function rollupChecksum(view: string, rows: number, { layout, data }: EncodedRollup): Uint8Array {
  return createHash('sha256').update(`${view} ${rows} ${layout} `).update(data).digest().subarray(0, 8);
}

function columnsOf(rows: number, layout: string, data: Uint8Array): Map<string, EncodedColumn> | undefined {
  const parsed = parseLayout(layout);
  if (parsed === undefined) return undefined;
  const columns = new Map<string, EncodedColumn>();
  let offset = 0;
  for (const { name, codec, base } of parsed) {
    const length = columnLength(codec, rows);
    columns.set(name, { codec, base, data: data.subarray(offset, offset + length) });
    offset += aligned(length);
  }
  return offset === data.byteLength ? columns : undefined;
}

/** Checked by hand: a schema would take longer to be made ready than the first query has. */
function parseLayout(text: string): readonly ColumnLayout[] | undefined {
  const parsed: unknown = JSON.parse(text);
  return Array.isArray(parsed) && parsed.every(isColumnLayout) ? parsed : undefined;
}

function isColumnLayout(value: unknown): value is ColumnLayout {
  if (typeof value !== 'object' || value === null) return false;
  if (!('name' in value && 'codec' in value && 'base' in value)) return false;
  return (
    typeof value.name === 'string' &&
    typeof value.base === 'number' &&
    columnCodecs.some((codec) => codec === value.codec)
  );
}

function packed(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + aligned(part.byteLength), 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += aligned(part.byteLength);
  }
  return whole;
}

function aligned(length: number): number {
  return Math.ceil(length / alignment) * alignment;
}

function keyColumn(key: UsageGrouping): string {
  return `key.${key}`;
}

const measurePrefix = 'sum.';

function measureColumn(measure: string): string {
  return `${measurePrefix}${measure}`;
}

function measureOf(column: string): string | undefined {
  return column.startsWith(measurePrefix) ? column.slice(measurePrefix.length) : undefined;
}
