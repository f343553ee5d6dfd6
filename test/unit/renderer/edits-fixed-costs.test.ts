import { describe, expect, it } from 'vitest';
import { meanOf } from '#shared/domain/quantity.ts';
import { fixedCostSchema, type FixedCost } from '#shared/domain/fixed-cost.ts';
import {
  addStep,
  editStep,
  freeStepMonths,
  giveFixedCost,
  ownersOf,
  removeStep,
  setFixedCostShare,
  withoutOwner,
} from '../../../renderer/store/edits-fixed-costs.ts';

const servers: FixedCost = fixedCostSchema.parse({
  id: 'servers',
  name: 'Servers',
  category: 'compute',
  units: 2,
  usdPerUnitMonth: 100,
});

function sharesOf({ allocation = [] }: FixedCost): readonly number[] {
  return allocation.map(({ share }) => meanOf(share));
}

describe('whom a fixed cost belongs to', () => {
  it('is all workloads, one, or several that share it, and stays a valid cost', () => {
    const one = giveFixedCost(servers, ['chat']);
    expect(one.workload).toBe('chat');
    const two = giveFixedCost(one, ['chat', 'search']);
    expect(sharesOf(two)).toEqual([0.5, 0.5]);
    expect(ownersOf(two)).toEqual(['chat', 'search']);
    const uneven = setFixedCostShare(two, 0, 0.8);
    expect(sharesOf(uneven)).toEqual([0.8, expect.closeTo(0.2, 12)]);
    const three = giveFixedCost(uneven, ['chat', 'search', 'voice']);
    expect(sharesOf(three)).toEqual([0.6, 0.15, 0.25].map((share) => expect.closeTo(share, 12) as number));
    for (const cost of [one, two, uneven, three]) expect(fixedCostSchema.safeParse(cost).success).toBe(true);
    expect(giveFixedCost(three, [])).toEqual(servers);
  });

  it('follows a workload that is removed', () => {
    const two = setFixedCostShare(giveFixedCost(servers, ['chat', 'search']), 0, 0.7);
    expect(withoutOwner(two, 'chat')).toEqual({ ...servers, workload: 'search' });
    expect(withoutOwner(giveFixedCost(servers, ['chat']), 'chat')).toEqual(servers);
    expect(withoutOwner(two, 'voice')).toBe(two);
  });
});

describe('the steps of a fixed cost', () => {
  it('stay in the order of their months, whatever is added or moved', () => {
    const calendar = { startMonth: '2026-11', months: 4 };
    expect(freeStepMonths(servers, calendar)).toEqual(['2026-12', '2027-01', '2027-02']);
    const later = addStep(servers, '2027-01');
    expect(later.steps).toEqual([{ month: '2027-01', units: 2 }]);
    const both = addStep(editStep(later, 0, { units: 5 }), '2026-12');
    expect(both.steps).toEqual([
      { month: '2026-12', units: 2 },
      { month: '2027-01', units: 5 },
    ]);
    expect(editStep(both, 0, { month: '2027-02' }).steps.map(({ month }) => month)).toEqual(['2027-01', '2027-02']);
    expect(removeStep(both, 0).steps).toEqual([{ month: '2027-01', units: 5 }]);
    expect(fixedCostSchema.safeParse(both).success).toBe(true);
  });
});
