import type { Expression } from '#shared/domain/expression.ts';
import type { CostLine, CostSide } from '#shared/domain/simulation.ts';
import type { PlanMonth } from './calendar.ts';
import type { RequestLine } from './call-cost.ts';
import { product, sum } from './expressions.ts';
import type { WorkloadPlan } from './plan.ts';
import type { CostedPlan } from './workload-cost.ts';

/** Requests in one month by workload id. */
export type MonthRequests = ReadonlyMap<string, Expression>;

/** Requests of every workload in a month: requests per day × days × growth. */
export function requestsInMonth(workloads: readonly WorkloadPlan[], month: PlanMonth): MonthRequests {
  return new Map(
    workloads.map((workload) => [
      workload.id,
      product(`${workload.name}: requests in ${month.month}`, 'requests', [
        workload.requestsPerDay,
        month.days,
        month.growth,
      ]),
    ]),
  );
}

/** Sum of a plan's priced lines in a month, USD: for each workload, requests × cost per request. */
export function monthTotal(label: string, plan: CostedPlan, requests: MonthRequests): Expression {
  return sum(
    label,
    'USD',
    plan.workloads.map(({ workload, usdPerRequest }) =>
      product(`${workload.name}: cost in the month`, 'USD', [requestsOf(workload, requests), usdPerRequest]),
    ),
  );
}

/** One side of the comparison with all its lines. `expression` is the side's total. */
export function costSide(plan: CostedPlan, requests: MonthRequests, expression: Expression): CostSide {
  const lines: CostLine[] = [];
  const requestsByWorkload: Record<string, number> = {};
  let total = 0;
  for (const { workload, lines: requestLines } of plan.workloads) {
    const monthRequests = requestsOf(workload, requests);
    total += monthRequests.value;
    requestsByWorkload[workload.id] = monthRequests.value;
    for (const line of requestLines) lines.push(monthLine(line, monthRequests));
  }
  return {
    usd: expression.value,
    requests: total,
    requestsByWorkload,
    usdPerRequest: total === 0 ? null : expression.value / total,
    lines,
    expression,
  };
}

function monthLine(line: RequestLine, requests: Expression): CostLine {
  const { id, workloadId, callId, modelId, kind, serviceTier, cost } = line;
  const quantity = requests.value * line.quantity.value;
  const expression = cost.known
    ? product('Cost in the month', 'USD', [requests, cost.usd])
    : { ...product('Tokens in the month', 'tokens', [requests, line.quantity]), notes: unknownCost };
  const usd = cost.known ? expression.value : null;
  return { id, workloadId, callId, modelId, kind, serviceTier, quantity, usd, expression };
}

const unknownCost = ['The price is not known: this cost is left out of every sum.'];

function requestsOf(workload: WorkloadPlan, requests: MonthRequests): Expression {
  const found = requests.get(workload.id);
  if (found === undefined) throw new Error(`No requests for workload ${workload.id}`);
  return found;
}
