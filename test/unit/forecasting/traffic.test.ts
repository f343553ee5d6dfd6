import { describe, expect, it } from 'vitest';
import { msPerDay, msPerHour } from '#shared/time.ts';
import { hourShares } from '../../../electron/forecasting/traffic.ts';

const midnightMs = Date.UTC(2026, 10, 1);

/** Counts by hour: the given ones, 0 elsewhere. */
function byHour(counts: Readonly<Record<number, number>>): Float64Array {
  return Float64Array.from({ length: 24 }, (_none, hour) => counts[hour] ?? 0);
}

describe('hourShares', () => {
  it('sum to 1 and follow the counts over whole days', () => {
    const shares = hourShares(byHour({ 9: 30, 15: 10 }), midnightMs, midnightMs + 2 * msPerDay);
    expect([shares?.[9], shares?.[15], shares?.[0]]).toEqual([0.75, 0.25, 0]);
  });

  it('count an hour that the span held twice at half weight', () => {
    // From midnight over a day and a half: the morning hours were seen twice, the afternoon once.
    const shares = hourShares(byHour({ 9: 40, 15: 20 }), midnightMs, midnightMs + msPerDay + 12 * msPerHour);
    expect([shares?.[9], shares?.[15]]).toEqual([0.5, 0.5]);
  });

  it('are not known from less than a day, or from fewer requests than a day has hours', () => {
    expect(hourShares(byHour({ 9: 1000 }), midnightMs, midnightMs + msPerDay - 1)).toBeUndefined();
    expect(hourShares(byHour({ 9: 23 }), midnightMs, midnightMs + msPerDay)).toBeUndefined();
    expect(hourShares(byHour({ 9: 24 }), midnightMs, midnightMs + msPerDay)).toBeDefined();
  });
});
