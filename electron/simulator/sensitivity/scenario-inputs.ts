import type { Expression, InputExpression } from '#shared/domain/expression.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { SimulationResult } from '#shared/domain/simulation.ts';
import { leverDefinition } from '../levers/registry.ts';
import { scenarioValue } from './with-value.ts';

/** A number of the scenario that moves a cost. */
export interface ScenarioInput extends Pick<InputExpression, 'unit' | 'value' | 'distribution'> {
  readonly path: string;
  /** `Support: Answer: System prompt`. */
  readonly label: string;
}

/** Growth of a cost or of documents: its leaves hold the factor of a month, (1 + growth)^months, not the number itself. */
const growthPath = /\.growthPerMonth$/;

/** A replica has a whole number of GPUs, which is decided and not estimated. */
const decidedPath = /\.gpusPerReplica$/;

/**
 * The numbers of a scenario that its costs are made of, each once, in the order of first use. The calendar's days and
 * growth of traffic are given, not estimated: they are left out unless they are ranges, and so are a growth of nothing and
 * what can only be a whole number.
 */
export function scenarioInputs(scenario: Scenario, result: SimulationResult): readonly ScenarioInput[] {
  const inputs = new Map<string, ScenarioInput>();
  const seen = new Set<Expression>();
  function visit(node: Expression): void {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.operation !== 'input') {
      for (const operand of node.operands) visit(operand);
      return;
    }
    const { path, unit, value, distribution } = node;
    if (path === undefined || inputs.has(path) || decidedPath.test(path)) return;
    if (path.startsWith('calendar.') && distribution === undefined) return;
    if (!growthPath.test(path) || distribution !== undefined) {
      inputs.set(path, { path, unit, value, distribution, label: describeInput(scenario, path, node.label) });
      return;
    }
    const growth = scenarioValue(scenario, path);
    if (typeof growth !== 'number' || growth === 0) return;
    inputs.set(path, { path, unit: 'share', value: growth, label: describeInput(scenario, path, 'Growth per month') });
  }
  for (const { baseline, optimized } of result.months) {
    visit(baseline.expression);
    visit(optimized.expression);
  }
  return [...inputs.values()];
}

/** Puts the owner of an input before its name. */
function describeInput(scenario: Scenario, path: string, name: string): string {
  const workload = scenario.workloads[indexIn(path, 'workloads')];
  if (workload !== undefined) {
    const part = workload.calls[indexIn(path, 'calls')] ?? workload.indexes?.[indexIn(path, 'indexes')];
    return [workload.name, ...(part === undefined ? [] : [part.name]), name].join(': ');
  }
  const owner = scenario.fixedCosts[indexIn(path, 'fixedCosts')] ?? scenario.fleets?.[indexIn(path, 'fleets')];
  if (owner !== undefined) return `${owner.name}: ${name}`;
  const lever = scenario.levers[indexIn(path, 'levers')];
  if (lever === undefined) return name;
  return `${lever.name ?? leverDefinition(lever.kind)?.name ?? lever.kind}: ${name}`;
}

/** The index of a list in a path, −1 where the path does not pass through it. */
export function indexIn(path: string, list: string): number {
  const found = new RegExp(`(?:^|\\.)${list}\\[(\\d+)\\]`).exec(path);
  return found === null ? -1 : Number(found[1]);
}
