import type { ConditionalPrice } from '@pydantic/genai-prices';
import { describe, expect, it } from 'vitest';
import { msPerDay, msPerHour } from '#shared/time.ts';
import { pricePeriods } from '../../../../electron/pricing/books/price-periods.ts';

const base = { input_mtok: 1 };

function from(date: string, prices: ConditionalPrice['prices']): ConditionalPrice {
  return { constraint: { type: 'start_date', start_date: date }, prices };
}

function between(start: string, end: string, prices: ConditionalPrice['prices']): ConditionalPrice {
  return { constraint: { type: 'time_of_date', start_time: start, end_time: end }, prices };
}

describe('pricePeriods', () => {
  it('is one open period for a plain price', () => {
    expect(pricePeriods(base)).toEqual([{ prices: base, fromMs: null, toMs: null }]);
  });

  it('meets at midnight UTC of each start date, in whatever order the book has them', () => {
    const spring = { input_mtok: 2 };
    const autumn = { input_mtok: 3 };
    const springMs = Date.UTC(2026, 2, 13);
    const autumnMs = Date.UTC(2026, 8, 1);
    expect(pricePeriods([{ prices: base }, from('2026-03-13', spring), from('2026-09-01', autumn)])).toEqual([
      { prices: base, fromMs: null, toMs: springMs },
      { prices: spring, fromMs: springMs, toMs: autumnMs },
      { prices: autumn, fromMs: autumnMs, toMs: null },
    ]);
  });

  it('splits a day by the hours, the longest stretch first', () => {
    const peak = { input_mtok: 5 };
    expect(pricePeriods([{ prices: base }, between('00:30:00Z', '16:30:00Z', peak)])).toEqual([
      { prices: peak, fromMs: null, toMs: null, dailyWindows: [{ fromMs: 1_800_000, toMs: 59_400_000 }] },
      {
        prices: base,
        fromMs: null,
        toMs: null,
        dailyWindows: [
          { fromMs: 0, toMs: 1_800_000 },
          { fromMs: 59_400_000, toMs: msPerDay },
        ],
      },
    ]);
  });

  it('lets hours run over midnight and counts a zone', () => {
    const night = { input_mtok: 0.5 };
    // 04:00 to 12:00 at +08:00 is 20:00 to 04:00 UTC.
    const [day, reduced] = pricePeriods([{ prices: base }, between('04:00:00+08:00', '12:00:00+08:00', night)]);
    expect(day).toMatchObject({ prices: base, dailyWindows: [{ fromMs: 4 * msPerHour, toMs: 20 * msPerHour }] });
    expect(reduced).toMatchObject({
      prices: night,
      dailyWindows: [
        { fromMs: 0, toMs: 4 * msPerHour },
        { fromMs: 20 * msPerHour, toMs: msPerDay },
      ],
    });
  });

  it('lets the last condition that holds win', () => {
    const peak = { input_mtok: 5 };
    const later = { input_mtok: 2 };
    const start = Date.UTC(2026, 7, 17);
    const periods = pricePeriods([
      { prices: base },
      from('2026-08-17', later),
      between('01:00:00Z', '04:00:00Z', peak),
    ]);
    expect(periods.map(({ prices, fromMs }) => [prices, fromMs])).toEqual([
      [base, null],
      [peak, null],
      [later, start],
      [peak, start],
    ]);
  });

  it('refuses conditions that it cannot read', () => {
    expect(() => pricePeriods([{ prices: base }, from('soon', base)])).toThrow('no date or time: soon');
    expect(() => pricePeriods([{ prices: base }, between('noon', '16:00:00Z', base)])).toThrow('noon');
  });
});
