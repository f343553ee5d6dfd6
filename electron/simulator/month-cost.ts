import type { Expression } from '#shared/domain/expression.ts';
import type { CostLine, CostSide } from '#shared/domain/simulation.ts';
import type { Calendar } from '#shared/domain/calendar.ts';
import type { PlanMonth } from './calendar.ts';
import type { FixedCostPlan } from './fixed-costs.ts';
import { product, sum } from './expressions.ts';
import { Figure } from './figure.ts';
import { requestsInMonth } from './month-requests.ts';
import type { MonthRequests, PartRequests } from './part-requests.ts';
import type { RequestLine } from './request-line.ts';
import type { Plan, WorkloadPlan } from './plan.ts';
import { linesOf, type CostedPlan } from './workload-cost.ts';

/** A plan in one month: what its requests and its fixed costs come to. */
export interface MonthOfPlan {
  readonly requests: MonthRequests;
  /** Fixed costs of the month, USD, in the plan's order. */
  readonly fixedCosts: readonly { readonly plan: FixedCostPlan; readonly usd: Expression }[];
}

/** What a plan's requests and fixed costs come to in a month: the same for all stages with the same traffic. */
export function monthOfPlan(plan: Plan, calendar: Calendar, month: PlanMonth): MonthOfPlan {
  const requests = requestsInMonth(plan, calendar, month);
  return { requests, fixedCosts: plan.fixedCosts.map((cost) => ({ plan: cost, usd: cost.usdIn(month, requests) })) };
}

/** A plan at the prices of a month, with what it serves in it. */
export interface PlanInMonth {
  readonly costed: CostedPlan;
  readonly inMonth: MonthOfPlan;
}

/** Sum of a plan's priced lines in a month, USD: requests × cost per request of each workload, and fixed costs. */
export function monthTotal(label: string, { costed, inMonth: { requests, fixedCosts } }: PlanInMonth): Expression {
  return sum(label, 'USD', [
    ...costed.workloads.map(({ workload, usdPerRequest }, index) =>
      product(`${workload.name}: cost in the month`, 'USD', [
        requestsAt(requests, index, workload).expression,
        usdPerRequest.expression,
      ]),
    ),
    ...fixedCosts.map(({ usd }) => usd),
  ]);
}

/** The value of `monthTotal`, to the last bit, without its formula: all that a frame of a slider asks for. */
export function monthUsd({ costed, inMonth: { requests, fixedCosts } }: PlanInMonth): number {
  let total = 0;
  let index = 0;
  for (const { workload, usdPerRequest } of costed.workloads) {
    total += requestsAt(requests, index, workload).value * usdPerRequest.value;
    index += 1;
  }
  for (const { usd } of fixedCosts) total += usd.value;
  return total;
}

/** Requests that a plan serves in a month. Documents are no requests. */
export function servedRequests({ costed, inMonth: { requests } }: PlanInMonth): number {
  let served = 0;
  let index = 0;
  for (const { workload } of costed.workloads) {
    if (workload.purpose === 'requests') served += requestsAt(requests, index, workload).value;
    index += 1;
  }
  return served;
}

/** One side of the comparison with all its lines. `expression` is the side's total. */
export function costSide(plan: PlanInMonth, expression: Expression): CostSide {
  const served = servedRequests(plan);
  let refused = 0;
  const requestsByWorkload: Record<string, number> = {};
  for (const [index, { workload }] of plan.costed.workloads.entries()) {
    if (workload.purpose !== 'requests') continue;
    const part = requestsAt(plan.inMonth.requests, index, workload);
    refused += part.refused;
    requestsByWorkload[workload.id] = (requestsByWorkload[workload.id] ?? 0) + part.value;
  }
  return {
    usd: expression.value,
    requests: served,
    ...(refused === 0 ? {} : { refusedRequests: refused }),
    requestsByWorkload,
    usdPerRequest: served === 0 ? null : expression.value / served,
    lines: monthLines(plan),
    expression,
  };
}

function monthLines({ costed, inMonth: { requests, fixedCosts } }: PlanInMonth): CostLine[] {
  const lines: CostLine[] = [];
  for (const [index, costedWorkload] of costed.workloads.entries()) {
    const { workload } = costedWorkload;
    const served = requestsAt(requests, index, workload);
    for (const line of linesOf(costedWorkload)) lines.push(monthLine(workload, line, served));
  }
  for (const { plan, usd } of fixedCosts) lines.push(fixedLine(plan, usd));
  return lines;
}

function fixedLine({ id, workloadId }: FixedCostPlan, usd: Expression): CostLine {
  return {
    id: `fixed/${id}`,
    workloadId,
    kind: 'fixed',
    serviceTier: 'standard',
    quantity: 1,
    usd: usd.value,
    expression: usd,
  };
}

function monthLine({ key, id: workloadId, tier }: WorkloadPlan, line: RequestLine, requests: Figure): CostLine {
  const { feeId, callId, modelId, kind, serviceTier, quantity, calls, cost } = line;
  const isKnown = cost instanceof Figure;
  const expression = isKnown
    ? product('Cost in the month', 'USD', [requests.expression, cost.expression])
    : {
        ...product('Tokens in the month', 'tokens', [requests.expression, quantity.expression]),
        notes: unknownCost,
      };
  return {
    id: feeId === undefined ? `${key}/${callId}/${modelId}/${kind}/${serviceTier}` : `${key}/fee/${feeId}`,
    workloadId,
    tierId: tier?.id,
    callId,
    modelId,
    kind,
    serviceTier,
    quantity: requests.value * quantity.value,
    ...(calls === undefined ? {} : { calls: requests.value * calls.value }),
    usd: isKnown ? expression.value : null,
    expression,
  };
}

const unknownCost = ['The price is not known: this cost is left out of every sum.'];

/** What a workload of the plan serves, by its place in it. */
function requestsAt(requests: MonthRequests, index: number, { key }: WorkloadPlan): PartRequests {
  const part = requests[index];
  if (part?.key !== key) throw new Error(`No requests for workload ${key}`);
  return part;
}
