import type { Scenario } from '#shared/domain/scenario.ts';
import { failure, success, type Failed, type Result } from '#shared/result.ts';
import { prepareLevers } from './prepare-levers.ts';

/**
 * Checks what the scenario schema leaves open: lever kinds, their parameters and their scopes; workloads that launches and
 * fixed costs name; ids of fixed costs. Fails with the JSON path and one sentence.
 */
export function checkScenario(scenario: Scenario): Result<Scenario> {
  const levers = prepareLevers(scenario);
  if (!levers.ok) return levers;
  return checkWorkloadNames(scenario) ?? checkFixedCostIds(scenario) ?? success(scenario);
}

function checkWorkloadNames({ workloads, calendar, fixedCosts }: Scenario): Failed | undefined {
  const known = new Set(workloads.map(({ id }) => id));
  const named = [
    ...calendar.launches.map(({ workload }, index) => ({ workload, path: `calendar.launches[${index}].workload` })),
    ...fixedCosts.map(({ workload }, index) => ({ workload, path: `fixedCosts[${index}].workload` })),
  ];
  for (const { workload, path } of named) {
    if (workload === undefined || known.has(workload)) continue;
    return failure('invalid-scenario', `The scenario has no workload '${workload}'.`, {
      at: { path },
      nextStep: `It has: ${[...known].join(', ')}.`,
    });
  }
  return undefined;
}

function checkFixedCostIds({ fixedCosts }: Scenario): Failed | undefined {
  const seen = new Set<string>();
  for (const [index, { id }] of fixedCosts.entries()) {
    if (seen.has(id)) {
      return failure('invalid-scenario', `Two fixed costs have the id '${id}'.`, {
        at: { path: `fixedCosts[${index}].id` },
      });
    }
    seen.add(id);
  }
  return undefined;
}
