import type { Expression } from '#shared/domain/expression.ts';
import { billableUnitLabels } from '#shared/domain/billable-units.ts';
import { costCall, idsOf, sumOfLines, type RequestLine } from './call-cost.ts';
import type { ModelPrices } from './cards.ts';
import { leaf, product, sum } from './expressions.ts';
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
  readonly plan: Plan;
  readonly workloads: readonly CostedWorkload[];
  /** Each sentence once, in order. */
  readonly notes: ReadonlySet<string>;
  readonly models: ReadonlySet<string>;
  /** False when the cost of some line is not known. */
  readonly complete: boolean;
}

/** Prices of plans, remembered by workload: what a lever left alone is not priced again. */
export type CostMemory = WeakMap<WorkloadPlan, CostedWorkload>;

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
    plan,
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
    const costed = costCall(workload, call, prices);
    lines.push(...costed.lines);
    parts.push(sumOfLines(`${call.name}: cost per request`, costed.lines));
    notes.push(...costed.notes);
  }
  for (const fee of workload.fees) {
    const line = feeLine(workload, fee, prices, (sentence) => notes.push(sentence));
    lines.push(line);
    if (line.cost.known) parts.push(line.cost.usd);
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

function feeLine(
  owner: WorkloadPlan,
  fee: FeePlan,
  prices: ModelPrices,
  note: (sentence: string) => void,
): RequestLine {
  const line = {
    id: `${owner.key}/fee/${fee.id}`,
    ...idsOf(owner),
    callId: undefined,
    kind: 'fee',
    serviceTier: 'standard',
  } as const;
  if ('usdPerRequest' in fee) {
    return { ...line, modelId: undefined, quantity: oncePerRequest, cost: { known: true, usd: fee.usdPerRequest } };
  }
  return { ...line, modelId: fee.card, quantity: fee.unitsPerRequest, cost: unitCost(fee, prices, note) };
}

function unitCost(
  { name, card, unit, unitsPerRequest }: Extract<FeePlan, { readonly card: string }>,
  prices: ModelPrices,
  note: (sentence: string) => void,
): RequestLine['cost'] {
  const price = prices.get(card);
  const rate = price?.card.unitRates[unit];
  if (price === undefined || rate === undefined) {
    note(
      `${name}: no price is known for ${billableUnitLabels[unit].label.toLowerCase()} of ${card}: left out, not $0.`,
    );
    return { known: false, reason: price === undefined ? 'no-card' : 'no-rate' };
  }
  const usdPerUnit = leaf(`Price per ${billableUnitLabels[unit].one} of ${card}`, 'USD', rate.usdPerUnit, {
    source: rate.source ?? price.source,
  });
  return { known: true, usd: product(`${name}: cost per request`, 'USD/request', [unitsPerRequest, usdPerUnit]) };
}
