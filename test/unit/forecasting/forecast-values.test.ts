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
    for (const { model, candidates, reason } of forecasts) {
      const [taken] = candidates;
      const naive = candidates.find(({ id }) => id === 'seasonal-naive');
      const best = Math.min(...candidates.map(({ mase }) => mase ?? Infinity));
      expect(taken?.id).toBe(model.id);
      if (model.id === 'seasonal-naive') {
        expect(best).toBeGreaterThanOrEqual(0.99 * (naive?.mase ?? 0));
        expect(reason).toContain('none beat it by 1 % or more');
      } else {
        expect(best).toBeLessThan(0.99 * (naive?.mase ?? 0));
        expect(taken?.mase).toBe(best);
      }
    }
    expect(forecasts.some(({ model }) => model.id === 'seasonal-naive')).toBe(true);
  });
});
