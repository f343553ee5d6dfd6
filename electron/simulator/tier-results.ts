import type { Calendar } from '#shared/domain/calendar.ts';
import type { TierResult } from '#shared/domain/simulation.ts';
import { launchFactor } from './calendar.ts';
import type { PlanInMonth } from './month-cost.ts';
import { requestsOf } from './part-requests.ts';
import type { Plan } from './plan.ts';
import type { PricedMonth } from './priced-month.ts';

/** What each tier of users pays and costs in the mean month. Its users, and what they pay, grow as its traffic does. */
export function tierResults({ workloads }: Plan, calendar: Calendar, months: readonly PricedMonth[]): TierResult[] {
  return workloads.flatMap(({ key, id, tier }) => {
    if (tier === undefined) return [];
    const baselineUsd = mean(months.map(({ baseline }) => workloadUsd(baseline, key)));
    const optimizedUsd = mean(months.map(({ optimized }) => workloadUsd(optimized, key)));
    const growth = meanGrowth(calendar, months, id);
    const revenueUsd = tier.revenue === undefined ? null : tier.revenue.value * growth;
    return [
      {
        workloadId: id,
        tierId: tier.id,
        name: tier.name,
        users: tier.users.value,
        meanUsers: tier.users.value * growth,
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

function workloadUsd({ costed, inMonth }: PlanInMonth, key: string): number {
  const usdPerRequest = costed.workloads.find(({ workload }) => workload.key === key)?.usdPerRequest.value ?? 0;
  return usdPerRequest * (requestsOf(inMonth.requests, key)?.value ?? 0);
}

function meanGrowth(calendar: Calendar, months: readonly PricedMonth[], workloadId: string): number {
  return mean(
    months.map(
      ({ month: { month, growth } }) => growth.value * (launchFactor(calendar, month, workloadId)?.value ?? 1),
    ),
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
