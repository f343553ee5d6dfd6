import type { Expression } from '#shared/domain/expression.ts';
import type { CostLine, CostSide } from '#shared/domain/simulation.ts';
import type { Calendar } from '#shared/domain/calendar.ts';
import type { PlanMonth } from './calendar.ts';
import type { FixedCostPlan } from './fixed-costs.ts';
import type { RequestLine } from './call-cost.ts';
import { product, sum } from './expressions.ts';
import { requestsInMonth } from './month-requests.ts';
import type { MonthRequests, PartRequests } from './part-requests.ts';
import type { Plan, WorkloadPlan } from './plan.ts';
import type { CostedPlan } from './workload-cost.ts';

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
    ...costed.workloads.map(({ workload, usdPerRequest }) =>
      product(`${workload.name}: cost in the month`, 'USD', [requestsOf(workload, requests).served, usdPerRequest]),
    ),
    ...fixedCosts.map(({ usd }) => usd),
  ]);
}

/** The value of `monthTotal`, to the last bit, without its formula: all that a frame of a slider asks for. */
export function monthUsd({ costed, inMonth: { requests, fixedCosts } }: PlanInMonth): number {
  let total = 0;
  for (const { workload, usdPerRequest } of costed.workloads) {
    total += requestsOf(workload, requests).served.value * usdPerRequest.value;
  }
  for (const { usd } of fixedCosts) total += usd.value;
  return total;
}

/** What a plan serves and refuses in a month. Documents are no requests. */
export interface ServedRequests {
  readonly served: number;
  readonly refused: number;
  readonly servedByWorkload: Record<string, number>;
}

/** Adds up what a plan serves and refuses in a month. */
export function servedRequests({ costed, inMonth: { requests } }: PlanInMonth): ServedRequests {
  let [served, refused] = [0, 0];
  const servedByWorkload: Record<string, number> = {};
  for (const { workload } of costed.workloads) {
    if (workload.purpose !== 'requests') continue;
    const part = requestsOf(workload, requests);
    served += part.served.value;
    refused += part.refused;
    servedByWorkload[workload.id] = (servedByWorkload[workload.id] ?? 0) + part.served.value;
  }
  return { served, refused, servedByWorkload };
}

/** One side of the comparison with all its lines. `expression` is the side's total. */
export function costSide(plan: PlanInMonth, expression: Expression): CostSide {
  const { served, refused, servedByWorkload } = servedRequests(plan);
  return {
    usd: expression.value,
    requests: served,
    ...(refused === 0 ? {} : { refusedRequests: refused }),
    requestsByWorkload: servedByWorkload,
    usdPerRequest: served === 0 ? null : expression.value / served,
    lines: monthLines(plan),
    expression,
  };
}

function monthLines({ costed, inMonth: { requests, fixedCosts } }: PlanInMonth): CostLine[] {
  const lines: CostLine[] = [];
  for (const { workload, lines: requestLines } of costed.workloads) {
    const { served } = requestsOf(workload, requests);
    for (const line of requestLines) lines.push(monthLine(line, served));
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

function monthLine(line: RequestLine, requests: Expression): CostLine {
  const { id, workloadId, tierId, callId, modelId, kind, serviceTier, callsPerRequest, cost } = line;
  const quantity = requests.value * line.quantity.value;
  const expression = cost.known
    ? product('Cost in the month', 'USD', [requests, cost.usd])
    : { ...product('Tokens in the month', 'tokens', [requests, line.quantity]), notes: unknownCost };
  const usd = cost.known ? expression.value : null;
  const calls = callsPerRequest === undefined ? {} : { calls: requests.value * callsPerRequest };
  return { id, workloadId, tierId, callId, modelId, kind, serviceTier, quantity, ...calls, usd, expression };
}

const unknownCost = ['The price is not known: this cost is left out of every sum.'];

function requestsOf(workload: WorkloadPlan, requests: MonthRequests): PartRequests {
  const found = requests.get(workload.key);
  if (found === undefined) throw new Error(`No requests for workload ${workload.key}`);
  return found;
}
