import { describe, expect, it } from 'vitest';
import { periodAt } from '../../../electron/tracking/budget-period.ts';
import { calendarDay, startOfDayMs } from '#shared/zoned-days.ts';

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

describe('the start of a day in a time zone', () => {
  it.each([
    ['UTC', [2026, 11, 28], '2026-11-28T00:00:00.000Z'],
    ['Europe/Berlin', [2026, 3, 29], '2026-03-28T23:00:00.000Z'],
    ['Europe/Berlin', [2026, 3, 30], '2026-03-29T22:00:00.000Z'],
    ['America/Los_Angeles', [2026, 11, 2], '2026-11-02T08:00:00.000Z'],
    ['Asia/Kolkata', [2026, 1, 1], '2025-12-31T18:30:00.000Z'],
    ['Pacific/Kiritimati', [2026, 1, 1], '2025-12-31T10:00:00.000Z'],
    // Clocks go from 00:00 to 01:00: the day begins at what was midnight, now one o'clock.
    ['Africa/Cairo', [2026, 4, 24], '2026-04-23T22:00:00.000Z'],
  ] as const)('%s %j', (timeZone, [year, month, day], expected) => {
    const startMs = startOfDayMs({ year, month, day }, timeZone);
    expect(iso(startMs)).toBe(expected);
    expect(calendarDay(startMs, timeZone)).toEqual({ year, month, day });
    expect(calendarDay(startMs - 1, timeZone)).not.toEqual({ year, month, day });
  });
});

describe('the period of a budget', () => {
  const at = Date.UTC(2026, 9, 25, 12);
  it.each([
    // The clocks of Berlin go back that Sunday: the day has 25 hours.
    ['day', undefined, '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['week', undefined, '2026-10-18T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    ['month', undefined, '2026-09-30T22:00:00.000Z', '2026-10-31T23:00:00.000Z'],
    ['rolling', 7, '2026-10-18T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  ] as const)('%s in Berlin', (period, rollingDays, from, to) => {
    const span = periodAt({ period, rollingDays, timeZone: 'Europe/Berlin' }, at);
    expect([iso(span.fromMs), iso(span.toMs)]).toEqual([from, to]);
  });

  it('of December ends with the year', () => {
    expect(periodAt({ period: 'month', timeZone: 'UTC' }, Date.UTC(2026, 11, 31))).toEqual({
      fromMs: Date.UTC(2026, 11, 1),
      toMs: Date.UTC(2027, 0, 1),
    });
  });
});
