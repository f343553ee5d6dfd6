import type { Calendar } from '#shared/domain/calendar.ts';
import type { Expression } from '#shared/domain/expression.ts';
import { monthsBetween } from '#shared/time.ts';
import { compoundGrowth, launchFactor, weightedDays, type PlanMonth } from './calendar.ts';
import { leaf, minimum, product, productOf, quotient, sum } from './expressions.ts';
import { PartRequests, requestsOf, type MonthRequests } from './part-requests.ts';
import type { Plan, RequestCeiling, WorkloadPlan } from './plan.ts';

/** Requests of every workload in a month: requests per day × days × growth × launches, up to the ceilings. */
export function requestsInMonth(plan: Plan, calendar: Calendar, month: PlanMonth): MonthRequests {
  const limits = plan.ceilings.map((ceiling) => ({
    members: ceiling.workloads,
    share: servedShare(plan, ceiling, calendar, month),
  }));
  const requests: PartRequests[] = [];
  // In the plan's order: what a fleet hands on comes after what it was asked.
  for (const workload of plan.workloads) {
    const { key, overflowOf } = workload;
    if (overflowOf === undefined) {
      const ceilings =
        limits.length === 0 ? noLimits : limits.flatMap(({ members, share }) => (members.has(key) ? share : []));
      requests.push(partRequests(workload, ceilings, calendar, month));
    } else requests.push(overflowRequests(workload, overflowOf, month, requests));
  }
  return requests;
}

/** @param ceilings what each limit on the part lets through, a share. */
function partRequests(
  workload: WorkloadPlan,
  ceilings: readonly Expression[],
  calendar: Calendar,
  month: PlanMonth,
): PartRequests {
  const { requestsPerDay, askedPerDay } = workload;
  const factors = monthFactors(workload, calendar, month);
  const isCut = ceilings.length > 0 || askedPerDay !== requestsPerDay;
  const asked = isCut ? productOf(factors, askedPerDay.value) : undefined;
  return new PartRequests(workload, month, requestsPerDay, factors, ceilings, asked);
}

/** What a fleet hands on of another part's requests. */
function overflowRequests(
  workload: WorkloadPlan,
  { key: askedOf, shareIn }: NonNullable<WorkloadPlan['overflowOf']>,
  month: PlanMonth,
  requests: MonthRequests,
): PartRequests {
  const asked = requestsOf(requests, askedOf);
  if (asked === undefined)
    throw new Error(`The requests of ${askedOf} are not known before what is handed on of them.`);
  const share = shareIn(month, requests);
  return new PartRequests(workload, month, asked.expression, [share], noLimits);
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

const noLimits: readonly Expression[] = [];

/** What makes a month of requests per day: days × growth × launches. */
function monthFactors(workload: WorkloadPlan, calendar: Calendar, month: PlanMonth): readonly Expression[] {
  const { growth, weekdayShares } = workload;
  if (growth === undefined && weekdayShares === undefined && calendar.launches.length === 0) return month.factors;
  const days = weekdayShares === undefined ? month.days : weightedDays(month, calendar, weekdayShares);
  return [days, ...growthFactors(workload, calendar, month)];
}

/** What growth and launches make of a part by a month. */
function growthFactors({ id, growth }: WorkloadPlan, calendar: Calendar, month: PlanMonth): readonly Expression[] {
  if (growth !== undefined) return ownGrowth(growth, calendar, month);
  const launches = launchFactor(calendar, month.month, id);
  return launches === undefined ? [month.growth] : [month.growth, launches];
}

/** Growth of documents, which do not follow the traffic. */
function ownGrowth(
  { perMonth, path }: NonNullable<WorkloadPlan['growth']>,
  calendar: Calendar,
  { month }: PlanMonth,
): readonly Expression[] {
  if (perMonth === 0) return [];
  return [compoundGrowth(perMonth, monthsBetween(calendar.startMonth, month), path)];
}

const everything = leaf('Everything that is asked', 'share', 1, { source: 'definition' });

/** min(1, ceiling ÷ what the workloads ask for together in a day of the month). */
function servedShare(
  { workloads }: Plan,
  { requestsPerDay, workloads: members }: RequestCeiling,
  calendar: Calendar,
  month: PlanMonth,
): Expression {
  const asked = sum(
    'Requests per day that the limit applies to',
    'requests',
    workloads
      .filter(({ key, overflowOf }) => members.has(key) && overflowOf === undefined)
      .map((workload) =>
        product(`${workload.name}: requests per day`, 'requests', [
          workload.requestsPerDay,
          ...growthFactors(workload, calendar, month),
        ]),
      ),
  );
  if (asked.value === 0) return everything;
  return minimum('Share of requests served', 'share', [
    everything,
    quotient('Limit ÷ requests asked', 'share', requestsPerDay, asked),
  ]);
}
