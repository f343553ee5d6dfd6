import type { CostSide, MonthResult, SimulationSummary } from '#shared/domain/simulation.ts';

/** Means and sums over the months of the horizon. */
export function summarise(months: readonly MonthResult[]): SimulationSummary {
  const baseline = totalOf(months.map((month) => month.baseline));
  const optimized = totalOf(months.map((month) => month.optimized));
  const saving = baseline.usd - optimized.usd;
  return {
    baselineMonthlyUsd: baseline.usd / months.length,
    optimizedMonthlyUsd: optimized.usd / months.length,
    savingMonthlyUsd: saving / months.length,
    savingShare: baseline.usd === 0 ? null : saving / baseline.usd,
    baselineTotalUsd: baseline.usd,
    optimizedTotalUsd: optimized.usd,
    baselineUsdPerRequest: baseline.requests === 0 ? null : baseline.usd / baseline.requests,
    optimizedUsdPerRequest: optimized.requests === 0 ? null : optimized.usd / optimized.requests,
  };
}

function totalOf(sides: readonly CostSide[]): { readonly usd: number; readonly requests: number } {
  let [usd, requests] = [0, 0];
  for (const side of sides) {
    usd += side.usd;
    requests += side.requests;
  }
  return { usd, requests };
}
