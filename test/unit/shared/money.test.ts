import { describe, expect, it } from 'vitest';
import { formatUsd, nanoUsdToUsd, roundUsd, usdToNanoUsd } from '#shared/money.ts';

describe('usdToNanoUsd', () => {
  it.each([
    [0.035, 35_000_000],
    [0.0000000005, 1],
    [-0.0000000005, -1],
    [0, 0],
  ])('turns %d USD into %d nano-dollars', (usd, nanoUsd) => {
    expect(usdToNanoUsd(usd)).toBe(nanoUsd);
  });

  it('refuses what cannot be stored exactly', () => {
    expect(() => usdToNanoUsd(1e10)).toThrow(RangeError);
    expect(() => usdToNanoUsd(Number.NaN)).toThrow(RangeError);
  });
});

describe('nanoUsdToUsd', () => {
  it('keeps cents of sums beyond 2^53 nano-dollars', () => {
    expect(nanoUsdToUsd(123_456_789_012_340_000_000n)).toBe(123_456_789_012.34);
    expect(nanoUsdToUsd(35_000_000)).toBe(0.035);
  });
});

describe('roundUsd', () => {
  it('removes binary noise and nothing else', () => {
    expect(roundUsd(0.1 + 0.2)).toBe(0.3);
    expect(roundUsd(0.000000001)).toBe(0.000000001);
  });
});

describe('formatUsd', () => {
  it.each([
    [0, '$0.00'],
    [22_410, '$22,410.00'],
    [1080, '$1,080.00'],
    [0.0747, '$0.0747'],
    [0.00465, '$0.00465'],
    [0.5, '$0.50'],
    [0.33, '$0.33'],
    [0.999, '$1.00'],
    [0.000000297, '$0.000000297'],
    [-1234.5, '−$1,234.50'],
  ])('writes %d as %s', (usd, text) => {
    expect(formatUsd(usd)).toBe(text);
  });

  it('never writes an amount above zero as zero', () => {
    for (let usd = 1e-9; usd < 1; usd *= 1.7) expect(formatUsd(usd)).toMatch(/[1-9]/);
  });
});
