import { describe, expect, it } from 'vitest';
import {
  addMonths,
  dayOf,
  daysInMonth,
  monthOf,
  monthStartMs,
  msPerDay,
  parseInstant,
  weekdayOf,
} from '#shared/time.ts';

describe('months', () => {
  it('start at midnight UTC', () => {
    expect(monthStartMs('2026-11')).toBe(Date.UTC(2026, 10, 1));
    expect(() => monthStartMs('2026-13')).toThrow(RangeError);
  });

  it('are counted across years, both ways', () => {
    expect(addMonths('2026-11', 3)).toBe('2027-02');
    expect(addMonths('2026-01', -1)).toBe('2025-12');
  });

  it('have the calendar’s days', () => {
    expect([daysInMonth('2026-02'), daysInMonth('2028-02'), daysInMonth('2026-12')]).toEqual([28, 29, 31]);
  });

  it('and days hold an instant', () => {
    const lastMs = Date.UTC(2026, 10, 30, 23, 59, 59, 999);
    expect([monthOf(lastMs), dayOf(lastMs)]).toEqual(['2026-11', '2026-11-30']);
  });
});

describe('weekdayOf', () => {
  it.each(['1969-12-28', '1970-01-01', '2026-11-29', '2026-11-30'])('tells the weekday of %s', (day) => {
    const startMs = Date.parse(day);
    expect(weekdayOf(startMs / msPerDay)).toBe((new Date(startMs).getUTCDay() + 6) % 7);
  });
});

describe('parseInstant', () => {
  it.each([
    ['2026-11-22', Date.UTC(2026, 10, 22)],
    ['2026-11-22T09:30:00Z', Date.UTC(2026, 10, 22, 9, 30)],
    ['2026-11-22T09:30+01:00', Date.UTC(2026, 10, 22, 8, 30)],
  ])('reads %s', (text, instantMs) => {
    expect(parseInstant(text)).toBe(instantMs);
  });

  it.each(['', '2026-02-30', '22.11.2026', '2026-11-22T09:30:00', 'tomorrow', '2026-11'])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });
});
