import { describe, expect, it } from 'vitest';
import {
  historySentence,
  periodKinds,
  priceHistory,
  pricePeriods,
  timeMarks,
} from '../../../renderer/charts/price-history-model.ts';
import { cardOf } from './catalogue-samples.ts';

const now = Date.UTC(2026, 10, 22);
const cut = Date.UTC(2026, 2, 1);
const rise = Date.UTC(2027, 0, 1);

const before = cardOf({ effectiveToMs: cut, rates: { input: { usdPerMTok: 5, tiers: [] } } });
const today = cardOf({ effectiveFromMs: cut, effectiveToMs: rise });
const announced = cardOf({ effectiveFromMs: rise, rates: { input: { usdPerMTok: 3, tiers: [] } } });
const periods = pricePeriods([before, today, announced]);

describe('the price history', () => {
  it('is drawn as steps: each price from its first day to its last', () => {
    const { series, startMs, endMs } = priceHistory(periods, now);
    expect(series.map(({ kind }) => kind)).toEqual(['input', 'output', 'cacheRead']);
    expect(series[0]?.points).toEqual([
      { ms: startMs, usdPerMTok: 5 },
      { ms: cut, usdPerMTok: 5 },
      { ms: cut, usdPerMTok: 2 },
      { ms: rise, usdPerMTok: 2 },
      { ms: rise, usdPerMTok: 3 },
      { ms: endMs, usdPerMTok: 3 },
    ]);
  });

  it('breaks a line where a kind has no rate of its own: it is unknown there, not $0', () => {
    const output = priceHistory(periods, now).series[1];
    expect(output?.points.map(({ usdPerMTok }) => usdPerMTok)).toEqual([null, null, 8, 8, null, null]);
  });

  it('shows time before the first and after the last change, and today', () => {
    const { startMs, endMs } = priceHistory(periods, now);
    expect(startMs).toBeLessThan(cut);
    expect(endMs).toBeGreaterThan(rise);
    const single = priceHistory(pricePeriods([cardOf()]), now);
    expect(single.startMs).toBeLessThan(now);
    expect(single.endMs).toBeGreaterThan(now);
  });

  it('says what it cost, costs and will cost', () => {
    expect(historySentence(periods, now)).toBe(
      'Today’s price since 1 Mar 2026: $2.00 input, $8.00 output, $0.50 cache read per million tokens. ' +
        'Before: $5.00 input. From 1 Jan 2027: $3.00 input.',
    );
  });

  it('says so when nothing is known to change, when a price ends, and when none holds', () => {
    expect(historySentence(pricePeriods([cardOf()]), now)).toMatch(/No change of price is on record\.$/);
    expect(historySentence(pricePeriods([today]), now)).toMatch(/It ends on 1 Jan 2027; no later price is known\./);
    expect(historySentence(pricePeriods([before]), now)).toMatch(/^No price holds today\./);
  });

  it('says that only other terms changed when the base price did not', () => {
    const steps = cardOf({ effectiveToMs: cut });
    expect(historySentence(pricePeriods([steps, cardOf({ effectiveFromMs: cut })]), now)).toMatch(
      /Before: the same base price with other terms/,
    );
  });

  it('lists every kind that any period prices', () => {
    const cached = cardOf({ rates: { cacheWrite5m: { usdPerMTok: 1, tiers: [] } } });
    expect(periodKinds(pricePeriods([before, cached]))).toEqual(['input', 'cacheWrite5m']);
  });
});

describe('the marks of the time axis', () => {
  it('are first days of months, evenly apart and not more than nine', () => {
    for (const years of [0.3, 0.6, 1, 2, 4, 9]) {
      const marks = timeMarks(now, now + years * 365 * 86_400_000);
      expect(marks.length, `${years} years`).toBeGreaterThanOrEqual(2);
      expect(marks.length, `${years} years`).toBeLessThanOrEqual(9);
      expect(marks.map((ms) => new Date(ms).getUTCDate()).every((day) => day === 1)).toBe(true);
    }
  });

  it('of whole years fall on January', () => {
    const marks = timeMarks(Date.UTC(2020, 4, 1), Date.UTC(2027, 4, 1));
    expect(marks.map((ms) => new Date(ms).getUTCMonth())).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });
});
