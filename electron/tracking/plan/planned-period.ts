import type { PeriodCost } from '#simulator';
import type { CostLine } from '#shared/domain/simulation.ts';
import { isTokenKind } from '#shared/domain/token-kinds.ts';
import type { Purposes } from './purposes.ts';

/** A part of a month as it was planned, counted by calls of models as a ledger counts them. */
export interface PlannedPeriod {
  readonly cost: PeriodCost;
  /** Fixed costs, which no ledger records; in no other amount. */
  readonly fixedUsd: number;
}

/**
 * What a plan's lines say of a part of a month. A request of a plan may take several calls, so volume is counted in calls: each
 * line knows those that its tokens are of, and the lines of one call share them.
 * @param share part of the month, 0…1.
 * @param canonical the catalogue's own id of a model.
 */
export function plannedPeriod(
  lines: readonly CostLine[],
  purposes: Purposes,
  share: number,
  canonical: (modelId: string) => string,
): PlannedPeriod {
  const calls = new Map<string, number>();
  const counted = new Set<string>();
  const cells: PeriodCost['cells'][number][] = [];
  let [feesUsd, fixedUsd] = [0, 0];
  for (const line of lines) {
    const { id, workloadId, modelId, kind, quantity, usd } = line;
    if (workloadId === undefined || kind === 'fixed') {
      fixedUsd += share * (usd ?? 0);
      continue;
    }
    const purpose = purposes.ofWorkload(workloadId);
    const call = callOf(id);
    if (line.calls !== undefined && !counted.has(call)) {
      counted.add(call);
      calls.set(purpose, (calls.get(purpose) ?? 0) + share * line.calls);
    }
    // What has no price is told by the run; it has no part in a cost.
    if (usd === null) continue;
    if (modelId === undefined || !isTokenKind(kind)) feesUsd += share * usd;
    else cells.push({ purpose, modelId: canonical(modelId), kind, tokens: share * quantity, usd: share * usd });
  }
  return {
    cost: { requests: calls, cells: cells.filter(({ purpose }) => (calls.get(purpose) ?? 0) > 0), feesUsd },
    fixedUsd,
  };
}

/** What the lines of one call on one model in one tier have in common: `support/answer/openai/gpt-4o/…/standard`. */
function callOf(lineId: string): string {
  const parts = lineId.split('/');
  return [...parts.slice(0, -2), parts.at(-1) ?? ''].join('/');
}
