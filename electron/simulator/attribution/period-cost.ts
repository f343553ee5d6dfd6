import type { CostSide } from '#shared/domain/simulation.ts';
import { isTokenKind, type PeriodCost, type UsageCell } from './split-change.ts';

/**
 * One side of some months of a simulation as a period to compare: its priced lines, and requests by workload. Lines
 * without a price are left out; they are listed with the run.
 */
export function periodCost(sides: readonly CostSide[]): PeriodCost {
  const requests = new Map<string, number>();
  const cells: UsageCell[] = [];
  let feesUsd = 0;
  for (const side of sides) {
    for (const [workloadId, count] of Object.entries(side.requestsByWorkload))
      requests.set(workloadId, (requests.get(workloadId) ?? 0) + count);
    for (const { workloadId, modelId, kind, quantity, usd } of side.lines) {
      if (usd === null) continue;
      if (workloadId === undefined || modelId === undefined || !isTokenKind(kind)) feesUsd += usd;
      else cells.push({ purpose: workloadId, modelId, kind, tokens: quantity, usd });
    }
  }
  return { requests, cells, feesUsd };
}
