import { describe, expect, it } from 'vitest';
import { cardAt, withPeakHours } from '#pricing';
import type { PriceCard } from '#shared/domain/price.ts';
import { exampleCard } from '../example-card.ts';

const hour = 3_600_000;
const august17 = Date.UTC(2026, 7, 17);
/** What the bundled book's own conditions give: peak hours every day, and before they were introduced. */
const fromTheBook = [
  { prices: 'flat', fromMs: null, toMs: august17, dailyWindows: [{ fromMs: 10 * hour, toMs: 24 * hour }] },
  { prices: 'peak', fromMs: null, toMs: august17, dailyWindows: [{ fromMs: hour, toMs: 4 * hour }] },
  { prices: 'off-peak', fromMs: august17, toMs: null, dailyWindows: [{ fromMs: 10 * hour, toMs: 24 * hour }] },
  { prices: 'peak', fromMs: august17, toMs: null, dailyWindows: [{ fromMs: hour, toMs: 4 * hour }] },
];
const cards = withPeakHours('deepseek', 'deepseek-v4-flash', fromTheBook).map(
  ({ prices, fromMs, toMs, dailyWindows }): PriceCard =>
    exampleCard({
      priceVersion: prices,
      effectiveFromMs: fromMs,
      effectiveToMs: toMs,
      ...(dailyWindows === undefined ? {} : { dailyWindows }),
    }),
);

function at(text: string): string | undefined {
  return cardAt(cards, Date.parse(`${text}:00Z`))?.priceVersion;
}

describe('withPeakHours', () => {
  it.each([
    // Before 2026-08-17 there was one price all day, which the book's layout cannot say.
    ['2026-08-16T02:00', 'flat'],
    ['2026-08-16T12:00', 'flat'],
    // From Monday 2026-08-17 on, peak hours on every day, at first also at the weekend.
    ['2026-08-17T00:59', 'off-peak'],
    ['2026-08-17T01:00', 'peak'],
    ['2026-08-17T03:59', 'peak'],
    ['2026-08-17T04:00', 'off-peak'],
    ['2026-08-17T05:59', 'off-peak'],
    ['2026-08-17T06:00', 'peak'],
    ['2026-08-17T10:00', 'off-peak'],
    ['2026-08-22T02:00', 'peak'],
    // From 2026-08-23 on, a Sunday, weekends are off-peak.
    ['2026-08-23T02:00', 'off-peak'],
    ['2026-08-24T02:00', 'peak'],
    ['2026-11-20T09:59', 'peak'],
    ['2026-11-21T09:59', 'off-peak'],
    ['2026-11-22T07:00', 'off-peak'],
    ['2026-11-23T07:00', 'peak'],
    ['2026-11-23T23:59', 'off-peak'],
  ])('bills DeepSeek V4 at %s UTC: %s', (instant, expected) => {
    expect(at(instant)).toBe(expected);
  });

  it('covers every hour of every week with exactly one price', () => {
    const misfits: string[] = [];
    for (let atMs = Date.UTC(2026, 7, 10, 0, 30); atMs < Date.UTC(2026, 8, 7); atMs += hour) {
      // `cardAt` falls back to any card of the date, so the hours are looked up here.
      const timeOfDayMs = atMs % (24 * hour);
      const weekday = new Date(atMs).getUTCDay();
      const holding = cards.filter(
        ({ effectiveFromMs, effectiveToMs, dailyWindows }) =>
          (effectiveFromMs ?? 0) <= atMs &&
          atMs < (effectiveToMs ?? Infinity) &&
          (dailyWindows?.some(
            ({ weekdays, fromMs, toMs }) =>
              fromMs <= timeOfDayMs && timeOfDayMs < toMs && weekdays?.includes(weekday) !== false,
          ) ??
            true),
      );
      if (holding.length !== 1) misfits.push(new Date(atMs).toISOString());
    }
    expect(misfits).toEqual([]);
  });

  it('names where the corrected hours are published', () => {
    const corrected = withPeakHours('deepseek', 'deepseek-v4-pro', fromTheBook);
    expect(corrected.filter(({ dailyWindows }) => dailyWindows !== undefined)).toHaveLength(4);
    const page = 'https://api-docs.deepseek.com/quick_start/pricing';
    expect(
      corrected.every(
        ({ dailyWindows, hoursSource }) => (dailyWindows !== undefined) === (hoursSource?.includes(page) ?? false),
      ),
    ).toBe(true);
  });

  it('leaves every other model as the book has it', () => {
    expect(withPeakHours('deepseek', 'deepseek-chat', fromTheBook)).toBe(fromTheBook);
    expect(withPeakHours('openrouter', 'deepseek/deepseek-v4-flash', fromTheBook)).toBe(fromTheBook);
  });
});
