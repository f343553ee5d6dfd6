import { describe, expect, it } from 'vitest';
import { forecastSpend } from '#forecasting';
import { spendForecastQuerySchema, type SpendForecast } from '#shared/domain/forecast.ts';
import { msPerDay } from '#shared/time.ts';
import { priceChanges } from '../../../../electron/forecasting/spend/price-changes.ts';
import { dayOfMarch, spendLedger } from './spend-builder.ts';

const halved = Date.parse(dayOfMarch(20));
/** $2 a unit before the 21st day, $1 from then on. */
const halvedPrice: Parameters<typeof forecastSpend>[2] = (_provider, _model, _tokens, atMs) => (atMs < halved ? 2 : 1);

function forecastOf(query: object = {}): SpendForecast {
  // The same traffic throughout: $20 a day before the price is halved, $10 after it.
  const rows = Array.from({ length: 28 }, (_none, index) => ({ day: dayOfMarch(index), usd: index < 20 ? 20 : 10 }));
  const result = forecastSpend(
    spendLedger([rows]),
    spendForecastQuerySchema.parse({ windows: 0, ...query }),
    halvedPrice,
  );
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('past price changes', () => {
  it('are facts: the same traffic at half the price is no trend', () => {
    const { points, history, facts, notes } = forecastOf();
    expect(points.map(({ value }) => value).every((usd) => Math.abs(usd - 10) < 1e-6)).toBe(true);
    // What was paid stays what was paid.
    expect(history[0]?.usd).toBe(20);
    expect(facts).toEqual([
      { kind: 'price', day: dayOfMarch(20), isPast: true, factor: 0.5, model: 'large', recentShare: 1 },
    ]);
    expect(notes.join(' ')).toContain('20 past days were at other prices');
  });

  it('stand beside launches of the past, which lift the days before them', () => {
    const { points } = forecastOf({ launches: [{ day: dayOfMarch(27), factor: 3 }] });
    // The last day of the past had the launch already, at $10: its level is one of 28 days at $30, and the naive ones agree.
    expect(points[0]?.value).toBeGreaterThan(20);
  });
});

describe('priceChanges', () => {
  it('finds the day, within a week, at which a price changes', () => {
    const firstMs = Date.parse(dayOfMarch(0));
    const use = { provider: 'maker', model: 'large', tokens: { input: 1 } };
    for (const day of [1, 6, 7, 8, 13]) {
      const changeMs = firstMs + day * msPerDay;
      const found = priceChanges(
        (_p, _m, _t, atMs) => (atMs < changeMs ? 4 : 1),
        use,
        firstMs,
        firstMs + 20 * msPerDay,
      );
      expect(found).toEqual([{ dayMs: changeMs, factor: 0.25 }]);
    }
    expect(priceChanges(() => undefined, use, firstMs, firstMs + 20 * msPerDay)).toEqual([]);
  });
});
