import type { IntegerColumn } from '#shared/domain/usage-columns.ts';
import { floatsOf } from './floats.ts';

/**
 * How a column's integers are stored: value = base + stored unsigned integer of that many bits, little-endian.
 * `constant` stores nothing: every value is the base.
 */
export const columnCodecs = ['constant', 'u8', 'u16', 'u32', 'u64'] as const;
export type ColumnCodec = (typeof columnCodecs)[number];

/** A column as its segment stores it. */
export interface EncodedColumn {
  readonly codec: ColumnCodec;
  readonly base: number;
  readonly data: Uint8Array;
}

const bytesPerValue = { constant: 0, u8: 1, u16: 2, u32: 4, u64: 8 } as const satisfies Record<ColumnCodec, number>;
const wordSize = 2 ** 32;

/** Smallest and largest value of a column that is not empty. */
export function rangeOf(values: ArrayLike<number>): { readonly min: number; readonly max: number } {
  const floats = floatsOf(values);
  let min = Infinity;
  let max = -Infinity;
  for (let row = 0; row < floats.length; row++) {
    const value = floats[row] ?? 0;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return { min, max };
}

/** Encodes non-negative integers up to 2^53, as narrow as the largest allows, so that they decode without arithmetic. */
export function encodeIntegers(values: ArrayLike<number>): EncodedColumn {
  const { min, max } = rangeOf(values);
  return min === max ? constantColumn(min) : encodeOffsets(values, 0, max);
}

/** Encodes integers of any sign as offsets from the smallest. */
export function encodeInstants(values: ArrayLike<number>): EncodedColumn {
  const { min, max } = rangeOf(values);
  return min === max ? constantColumn(min) : encodeOffsets(values, min, max - min);
}

function constantColumn(value: number): EncodedColumn {
  return { codec: 'constant', base: value, data: new Uint8Array(0) };
}

function encodeOffsets(values: ArrayLike<number>, base: number, largest: number): EncodedColumn {
  if (largest >= wordSize) return { codec: 'u64', base, data: wideOffsets(values, base) };
  const floats = floatsOf(values);
  const [codec, offsets] =
    largest < 2 ** 8
      ? (['u8', bytesOf(floats, base)] as const)
      : largest < 2 ** 16
        ? (['u16', halvesOf(floats, base)] as const)
        : (['u32', wordsOf(floats, base)] as const);
  return { codec, base, data: new Uint8Array(offsets.buffer) };
}

// Three times the same loop: one that meets several types of array runs several times slower.

function bytesOf(values: Float64Array, base: number): Uint8Array<ArrayBuffer> {
  const offsets = new Uint8Array(values.length);
  for (let row = 0; row < offsets.length; row++) offsets[row] = (values[row] ?? 0) - base;
  return offsets;
}

function halvesOf(values: Float64Array, base: number): Uint16Array<ArrayBuffer> {
  const offsets = new Uint16Array(values.length);
  for (let row = 0; row < offsets.length; row++) offsets[row] = (values[row] ?? 0) - base;
  return offsets;
}

function wordsOf(values: Float64Array, base: number): Uint32Array<ArrayBuffer> {
  const offsets = new Uint32Array(values.length);
  for (let row = 0; row < offsets.length; row++) offsets[row] = (values[row] ?? 0) - base;
  return offsets;
}

function wideOffsets(values: ArrayLike<number>, base: number): Uint8Array {
  const words = new Uint32Array(values.length * 2);
  for (let row = 0; row < values.length; row++) {
    const offset = (values[row] ?? 0) - base;
    words[row * 2] = offset % wordSize;
    words[row * 2 + 1] = Math.floor(offset / wordSize);
  }
  return new Uint8Array(words.buffer);
}

/** Bytes that a codec needs for this many rows. */
export function columnLength(codec: ColumnCodec, rows: number): number {
  return bytesPerValue[codec] * rows;
}

/** True when the data has the length that its codec needs for this many rows. */
export function hasExpectedLength(column: EncodedColumn, rows: number): boolean {
  return column.data.byteLength === columnLength(column.codec, rows);
}

/** Decodes a column of non-negative integers. The result may share the data's memory. */
export function decodeIntegers(column: EncodedColumn, rows: number): IntegerColumn {
  if (column.codec === 'constant') return filledColumn(column.base, rows);
  const offsets = decodeOffsets(column, rows);
  return column.base === 0 ? offsets : addBase(offsets, column.base);
}

/** Decodes a column of instants. */
export function decodeInstants(column: EncodedColumn, rows: number): Float64Array {
  if (column.codec === 'constant') return new Float64Array(rows).fill(column.base);
  return addBase(decodeOffsets(column, rows), column.base);
}

function addBase(offsets: IntegerColumn, base: number): Float64Array {
  const values = new Float64Array(offsets);
  for (let row = 0; row < values.length; row++) values[row] = (values[row] ?? 0) + base;
  return values;
}

/** A column of one value, as narrow as the value allows. */
function filledColumn(value: number, rows: number): IntegerColumn {
  if (value < 2 ** 8) return new Uint8Array(rows).fill(value);
  if (value < 2 ** 16) return new Uint16Array(rows).fill(value);
  return value < wordSize ? new Uint32Array(rows).fill(value) : new Float64Array(rows).fill(value);
}

function decodeOffsets({ codec, data }: EncodedColumn, rows: number): IntegerColumn {
  const width = bytesPerValue[codec];
  // A view of 16 or 32 bits must begin at a multiple of its width; a pooled Buffer need not.
  const bytes = width > 1 && data.byteOffset % Math.min(width, 4) !== 0 ? new Uint8Array(data) : data;
  switch (codec) {
    case 'constant':
      return new Uint8Array(rows);
    case 'u8':
      return new Uint8Array(bytes.buffer, bytes.byteOffset, rows);
    case 'u16':
      return new Uint16Array(bytes.buffer, bytes.byteOffset, rows);
    case 'u32':
      return new Uint32Array(bytes.buffer, bytes.byteOffset, rows);
    case 'u64': {
      const words = new Uint32Array(bytes.buffer, bytes.byteOffset, rows * 2);
      const values = new Float64Array(rows);
      for (let row = 0; row < rows; row++) values[row] = (words[row * 2] ?? 0) + (words[row * 2 + 1] ?? 0) * wordSize;
      return values;
    }
  }
}
