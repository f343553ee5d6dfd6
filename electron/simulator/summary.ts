import type { LeverStep, SimulationSummary } from '#shared/domain/simulation.ts';
import { monthUsd, servedRequests, type PlanInMonth } from './month-cost.ts';
import type { PricedMonth } from './priced-month.ts';

/** Means and sums over the months of the horizon: numbers alone, in the order in which the formulas add them. */
export function summarise(months: readonly PricedMonth[]): SimulationSummary {
  const baseline = totalOf(months, ({ baseline: side }) => side);
  const optimized = totalOf(months, ({ optimized: side }) => side);
  const saving = baseline.usd - optimized.usd;
  return {
    months: months.length,
    baselineMonthlyUsd: baseline.usd / months.length,
    optimizedMonthlyUsd: optimized.usd / months.length,
    savingMonthlyUsd: saving / months.length,
    savingShare: baseline.usd === 0 ? null : saving / baseline.usd,
    baselineTotalUsd: baseline.usd,
    optimizedTotalUsd: optimized.usd,
    baselineMonthlyRequests: baseline.requests / months.length,
    optimizedMonthlyRequests: optimized.requests / months.length,
    baselineUsdPerRequest: baseline.requests === 0 ? null : baseline.usd / baseline.requests,
    optimizedUsdPerRequest: optimized.requests === 0 ? null : optimized.usd / optimized.requests,
    steps: leverSteps(months, baseline.usd),
  };
}

/** What each lever changes in the mean month. A lever has one stage in every period of prices. */
function leverSteps(months: readonly PricedMonth[], baselineUsd: number): LeverStep[] {
  let beforeUsd = baselineUsd / months.length;
  return (months[0]?.period.stages ?? []).map(({ lever: { id, name } }, index) => {
    const afterUsd = totalOf(months, ({ after, baseline }) => after[index] ?? baseline).usd / months.length;
    const notes = months.flatMap(({ period }) => period.stages[index]?.notes ?? []);
    const deltaUsd = afterUsd - beforeUsd;
    const step = { leverId: id, leverName: name, beforeUsd, afterUsd, deltaUsd, notes: [...new Set(notes)] };
    beforeUsd = afterUsd;
    return step;
  });
}

function totalOf(
  months: readonly PricedMonth[],
  planOf: (month: PricedMonth) => PlanInMonth,
): { readonly usd: number; readonly requests: number } {
  let [usd, requests] = [0, 0];
  for (const month of months) {
    const plan = planOf(month);
    usd += monthUsd(plan);
    requests += servedRequests(plan).served;
  }
  return { usd, requests };
}
