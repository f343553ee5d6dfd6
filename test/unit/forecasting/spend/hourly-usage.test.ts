import { describe, expect, it } from 'vitest';
import { dailySpend, hourlyUsage } from '#forecasting';
import { calendarDay } from '#shared/zoned-days.ts';
import { spendingSource } from '../../tracking/example-spending.ts';

const startMs = Date.UTC(2026, 2, 1);
const msPerTenMinutes = 600_000;

/** Forty days, every ten minutes another amount. */
const spent = Array.from({ length: 40 * 144 }, (_none, step) => ({
  atMs: startMs + step * msPerTenMinutes,
  usd: (1 + (step % 97)) / 100,
}));

function dayLabel(atMs: number, timeZone: string): string {
  const { year, month, day } = calendarDay(atMs, timeZone);
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);
}

describe('usage by hour and day of a time zone', () => {
  it.each(['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Asia/Kathmandu', 'Australia/Lord_Howe'])(
    'gives each day what it cost, to the cent, across clock changes and odd offsets: %s',
    (timeZone) => {
      const found = dailySpend(spendingSource(spent), {}, timeZone);
      if (!found.ok) throw new Error(found.error.message);
      const { series } = found.value;
      const expected = new Map<string, number>();
      for (const { atMs, usd } of spent) {
        const day = dayLabel(atMs, timeZone);
        expected.set(day, (expected.get(day) ?? 0) + usd);
      }
      expect(series.values.length).toBeGreaterThanOrEqual(39);
      const wrong = Array.from(series.values, (usd, index) => ({
        day: new Date(series.fromMs + index * 86_400_000).toISOString().slice(0, 10),
        usd,
      })).filter(({ day, usd }) => Math.abs(usd - (expected.get(day) ?? 0)) > 1e-6);
      expect(wrong).toEqual([]);
    },
  );

  it('begins no group before the time asked for', () => {
    // A day of India begins at 18:30 UTC: the half hour before is of the day before.
    const fromMs = Date.UTC(2026, 2, 10, 18, 30);
    const { groups } = hourlyUsage(spendingSource(spent), { fromMs, toMs: fromMs + 3 * 3_600_000 }, 'Asia/Kolkata');
    expect(Math.min(...groups.map((group) => group.startMs))).toBe(fromMs);
    const sum = groups.reduce((total, { costUsd }) => total + costUsd, 0);
    const wanted = spent.filter(({ atMs }) => atMs >= fromMs && atMs < fromMs + 3 * 3_600_000);
    expect(sum).toBeCloseTo(
      wanted.reduce((total, { usd }) => total + usd, 0),
      6,
    );
  });
});
