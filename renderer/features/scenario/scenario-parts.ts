import { promptComponents, type PromptComponent, type Workload } from '#shared/domain/scenario.ts';

/** The parts that the prompts of the workloads' calls have. */
export function promptPartsOf(workloads: readonly Workload[]): ReadonlySet<PromptComponent> {
  const calls = workloads.flatMap((workload) => workload.calls);
  return new Set(promptComponents.filter((component) => calls.some(({ prompt }) => prompt[component] !== undefined)));
}

/** The classes of requests that the workloads have, each id once. */
export function classesOf(workloads: readonly Workload[]): readonly { readonly id: string; readonly name: string }[] {
  const names = new Map(workloads.flatMap(({ classes = [] }) => classes.map(({ id, name }) => [id, name] as const)));
  return [...names].map(([id, name]) => ({ id, name }));
}

/** The calls of the workloads for a picker; a name that two workloads share says which is meant. */
export function callOptions(
  workloads: readonly Workload[],
): readonly { readonly value: string; readonly label: string }[] {
  const labels = new Map<string, string>();
  for (const workload of workloads) {
    for (const call of [...workload.calls, ...(workload.indexes ?? [])]) {
      const label = workloads.length === 1 ? call.name : `${workload.name}: ${call.name}`;
      const earlier = labels.get(call.id);
      labels.set(call.id, earlier === undefined ? label : `${earlier}; ${label}`);
    }
  }
  return [...labels].map(([value, label]) => ({ value, label }));
}
