import { describe, expect, it } from 'vitest';
import { scenarioSchema } from '#shared/domain/scenario.ts';
import {
  addFee,
  addFixedCost,
  addTier,
  editFixedCost,
  removeFee,
  removeFixedCost,
  removeTier,
  trafficByRequests,
  trafficByUsers,
} from '../../../renderer/store/edits-scenario-parts.ts';
import { removeWorkload } from '../../../renderer/store/edits.ts';
import { distributionKinds, rangeAround, typedKinds } from '../../../renderer/ui/distribution-kinds.ts';
import { quantitySchema } from '#shared/domain/quantity.ts';
import { scenarioOf } from '../simulator/builders.ts';

describe('fixed costs and fees', () => {
  it('are added with ids of their own, edited and removed, and stay a valid scenario', () => {
    const twice = addFixedCost(addFixedCost(scenarioOf()));
    expect(twice.fixedCosts.map(({ id }) => id)).toEqual(['cost', 'cost-2']);
    const edited = editFixedCost(twice, 1, { name: 'Servers', units: 3 });
    expect(edited.fixedCosts[1]).toMatchObject({ name: 'Servers', units: 3, usdPerUnitMonth: 100 });
    expect(scenarioSchema.safeParse(edited).success).toBe(true);
    expect(removeFixedCost(edited, 0).fixedCosts.map(({ name }) => name)).toEqual(['Servers']);
    const withFees = addFee(addFee(scenarioOf(), 0), 0);
    expect(scenarioSchema.safeParse(withFees).success).toBe(true);
    expect(removeFee(withFees, 0, 0).workloads[0]?.fees.map(({ id }) => id)).toEqual(['fee-2']);
  });
});

describe('traffic', () => {
  it('by users makes as many requests as before, and back', () => {
    const byUsers = trafficByUsers({ requestsPerDay: 2500 });
    expect(byUsers.tiers).toMatchObject([{ users: 1000, requestsPerUserPerDay: 2.5 }]);
    expect(trafficByRequests(byUsers)).toEqual({ requestsPerDay: 2500 });
  });

  it('by requests counts what limits let through', () => {
    const tiers = [{ id: 'free', name: 'Free', users: 100, requestsPerUserPerDay: 5, dailyLimit: 3 }];
    expect(trafficByRequests({ tiers })).toEqual({ requestsPerDay: 300 });
  });

  it('keeps its last tier', () => {
    const two = addTier(trafficByUsers({ requestsPerDay: 10 }));
    expect(two.tiers?.map(({ id }) => id)).toEqual(['users', 'tier']);
    const one = removeTier(two, 0);
    expect(removeTier(one, 0)).toBe(one);
  });
});

describe('a removed workload', () => {
  it('leaves no launch, fixed cost or correlation that names it', () => {
    const base = scenarioOf();
    const [workload] = base.workloads;
    const [cost] = addFixedCost(base).fixedCosts;
    if (workload === undefined || cost === undefined) throw new Error('One workload, one cost.');
    const scenario = {
      ...base,
      workloads: [workload, { ...workload, id: 'other' }],
      calendar: {
        ...base.calendar,
        launches: [{ name: 'Launch', month: '2027-01', factor: 2, workload: 'support' }],
      },
      fixedCosts: [{ ...cost, workload: 'support' }],
      correlations: [
        {
          inputs: ['workloads[0].traffic.requestsPerDay', 'workloads[1].traffic.requestsPerDay'] as [string, string],
          coefficient: 0.5,
        },
      ],
    };
    const left = removeWorkload(scenario, 0);
    expect(left.calendar.launches).toEqual([]);
    expect(left.fixedCosts[0]).not.toHaveProperty('workload');
    expect(left.correlations).toEqual([]);
  });
});

describe('a range around a number', () => {
  it.each(typedKinds)('%s is a valid quantity, at 0 too', (kind) => {
    for (const value of [0, 0.5, 1234]) expect(quantitySchema.safeParse(rangeAround(value, kind)).success).toBe(true);
    expect(distributionKinds[kind].parameters.length).toBeGreaterThan(1);
  });
});
