import {
  analyseSelfHosting,
  analyseSensitivity,
  attributeLevers,
  checkScenario,
  filledParameters,
  sampleSimulation,
  seededUniforms,
  leverDefinition,
  leverDefinitions,
  isText,
  modelsOf,
  openHostingBook,
  optimise,
  quantityOn,
  scenarioInputs,
  simulate,
  splitMonths,
  tokensOfText,
} from '#simulator';
import { describeIssue } from '#shared/describe-issue.ts';
import type { LeverAttribution } from '#shared/domain/attribution.ts';
import type { Optimisation, OptimiseOptions, OptimiseProgress } from '#shared/domain/optimisation.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { scenarioSchema, type Scenario } from '#shared/domain/scenario.ts';
import type { SelfHostingReport } from '#shared/domain/self-hosting.ts';
import type { Sensitivity } from '#shared/domain/sensitivity.ts';
import type { SimulationRanges } from '#shared/domain/simulation-ranges.ts';
import type { SimulationResult } from '#shared/domain/simulation.ts';
import { failure, success, type Result } from '#shared/result.ts';

/**
 * The one door to the pure engine. It runs in the window because a slider must repaint in one frame: nothing here
 * waits, reads a clock or does I/O.
 */
export {
  filledParameters,
  isText,
  leverDefinition,
  leverDefinitions,
  modelsOf,
  openHostingBook,
  quantityOn,
  splitMonths,
  tokensOfText,
};
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

/** An input with a range that moves a cost. */
export interface UncertainInput {
  readonly path: string;
  /** `Support: Answer: System prompt`. */
  readonly label: string;
}

/** The inputs of an evaluated scenario that have a range, in the order of first use. Walks every formula: not for a slider's frame. */
export function uncertainInputs(scenario: Scenario, result: SimulationResult): readonly UncertainInput[] {
  return scenarioInputs(scenario, result).flatMap(({ path, label, distribution }) =>
    distribution === undefined ? [] : [{ path, label }],
  );
}

/** Samples behind the bands of the screen: enough for a steady second digit, few enough for a tenth of a second. */
const samples = 4000;
/** The same samples every time, so that a band moves only when the scenario does. */
const seed = 1;

/**
 * Ranges by Monte Carlo and the levers' fair shares. Takes longer than a frame: run it in a worker.
 * @param budgetMonthlyUsd also asks how likely the mean month is above this.
 */
export function rangesOf(
  scenario: Scenario,
  cards: readonly PriceCard[],
  budgetMonthlyUsd?: number,
): Result<{ readonly ranges: SimulationRanges; readonly attribution: LeverAttribution }> {
  const result = evaluate(scenario, cards);
  if (!result.ok) return result;
  const attribution = attributeLevers(scenario, cards, seededUniforms(seed));
  if (!attribution.ok) return attribution;
  const ranges = sampleSimulation(result.value, {
    samples,
    seed,
    correlations: scenario.correlations,
    budgetMonthlyUsd,
  });
  return success({ ranges, attribution: attribution.value });
}

/** Outlooks behind the bands of a fleet. */
const outlookSamples = 400;

/** Every fleet against the API. Takes longer than a frame: run it in a worker. */
export function selfHostingOf(scenario: Scenario, cards: readonly PriceCard[]): Result<SelfHostingReport> {
  const checked = evaluate(scenario, cards);
  return checked.ok ? analyseSelfHosting(scenario, cards, { samples: outlookSamples, seed }) : checked;
}

/** Tornado and break-even values. Takes longer than a frame: run it in a worker. */
export function sensitivityOf(scenario: Scenario, cards: readonly PriceCard[]): Result<Sensitivity> {
  const checked = evaluate(scenario, cards);
  return checked.ok ? analyseSensitivity(scenario, cards) : checked;
}

/**
 * The cheapest settings under limits, step by step. Takes far longer than a frame: run it in a worker.
 * @yields how far the search is.
 */
export function* optimiseSteps(
  scenario: Scenario,
  cards: readonly PriceCard[],
  options: OptimiseOptions,
): Generator<OptimiseProgress, Result<Optimisation>> {
  const checked = evaluate(scenario, cards);
  return checked.ok ? yield* optimise(scenario, cards, options) : checked;
}
