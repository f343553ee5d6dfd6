import { describe, expect, it } from 'vitest';
import { meanOf, quantileRange, type Distribution } from '#shared/domain/quantity.ts';
import { quantileFunction } from '../../../../electron/simulator/sampling/quantity-samples.ts';

const believed: readonly Distribution[] = [
  { kind: 'lognormal', p5: 800, p95: 2400 },
  { kind: 'uniform', low: 10, high: 50 },
  { kind: 'triangular', low: 1, mode: 2, high: 9 },
  { kind: 'beta', low: 1, mode: 2, high: 9 },
  { kind: 'beta', low: 0, mode: 0, high: 1 },
  { kind: 'normal', mean: 100, sd: 20 },
  { kind: 'normal', mean: 1, sd: 4 },
];

describe('quantileFunction', () => {
  it.each(believed)('gives $kind its own P5, P95 and mean', (distribution) => {
    const quantile = quantileFunction(distribution);
    const range = quantileRange(distribution);
    expect(quantile(0.05)).toBeCloseTo(range.p5, 8);
    expect(quantile(0.95)).toBeCloseTo(range.p95, 8);
    // The mean is the integral of the quantile function; the midpoint rule over 100,000 steps.
    const steps = 100_000;
    let sum = 0;
    for (let step = 0; step < steps; step += 1) sum += quantile((step + 0.5) / steps);
    expect(sum / steps / meanOf(distribution)).toBeCloseTo(1, 4);
  });

  it('lets what was measured vary by the standard error of its mean', () => {
    // (200 − 35.5147) ÷ (2 × 1.64485) = 50; 50 ÷ √400 = 2.5
    const measured = {
      kind: 'empirical',
      mean: 100,
      p5: 35.5147,
      p25: 80,
      p50: 100,
      p75: 130,
      p95: 200,
      records: 400,
    } as const;
    const quantile = quantileFunction(measured);
    expect(quantile(0.5)).toBeCloseTo(100, 9);
    expect(quantile(0.841_344_746)).toBeCloseTo(102.5, 4);
  });

  it('is a point where the bounds meet', () => {
    expect(quantileFunction({ kind: 'triangular', low: 3, mode: 3, high: 3 })(0.7)).toBe(3);
    expect(quantileFunction({ kind: 'lognormal', p5: 4, p95: 4 })(0.7)).toBeCloseTo(4, 12);
  });
});
