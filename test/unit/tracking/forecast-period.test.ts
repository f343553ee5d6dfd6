import { describe, expect, it } from 'vitest';
import { budgetSchema } from '#shared/domain/budget.ts';
import { msPerDay, msPerHour } from '#shared/time.ts';
import { budgetStatus, recordedSpan } from '#tracking';
import { spendingSource } from './example-spending.ts';

const startMs = Date.UTC(2026, 5, 1);

/** A dollar an hour, and on Saturdays and Sundays none. */
function weekdays(days: number): { atMs: number; usd: number }[] {
  return Array.from({ length: days * 24 }, (_none, hour) => startMs + hour * msPerHour).map((atMs) => ({
    atMs,
    usd: [0, 6].includes(new Date(atMs).getUTCDay()) ? 0 : 1,
  }));
}

describe('the projection of a budget', () => {
  it('is a forecast that knows the week, with its band and the day it is used up', () => {
    // June and July to Friday the 24th: 53 days; the run rate would take the weekend for more of the week.
    const source = spendingSource(weekdays(54));
    const nowMs = startMs + 54 * msPerDay;
    const budget = budgetSchema.parse({ name: 'All', amountUsd: 450, period: 'month' });
    const { projection, spend } = budgetStatus(source, { id: 1, createdAtMs: 0, budget }, recordedSpan(source), nowMs);
    // 1 to 24 July 2026 has 18 weekdays, the whole month 23.
    expect(spend.spentUsd).toBe(18 * 24);
    expect(projection.usd).toBeCloseTo(23 * 24, 0);
    expect(projection.lowerUsd).toBeLessThanOrEqual(projection.usd ?? 0);
    expect(projection.upperUsd).toBeGreaterThanOrEqual(projection.usd ?? 0);
    // 18 of 450 are left on Monday the 27th.
    expect(projection.runOutDay).toBe('2026-07-27');
    expect(projection.basis).toContain('Forecast from 54 days');
  });

  it('of under 14 days is a run rate, and says so', () => {
    const source = spendingSource(weekdays(5));
    const budget = budgetSchema.parse({ name: 'All', amountUsd: 450, period: 'month' });
    const { projection } = budgetStatus(
      source,
      { id: 1, createdAtMs: 0, budget },
      recordedSpan(source),
      startMs + 5 * msPerDay,
    );
    expect(projection).toMatchObject({ lowerUsd: null, upperUsd: null, runOutDay: null });
    expect(projection.basis).toContain('too few for a forecast');
  });

  /** What an hour spent is known at its end. */
  function endsOfHours(hours: readonly { readonly atMs: number; readonly usd: number }[]) {
    return hours.map(({ atMs, usd }) => ({ atMs: atMs + msPerHour - 2, usd }));
  }

  it('of a day is what is spent so far and what earlier working days spent after that time', () => {
    // Twenty-three days, and Wednesday the 24th until noon. A dollar an hour: 12 so far, 12 to come, whatever the weekend did.
    const source = spendingSource(endsOfHours(weekdays(24)).filter(({ atMs }) => atMs < startMs + 23.5 * msPerDay));
    const budget = budgetSchema.parse({ name: 'All', amountUsd: 20, period: 'day' });
    const nowMs = startMs + 23.5 * msPerDay;
    const { projection } = budgetStatus(source, { id: 1, createdAtMs: 0, budget }, recordedSpan(source), nowMs);
    expect(projection.usd).toBeCloseTo(24, 2);
    expect(projection.lowerUsd).toBeCloseTo(24, 2);
    expect(projection.basis).toContain('the last 17 working days spent after this time of day');
  });

  it('of a day knows its hours: an evening that costs nothing is not taken for as dear as the morning', () => {
    const mornings = Array.from({ length: 24 * 24 }, (_none, hour) => ({
      atMs: startMs + hour * msPerHour,
      usd: hour % 24 < 12 ? 1 : 0,
    }));
    const source = spendingSource(endsOfHours(mornings).filter(({ atMs }) => atMs < startMs + 23.5 * msPerDay));
    const budget = budgetSchema.parse({ name: 'All', amountUsd: 20, period: 'day' });
    const nowMs = startMs + 23.5 * msPerDay;
    const { projection } = budgetStatus(source, { id: 1, createdAtMs: 0, budget }, recordedSpan(source), nowMs);
    expect(projection.usd).toBeCloseTo(12, 2);
  });

  it('of a day without earlier ones of its kind stays a run rate', () => {
    const source = spendingSource(endsOfHours(weekdays(3)).filter(({ atMs }) => atMs < startMs + 2.5 * msPerDay));
    const budget = budgetSchema.parse({ name: 'All', amountUsd: 20, period: 'day' });
    const nowMs = startMs + 2.5 * msPerDay;
    const { projection } = budgetStatus(source, { id: 1, createdAtMs: 0, budget }, recordedSpan(source), nowMs);
    expect(projection.usd).toBeCloseTo(24, 1);
    expect(projection.lowerUsd).toBeNull();
  });
});
