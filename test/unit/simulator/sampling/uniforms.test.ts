import { describe, expect, it } from 'vitest';
import { fillUniforms } from '../../../../electron/simulator/sampling/uniforms.ts';

function uniforms(seed: number, stream: string, block: number, rows = 4096): Float64Array {
  const column = new Float64Array(rows);
  fillUniforms(column, seed, stream, block);
  return column;
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('fillUniforms', () => {
  it('stays inside (0, 1) with the mean and variance of a uniform number', () => {
    const column = uniforms(1, 'traffic', 0, 100_000);
    expect(column.every((value) => value > 0 && value < 1)).toBe(true);
    // Standard errors: 0.2887 ÷ √100,000 = 0.0009 for the mean, about 0.0003 for the variance.
    expect(Math.abs(mean(column) - 0.5)).toBeLessThan(0.004);
    expect(Math.abs(mean(column.map((value) => (value - 0.5) ** 2)) - 1 / 12)).toBeLessThan(0.001);
  });

  it('gives the same numbers for the same seed, stream and block, and others otherwise', () => {
    const first = uniforms(7, 'a', 3);
    expect(uniforms(7, 'a', 3)).toEqual(first);
    for (const other of [uniforms(8, 'a', 3), uniforms(7, 'b', 3), uniforms(7, 'a', 4)]) {
      expect(other).not.toEqual(first);
      // Unrelated columns: a correlation beyond 5 standard errors (1 ÷ √4096) would be a fault.
      const covariance = mean(first.map((value, row) => (value - 0.5) * ((other[row] ?? 0) - 0.5)));
      expect(Math.abs(covariance * 12)).toBeLessThan(5 / 64);
    }
  });
});
