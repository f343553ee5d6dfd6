import { describe, expect, it } from 'vitest';
import { forecastSeries, seededRandom } from '#forecasting';

/** A walk: tomorrow is today and a step nobody can tell. */
function walk(seed: number): Float64Array {
  const random = seededRandom(seed);
  let level = 1000;
  return Float64Array.from({ length: 200 }, () => (level += random() - 0.5));
}

describe('the choice of a model', () => {
  it('keeps the seasonal naive where no model beats it by 1 %, and says so', () => {
    const forecasts = [1, 2, 3, 4].map(
      (seed) =>
        forecastSeries(
          { grain: 'day', fromMs: 0, values: walk(seed), notes: [] },
          { horizon: 7, seasons: [], windows: 0 },
        ).forecast,
    );
    for (const { model, candidates } of forecasts) {
      const naive = candidates.find(({ id }) => id === 'seasonal-naive')?.mase ?? 0;
      const best = candidates.toSorted((left, right) => (left.mase ?? 0) - (right.mase ?? 0))[0];
      expect(model.id).toBe((best?.mase ?? 0) < 0.99 * naive ? best?.id : 'seasonal-naive');
      expect(candidates[0]?.id).toBe(model.id);
    }
    const kept = forecasts.filter(({ model }) => model.id === 'seasonal-naive');
    expect(kept.length).toBeGreaterThan(0);
    for (const { reason } of kept) expect(reason).toContain('none beat it by 1 % or more');
  });
});
