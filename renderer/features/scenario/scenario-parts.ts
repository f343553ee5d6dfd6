import { promptComponents, type PromptComponent, type Scenario } from '#shared/domain/scenario.ts';

/** The parts that the prompts of a scenario's calls have. */
export function promptPartsOf(scenario: Scenario): ReadonlySet<PromptComponent> {
  const calls = scenario.workloads.flatMap((workload) => workload.calls);
  return new Set(promptComponents.filter((component) => calls.some(({ prompt }) => prompt[component] !== undefined)));
}

/** The calls of a scenario for a picker; a name that two workloads share says which is meant. */
export function callOptions(scenario: Scenario): readonly { readonly value: string; readonly label: string }[] {
  const labels = new Map<string, string>();
  for (const workload of scenario.workloads) {
    for (const call of workload.calls) {
      const label = scenario.workloads.length === 1 ? call.name : `${workload.name}: ${call.name}`;
      const earlier = labels.get(call.id);
      labels.set(call.id, earlier === undefined ? label : `${earlier}; ${label}`);
    }
  }
  return [...labels].map(([value, label]) => ({ value, label }));
}
