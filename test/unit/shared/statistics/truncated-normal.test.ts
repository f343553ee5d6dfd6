import { describe, expect, it } from 'vitest';
import { truncatedNormal } from '#shared/statistics/truncated-normal.ts';

describe('truncatedNormal', () => {
  it('is half a normal distribution at a mean of 0: mean √(2 ÷ π), variance 1 − 2 ÷ π', () => {
    const { mean, variance, quantile } = truncatedNormal({ mean: 0, sd: 1 });
    expect(mean).toBeCloseTo(Math.sqrt(2 / Math.PI), 12);
    expect(variance).toBeCloseTo(1 - 2 / Math.PI, 12);
    // Half of it lies below the 75th percentile of the whole.
    expect(quantile(0.5)).toBeCloseTo(0.674_489_750_196_081_7, 9);
  });

  it('is the normal distribution itself far from 0', () => {
    const { mean, variance, quantile } = truncatedNormal({ mean: 100, sd: 10 });
    expect(mean).toBeCloseTo(100, 9);
    expect(variance).toBeCloseTo(100, 9);
    expect(quantile(0.95)).toBeCloseTo(116.448_536_269_514_7, 6);
  });

  it('gives no negative value, and a point without spread', () => {
    const { quantile } = truncatedNormal({ mean: 1, sd: 100 });
    expect(quantile(0)).toBeCloseTo(0, 12);
    expect(quantile(1)).toBeGreaterThan(500);
    expect(truncatedNormal({ mean: 7, sd: 0 }).quantile(0.3)).toBe(7);
  });
});
