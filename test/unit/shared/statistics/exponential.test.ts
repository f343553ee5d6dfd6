import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponential } from '#shared/statistics/exponential.ts';

describe('exponential', () => {
  it('is e^x to the last bits wherever that is a normal number', () => {
    fc.assert(
      fc.property(fc.double({ min: -708, max: 709.7, noNaN: true }), (x) => {
        const exact = Math.exp(x);
        expect(Math.abs(exponential(x) - exact)).toBeLessThanOrEqual(4e-16 * exact);
      }),
      { numRuns: 2000 },
    );
  });

  it('is exact at 0, ascends, and ends in 0 and infinity', () => {
    expect(exponential(0)).toBe(1);
    for (let x = -20; x < 20; x += 0.001) expect(exponential(x + 0.001)).toBeGreaterThan(exponential(x));
    expect(exponential(-800)).toBe(0);
    expect(exponential(-1e9)).toBe(0);
    expect(exponential(800)).toBe(Infinity);
    expect(exponential(Number.NaN)).toBeNaN();
  });
});
