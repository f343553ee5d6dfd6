import type { Budget, BudgetEntry, PeriodSpan } from '#shared/domain/budget.ts';
import type { UsageSummary } from '#shared/domain/usage-query.ts';
import { nanoUsdToUsd } from '#shared/money.ts';
import { msPerDay, msPerHour, parseInstant } from '#shared/time.ts';
import { periodAt, periodsBetween } from './budget-period.ts';
import { queryOf, spentBySubject } from './budget-status.ts';
import { dueAlerts, type DueAlert, type GivenAlert } from './due-alerts.ts';
import { asOfMs, type Recorded, type TrackingSource } from './tracking-source.ts';

/** Alerts are looked for this far back at most. */
const longestLookBackMs = 400 * msPerDay;

/**
 * The thresholds of a budget that are to be told: in every period since the budget was made, also those that were
 * filled by a late import. What was told in an earlier period of the same look counts as told.
 */
export function checkBudget(
  source: TrackingSource,
  { budget, createdAtMs }: BudgetEntry,
  given: readonly GivenAlert[],
  recorded: Recorded,
  nowMs: number,
): readonly DueAlert[] {
  if (recorded.firstMs === null) return [];
  const untilMs = asOfMs(recorded, nowMs);
  const sinceMs = Math.max(Math.min(createdAtMs, untilMs), recorded.firstMs, nowMs - longestLookBackMs);
  const periods = periodsBetween(budget, sinceMs, Math.max(sinceMs, untilMs));
  const told = [...given];
  const due: DueAlert[] = [];
  for (const [period, spent] of spendingOf(source, budget, periods)) {
    const alerts = dueAlerts(budget, period, spent, told);
    told.push(...alerts);
    due.push(...alerts);
  }
  return due;
}

type Spending = readonly (readonly [PeriodSpan, ReadonlyMap<string, number>])[];

function spendingOf(source: TrackingSource, budget: Budget, periods: readonly PeriodSpan[]): Spending {
  const isWholeHours = periods.every(({ fromMs, toMs }) => fromMs % msPerHour === 0 && toMs % msPerHour === 0);
  if (budget.each !== undefined || !isWholeHours || periods.length < 3) {
    const by = budget.each === undefined ? [] : [budget.each];
    return periods.map((period) => [period, spentBySubject(budget, source.usage(queryOf(budget, period, by)))]);
  }
  const fromMs = Math.min(...periods.map((period) => period.fromMs));
  const toMs = Math.max(...periods.map((period) => period.toMs));
  const sums = runningSums(source.usage(queryOf(budget, { fromMs, toMs }, ['hour'])));
  return periods.map((period) => [period, new Map([['', nanoUsdToUsd(sums(period.toMs) - sums(period.fromMs))]])]);
}

/** Nano-dollars spent before an instant, by whole hours. */
function runningSums({ groups }: UsageSummary): (beforeMs: number) => bigint {
  const hours = groups
    .map(({ keys, costNanoUsd }) => ({ startMs: parseInstant(keys.hour ?? '') ?? 0, nanoUsd: BigInt(costNanoUsd) }))
    .sort((left, right) => left.startMs - right.startMs);
  let sum = 0n;
  const sums = hours.map(({ nanoUsd }) => (sum += nanoUsd));
  return (beforeMs) => {
    const count = firstIndexFrom(hours, beforeMs);
    return count === 0 ? 0n : (sums[count - 1] ?? 0n);
  };
}

/** How many hours start before an instant, by halving. */
function firstIndexFrom(hours: readonly { readonly startMs: number }[], atMs: number): number {
  let [low, high] = [0, hours.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hours[middle]?.startMs ?? Infinity) < atMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** True when a period is the one that tracking looks from: an alert of it is news, one of an older period history. */
export function isPresent(budget: Budget, period: PeriodSpan, recorded: Recorded, nowMs: number): boolean {
  const present = periodAt(budget, asOfMs(recorded, nowMs));
  return present.fromMs === period.fromMs && present.toMs === period.toMs;
}
