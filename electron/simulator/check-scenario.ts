import type { Scenario } from '#shared/domain/scenario.ts';
import { success, type Result } from '#shared/result.ts';
import { prepareLevers } from './prepare-levers.ts';

/**
 * Checks what the scenario schema leaves to the registry: lever kinds, their parameters and their scopes. Fails with
 * the JSON path and one sentence.
 */
export function checkScenario(scenario: Scenario): Result<Scenario> {
  const levers = prepareLevers(scenario);
  return levers.ok ? success(scenario) : levers;
}
