import { describe, expect, it } from 'vitest';
import {
  decodeInstants,
  decodeIntegers,
  encodeInstants,
  encodeIntegers,
  hasExpectedLength,
} from '../../../electron/ledger/column-codec.ts';

describe('columns of integers', () => {
  it.each([
    { values: [7, 7, 7], codec: 'constant', bytes: 0, type: Uint8Array },
    { values: [0, 255], codec: 'u8', bytes: 2, type: Uint8Array },
    { values: [0, 256], codec: 'u16', bytes: 4, type: Uint16Array },
    { values: [1, 65_536], codec: 'u32', bytes: 8, type: Uint32Array },
    { values: [1, 4_294_967_295], codec: 'u32', bytes: 8, type: Uint32Array },
    { values: [1, 4_294_967_296], codec: 'u64', bytes: 16, type: Float64Array },
    { values: [0, Number.MAX_SAFE_INTEGER], codec: 'u64', bytes: 16, type: Float64Array },
    { values: [Number.MAX_SAFE_INTEGER], codec: 'constant', bytes: 0, type: Float64Array },
  ])('are stored as $codec when they are $values', ({ values, codec, bytes, type }) => {
    const encoded = encodeIntegers(values);
    expect([encoded.codec, encoded.data.byteLength]).toEqual([codec, bytes]);
    const decoded = decodeIntegers(encoded, values.length);
    expect(decoded).toBeInstanceOf(type);
    expect([...decoded]).toEqual(values);
  });

  it('decode from data that begins at an odd address', () => {
    const encoded = encodeIntegers([1, 70_000]);
    const pooled = new Uint8Array(encoded.data.byteLength + 1);
    pooled.set(encoded.data, 1);
    const decoded = decodeIntegers({ ...encoded, data: pooled.subarray(1) }, 2);
    expect([...decoded]).toEqual([1, 70_000]);
  });

  it('are known by their length', () => {
    const encoded = encodeIntegers([1, 300]);
    expect([hasExpectedLength(encoded, 2), hasExpectedLength(encoded, 3)]).toEqual([true, false]);
  });
});

describe('columns of instants', () => {
  it('are stored as offsets from the earliest, 32 bits for up to 49 days', () => {
    const start = Date.UTC(2024, 0, 1);
    const values = [start + 4_294_967_295, start];
    const encoded = encodeInstants(values);
    expect([encoded.codec, encoded.base]).toEqual(['u32', start]);
    expect([...decodeInstants(encoded, 2)]).toEqual(values);
  });

  it('may span thousands of years and lie before 1970', () => {
    const values = [Date.UTC(9999, 11, 31), -62_167_219_200_000, -1];
    const encoded = encodeInstants(values);
    expect(encoded.codec).toBe('u64');
    expect([...decodeInstants(encoded, 3)]).toEqual(values);
  });

  it('are one number when all are equal', () => {
    const encoded = encodeInstants([-5, -5]);
    expect(encoded).toEqual({ codec: 'constant', base: -5, data: new Uint8Array(0) });
    expect([...decodeInstants(encoded, 2)]).toEqual([-5, -5]);
  });
});
