import { describe, expect, it } from 'vitest';
import { budgetSchema, type Budget, type BudgetEntry } from '#shared/domain/budget.ts';
import { msPerDay, msPerHour } from '#shared/time.ts';
import { budgetStatus, checkBudget, recordedSpan, type DueAlert } from '#tracking';
import { periodAt, periodsBetween } from '../../../electron/tracking/budget-period.ts';
import { refusedByHardLimit } from '../../../electron/tracking/hard-limit.ts';
import { projectAtRunRate } from '../../../electron/tracking/project-period.ts';
import { spendingSource, type Spent } from './example-spending.ts';

const yearStart = Date.UTC(2026, 0, 1);
const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'Africa/Cairo'];

function entry(more: object): BudgetEntry {
  const budget = budgetSchema.parse({ name: 'Test', period: 'month', amountUsd: 100, ...more });
  return { id: 1, createdAtMs: yearStart, budget };
}

/** A dollar every hour of a year: 8,760 of them. */
const everyHour: readonly Spent[] = Array.from({ length: 365 * 24 }, (_, hour) => ({
  atMs: yearStart + hour * msPerHour,
  usd: 1,
  user: hour % 3 === 0 ? 'ada' : 'bob',
}));

/** Six dollars every six hours of it: the same $8,760. */
const everySixHours: readonly Spent[] = everyHour
  .filter((_, hour) => hour % 6 === 0)
  .map((spent, index) => ({ ...spent, usd: 6, user: index % 3 === 0 ? 'ada' : 'bob' }));

/** Looks at a budget after every day of a year, as an import a day would. */
function yearOfLooks(budget: BudgetEntry, spent: readonly Spent[]): readonly DueAlert[] {
  const given: DueAlert[] = [];
  for (let day = 1; day <= 365; day++) {
    const nowMs = yearStart + day * msPerDay;
    const source = spendingSource(spent.filter(({ atMs }) => atMs < nowMs));
    given.push(...checkBudget(source, budget, given, recordedSpan(source), nowMs));
  }
  return given;
}

/** Every threshold that the spending of each period reaches, told once: straight from the hours. */
function expectedAlerts({ budget }: BudgetEntry, spent: readonly Spent[]): readonly string[] {
  return periodsBetween(budget, yearStart, yearStart + 365 * msPerDay - 1).flatMap((period) => {
    const usd = spent.reduce(
      (sum, one) => sum + (one.atMs >= period.fromMs && one.atMs < period.toMs ? one.usd : 0),
      0,
    );
    return budget.thresholds
      .filter((share) => usd >= share * budget.amountUsd)
      .map((share) => `${period.fromMs} ${share}`);
  });
}

describe('alerts over a year of days', () => {
  it.each(
    zones.flatMap((timeZone) => [
      [timeZone, 'day', 20],
      [timeZone, 'week', 160],
      [timeZone, 'month', 730],
    ]) as [string, Budget['period'], number][],
  )('tell each threshold exactly once a period: %s, %s', (timeZone, period, amountUsd) => {
    const budget = entry({ timeZone, period, amountUsd, thresholds: [0.5, 0.9, 1, 1.1] });
    const told = yearOfLooks(budget, everySixHours).map((alert) => `${alert.period.fromMs} ${alert.threshold}`);
    expect(told.length).toBeGreaterThan(12);
    expect([...told].sort()).toEqual([...expectedAlerts(budget, everySixHours)].sort());
  });

  it('of a rolling budget come at most once in its days', () => {
    const budget = entry({ period: 'rolling', rollingDays: 30, amountUsd: 100, thresholds: [1] });
    const told = yearOfLooks(budget, everySixHours);
    // $100 are reached on the fifth day; from then on once every 30 days.
    expect(told.length).toBe(13);
    for (const [index, { period }] of told.slice(1).entries())
      expect(period.fromMs).toBeGreaterThanOrEqual(told[index]?.period.toMs ?? Infinity);
  });

  it('of a budget for each user name the user', () => {
    const budget = entry({ each: 'user', amountUsd: 400, thresholds: [1] });
    const told = yearOfLooks(budget, everySixHours);
    // Bob has two hours of three, about $490 a month; Ada about $245.
    expect(new Set(told.map(({ subject }) => subject))).toEqual(new Set(['bob']));
    expect(told.length).toBe(12);
  });

  it('are also told of a period that a late import fills', () => {
    const budget = entry({ amountUsd: 700, thresholds: [1] });
    const source = spendingSource(everyHour);
    const nowMs = yearStart + 400 * msPerDay;
    const told = checkBudget(source, budget, [], recordedSpan(source), nowMs);
    // Every month but February ($672) and the months that the look no longer reaches.
    expect(told.length).toBeGreaterThanOrEqual(9);
    expect(checkBudget(source, budget, told, recordedSpan(source), nowMs)).toEqual([]);
  });
});

describe('the status of a budget', () => {
  it('sums its period and projects its end', () => {
    const source = spendingSource(everyHour);
    const nowMs = Date.UTC(2026, 5, 11);
    const status = budgetStatus(source, entry({ amountUsd: 480 }), recordedSpan(source), nowMs);
    expect(status.period).toEqual(periodAt({ period: 'month', timeZone: 'UTC' }, nowMs));
    expect(status.spend.spentUsd).toBe(720);
    expect(status.spend).toMatchObject({ share: 1.5, reached: 1 });
  });

  it('says what a hard limit would have refused', () => {
    const source = spendingSource(everyHour.filter(({ atMs }) => atMs < Date.UTC(2026, 0, 11)));
    const status = budgetStatus(
      source,
      entry({ amountUsd: 100, limit: 'hard' }),
      recordedSpan(source),
      Date.UTC(2026, 0, 12),
    );
    // The hundredth hour uses it up; 240 − 100 hours are refused.
    expect(status.refusal).toEqual({ fromMs: yearStart + 100 * msPerHour, requests: 140, usd: 140 });
    // 239 hours and a millisecond are recorded of 744.
    expect(status.projection.usd).toBeCloseTo((240 / 239) * 744, 3);
  });

  it('of a soft one refuses nothing, and an empty ledger has no projection', () => {
    const status = budgetStatus(spendingSource([]), entry({}), { firstMs: null, lastMs: null }, yearStart);
    expect(status).toMatchObject({ spend: { spentUsd: 0, reached: null }, refusal: null, projection: { usd: null } });
  });
});

describe('a hard limit', () => {
  it('lets the hour through in which it is reached, and no later one', () => {
    const hours = [3, 1, 2].map((hour) => ({ startMs: hour * msPerHour, usd: hour, requests: 10 * hour }));
    expect(refusedByHardLimit(hours, 2)).toEqual({ fromMs: 3 * msPerHour, requests: 30, usd: 3 });
    expect(refusedByHardLimit(hours, 7)).toBeNull();
  });
});

describe('a projection', () => {
  const period = { fromMs: 0, toMs: 30 * msPerDay };
  it('is spent ÷ elapsed share, up to the last recorded usage', () => {
    expect(projectAtRunRate(period, 100, 20 * msPerDay, 10 * msPerDay).usd).toBeCloseTo(300, 9);
  });
  it('is what was spent when the period is over, and unknown at its very start', () => {
    expect(projectAtRunRate(period, 100, 31 * msPerDay, 10 * msPerDay).usd).toBe(100);
    expect(projectAtRunRate(period, 1, msPerHour, msPerHour).usd).toBeNull();
  });
});
