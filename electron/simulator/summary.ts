import type { LeverStep, SimulationSummary } from '#shared/domain/simulation.ts';
import { monthUsd, servedRequests } from './month-cost.ts';
import type { PricedMonth } from './priced-month.ts';

/** Means and sums over the months of the horizon: numbers alone, in the order in which the formulas add them. */
export function summarise(months: readonly PricedMonth[]): SimulationSummary {
  const baselineUsd = sumOver(months, ({ baseline }) => monthUsd(baseline));
  const optimizedUsd = sumOver(months, ({ optimized }) => monthUsd(optimized));
  const baselineRequests = sumOver(months, ({ baseline }) => servedRequests(baseline));
  const optimizedRequests = sumOver(months, ({ optimized }) => servedRequests(optimized));
  const saving = baselineUsd - optimizedUsd;
  return {
    months: months.length,
    baselineMonthlyUsd: baselineUsd / months.length,
    optimizedMonthlyUsd: optimizedUsd / months.length,
    savingMonthlyUsd: saving / months.length,
    savingShare: baselineUsd === 0 ? null : saving / baselineUsd,
    baselineTotalUsd: baselineUsd,
    optimizedTotalUsd: optimizedUsd,
    baselineMonthlyRequests: baselineRequests / months.length,
    optimizedMonthlyRequests: optimizedRequests / months.length,
    baselineUsdPerRequest: baselineRequests === 0 ? null : baselineUsd / baselineRequests,
    optimizedUsdPerRequest: optimizedRequests === 0 ? null : optimizedUsd / optimizedRequests,
    steps: leverSteps(months, baselineUsd),
  };
}

/** What each lever changes in the mean month. A lever has one stage in every period of prices. */
function leverSteps(months: readonly PricedMonth[], baselineUsd: number): LeverStep[] {
  let beforeUsd = baselineUsd / months.length;
  const periods = [...new Set(months.map(({ period }) => period))];
  return (months[0]?.period.stages ?? []).map(({ lever: { id, name } }, index) => {
    const afterUsd = sumOver(months, ({ after, baseline }) => monthUsd(after[index] ?? baseline)) / months.length;
    const notes = periods.flatMap(({ stages }) => stages[index]?.notes ?? []);
    const deltaUsd = afterUsd - beforeUsd;
    const step = { leverId: id, leverName: name, beforeUsd, afterUsd, deltaUsd, notes: [...new Set(notes)] };
    beforeUsd = afterUsd;
    return step;
  });
}

function sumOver(months: readonly PricedMonth[], numberOf: (month: PricedMonth) => number): number {
  let total = 0;
  for (const month of months) total += numberOf(month);
  return total;
}
