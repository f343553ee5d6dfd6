import type { Scenario } from './scenario.ts';
import type { CostLine } from './simulation.ts';
import { tokenKindLabels } from './token-kinds.ts';

/** Names of workloads and calls by id, for labels. */
export interface ScenarioNames {
  workload(id: string): string;
  call(workloadId: string, callId: string): string;
  /** Name of a fee by the id of its line: `support/fee/search`. */
  fee(workloadId: string, lineId: string): string;
  /** Name of a fixed cost by the id of its line: `fixed/servers`, or `fixed/servers/support` for a workload's share of it. */
  fixedCost(lineId: string): string;
}

/** The names that a scenario gives; an id without a name stands for itself. */
export function scenarioNames(scenario: Pick<Scenario, 'workloads' | 'fixedCosts'>): ScenarioNames {
  const workloads = new Map(scenario.workloads.map((workload) => [workload.id, workload]));
  return {
    workload: (id) => workloads.get(id)?.name ?? id,
    call(workloadId, callId) {
      const { calls = [], indexes = [] } = workloads.get(workloadId) ?? {};
      return [...calls, ...indexes].find(({ id }) => id === callId)?.name ?? callId;
    },
    fee: (workloadId, lineId) =>
      workloads.get(workloadId)?.fees.find(({ id }) => lineId.endsWith(`/fee/${id}`))?.name ?? lineId,
    fixedCost(lineId) {
      const [, costId, workloadId] = lineId.split('/');
      const name = scenario.fixedCosts.find(({ id }) => id === costId)?.name;
      if (name === undefined) return lineId;
      return workloadId === undefined ? name : `${name}: ${workloads.get(workloadId)?.name ?? workloadId}`;
    },
  };
}

/** Name of a line's kind: `Input`, `Output, batch`, `Per-request fee`. */
export function kindLabel({ kind, serviceTier }: Pick<CostLine, 'kind' | 'serviceTier'>): string {
  const name = kindName(kind);
  return serviceTier === 'standard' ? name : `${name}, ${serviceTier}`;
}

function kindName(kind: CostLine['kind']): string {
  switch (kind) {
    case 'fee':
      return 'Fee';
    case 'request':
      return 'Per-request fee';
    case 'fixed':
      return 'Fixed cost';
    default:
      return tokenKindLabels[kind];
  }
}
