import type { CostSide } from '#shared/domain/simulation.ts';
import { isTokenKind } from '#shared/domain/token-kinds.ts';
import type { PeriodCost, UsageCell } from './split-change.ts';

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

/** Some months as their mean month, so that horizons of different length compare. */
export function meanPeriodCost(sides: readonly CostSide[]): PeriodCost {
  const { requests, cells, feesUsd } = periodCost(sides);
  const months = sides.length;
  return {
    requests: new Map([...requests].map(([purpose, count]) => [purpose, count / months])),
    cells: cells.map((cell) => ({ ...cell, tokens: cell.tokens / months, usd: cell.usd / months })),
    feesUsd: feesUsd / months,
  };
}
