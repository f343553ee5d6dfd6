import type { Launch } from '#shared/domain/calendar.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { addMonths } from '#shared/time.ts';
import { replaceAt } from './edits.ts';
import { pathsWithout } from './input-paths.ts';

/** Edits of planned launches. Each gives a changed copy. */

/** Adds a launch in the second month, which makes half as much traffic again; in the first one where there is no second. */
export function addLaunch(scenario: Scenario): Scenario {
  const { calendar } = scenario;
  const launch: Launch = {
    name: `Launch ${calendar.launches.length + 1}`,
    month: calendar.months > 1 ? addMonths(calendar.startMonth, 1) : calendar.startMonth,
    factor: 1.5,
  };
  return { ...scenario, calendar: { ...calendar, launches: [...calendar.launches, launch] } };
}

/** Replaces one launch. */
export function editLaunch(scenario: Scenario, index: number, change: (launch: Launch) => Launch): Scenario {
  const { calendar } = scenario;
  return { ...scenario, calendar: { ...calendar, launches: replaceAt(calendar.launches, index, change) } };
}

/** Removes one launch. */
export function removeLaunch(scenario: Scenario, index: number): Scenario {
  const launches = scenario.calendar.launches.filter((_launch, other) => other !== index);
  return pathsWithout({ ...scenario, calendar: { ...scenario.calendar, launches } }, 'calendar.launches', index);
}
