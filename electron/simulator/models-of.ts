import type { Scenario } from '#shared/domain/scenario.ts';
import { leverAsRead } from './lever-parameters.ts';

/**
 * Every model or tool id that a scenario's workloads and levers name, once each, in order of mention: the models whose cards
 * `simulate` needs. Levers that do not pass `checkScenario` name none.
 */
export function modelsOf(scenario: Scenario): readonly string[] {
  const models = new Set<string>();
  for (const { calls, fees, indexes, performance, traffic } of scenario.workloads) {
    for (const { models: routes, retries } of calls) {
      for (const { model } of routes) models.add(model);
      if (retries?.fallback !== undefined) models.add(retries.fallback.model);
    }
    for (const { model } of indexes ?? []) models.add(model);
    for (const { model } of traffic.tiers ?? []) if (model !== undefined) models.add(model);
    // Models that the optimiser may send calls to.
    for (const { model } of performance ?? []) models.add(model);
    for (const fee of fees) if ('card' in fee) models.add(fee.card);
  }
  for (const lever of scenario.levers) {
    const read = leverAsRead(lever);
    for (const model of read?.definition.models(read.values) ?? []) models.add(model);
  }
  return [...models];
}
