import { describe, expect, it } from 'vitest';
import { msPerDay, msPerHour } from '#shared/time.ts';
import { projectDay } from '../../../electron/tracking/project-day.ts';
import { periodAt } from '../../../electron/tracking/budget-period.ts';
import { spendingSource, type Spent } from './example-spending.ts';

/** A Monday. */
const mondayMs = Date.UTC(2026, 5, 1);

/** Something in the middle of each hour, from an instant on. */
function hours(fromMs: number, count: number, usd: (hour: number) => number = () => 1): Spent[] {
  return Array.from({ length: count }, (_none, hour) => ({
    atMs: fromMs + hour * msPerHour + msPerHour / 2,
    usd: usd(hour),
  }));
}

/** The projection of the day in which the usage ends, at its end. */
function projected(all: readonly Spent[], timeZone = 'UTC', traces: readonly number[] = []) {
  const untilMs = (all.at(-1)?.atMs ?? 0) + msPerHour / 2;
  const span = periodAt({ period: 'day', timeZone }, untilMs - 1);
  const spentUsd = all.filter(({ atMs }) => atMs >= span.fromMs).reduce((sum, { usd }) => sum + usd, 0);
  return projectDay(spendingSource(all, traces), { span, timeZone, spentUsd, untilMs });
}

describe('the projection of a day', () => {
  it('leaves out days that no import covers: they are unknown, not free', () => {
    // Two weeks, a week that was never exported, and until noon of the Monday after it.
    const before = hours(mondayMs, 14 * 24);
    const after = hours(mondayMs + 21 * msPerDay, 12).map((spent) => ({ ...spent, import: 2 }));
    const projection = projected([...before, ...after]);
    expect(projection?.usd).toBeCloseTo(24, 9);
    expect(projection?.basis).toContain('the last 10 working days');
  });

  it('counts days within an import that have no usage as days of nothing', () => {
    // Every other day of three weeks is silent; of the ten whole working days that are left half cost $12 after noon.
    const days = Array.from({ length: 21 }, (_none, day) => day);
    const all = days
      .filter((day) => day % 2 === 0)
      .flatMap((day) => hours(mondayMs + day * msPerDay, day === 20 ? 12 : 24));
    const monday = hours(mondayMs + 21 * msPerDay, 12);
    // Working days 1 to 19 June: fifteen, those of an even number cost 12 after noon: 0 2 4 8 10 14 16 18.
    expect(projected([...all, ...monday])?.usd).toBeCloseTo(12 + (8 * 12) / 15, 9);
  });

  it('takes nothing from a first day that begins in the middle', () => {
    // From Monday 18:00: six hours of Monday evening are recorded, less than the twelve after every other noon.
    const all = hours(mondayMs + 18 * msPerHour, 8 * 24 - 6);
    const projection = projected(all);
    expect(projection?.usd).toBeCloseTo(24, 9);
    expect(projection?.basis).toContain('the last 5 working days');
  });

  it('knows no day of spend from a trace that stands for a month', () => {
    const trace = hours(mondayMs, 14 * 24 + 12);
    expect(projected(trace, 'UTC', [1])).toBeUndefined();
  });

  it.each(['Asia/Kolkata', 'Europe/Berlin', 'America/Los_Angeles'])('ends days where %s ends them', (timeZone) => {
    // $4 in the first half hour of each day and $10 in the last: at noon $10 are to come, and they are of that day.
    const dayAt = (day: number) => periodAt({ period: 'day', timeZone }, mondayMs + (day + 0.5) * msPerDay);
    const days = Array.from({ length: 14 }, (_none, day) => dayAt(day)).flatMap(({ fromMs, toMs }) => [
      { atMs: fromMs + msPerHour / 4, usd: 4 },
      { atMs: toMs - msPerHour / 4, usd: 10 },
    ]);
    const { fromMs } = dayAt(14);
    const today = [
      { atMs: fromMs + msPerHour / 4, usd: 4 },
      { atMs: fromMs + 11.5 * msPerHour, usd: 3 },
    ];
    expect(projected([...days, ...today], timeZone)?.usd).toBeCloseTo(17, 9);
  });

  it('skips no day where clocks change', () => {
    // Berlin, from Saturday 7 March 2026, 23:30; Sunday the 29th has 23 hours. Each day costs $6, half an hour before its end.
    const timeZone = 'Europe/Berlin';
    const saturdayMs = Date.UTC(2026, 2, 7, 12);
    const evenings = Array.from({ length: 29 }, (_none, day) => {
      const { toMs } = periodAt({ period: 'day', timeZone }, saturdayMs + day * msPerDay);
      return { atMs: toMs - msPerHour / 2, usd: 6 };
    });
    const { fromMs } = periodAt({ period: 'day', timeZone }, Date.UTC(2026, 3, 5, 10));
    const projection = projected([...evenings, { atMs: fromMs + 6.5 * msPerHour, usd: 1 }], timeZone);
    expect(projection?.usd).toBeCloseTo(7, 9);
    // 8, 14, 15, 21, 22, 28 and 29 March, and 4 April; the 7th begins in its middle.
    expect(projection?.basis).toContain('the last 8 weekend days');
  });
});
