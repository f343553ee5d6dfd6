import { describe, expect, it } from 'vitest';
import { seededRandom } from '#forecasting';
import { Sample } from '../../../electron/forecasting/sample.ts';

describe('Sample', () => {
  it('gives exact quantiles, linear between neighbours, while it keeps everything', () => {
    const sample = new Sample(seededRandom(1));
    for (const value of [40, 10, 30, 20]) sample.add(value);
    expect(sample.isExact).toBe(true);
    expect(sample.quantiles([0, 0.25, 0.5, 1])).toEqual([10, 17.5, 25, 40]);
  });

  it('has quantiles of 0 when it is empty', () => {
    expect(new Sample(seededRandom(1)).quantiles([0.5])).toEqual([0]);
  });

  it('stays within its capacity and near the true quantiles beyond it', () => {
    const sample = new Sample(seededRandom(7), 4096);
    for (let value = 0; value < 200_000; value += 1) sample.add(value);
    expect(sample.isExact).toBe(false);
    expect(sample.seen).toBe(200_000);
    // The standard error of a sampled median is about 0.5 ÷ √4096 = 0.8 % of the range.
    const [p5 = 0, p50 = 0, p95 = 0] = sample.quantiles([0.05, 0.5, 0.95]);
    expect(Math.abs(p5 / 200_000 - 0.05)).toBeLessThan(0.02);
    expect(Math.abs(p50 / 200_000 - 0.5)).toBeLessThan(0.04);
    expect(Math.abs(p95 / 200_000 - 0.95)).toBeLessThan(0.02);
  });

  it('draws the same sample from the same seed and another from another', () => {
    function medianWith(seed: number): readonly number[] {
      const sample = new Sample(seededRandom(seed), 64);
      for (let value = 0; value < 10_000; value += 1) sample.add(value);
      return sample.quantiles([0.5]);
    }
    expect(medianWith(3)).toEqual(medianWith(3));
    expect(medianWith(3)).not.toEqual(medianWith(4));
  });
});

describe('seededRandom', () => {
  it('gives numbers in [0, 1) with the mean of a uniform distribution', () => {
    const random = seededRandom(42);
    const values = Array.from({ length: 100_000 }, random);
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(0.5, 2);
  });
});
