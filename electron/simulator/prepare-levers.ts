import type { Lever, Scenario } from '#shared/domain/scenario.ts';
import { failure, success, type Failed, type Result } from '#shared/result.ts';
import { readLeverParameters, type LeverParameters } from './lever-parameters.ts';
import type { LeverDefinition, LeverEffect, LeverTarget } from './levers/lever.ts';
import { leverDefinition, leverDefinitions } from './levers/registry.ts';
import type { Plan } from './plan.ts';
import { rangeOrigin } from './quantity-leaf.ts';

/** A lever of a scenario whose parameters have been checked. */
export interface PreparedLever {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  /** Parameters with defaults filled in; of a range its mean. */
  readonly parameters: object;
  readonly definition: LeverDefinition;
  apply(plan: Plan): LeverEffect;
}

/**
 * Checks every lever, enabled or not: its kind is registered, its parameters fit and its scope names workloads and
 * calls of the scenario. Fails `unknown-lever` or `invalid-scenario` with the JSON path.
 */
export function prepareLevers(scenario: Scenario): Result<readonly PreparedLever[]> {
  const prepared: PreparedLever[] = [];
  for (const [index, lever] of scenario.levers.entries()) {
    const path = `levers[${index}]`;
    const definition = leverDefinition(lever.kind);
    if (definition === undefined) return unknownLever(lever, path);
    const parameters = readLeverParameters(definition, lever.parameters, `${path}.parameters`);
    if (!parameters.ok) return parameters;
    const strayed = checkScope(scenario, lever, path);
    if (strayed !== undefined) return strayed;
    prepared.push({
      id: lever.id,
      name: lever.name ?? definition.name,
      enabled: lever.enabled,
      parameters: parameters.value.values,
      definition,
      apply: (plan) => applied(definition, plan, parameters.value, `${path}.parameters`, scopeTest(lever)),
    });
  }
  return success(prepared);
}

/** Applies a lever. A range that none of its leaves took up works through its mean: a note says so. */
function applied(
  definition: LeverDefinition,
  plan: Plan,
  { values, ranges }: LeverParameters,
  path: string,
  includes: LeverTarget['includes'],
): LeverEffect {
  if (ranges.size === 0) {
    return definition.apply(plan, values, { at: (parameter) => ({ path: `${path}.${parameter}` }), includes });
  }
  const sampled = new Set<string>();
  const effect = definition.apply(plan, values, {
    at: (parameter) => {
      const range = ranges.get(parameter);
      if (range === undefined) return { path: `${path}.${parameter}` };
      sampled.add(parameter);
      return { path: `${path}.${parameter}`, ...rangeOrigin(range) };
    },
    includes,
  });
  const held = [...ranges.keys()].filter((parameter) => !sampled.has(parameter));
  if (held.length === 0) return effect;
  return {
    ...effect,
    notes: [...effect.notes, `The range of ${held.join(', ')} is not sampled: the lever works with its mean.`],
  };
}

function unknownLever(lever: Lever, path: string): Failed {
  const known = leverDefinitions.map(({ kind }) => kind).join(', ');
  return failure('unknown-lever', `There is no lever of the kind '${lever.kind}'.`, {
    at: { path: `${path}.kind` },
    nextStep: `Use one of: ${known}.`,
  });
}

function checkScope(scenario: Scenario, { scope }: Lever, path: string): Failed | undefined {
  const workloads = new Set(scenario.workloads.map(({ id }) => id));
  const calls = new Set(
    scenario.workloads.flatMap((workload) => [...workload.calls, ...(workload.indexes ?? [])].map(({ id }) => id)),
  );
  for (const [list, names, known] of [
    ['workloads', scope.workloads, workloads],
    ['calls', scope.calls, calls],
  ] as const) {
    for (const [index, name] of (names ?? []).entries()) {
      if (known.has(name)) continue;
      return failure('invalid-scenario', `The scenario has no ${list.slice(0, -1)} '${name}'.`, {
        at: { path: `${path}.scope.${list}[${index}]` },
        nextStep: `It has: ${[...known].join(', ')}.`,
      });
    }
  }
  return undefined;
}

function scopeTest({ scope }: Lever): LeverTarget['includes'] {
  const workloads = scope.workloads === undefined ? undefined : new Set(scope.workloads);
  const calls = scope.calls === undefined ? undefined : new Set(scope.calls);
  return (workloadId, callId) => (workloads?.has(workloadId) ?? true) && (calls?.has(callId) ?? true);
}
