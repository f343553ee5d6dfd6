import { fleetMonth, overflowShare, type FleetCostLine, type FleetMonth, type OverflowPolicy } from '#selfhosting';
import type { Expression } from '#shared/domain/expression.ts';
import type { FleetScaling } from '#shared/domain/fleet.ts';
import type { Distribution } from '#shared/domain/quantity.ts';
import type { PlanMonth } from './calendar.ts';
import { leaf, product, remainder, sum } from './expressions.ts';
import { demandOf, type HostedCall } from './fleet-demand.ts';
import type { FleetPlan } from './fleets.ts';
import type { LeverTarget } from './levers/lever.ts';
import type { MonthRequests } from './part-requests.ts';
import type { CallPlan, Plan, WorkloadPlan } from './plan.ts';
import { rangeOrigin } from './quantity-leaf.ts';

/** How calls are sent to a fleet. */
export interface HostingOrder {
  readonly fleet: FleetPlan;
  /** Share of a call's traffic that goes to the fleet. */
  readonly shareOf: (call: CallPlan) => Expression;
  /** In place of the fleet's own scaling. */
  readonly scaling?: FleetScaling;
  /** What becomes of calls that find the fleet full. */
  readonly policy: OverflowPolicy;
}

/**
 * Sends calls to a fleet. Each workload keeps the calls that stay; a part beside it holds those that the fleet hands on to the API
 * on their own models: asked again, or without room; a fixed cost is the fleet's bill. Fleet and overflow are worked out anew for the
 * traffic of each month, at its mean: sampled traffic does not resize the fleet.
 */
export function hostCalls(plan: Plan, order: HostingOrder, target: LeverTarget): Plan {
  const { resolved, path } = order.fleet;
  const { fleet } = resolved;
  const hosted: HostedCall[] = [];
  const stateIn = fleetStates(order, hosted);
  const workloads = plan.workloads.flatMap((workload): readonly WorkloadPlan[] => {
    if (workload.purpose === 'documents') return [workload];
    const moved = workload.calls.flatMap((call) => {
      if (!target.includes(workload.id, call.id) || !isServed(fleet.serves, workload.id, call.id)) return [];
      const share = order.shareOf(call);
      return share.value > 0 ? [{ call, share }] : [];
    });
    if (moved.length === 0) return [workload];
    for (const { call, share } of moved) hosted.push({ workload, call, share: share.value, apiUsdPerCall: null });
    const shares = new Map(moved.map(({ call, share }) => [call, share]));
    return [
      { ...workload, calls: workload.calls.flatMap((call) => staying(call, shares.get(call))) },
      {
        ...workload,
        purpose: 'overflow',
        key: `${workload.key}~${fleet.id}`,
        name: `${workload.name}, beyond ${fleet.name}`,
        calls: moved.map(({ call, share }) => portion(call, share)),
        fees: [],
        overflowOf: {
          key: workload.key,
          shareIn: (month, requests) => handedOn(order, stateIn(month, requests), month),
        },
      },
    ];
  });
  if (hosted.length === 0) return plan;
  const bill = {
    id: `fleet-${fleet.id}`,
    name: fleet.name,
    workloadId: undefined,
    usdIn: (month: PlanMonth, requests: MonthRequests) =>
      sum(
        `${fleet.name} in ${month.month}`,
        'USD',
        stateIn(month, requests).bill.lines.map((line) => lineExpression(line, path, resolved.ranges)),
      ),
  };
  return { ...plan, workloads, fixedCosts: [...plan.fixedCosts, bill] };
}

/** True when a fleet could serve a call. */
export function isServed(
  { workloads, calls }: FleetPlan['resolved']['fleet']['serves'],
  workloadId: string,
  callId: string,
): boolean {
  return (workloads?.includes(workloadId) ?? true) && (calls?.includes(callId) ?? true);
}

function staying(call: CallPlan, share: Expression | undefined): readonly CallPlan[] {
  if (share === undefined) return [call];
  return share.value >= 1 ? [] : [portion(call, remainder('Share of calls that stay at the API', share))];
}

function portion(call: CallPlan, share: Expression): CallPlan {
  return { ...call, callsPerRequest: product('Calls per request, in part', 'calls', [call.callsPerRequest, share]) };
}

/** The fleet in a month, remembered: bill and overflow ask for the same one. */
function fleetStates(
  { fleet, scaling }: HostingOrder,
  hosted: readonly HostedCall[],
): (month: PlanMonth, requests: MonthRequests) => FleetMonth {
  const known = new Map<string, FleetMonth>();
  return (month, requests) => {
    const demand = demandOf(hosted, month, requests);
    const key = [demand.hours, ...demand.parts.map(({ callsPerMonth }) => callsPerMonth)].join(' ');
    const earlier = known.get(key);
    if (earlier !== undefined) return earlier;
    const state = fleetMonth(fleet.resolved, demand, scaling);
    known.set(key, state);
    return state;
  };
}

function handedOn({ fleet, policy }: HostingOrder, { loads, size, speed }: FleetMonth, month: PlanMonth): Expression {
  const { fleet: own } = fleet.resolved;
  const beyond = leaf(
    `Share of calls that find ${own.name} full in ${month.month}`,
    'share',
    overflowShare(loads, size.running, speed, policy),
    { source: `sized for the mean traffic of the month, ${ruleText[policy.rule]}` },
  );
  if (own.escalationShare === 0) return beyond;
  const again = leaf('Share of its answers asked again', 'share', own.escalationShare, {
    path: `${fleet.path}.escalationShare`,
  });
  return sum('Share of calls that the API answers all the same', 'share', [
    beyond,
    product('Served, but asked again', 'share', [remainder('Share of calls with room', beyond), again]),
  ]);
}

const ruleText = {
  instant: 'Erlang B',
  queued: 'queue with a longest wait',
  fluid: 'what exceeds the capacity of each hour',
} as const;

function lineExpression(
  { label, factors }: FleetCostLine,
  fleetPath: string,
  ranges: ReadonlyMap<string, Distribution>,
): Expression {
  return product(
    label,
    'USD',
    factors.map(({ label: name, value, unit, path, source }) => {
      const range = path === undefined ? undefined : ranges.get(path);
      return leaf(
        unit.startsWith('USD') ? `${name}, ${unit}` : name,
        unit.startsWith('USD') ? 'USD' : 'factor',
        value,
        {
          ...(path === undefined ? {} : { path: `${fleetPath}.${path}` }),
          ...(source === undefined ? {} : { source }),
          ...(range === undefined ? {} : rangeOrigin(range)),
        },
      );
    }),
  );
}
