import type { Calendar } from '#shared/domain/calendar.ts';
import type { Expression } from '#shared/domain/expression.ts';
import { monthsBetween } from '#shared/time.ts';
import { launchFactor, weightedDays, type PlanMonth } from './calendar.ts';
import { leaf, minimum, product, quotient, sum } from './expressions.ts';
import type { MonthRequests, PartRequests } from './part-requests.ts';
import { percent } from './percent.ts';
import type { Plan, RequestCeiling, WorkloadPlan } from './plan.ts';

/** Requests of every workload in a month: requests per day × days × growth × launches, up to the ceilings. */
export function requestsInMonth(plan: Plan, calendar: Calendar, month: PlanMonth): MonthRequests {
  const growth = new Map(plan.workloads.map((workload) => [workload.key, growthOf(workload, calendar, month)]));
  const shares = new Map(plan.ceilings.map((ceiling) => [ceiling, servedShare(plan, ceiling, growth)] as const));
  const requests = new Map<string, PartRequests>();
  // In the plan's order: what a fleet hands on comes after what it was asked.
  for (const workload of plan.workloads) {
    const { key, name, requestsPerDay, askedPerDay, weekdayShares, overflowOf } = workload;
    if (overflowOf !== undefined) {
      requests.set(key, overflowRequests(workload, overflowOf, month, requests));
      continue;
    }
    const factors = [
      weekdayShares === undefined ? month.days : weightedDays(month, calendar, weekdayShares),
      ...(growth.get(key) ?? []),
    ];
    const ceilings = plan.ceilings.flatMap((ceiling) =>
      ceiling.workloads.has(key) ? (shares.get(ceiling) ?? []) : [],
    );
    const what = workload.purpose === 'documents' ? 'documents' : 'requests';
    const served = product(`${name}: ${what} in ${month.month}`, 'requests', [requestsPerDay, ...factors, ...ceilings]);
    const asked = factors.reduce((total, { value }) => total * value, askedPerDay.value);
    const isCut = ceilings.length > 0 || askedPerDay !== requestsPerDay;
    requests.set(key, { served, refused: isCut ? Math.max(0, asked - served.value) : 0 });
  }
  return requests;
}

/** What a fleet hands on of another part's requests. */
function overflowRequests(
  { name }: WorkloadPlan,
  { key, shareIn }: NonNullable<WorkloadPlan['overflowOf']>,
  month: PlanMonth,
  requests: MonthRequests,
): PartRequests {
  const asked = requests.get(key);
  if (asked === undefined) throw new Error(`The requests of ${key} are not known before what is handed on of them.`);
  const share = shareIn(month, requests);
  return { served: product(`${name}: requests in ${month.month}`, 'requests', [asked.served, share]), refused: 0 };
}

/** True when two stages of a plan serve the same requests and pay the same fixed costs in every month. */
export function haveSameTraffic(left: Plan, right: Plan): boolean {
  return (
    left.ceilings === right.ceilings &&
    left.fixedCosts === right.fixedCosts &&
    left.workloads.length === right.workloads.length &&
    left.workloads.every((workload, index) => {
      const other = right.workloads[index];
      return other?.key === workload.key && other.requestsPerDay === workload.requestsPerDay;
    })
  );
}

function growthOf({ id, growth }: WorkloadPlan, calendar: Calendar, month: PlanMonth): readonly Expression[] {
  if (growth !== undefined) {
    const months = monthsBetween(calendar.startMonth, month.month);
    const label = `Growth over ${months} ${months === 1 ? 'month' : 'months'} at ${percent(growth.perMonth)} a month`;
    return growth.perMonth === 0
      ? []
      : [leaf(label, 'factor', (1 + growth.perMonth) ** months, { source: growth.path })];
  }
  const launches = launchFactor(calendar, month.month, id);
  return [month.growth, ...(launches === undefined ? [] : [launches])];
}

const everything = leaf('Everything that is asked', 'share', 1, { source: 'definition' });

/** min(1, ceiling ÷ what the workloads ask for together in a day of the month). */
function servedShare(
  { workloads }: Plan,
  { requestsPerDay, workloads: members }: RequestCeiling,
  growth: ReadonlyMap<string, readonly Expression[]>,
): Expression {
  const asked = sum(
    'Requests per day that the limit applies to',
    'requests',
    workloads
      .filter(({ key, overflowOf }) => members.has(key) && overflowOf === undefined)
      .map(({ key, name, requestsPerDay: perDay }) =>
        product(`${name}: requests per day`, 'requests', [perDay, ...(growth.get(key) ?? [])]),
      ),
  );
  if (asked.value === 0) return everything;
  return minimum('Share of requests served', 'share', [
    everything,
    quotient('Limit ÷ requests asked', 'share', requestsPerDay, asked),
  ]);
}
