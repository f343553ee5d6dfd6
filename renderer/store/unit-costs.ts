import type { Expression } from '#shared/domain/expression.ts';
import { meanOf } from '#shared/domain/quantity.ts';
import type { Scenario, Workload } from '#shared/domain/scenario.ts';
import type { CostLine, SimulationResult } from '#shared/domain/simulation.ts';
import { sumLines, type CostAmount } from './cost-groups.ts';
import type { PeriodView } from './period-view.ts';

/** What one request, conversation or user costs on either side. */
export interface UnitCost {
  readonly key: string;
  /** What is counted. */
  readonly per: 'request' | 'conversation' | 'user';
  /** `Support chat, per request`. */
  readonly label: string;
  /** What is counted, where the label does not say it. */
  readonly detail?: string;
  /** USD; null without any such unit. */
  readonly baseline: CostAmount | null;
  readonly optimized: CostAmount | null;
}

/**
 * A month by what it serves: a request, or a conversation where a call goes round in turns, of each workload; and a user of
 * the tiers for a month, where the view is of the whole horizon: users are counted in its mean alone. Fixed costs are in
 * none of them.
 */
export function unitCosts(scenario: Scenario, result: SimulationResult, view: PeriodView): readonly UnitCost[] {
  const units = scenario.workloads.map((workload): UnitCost => {
    const { per, label, detail, unit } = servedBy(workload);
    const each = (side: 'baseline' | 'optimized'): CostAmount | null =>
      perUnit(
        `${label}, ${side}`,
        view[side].lines.filter(({ workloadId, kind }) => workloadId === workload.id && kind !== 'fixed'),
        { label: `${unit} per month`, count: view[side].requestsByWorkload[workload.id] ?? 0 },
      );
    return {
      key: workload.id,
      per,
      label,
      ...(detail !== undefined && { detail }),
      baseline: each('baseline'),
      optimized: each('optimized'),
    };
  });
  const user = view.isWholeHorizon ? perUser(result, view) : undefined;
  return user === undefined ? units : [...units, user];
}

/** A call that goes round in turns makes the request a conversation, or the run of an agent. */
function servedBy({ name, calls }: Workload): {
  readonly per: UnitCost['per'];
  readonly label: string;
  readonly detail?: string;
  readonly unit: string;
} {
  const turns = calls.flatMap((call) => (call.turns === undefined ? [] : meanOf(call.turns.count)));
  const longest = Math.max(...turns);
  return turns.length === 0 || longest <= 1
    ? { per: 'request', label: `${name}, per request`, unit: 'Requests' }
    : {
        per: 'conversation',
        label: `${name}, per conversation`,
        detail: `a request of ${Number(longest.toPrecision(3))} turns`,
        unit: 'Conversations',
      };
}

function perUser({ tiers }: SimulationResult, { baseline, optimized }: PeriodView): UnitCost | undefined {
  if (tiers.length === 0) return undefined;
  const users = { label: 'Users of the mean month', count: tiers.reduce((sum, { meanUsers }) => sum + meanUsers, 0) };
  const label = 'Per user and month';
  const each = (side: string, lines: readonly CostLine[]): CostAmount | null =>
    perUnit(
      `${label}, ${side}`,
      lines.filter(({ tierId }) => tierId !== undefined),
      users,
    );
  return {
    key: 'user',
    per: 'user',
    label,
    detail: 'over all tiers',
    baseline: each('baseline', baseline.lines),
    optimized: each('optimized', optimized.lines),
  };
}

function perUnit(
  label: string,
  lines: readonly CostLine[],
  unit: { readonly label: string; readonly count: number },
): CostAmount | null {
  const sum = sumLines(label, lines);
  if (sum === null || unit.count <= 0) return null;
  const usd = sum.usd / unit.count;
  const divisor: Expression = { operation: 'input', label: unit.label, unit: 'requests', value: unit.count };
  return {
    usd,
    hasUnknown: sum.hasUnknown,
    expression: { operation: 'quotient', label, unit: 'USD', value: usd, operands: [sum.expression, divisor] },
  };
}
