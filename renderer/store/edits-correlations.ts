import type { Correlation, Scenario } from '#shared/domain/scenario.ts';

/** Edits of how uncertain inputs move together. Each gives a changed copy. */

/** What a new pair starts with: little enough that many pairs of one input do not contradict each other. */
const firstCoefficient = 0.3;

/** The first two of some inputs that are not a pair yet; undefined when all are. */
export function freePair(
  paths: readonly string[],
  correlations: readonly Correlation[],
): readonly [string, string] | undefined {
  for (const [index, left] of paths.entries()) {
    for (const right of paths.slice(index + 1)) {
      if (!isPaired(correlations, left, right)) return [left, right];
    }
  }
  return undefined;
}

/** Whether two inputs are a pair, in either order. */
export function isPaired(correlations: readonly Correlation[], left: string, right: string): boolean {
  return correlations.some(({ inputs }) => inputs.includes(left) && inputs.includes(right) && left !== right);
}

/** Adds a pair. */
export function addCorrelation(scenario: Scenario, [left, right]: readonly [string, string]): Scenario {
  const correlation: Correlation = { inputs: [left, right], coefficient: firstCoefficient };
  return { ...scenario, correlations: [...scenario.correlations, correlation] };
}

/** Changes one pair. */
export function editCorrelation(scenario: Scenario, index: number, change: Partial<Correlation>): Scenario {
  return {
    ...scenario,
    correlations: scenario.correlations.map((one, other) => (other === index ? { ...one, ...change } : one)),
  };
}

/** Takes one pair out. */
export function removeCorrelation(scenario: Scenario, index: number): Scenario {
  return { ...scenario, correlations: scenario.correlations.filter((_one, other) => other !== index) };
}
