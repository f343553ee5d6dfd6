import { billableUnitLabels } from '#shared/domain/billable-units.ts';
import { costCall, type CallCost } from './call-cost.ts';
import type { ModelPrices } from './cards.ts';
import { leaf, product } from './expressions.ts';
import { Figure, figureOf, sumFigure } from './figure.ts';
import type { FeePlan, Plan, WorkloadPlan } from './plan.ts';
import { knownCosts, type RequestLine } from './request-line.ts';

/** What one request of a workload costs at one set of prices. */
export interface CostedWorkload {
  readonly workload: WorkloadPlan;
  /** What its calls cost, in their order. */
  readonly calls: readonly CallCost[];
  /** Lines of its fees. */
  readonly fees: readonly RequestLine[];
  /** Sum of the priced lines, USD per request. */
  readonly usdPerRequest: Figure;
  readonly notes: readonly string[];
  /** False when the cost of some line is not known. */
  readonly complete: boolean;
}

/** The lines of a workload: those of its calls, then its fees. */
export function linesOf({ calls, fees }: CostedWorkload): readonly RequestLine[] {
  return [...calls.flatMap(({ lines }) => lines), ...fees];
}

/** A plan priced at one set of prices; any month at those prices is a multiple of it. */
export interface CostedPlan {
  readonly plan: Plan;
  readonly workloads: readonly CostedWorkload[];
  /** Each sentence once, in order. */
  readonly notes: ReadonlySet<string>;
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
    notes: notesOf(workloads),
    complete: workloads.every(({ complete }) => complete),
  };
}

function notesOf(workloads: readonly CostedWorkload[]): ReadonlySet<string> {
  const all = new Set<string>();
  for (const { notes } of workloads) for (const note of notes) all.add(note);
  return all;
}

/** Models that have lines in a plan. */
export function modelsWithLines({ workloads }: CostedPlan): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { calls, fees } of workloads) {
    for (const { models } of calls) for (const model of models) found.add(model);
    for (const { modelId } of fees) if (modelId !== undefined) found.add(modelId);
  }
  return found;
}

function costWorkload(workload: WorkloadPlan, prices: ModelPrices): CostedWorkload {
  const notes: string[] = [];
  const calls = workload.calls.map((call) => costCall(call, prices));
  for (const call of calls) notes.push(...call.notes);
  const fees = workload.fees.map((fee) => feeLine(fee, prices, (sentence) => notes.push(sentence)));
  return {
    workload,
    calls,
    fees,
    usdPerRequest: sumFigure(`${workload.name}: cost per request`, 'USD/request', [...calls, ...knownCosts(fees)]),
    notes,
    complete: calls.every(({ complete }) => complete) && fees.every(({ cost }) => cost instanceof Figure),
  };
}

const oncePerRequest = figureOf(leaf('Once per request', 'requests', 1, { source: 'definition' }));

function feeLine(fee: FeePlan, prices: ModelPrices, note: (sentence: string) => void): RequestLine {
  const line = { feeId: fee.id, callId: undefined, calls: undefined, kind: 'fee', serviceTier: 'standard' } as const;
  if ('usdPerRequest' in fee) {
    return { ...line, modelId: undefined, quantity: oncePerRequest, cost: figureOf(fee.usdPerRequest) };
  }
  return { ...line, modelId: fee.card, quantity: figureOf(fee.unitsPerRequest), cost: unitCost(fee, prices, note) };
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
    return price === undefined ? 'no-card' : 'no-rate';
  }
  const usdPerUnit = leaf(`Price per ${billableUnitLabels[unit].one} of ${card}`, 'USD', rate.usdPerUnit, {
    source: rate.source ?? price.source,
  });
  return figureOf(product(`${name}: cost per request`, 'USD/request', [unitsPerRequest, usdPerUnit]));
}
