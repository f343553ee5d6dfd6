import { describe, expect, it } from 'vitest';
import { betaPert } from '#shared/statistics/beta-pert.ts';

describe('betaPert', () => {
  it('has the mean (0 + 4 × 25 + 100) ÷ 6 and the variance of its parts', () => {
    const { mean, variance } = betaPert({ low: 0, mode: 25, high: 100 });
    expect(mean).toBeCloseTo(200 / 6, 12);
    // α = 2, β = 4: αβ ÷ ((α + β)² (α + β + 1)) = 8 ÷ 252, times 100².
    expect(variance).toBeCloseTo(80_000 / 252, 9);
  });

  it('inverts the distribution function, in closed form for α = 2 and β = 4: 1 − (1 − x)⁴ (1 + 4x)', () => {
    const { quantile } = betaPert({ low: 0, mode: 0.25, high: 1 });
    for (const probability of [0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999]) {
      const x = quantile(probability);
      expect(1 - (1 - x) ** 4 * (1 + 4 * x)).toBeCloseTo(probability, 6);
    }
  });

  it('falls straight from its mode at the bound: α = 1, β = 5 is 1 − (1 − x)⁵', () => {
    const { quantile } = betaPert({ low: 0, mode: 0, high: 1 });
    expect(quantile(0.5)).toBeCloseTo(1 - 0.5 ** 0.2, 6);
    expect(quantile(0)).toBe(0);
    expect(quantile(1)).toBeCloseTo(1, 9);
  });

  it('is a point where the bounds meet', () => {
    expect(betaPert({ low: 3, mode: 3, high: 3 })).toMatchObject({ mean: 3, variance: 0 });
  });
});
