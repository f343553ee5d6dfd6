import { billableUnitLabels } from '#shared/domain/billable-units.ts';
import type { Fee, Scenario, Workload } from '#shared/domain/scenario.ts';
import { buildCall } from './build-call.ts';
import { documentParts } from './document-index.ts';
import { buildFixedCosts } from './fixed-costs.ts';
import { planFleets } from './fleets.ts';
import { trafficParts } from './plan-traffic.ts';
import { quantityLeaf } from './quantity-leaf.ts';
import { sharesOfWhole } from './shares-of-whole.ts';
import type { ClassPlan, FeePlan, Plan, WorkloadPlan } from './plan.ts';

/** Turns a scenario into the plan of its baseline. */
export function buildPlan(scenario: Scenario): Plan {
  return {
    workloads: scenario.workloads.flatMap((workload, index) => buildWorkload(workload, `workloads[${index}]`)),
    fixedCosts: buildFixedCosts(scenario),
    ceilings: [],
    fleets: planFleets(scenario),
  };
}

function buildWorkload(workload: Workload, path: string): readonly WorkloadPlan[] {
  const classes = buildClasses(workload, path);
  const parts = trafficParts(workload.traffic, `${path}.traffic`).map(({ requestsPerDay, tier }): WorkloadPlan => ({
    purpose: 'requests',
    key: tier === undefined ? workload.id : `${workload.id}@${tier.id}`,
    id: workload.id,
    name: tier === undefined ? workload.name : `${workload.name}, ${tier.name}`,
    tier,
    requestsPerDay,
    askedPerDay: requestsPerDay,
    weekdayShares: workload.traffic.weekdayShares,
    hourShares: workload.traffic.hourShares,
    calls: workload.calls.map((call, index) => buildCall(call, classes, tier, `${path}.calls[${index}]`)),
    fees: workload.fees.map((fee, index) => buildFee(fee, `${path}.fees[${index}]`)),
  }));
  return [...parts, ...documentParts(workload, path)];
}

function buildClasses({ classes = [] }: Workload, path: string): readonly ClassPlan[] {
  const shares = sharesOfWhole(
    classes.map(({ name, share }, index) => ({
      label: `Share of requests: ${name}`,
      share,
      path: `${path}.classes[${index}].share`,
    })),
  );
  return classes.flatMap(({ id, name }, index) => {
    const share = shares[index];
    return share === undefined ? [] : [{ id, name, share }];
  });
}

function buildFee(fee: Fee, path: string): FeePlan {
  const { id, name } = fee;
  if ('usdPerRequest' in fee) {
    return { id, name, usdPerRequest: quantityLeaf(name, 'USD/request', fee.usdPerRequest, `${path}.usdPerRequest`) };
  }
  const unitsPerRequest = quantityLeaf(
    `${billableUnitLabels[fee.unit].label} per request`,
    'factor',
    fee.unitsPerRequest,
    `${path}.unitsPerRequest`,
  );
  return { id, name, card: fee.card, unit: fee.unit, unitsPerRequest };
}
