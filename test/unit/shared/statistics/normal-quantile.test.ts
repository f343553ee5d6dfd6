import { describe, expect, it } from 'vitest';
import { normalQuantile } from '#shared/statistics/normal-quantile.ts';

describe('normalQuantile', () => {
  it.each([
    // Test values printed with AS 241 itself (Wichura 1988, table of PPND16).
    [0.25, -0.674_489_750_196_081_7],
    [0.001, -3.090_232_306_167_814],
    [1e-20, -9.262_340_089_798_41],
    // The usual two-sided bounds.
    [0.975, 1.959_963_984_540_054],
    [0.95, 1.644_853_626_951_472_2],
  ])('at %d is %d', (probability, expected) => {
    expect(normalQuantile(probability)).toBeCloseTo(expected, 13);
  });

  it('is odd about one half', () => {
    expect(normalQuantile(0.5)).toBe(0);
    for (const probability of [0.01, 0.2, 0.4]) {
      expect(normalQuantile(probability)).toBeCloseTo(-normalQuantile(1 - probability), 13);
    }
  });
});
