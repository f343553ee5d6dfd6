import type { Calendar } from '#shared/domain/calendar.ts';
import type { CostSide, MonthResult, TierResult } from '#shared/domain/simulation.ts';
import { launchFactor, planMonths } from './calendar.ts';
import type { Plan } from './plan.ts';

/** What each tier of users pays and costs in the mean month. Its users, and what they pay, grow as its traffic does. */
export function tierResults({ workloads }: Plan, calendar: Calendar, months: readonly MonthResult[]): TierResult[] {
  return workloads.flatMap(({ id, tier }) => {
    if (tier === undefined) return [];
    const baselineUsd = mean(months.map(({ baseline }) => tierCost(baseline, id, tier.id)));
    const optimizedUsd = mean(months.map(({ optimized }) => tierCost(optimized, id, tier.id)));
    const revenueUsd = tier.revenue === undefined ? null : tier.revenue.value * meanGrowth(calendar, id);
    return [
      {
        workloadId: id,
        tierId: tier.id,
        name: tier.name,
        users: tier.users.value,
        refusedPerDay: tier.refusedPerDay,
        revenueUsd,
        baselineUsd,
        optimizedUsd,
        baselineMarginUsd: revenueUsd === null ? null : revenueUsd - baselineUsd,
        optimizedMarginUsd: revenueUsd === null ? null : revenueUsd - optimizedUsd,
      },
    ];
  });
}

function tierCost({ lines }: CostSide, workloadId: string, tierId: string): number {
  return lines.reduce(
    (sum, line) => (line.workloadId === workloadId && line.tierId === tierId ? sum + (line.usd ?? 0) : sum),
    0,
  );
}

function meanGrowth(calendar: Calendar, workloadId: string): number {
  return mean(
    planMonths(calendar).map(
      ({ month, growth }) => growth.value * (launchFactor(calendar, month, workloadId)?.value ?? 1),
    ),
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
