import type { Expression, InputExpression } from '#shared/domain/expression.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { SimulationResult } from '#shared/domain/simulation.ts';
import { leverDefinition } from '../levers/registry.ts';

/** A number of the scenario that moves a cost. */
export interface ScenarioInput extends Pick<InputExpression, 'unit' | 'value' | 'distribution'> {
  readonly path: string;
  /** `Support: Answer: System prompt`. */
  readonly label: string;
}

/**
 * The numbers of a scenario that its costs are made of, each once, in the order of first use. The calendar's days and
 * growth are given, not estimated: they are left out, growth excepted.
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
    if (path === undefined || path.startsWith('calendar.') || inputs.has(path)) return;
    inputs.set(path, { path, unit, value, distribution, label: describeInput(scenario, path, node.label) });
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
    const call = workload.calls[indexIn(path, 'calls')];
    return [workload.name, ...(call === undefined ? [] : [call.name]), name].join(': ');
  }
  const lever = scenario.levers[indexIn(path, 'levers')];
  if (lever === undefined) return name;
  return `${lever.name ?? leverDefinition(lever.kind)?.name ?? lever.kind}: ${name}`;
}

/** The index of a list in a path, −1 where the path does not pass through it. */
export function indexIn(path: string, list: string): number {
  const found = new RegExp(`(?:^|\\.)${list}\\[(\\d+)\\]`).exec(path);
  return found === null ? -1 : Number(found[1]);
}
