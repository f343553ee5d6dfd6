import type { Call, Lever, ModelShare, Scenario, Workload } from '#shared/domain/scenario.ts';
import type { LeverDefinition } from '../engine.ts';
import { withoutOwner } from './edits-fixed-costs.ts';
import { pathsSwapped, pathsWithout } from './input-paths.ts';
import { setShare } from './shares.ts';

/** Edits of a scenario. Each takes a scenario and gives a changed copy; what is not changed stays the same object. */

/** Replaces one workload. */
export function editWorkload(scenario: Scenario, index: number, change: (workload: Workload) => Workload): Scenario {
  return { ...scenario, workloads: replaceAt(scenario.workloads, index, change) };
}

/** Replaces one call of a workload. */
export function editCall(
  scenario: Scenario,
  workloadIndex: number,
  callIndex: number,
  change: (call: Call) => Call,
): Scenario {
  return editWorkload(scenario, workloadIndex, (workload) => ({
    ...workload,
    calls: replaceAt(workload.calls, callIndex, change),
  }));
}

/** Replaces one lever. */
export function editLever(scenario: Scenario, index: number, change: (lever: Lever) => Lever): Scenario {
  return { ...scenario, levers: replaceAt(scenario.levers, index, change) };
}

/** Adds a workload with one call on a model. */
export function addWorkload(scenario: Scenario, model: string): Scenario {
  const id = freeId('workload', new Set(scenario.workloads.map((workload) => workload.id)));
  const workload: Workload = {
    id,
    name: 'New workload',
    traffic: { requestsPerDay: 1000 },
    calls: [newCall('answer', 'Answer', model)],
    fees: [],
  };
  return { ...scenario, workloads: [...scenario.workloads, workload] };
}

/**
 * Removes a workload, and what names it: in the levers' scopes, its launches, its hold on fixed costs, its notes and
 * correlations.
 */
export function removeWorkload(scenario: Scenario, index: number): Scenario {
  const id = scenario.workloads[index]?.id;
  const tidied = tidyScopes({
    ...scenario,
    calendar: {
      ...scenario.calendar,
      launches: scenario.calendar.launches.filter(({ workload }) => workload === undefined || workload !== id),
    },
    workloads: scenario.workloads.filter((_workload, other) => other !== index),
    fixedCosts: scenario.fixedCosts.map((cost) => (id === undefined ? cost : withoutOwner(cost, id))),
  });
  return pathsWithout(tidied, 'workloads', index);
}

/** Adds a call to a workload. */
export function addCall(scenario: Scenario, workloadIndex: number, model: string): Scenario {
  return editWorkload(scenario, workloadIndex, (workload) => {
    const id = freeId('call', new Set(workload.calls.map((call) => call.id)));
    return { ...workload, calls: [...workload.calls, newCall(id, `Call ${workload.calls.length + 1}`, model)] };
  });
}

/** Removes a call, and its name from the levers' scopes where no other call has it. */
export function removeCall(scenario: Scenario, workloadIndex: number, callIndex: number): Scenario {
  const tidied = tidyScopes(
    editWorkload(scenario, workloadIndex, (workload) => ({
      ...workload,
      calls: workload.calls.filter((_call, other) => other !== callIndex),
    })),
  );
  return pathsWithout(tidied, `workloads[${workloadIndex}].calls`, callIndex);
}

/** Adds a lever at the end, on, at its defaults. */
export function addLever(scenario: Scenario, definition: LeverDefinition): Scenario {
  const id = freeId(definition.kind, new Set(scenario.levers.map((lever) => lever.id)));
  const lever: Lever = {
    id,
    kind: definition.kind,
    enabled: true,
    scope: {},
    parameters: { ...definition.defaults },
  };
  return { ...scenario, levers: [...scenario.levers, lever] };
}

/** Removes a lever. */
export function removeLever(scenario: Scenario, index: number): Scenario {
  const levers = scenario.levers.filter((_lever, other) => other !== index);
  return pathsWithout({ ...scenario, levers }, 'levers', index);
}

/** Moves a lever one place: levers apply in order, each to what the earlier ones left. @param by −1 up, +1 down. */
export function moveLever(scenario: Scenario, index: number, by: -1 | 1): Scenario {
  const moved = scenario.levers[index];
  const neighbour = scenario.levers[index + by];
  if (moved === undefined || neighbour === undefined) return scenario;
  const levers = scenario.levers.map((lever, other) => {
    if (other === index) return neighbour;
    return other === index + by ? moved : lever;
  });
  return pathsSwapped({ ...scenario, levers }, 'levers', index, index + by);
}

/** Sets one parameter of a lever. @param path dotted path inside the parameters, as a lever's field names it. */
export function setParameter(
  parameters: Readonly<Record<string, unknown>>,
  path: string,
  value: unknown,
): Record<string, unknown> {
  const [key = '', ...rest] = path.split('.');
  if (rest.length === 0) return { ...parameters, [key]: value };
  return { ...parameters, [key]: setParameter(asRecord(parameters[key]), rest.join('.'), value) };
}

/** Reads one parameter of a lever; undefined where there is none. */
export function parameterAt(parameters: Readonly<Record<string, unknown>>, path: string): unknown {
  let value: unknown = parameters;
  for (const key of path.split('.')) value = asRecord(value)[key];
  return value;
}

/** Removes a model; the others take over its share in their proportions. The last model stays. */
export function removeModel(models: readonly ModelShare[], index: number): ModelShare[] {
  if (models.length < 2) return [...models];
  return setShare(models, index, 0).filter((_entry, other) => other !== index);
}

function newCall(id: string, name: string, model: string): Call {
  return {
    id,
    name,
    callsPerRequest: 1,
    models: [{ model, share: 1 }],
    prompt: { system: 500, user: 200 },
    answer: { output: 300 },
    cache: { readShare: 0, write5mShare: 0, write1hShare: 0 },
    batchShare: 0,
  };
}

function tidyScopes(scenario: Scenario): Scenario {
  const workloads = new Set(scenario.workloads.map(({ id }) => id));
  const calls = new Set(scenario.workloads.flatMap((workload) => workload.calls.map(({ id }) => id)));
  return {
    ...scenario,
    levers: scenario.levers.map((lever) => ({
      ...lever,
      scope: {
        ...(lever.scope.workloads && { workloads: lever.scope.workloads.filter((id) => workloads.has(id)) }),
        ...(lever.scope.calls && { calls: lever.scope.calls.filter((id) => calls.has(id)) }),
      },
    })),
  };
}

/** The first of `base`, `base-2`, `base-3`… that is not taken. */
export function freeId(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

/** A list with one item changed. */
export function replaceAt<T>(items: readonly T[], index: number, change: (item: T) => T): T[] {
  return items.map((item, other) => (other === index ? change(item) : item));
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
