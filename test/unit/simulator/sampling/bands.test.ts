import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandOf } from '../../../../electron/simulator/sampling/bands.ts';

/** Type 7 of Hyndman and Fan on sorted samples: the definition. */
function percentile(sorted: readonly number[], share: number): number {
  const rank = (sorted.length - 1) * share;
  const [below = 0, above = 0] = [sorted[Math.floor(rank)], sorted[Math.ceil(rank)]];
  return below + (above - below) * (rank - Math.floor(rank));
}

describe('a band', () => {
  it('has the percentiles of the sorted samples, and leaves the samples as they are', () => {
    const amounts = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(amounts, fc.boolean(), (values, hasTies) => {
        const samples = Float64Array.from(values, (value) => (hasTies ? Math.round(value / 1e5) : value));
        const before = [...samples];
        const sorted = [...samples.slice().sort()];
        const { p5, p25, p50, p75, p95 } = bandOf(samples);
        expect([p5, p25, p50, p75, p95]).toEqual([0.05, 0.25, 0.5, 0.75, 0.95].map((at) => percentile(sorted, at)));
        expect([...samples]).toEqual(before);
      }),
    );
  });

  it('takes samples that are all the same, or that lie further apart than a number can say', () => {
    const { p5, p95 } = bandOf(Float64Array.of(7, 7, 7));
    expect([p5, p95]).toEqual([7, 7]);
    expect(bandOf(Float64Array.of(-1e308, 1, 1e308)).p50).toBe(1);
  });

  it('has mean and standard error: of 1 … 5 they are 3 and √(2.5 ÷ 5)', () => {
    const { mean, standardError } = bandOf(Float64Array.of(1, 2, 3, 4, 5));
    expect(mean).toBe(3);
    expect(standardError).toBeCloseTo(Math.SQRT1_2, 12);
  });
});
