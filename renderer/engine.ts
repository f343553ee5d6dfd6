import { checkScenario, leverDefinition, leverDefinitions, modelsOf, simulate } from '#simulator';
import { describeIssue } from '#shared/describe-issue.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { scenarioSchema, type Scenario } from '#shared/domain/scenario.ts';
import type { SimulationResult } from '#shared/domain/simulation.ts';
import { failure, type Result } from '#shared/result.ts';

/**
 * The one door to the pure engine. It runs in the window because a slider must repaint in one frame: nothing here
 * waits, reads a clock or does I/O.
 */
export { leverDefinition, leverDefinitions, modelsOf };
export type * from '#simulator';

/**
 * Checks and evaluates a scenario under edit. Fails with one sentence and the JSON path of the field at fault.
 * @param cards every dated card of the models in `modelsOf(scenario)`.
 */
export function evaluate(scenario: Scenario, cards: readonly PriceCard[]): Result<SimulationResult> {
  const parsed = scenarioSchema.safeParse(scenario);
  if (!parsed.success) {
    const { path, sentence } = describeIssue(parsed.error, scenario);
    return failure('invalid-scenario', sentence, { at: { path } });
  }
  const checked = checkScenario(parsed.data);
  return checked.ok ? simulate(checked.value, cards) : checked;
}
