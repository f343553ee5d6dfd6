import type { Expression } from '#shared/domain/expression.ts';
import { costCall, sumOfLines, type RequestLine } from './call-cost.ts';
import type { ModelPrices } from './cards.ts';
import { leaf, sum } from './expressions.ts';
import type { FeePlan, Plan, WorkloadPlan } from './plan.ts';

/** What one request of a workload costs at one set of prices. */
export interface CostedWorkload {
  readonly workload: WorkloadPlan;
  readonly lines: readonly RequestLine[];
  /** Sum of the priced lines, USD per request. */
  readonly usdPerRequest: Expression;
  readonly notes: readonly string[];
  /** Models that have lines. */
  readonly models: ReadonlySet<string>;
  /** False when the cost of some line is not known. */
  readonly complete: boolean;
}

/** A plan priced at one set of prices; any month at those prices is a multiple of it. */
export interface CostedPlan {
  readonly workloads: readonly CostedWorkload[];
  /** Each sentence once, in order. */
  readonly notes: ReadonlySet<string>;
  readonly models: ReadonlySet<string>;
  /** False when the cost of some line is not known. */
  readonly complete: boolean;
}

/** Prices of plans, remembered by workload: what a lever left alone is not priced again. */
export type CostMemory = Map<WorkloadPlan, CostedWorkload>;

/** Prices every workload of a plan. */
export function costPlan(plan: Plan, prices: ModelPrices, memory: CostMemory): CostedPlan {
  const workloads = plan.workloads.map((workload) => {
    const known = memory.get(workload);
    if (known !== undefined) return known;
    const costed = costWorkload(workload, prices);
    memory.set(workload, costed);
    return costed;
  });
  return {
    workloads,
    notes: new Set(workloads.flatMap(({ notes }) => notes)),
    models: new Set(workloads.flatMap(({ models }) => [...models])),
    complete: workloads.every(({ complete }) => complete),
  };
}

function costWorkload(workload: WorkloadPlan, prices: ModelPrices): CostedWorkload {
  const lines: RequestLine[] = [];
  const parts: Expression[] = [];
  const notes: string[] = [];
  for (const call of workload.calls) {
    const costed = costCall(workload.id, call, prices);
    lines.push(...costed.lines);
    parts.push(sumOfLines(`${call.name}: cost per request`, costed.lines));
    notes.push(...costed.notes);
  }
  for (const fee of workload.fees) {
    lines.push(feeLine(workload.id, fee));
    parts.push(fee.usdPerRequest);
  }
  return {
    workload,
    lines,
    usdPerRequest: sum(`${workload.name}: cost per request`, 'USD/request', parts),
    notes,
    models: new Set(lines.flatMap(({ modelId }) => modelId ?? [])),
    complete: lines.every(({ cost }) => cost.known),
  };
}

const oncePerRequest = leaf('Once per request', 'requests', 1, { source: 'definition' });

function feeLine(workloadId: string, { id, usdPerRequest }: FeePlan): RequestLine {
  return {
    id: `${workloadId}/fee/${id}`,
    workloadId,
    callId: undefined,
    modelId: undefined,
    kind: 'fee',
    serviceTier: 'standard',
    quantity: oncePerRequest,
    cost: { known: true, usd: usdPerRequest },
  };
}
