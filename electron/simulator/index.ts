/**
 * The simulator: what a scenario costs per month, before and after its levers. Pure and synchronous; it also runs in
 * the window, on every frame of a slider.
 */

export { periodCost } from './attribution/period-cost.ts';
export { splitChange, type PeriodCost } from './attribution/split-change.ts';
export { splitMonths } from './attribution/split-months.ts';
export { attributeLevers } from './attribution/attribute-levers.ts';
export { comparePlans } from './comparison/compare-plans.ts';
export { analyseSelfHosting, type SelfHostingSampling } from './analyse-self-hosting.ts';
export { checkScenario } from './check-scenario.ts';
export { openHostingBook, type OpenHostingBook } from '#selfhosting';
export { recompute } from './expressions.ts';
export type {
  AmountField,
  ChoiceField,
  ComponentCutsField,
  ComponentsField,
  FleetField,
  LeverDefinition,
  LeverField,
  ModelSharesField,
  ShareField,
  ModelField,
  ClassesField,
  RowColumn,
  RowsField,
  TextField,
} from './levers/lever.ts';
export { filledParameters, leverAsRead } from './lever-parameters.ts';
export { leverDefinition, leverDefinitions } from './levers/registry.ts';
export { modelsOf } from './models-of.ts';
export { modelsOfSearch, optimise, optimiseAtOnce } from './optimise/optimise.ts';
export { maxScenarioLength, parseScenario } from './parse-scenario.ts';
export { isText, quantityOn, tokensOfText } from './text-quantity.ts';
export { scenarioToText } from './scenario-text.ts';
export { contextThresholds } from './prompt-size.ts';
export { sampleSimulation, type SamplingOptions } from './sampling/sample-simulation.ts';
export { analyseSensitivity } from './sensitivity/analyse-sensitivity.ts';
export { scenarioInputs, type ScenarioInput } from './sensitivity/scenario-inputs.ts';
export { seededUniforms } from './sampling/uniforms.ts';
export { engineVersion, simulate } from './simulate.ts';
