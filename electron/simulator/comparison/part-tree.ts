import { kindLabel, scenarioNames, type ScenarioNames } from '#shared/domain/cost-line-names.ts';
import type { ComparisonNode, PartAmount, PartDifference } from '#shared/domain/plan-comparison.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { CostLine, SimulationResult } from '#shared/domain/simulation.ts';

/** A line of a plan's mean month with the keys and labels of the nodes above it. */
interface PlacedLine {
  readonly keys: readonly { readonly key: string; readonly label: string }[];
  readonly amount: PartAmount;
}

/** Below this a difference is rounding of float64 sums, not a change: a millionth of a cent. */
const smallestChangeUsd = 1e-8;

/**
 * The optimized sides of several plans as one tree: workload → call → model → token kind. Nodes come in the order of the
 * first plan that has them. Amounts are those of each plan's mean month.
 */
export function partTree(
  plans: readonly { readonly scenario: Scenario; readonly result: SimulationResult }[],
): readonly ComparisonNode[] {
  return nodesOf(
    plans.map(({ scenario, result }) => placedLines(scenario, result)),
    '',
    0,
  );
}

function placedLines(scenario: Scenario, { months }: SimulationResult): readonly PlacedLine[] {
  const names = scenarioNames(scenario);
  return months.flatMap(({ optimized }) =>
    optimized.lines.map((line) => ({
      keys: keysOf(names, line),
      amount: {
        usd: (line.usd ?? 0) / months.length,
        quantity: line.quantity / months.length,
        hasUnknown: line.usd === null,
      },
    })),
  );
}

function keysOf(names: ScenarioNames, line: CostLine): PlacedLine['keys'] {
  const { id, workloadId, callId, modelId, kind, serviceTier } = line;
  if (workloadId === undefined || kind === 'fixed') {
    return [
      { key: 'fixed costs', label: 'Fixed costs' },
      { key: id, label: names.fixedCost(id) },
    ];
  }
  const workload = { key: workloadId, label: names.workload(workloadId) };
  if (callId === undefined) return [workload, { key: id, label: names.fee(workloadId, id) }];
  return [
    workload,
    { key: callId, label: names.call(workloadId, callId) },
    { key: modelId ?? '', label: modelId ?? 'No model' },
    { key: `${kind} ${serviceTier}`, label: kindLabel(line) },
  ];
}

function nodesOf(plans: readonly (readonly PlacedLine[])[], parentId: string, level: number): ComparisonNode[] {
  const groups = new Map<string, { readonly label: string; readonly lines: PlacedLine[][] }>();
  for (const [index, lines] of plans.entries()) {
    for (const line of lines) {
      const key = line.keys[level];
      if (key === undefined) continue;
      const group = groups.get(key.key) ?? { label: key.label, lines: plans.map(() => []) };
      groups.set(key.key, group);
      group.lines[index]?.push(line);
    }
  }
  return [...groups].map(([key, { label, lines }]) => {
    const id = `${parentId}/${key}`;
    const amounts = lines.map(sumOf);
    const [first = null, ...others] = amounts;
    return {
      id,
      label,
      level,
      amounts,
      differences: others.map((other) => differenceOf(first, other)),
      children: nodesOf(lines, id, level + 1),
    };
  });
}

function sumOf(lines: readonly PlacedLine[]): PartAmount | null {
  if (lines.length === 0) return null;
  let [usd, quantity, hasUnknown] = [0, 0, false];
  for (const { amount } of lines) {
    usd += amount.usd;
    quantity += amount.quantity;
    hasUnknown ||= amount.hasUnknown;
  }
  return { usd, quantity, hasUnknown };
}

function differenceOf(first: PartAmount | null, other: PartAmount | null): PartDifference {
  const deltaUsd = (other?.usd ?? 0) - (first?.usd ?? 0);
  const isKnown = first !== null && first.usd !== 0 && !first.hasUnknown && other?.hasUnknown !== true;
  return { marker: markerOf(first, other, deltaUsd), deltaUsd, deltaShare: isKnown ? deltaUsd / first.usd : null };
}

function markerOf(first: PartAmount | null, other: PartAmount | null, deltaUsd: number): PartDifference['marker'] {
  if (first === null) return other === null ? '=' : '+';
  if (other === null) return '-';
  const moved = Math.abs(other.quantity - first.quantity) > 1e-9 * Math.max(1, Math.abs(first.quantity));
  return moved || Math.abs(deltaUsd) > smallestChangeUsd ? '~' : '=';
}
