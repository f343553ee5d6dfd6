import { meanOf } from '#shared/domain/quantity.ts';
import type { FixedCost } from '#shared/domain/fixed-cost.ts';
import type { Fee, Scenario } from '#shared/domain/scenario.ts';
import type { Traffic, UserTier } from '#shared/domain/traffic.ts';
import { editWorkload, freeId } from './edits.ts';
import { pathsWithout } from './input-paths.ts';

/** Edits of what a scenario holds besides calls and levers. Each gives a changed copy. */

/** Users that a plan by users starts from. */
const startingUsers = 1000;

/** Adds a fixed cost of $100 a month to name and fill in. */
export function addFixedCost(scenario: Scenario): Scenario {
  const id = freeId('cost', new Set(scenario.fixedCosts.map((cost) => cost.id)));
  const cost: FixedCost = {
    id,
    name: 'New fixed cost',
    category: 'compute',
    units: 1,
    usdPerUnitMonth: 100,
    growthPerMonth: 0,
    steps: [],
  };
  return { ...scenario, fixedCosts: [...scenario.fixedCosts, cost] };
}

/** Changes fields of one fixed cost. */
export function editFixedCost(scenario: Scenario, index: number, change: Partial<FixedCost>): Scenario {
  return replaceFixedCost(scenario, index, (cost) => ({ ...cost, ...change }));
}

/** Replaces one fixed cost. */
export function replaceFixedCost(
  scenario: Scenario,
  index: number,
  change: (present: FixedCost) => FixedCost,
): Scenario {
  return {
    ...scenario,
    fixedCosts: scenario.fixedCosts.map((cost, other) => (other === index ? change(cost) : cost)),
  };
}

/** Removes one fixed cost. */
export function removeFixedCost(scenario: Scenario, index: number): Scenario {
  const fixedCosts = scenario.fixedCosts.filter((_cost, other) => other !== index);
  return pathsWithout({ ...scenario, fixedCosts }, 'fixedCosts', index);
}

/** Adds a fee of a tenth of a cent per request to a workload. */
export function addFee(scenario: Scenario, workloadIndex: number): Scenario {
  return editWorkload(scenario, workloadIndex, (workload) => {
    const id = freeId('fee', new Set(workload.fees.map((fee) => fee.id)));
    const fee: Fee = { id, name: 'New fee', usdPerRequest: 0.001 };
    return { ...workload, fees: [...workload.fees, fee] };
  });
}

/** Replaces one fee of a workload. */
export function editFee(
  scenario: Scenario,
  workloadIndex: number,
  feeIndex: number,
  change: (fee: Fee) => Fee,
): Scenario {
  return editWorkload(scenario, workloadIndex, (workload) => ({
    ...workload,
    fees: workload.fees.map((fee, other) => (other === feeIndex ? change(fee) : fee)),
  }));
}

/** Removes one fee of a workload. */
export function removeFee(scenario: Scenario, workloadIndex: number, feeIndex: number): Scenario {
  const edited = editWorkload(scenario, workloadIndex, (workload) => ({
    ...workload,
    fees: workload.fees.filter((_fee, other) => other !== feeIndex),
  }));
  return pathsWithout(edited, `workloads[${workloadIndex}].fees`, feeIndex);
}

/** Plans a traffic by users: one tier that makes as many requests as before. */
export function trafficByUsers(traffic: Traffic): Traffic {
  const { requestsPerDay = 0, ...others } = traffic;
  const tier: UserTier = {
    id: 'users',
    name: 'Users',
    users: startingUsers,
    requestsPerUserPerDay: Number((meanOf(requestsPerDay) / startingUsers).toPrecision(6)),
  };
  return { ...others, tiers: [tier] };
}

/** Plans a traffic by requests: as many a day as the tiers are served. */
export function trafficByRequests(traffic: Traffic): Traffic {
  const { tiers = [], ...others } = traffic;
  const requestsPerDay = tiers.reduce((sum, { users, requestsPerUserPerDay, dailyLimit = Infinity }) => {
    return sum + meanOf(users) * Math.min(meanOf(requestsPerUserPerDay), meanOf(dailyLimit));
  }, 0);
  return { ...others, requestsPerDay: Number(requestsPerDay.toPrecision(9)) };
}

/** Adds a tier like the last one. */
export function addTier(traffic: Traffic): Traffic {
  const { tiers = [] } = traffic;
  const last = tiers.at(-1);
  const id = freeId('tier', new Set(tiers.map((tier) => tier.id)));
  const tier: UserTier = { users: 100, requestsPerUserPerDay: 10, ...last, id, name: `Tier ${tiers.length + 1}` };
  return { ...traffic, tiers: [...tiers, tier] };
}

/** Removes a tier; the last one stays. */
export function removeTier(traffic: Traffic, index: number): Traffic {
  const { tiers = [] } = traffic;
  return tiers.length < 2 ? traffic : { ...traffic, tiers: tiers.filter((_tier, other) => other !== index) };
}

/** Writes the note and the source of one input; with neither there is none. @param path JSON path of the input. */
export function setInputNote(scenario: Scenario, path: string, given: { note: string; source: string }): Scenario {
  const { [path]: _earlier, ...others } = scenario.inputNotes;
  const note = given.note.trim();
  const source = given.source.trim();
  if (note === '' && source === '') return { ...scenario, inputNotes: others };
  const written = { ...(note !== '' && { note }), ...(source !== '' && { source }) };
  return { ...scenario, inputNotes: { ...others, [path]: written } };
}
