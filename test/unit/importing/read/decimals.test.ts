import { describe, expect, it } from 'vitest';
import { multiply, parseDecimal, scaleToInteger } from '../../../../electron/importing/read/decimals.ts';

function nano(text: string): bigint | undefined {
  const decimal = parseDecimal(text);
  return decimal === undefined ? undefined : scaleToInteger(decimal, 9);
}

describe('decimals', () => {
  it.each([
    ['0', 0n],
    ['1', 1_000_000_000n],
    ['-0.03', -30_000_000n],
    ['+.5', 500_000_000n],
    ['4.1e-7', 410n],
    ['1E3', 1_000_000_000_000n],
    // 28 decimals, as OpenAI's costs export writes them.
    ['0.0038359800000000000000000000', 3_835_980n],
    // Half a nano-dollar rounds away from zero, anything less towards it.
    ['0.0000000005', 1n],
    ['-0.0000000005', -1n],
    ['0.0000000004999999999999999999', 0n],
    ['123456789012345678901234567890', 123456789012345678901234567890000000000n],
  ])('reads %s exactly', (text, expected) => {
    expect(nano(text)).toBe(expected);
  });

  it.each(['', '.', '-', 'e5', '1,5', '0x10', '1e9999', 'NaN', ' 1', '1'.repeat(101)])('refuses %j', (text) => {
    expect(parseDecimal(text)).toBeUndefined();
  });

  it('multiplies exactly where float64 does not: 1.1 × 1.1', () => {
    const [a, b] = [parseDecimal('1.1'), parseDecimal('1.1')];
    if (a === undefined || b === undefined) throw new Error('both are decimals');
    expect(multiply(a, b)).toEqual({ digits: 121n, exponent: -2 });
  });
});
