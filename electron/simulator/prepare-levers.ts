import type { Lever, Scenario } from '#shared/domain/scenario.ts';
import { failure, success, type Failed, type Result } from '#shared/result.ts';
import { describeIssue } from '#shared/describe-issue.ts';
import type { LeverDefinition, LeverEffect, LeverTarget } from './levers/lever.ts';
import { leverDefinition, leverDefinitions } from './levers/registry.ts';
import type { Plan } from './plan.ts';

/** A lever of a scenario whose parameters have been checked. */
export interface PreparedLever {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  /** Parameters with defaults filled in. */
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
    const parameters = definition.schema.safeParse(lever.parameters);
    if (!parameters.success) {
      const { path: at, sentence } = describeIssue(parameters.error, lever.parameters, `${path}.parameters`);
      return failure('invalid-scenario', sentence, { at: { path: at } });
    }
    const strayed = checkScope(scenario, lever, path);
    if (strayed !== undefined) return strayed;
    const target: LeverTarget = { path: `${path}.parameters`, includes: scopeTest(lever) };
    prepared.push({
      id: lever.id,
      name: lever.name ?? definition.name,
      enabled: lever.enabled,
      parameters: parameters.data,
      definition,
      apply: (plan) => definition.apply(plan, parameters.data, target),
    });
  }
  return success(prepared);
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
