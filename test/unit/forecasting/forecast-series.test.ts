import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backtestSeries, forecastSeries, seededRandom, type RegularSeries } from '#forecasting';
import { originsOf } from '../../../electron/forecasting/backtest/origins.ts';
import { RollingOrigin } from '../../../electron/forecasting/backtest/rolling-origin.ts';
import { forecastFrom } from '../../../electron/forecasting/forecast-values.ts';

const week = [100, 120, 130, 120, 110, 60, 50];

/** Days of a week's shape, with noise of a few percent unless told otherwise. */
function days(length: number, noise = 0.05, seed = 1): RegularSeries {
  const random = seededRandom(seed);
  const values = Float64Array.from(
    { length },
    (_none, day) => (week[day % 7] ?? 0) * (1 + noise * (random() + random() + random() - 1.5)),
  );
  return { grain: 'day', fromMs: Date.UTC(2026, 0, 5), values, notes: [] };
}

describe('forecastSeries', () => {
  it('goes on with the shape of a week that never changes, exactly', () => {
    const { forecast } = forecastSeries(days(84, 0), { horizon: 7, windows: 0 });
    for (const [step, point] of forecast.points.entries()) expect(point.value).toBeCloseTo(week[step] ?? 0, 0);
    expect(forecast.points[0]?.date).toBe('2026-03-30');
  });

  it('holds its bands in order and above zero, whatever the past', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1e6, noNaN: true })), {
          minLength: 1,
          maxLength: 70,
        }),
        (past) => {
          const series: RegularSeries = { grain: 'day', fromMs: 0, values: Float64Array.from(past), notes: [] };
          const { forecast, sum } = forecastSeries(series, { horizon: 20, windows: 2 });
          for (const point of [...forecast.points, sum(0, 6), sum(3, 19)]) {
            const ends = [
              point.lower95,
              point.lower80,
              point.lower50,
              point.value,
              point.upper50,
              point.upper80,
              point.upper95,
            ];
            expect(ends.every(Number.isFinite)).toBe(true);
            expect(ends[0]).toBeGreaterThanOrEqual(0);
            for (let index = 1; index < ends.length; index += 1) {
              expect(ends[index]).toBeGreaterThanOrEqual((ends[index - 1] ?? 0) - 1e-6);
            }
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('takes the run rate under 14 days, with a wide band that says so', () => {
    const { forecast } = forecastSeries(days(13), { horizon: 5 });
    expect(forecast.model.id).toBe('run-rate');
    expect(forecast.backtest).toBeNull();
    expect(forecast.notes.join(' ')).toContain('by convention, not an estimate');
    const [point] = forecast.points;
    expect(point?.upper95).toBeGreaterThanOrEqual(3 * (point?.value ?? 0));
  });

  it('knows nothing of the future: what comes after an origin changes no forecast from it', () => {
    const { values } = days(90);
    const changed = values.map((value, day) => (day < 70 ? value : 9 * value));
    const [before, after] = [values, changed].map((past) => {
      const rolling = new RollingOrigin(past, [7], 14);
      const forecast = forecastFrom(rolling, 70, originsOf(90, [7]), 14);
      return [forecast?.model.id, ...(forecast?.values ?? []), ...(forecast?.halfWidths(13) ?? [])];
    });
    expect(after).toEqual(before);
    expect(before).toHaveLength(18);
  });
});

describe('backtestSeries', () => {
  it('beats the seasonal naive on a noisy week, and its 95 % bands hold what they say', () => {
    const backtest = backtestSeries(days(200, 0.2), { horizon: 14, windows: 40 });
    const { mase, maseNaive, coverage95, trials } = backtest?.overall ?? {};
    expect(trials).toBe(40 * 14);
    expect(mase).toBeLessThan(maseNaive ?? 0);
    expect(coverage95).toBeGreaterThan(0.9);
  });

  it('has nothing to say of two weeks', () => {
    expect(backtestSeries(days(10), { horizon: 14 })).toBeUndefined();
  });
});
