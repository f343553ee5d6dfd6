import type { Scenario } from '#shared/domain/scenario.ts';
import { failure, success, type Failed, type Result } from '#shared/result.ts';
import { prepareLevers } from './prepare-levers.ts';
import { checkFleets } from './check-fleets.ts';
import { gaussianCopula } from './sampling/copula.ts';
import { scenarioValue } from './sensitivity/with-value.ts';

/**
 * Checks what the scenario schema leaves open: lever kinds, their parameters and their scopes; workloads that launches and
 * fixed costs name; ids of fixed costs; what fleets name; correlations. Fails with the JSON path and one sentence.
 */
export function checkScenario(scenario: Scenario): Result<Scenario> {
  const levers = prepareLevers(scenario);
  if (!levers.ok) return levers;
  return (
    checkWorkloadNames(scenario) ??
    checkFixedCostIds(scenario) ??
    checkFleets(scenario) ??
    checkCorrelations(scenario) ??
    success(scenario)
  );
}

function checkWorkloadNames({ workloads, calendar, fixedCosts }: Scenario): Failed | undefined {
  const known = new Set(workloads.map(({ id }) => id));
  const named = [
    ...calendar.launches.map(({ workload }, index) => ({ workload, path: `calendar.launches[${index}].workload` })),
    ...fixedCosts.map(({ workload }, index) => ({ workload, path: `fixedCosts[${index}].workload` })),
    ...fixedCosts.flatMap(({ allocation = [] }, index) =>
      allocation.map(({ workload }, part) => ({
        workload,
        path: `fixedCosts[${index}].allocation[${part}].workload`,
      })),
    ),
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

function checkCorrelations(scenario: Scenario): Failed | undefined {
  for (const [index, { inputs }] of scenario.correlations.entries()) {
    const strange = inputs.find((path) => typeof numberAt(scenario, path) === 'undefined');
    if (strange !== undefined) {
      return failure('invalid-scenario', `The scenario has no number at '${strange}'.`, {
        at: { path: `correlations[${index}].inputs` },
        nextStep: 'Name inputs by their JSON path: workloads[0].traffic.requestsPerDay.',
      });
    }
    if (inputs[0] === inputs[1]) {
      return failure('invalid-scenario', 'An input cannot be correlated with itself.', {
        at: { path: `correlations[${index}].inputs` },
      });
    }
  }
  if (gaussianCopula(scenario.correlations) !== undefined) return undefined;
  return failure('invalid-scenario', 'The correlations contradict each other: no inputs can move like this together.', {
    at: { path: 'correlations' },
    nextStep: 'Bring the coefficients nearer to 0, or leave one out.',
  });
}

/** The number or distribution at a path; undefined where there is none. */
function numberAt(scenario: Scenario, path: string): unknown {
  const value = scenarioValue(scenario, path);
  return typeof value === 'number' || typeof value === 'object' ? value : undefined;
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
