import { describe, expect, it } from 'vitest';
import { scenarioSchema, type Scenario } from '#shared/domain/scenario.ts';
import { addLaunch, editLaunch, removeLaunch } from '../../../renderer/store/edits-launches.ts';
import { scenarioOf } from '../simulator/builders.ts';

function launchesOf(scenario: Scenario): Scenario['calendar']['launches'] {
  return scenarioSchema.parse(scenario).calendar.launches;
}

describe('planned launches', () => {
  const year = scenarioOf({ calendar: { startMonth: '2026-12', months: 12, daysPerMonth: 30 } });

  it('start in the second month, or in the first where there is no other', () => {
    expect(launchesOf(addLaunch(year))).toEqual([{ name: 'Launch 1', month: '2027-01', factor: 1.5 }]);
    expect(launchesOf(addLaunch(scenarioOf()))[0]?.month).toBe('2026-12');
  });

  it('are changed one at a time, and notes follow when one is removed', () => {
    const two = editLaunch(addLaunch(addLaunch(year)), 1, (launch) => ({ ...launch, factor: 3, workload: 'support' }));
    const noted = { ...two, inputNotes: { 'calendar.launches[1].factor': { note: 'Ask sales' } } };
    const left = removeLaunch(noted, 0);
    expect(launchesOf(left)).toEqual([{ name: 'Launch 2', month: '2027-01', factor: 3, workload: 'support' }]);
    expect(left.inputNotes).toEqual({ 'calendar.launches[0].factor': { note: 'Ask sales' } });
  });
});
