import type { Scenario } from '#shared/domain/scenario.ts';
import { leverDefinition } from './levers/registry.ts';

/**
 * Every model id that a scenario's workloads and levers name, once each, in order of mention: the models whose cards
 * `simulate` needs. Levers that do not pass `checkScenario` name none.
 */
export function modelsOf(scenario: Scenario): readonly string[] {
  const models = new Set<string>();
  for (const { calls } of scenario.workloads) {
    for (const call of calls) for (const { model } of call.models) models.add(model);
  }
  for (const { kind, parameters } of scenario.levers) {
    const definition = leverDefinition(kind);
    const parsed = definition?.schema.safeParse(parameters);
    if (definition === undefined || parsed?.success !== true) continue;
    for (const model of definition.models(parsed.data)) models.add(model);
  }
  return [...models];
}
