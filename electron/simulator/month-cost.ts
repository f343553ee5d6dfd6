import type { Expression } from '#shared/domain/expression.ts';
import type { CostLine, CostSide } from '#shared/domain/simulation.ts';
import type { Calendar } from '#shared/domain/calendar.ts';
import type { PlanMonth } from './calendar.ts';
import type { FixedCostPlan } from './fixed-costs.ts';
import type { RequestLine } from './call-cost.ts';
import { product, sum } from './expressions.ts';
import { requestsInMonth, type MonthRequests, type PartRequests } from './month-requests.ts';
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
  return {
    requests: requestsInMonth(plan, calendar, month),
    fixedCosts: plan.fixedCosts.map((cost) => ({ plan: cost, usd: cost.usdIn(month.month) })),
  };
}

/** Sum of a plan's priced lines in a month, USD: requests × cost per request of each workload, and fixed costs. */
export function monthTotal(label: string, plan: CostedPlan, { requests, fixedCosts }: MonthOfPlan): Expression {
  return sum(label, 'USD', [
    ...plan.workloads.map(({ workload, usdPerRequest }) =>
      product(`${workload.name}: cost in the month`, 'USD', [requestsOf(workload, requests).served, usdPerRequest]),
    ),
    ...fixedCosts.map(({ usd }) => usd),
  ]);
}

/** One side of the comparison with all its lines. `expression` is the side's total. */
export function costSide(plan: CostedPlan, { requests, fixedCosts }: MonthOfPlan, expression: Expression): CostSide {
  const lines: CostLine[] = [];
  const requestsByWorkload: Record<string, number> = {};
  let [total, refusedTotal] = [0, 0];
  for (const { workload, lines: requestLines } of plan.workloads) {
    const { served, refused } = requestsOf(workload, requests);
    for (const line of requestLines) lines.push(monthLine(line, served));
    if (workload.purpose !== 'requests') continue;
    total += served.value;
    refusedTotal += refused;
    requestsByWorkload[workload.id] = (requestsByWorkload[workload.id] ?? 0) + served.value;
  }
  for (const { plan: cost, usd } of fixedCosts) lines.push(fixedLine(cost, usd));
  return {
    usd: expression.value,
    requests: total,
    ...(refusedTotal === 0 ? {} : { refusedRequests: refusedTotal }),
    requestsByWorkload,
    usdPerRequest: total === 0 ? null : expression.value / total,
    lines,
    expression,
  };
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
  const { id, workloadId, tierId, callId, modelId, kind, serviceTier, cost } = line;
  const quantity = requests.value * line.quantity.value;
  const expression = cost.known
    ? product('Cost in the month', 'USD', [requests, cost.usd])
    : { ...product('Tokens in the month', 'tokens', [requests, line.quantity]), notes: unknownCost };
  const usd = cost.known ? expression.value : null;
  return { id, workloadId, tierId, callId, modelId, kind, serviceTier, quantity, usd, expression };
}

const unknownCost = ['The price is not known: this cost is left out of every sum.'];

function requestsOf(workload: WorkloadPlan, requests: MonthRequests): PartRequests {
  const found = requests.get(workload.key);
  if (found === undefined) throw new Error(`No requests for workload ${workload.key}`);
  return found;
}
