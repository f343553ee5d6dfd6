import { describe, expect, it } from 'vitest';
import { lruHitRate, refreshedHitRate } from '../../../electron/simulator/cache-hits.ts';

describe('lruHitRate', () => {
  it.each([
    // reference/models.md 2.2: Che's approximation, checked there against a simulated LRU within 0.0002.
    [{ objects: 1000, skew: 0.8, capacity: 100 }, 0.3778],
    [{ objects: 1000, skew: 1, capacity: 100 }, 0.5765],
  ])('for %o is %d', (cache, expected) => {
    expect(lruHitRate(cache)).toBeCloseTo(expected, 4);
  });

  it('is the share of the cache where all objects are asked for alike', () => {
    expect(lruHitRate({ objects: 400, skew: 0, capacity: 100 })).toBeCloseTo(0.25, 9);
  });

  it('is everything where all fits, and nothing without a cache', () => {
    expect(lruHitRate({ objects: 50, skew: 1, capacity: 50 })).toBeCloseTo(1, 12);
    expect(lruHitRate({ objects: 50, skew: 1, capacity: 0 })).toBe(0);
  });

  it('falls with the lifetime of entries, down to 0', () => {
    const cache = { objects: 1000, skew: 1, capacity: 100 };
    const rates = [Infinity, 100, 10, 1, 0].map((requestsPerLifetime) => lruHitRate({ ...cache, requestsPerLifetime }));
    expect(rates).toEqual(rates.toSorted((left, right) => right - left));
    expect(rates.at(-1)).toBe(0);
  });
});

describe('refreshedHitRate', () => {
  it('breaks even with 5-minute writes at λT = 0.2451, 2.94 requests an hour, and with 1-hour writes at 0.7472', () => {
    // models.md 2.2: h* = 21.74 % and 52.63 %.
    expect(refreshedHitRate(0.2451)).toBeCloseTo(0.25 / 1.15, 3);
    expect(refreshedHitRate(2.94 / 12)).toBeCloseTo(0.25 / 1.15, 3);
    expect(refreshedHitRate(0.7472)).toBeCloseTo(1 / 1.9, 4);
  });
});
