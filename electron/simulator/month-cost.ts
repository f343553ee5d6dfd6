import type { Expression } from '#shared/domain/expression.ts';
import type { CostLine, CostSide } from '#shared/domain/simulation.ts';
import type { Calendar } from '#shared/domain/calendar.ts';
import { launchFactor, weightedDays, type PlanMonth } from './calendar.ts';
import type { FixedCostPlan } from './fixed-costs.ts';
import type { RequestLine } from './call-cost.ts';
import { product, sum } from './expressions.ts';
import type { Plan, WorkloadPlan } from './plan.ts';
import type { CostedPlan } from './workload-cost.ts';

/** Requests in one month by key of the workload plan. */
export type MonthRequests = ReadonlyMap<string, Expression>;

/** Requests of every workload in a month: requests per day × days × growth × launches. */
export function requestsInMonth(plan: Plan, calendar: Calendar, month: PlanMonth): MonthRequests {
  return new Map(
    plan.workloads.map(({ key, id, name, requestsPerDay, weekdayShares }) => {
      const launches = launchFactor(calendar, month.month, id);
      return [
        key,
        product(`${name}: requests in ${month.month}`, 'requests', [
          requestsPerDay,
          weekdayShares === undefined ? month.days : weightedDays(month, calendar, weekdayShares),
          month.growth,
          ...(launches === undefined ? [] : [launches]),
        ]),
      ];
    }),
  );
}

/** A plan in one month: what its requests and its fixed costs come to. */
export interface MonthOfPlan {
  readonly requests: MonthRequests;
  /** Fixed costs of the month, USD, in the plan's order. */
  readonly fixedCosts: readonly { readonly plan: FixedCostPlan; readonly usd: Expression }[];
}

/** What is the same for every stage of a plan in a month. Levers change neither traffic nor fixed costs. */
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
      product(`${workload.name}: cost in the month`, 'USD', [requestsOf(workload, requests), usdPerRequest]),
    ),
    ...fixedCosts.map(({ usd }) => usd),
  ]);
}

/** One side of the comparison with all its lines. `expression` is the side's total. */
export function costSide(plan: CostedPlan, { requests, fixedCosts }: MonthOfPlan, expression: Expression): CostSide {
  const lines: CostLine[] = [];
  const requestsByWorkload: Record<string, number> = {};
  let total = 0;
  for (const { workload, lines: requestLines } of plan.workloads) {
    const monthRequests = requestsOf(workload, requests);
    total += monthRequests.value;
    requestsByWorkload[workload.id] = (requestsByWorkload[workload.id] ?? 0) + monthRequests.value;
    for (const line of requestLines) lines.push(monthLine(line, monthRequests));
  }
  for (const { plan: cost, usd } of fixedCosts) lines.push(fixedLine(cost, usd));
  return {
    usd: expression.value,
    requests: total,
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

function requestsOf(workload: WorkloadPlan, requests: MonthRequests): Expression {
  const found = requests.get(workload.key);
  if (found === undefined) throw new Error(`No requests for workload ${workload.key}`);
  return found;
}
