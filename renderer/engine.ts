import { leverDefinition, leverDefinitions, modelsOf, simulate } from '#simulator';
import type { PriceCard } from '#shared/domain/price.ts';
import { scenarioSchema, type Scenario } from '#shared/domain/scenario.ts';
import type { SimulationResult } from '#shared/domain/simulation.ts';
import { failure, type Result } from '#shared/result.ts';

/**
 * The one door to the pure engine. It runs in the window because a slider must repaint in one frame: nothing here
 * waits, reads a clock or does I/O.
 */
export { leverDefinition, leverDefinitions, modelsOf };
export type {
  ChoiceField,
  ComponentCutsField,
  ComponentsField,
  LeverDefinition,
  LeverField,
  ModelSharesField,
  ShareField,
  TokensField,
} from '#simulator';

/**
 * Checks and evaluates a scenario under edit. Fails with one sentence and the JSON path of the field at fault.
 * @param cards every dated card of the models in `modelsOf(scenario)`.
 */
export function evaluate(scenario: Scenario, cards: readonly PriceCard[]): Result<SimulationResult> {
  const parsed = scenarioSchema.safeParse(scenario);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = writePath(issue?.path ?? []);
    return failure('invalid-scenario', `This value cannot be used: ${issue?.message ?? 'not a scenario'}.`, {
      at: { path },
    });
  }
  return simulate(parsed.data, cards);
}

/** Writes a path as the engine does: `workloads[0].calls[1].name`. */
function writePath(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index === 0 ? '' : '.'}${String(key)}`))
    .join('');
}
