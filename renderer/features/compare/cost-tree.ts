import type { DiffMarker } from '#shared/domain/plan-comparison.ts';
import type { CostLine } from '#shared/domain/simulation.ts';
import { kindLabel, type ScenarioNames } from '#shared/domain/cost-line-names.ts';
import { sumLines, type CostAmount } from '../../store/cost-groups.ts';
import type { TreeNode } from './tree-nodes.ts';

/** One node of the difference between baseline and optimized: workload, call, model or kind. */
export interface CostTreeNode extends TreeNode<CostTreeNode> {
  readonly label: string;
  /** Only in the optimized plan, only in the baseline, in both with another cost or volume, or the same. */
  readonly marker: DiffMarker;
  /** USD per month; null where the side has no such part. */
  readonly before: CostAmount | null;
  readonly after: CostAmount | null;
  /** After − before of the priced parts, USD per month. */
  readonly deltaUsd: number;
  /** Delta ÷ before; null without a before, and where a part of either side has no known price. */
  readonly deltaShare: number | null;
}

interface Key {
  readonly key: string;
  readonly label: string;
}

/** Below this a difference is rounding of float64 sums, not a change: a millionth of a cent. */
const smallestChangeUsd = 1e-8;

/** Builds the tree of differences: workload → call → model → kind. Nodes are in the order in which the lines come. */
export function costTree(
  before: readonly CostLine[],
  after: readonly CostLine[],
  names: ScenarioNames,
): readonly CostTreeNode[] {
  return branches('', 0, before, after, (line) => keysOf(line, names));
}

function keysOf(line: CostLine, names: ScenarioNames): readonly Key[] {
  if (line.kind === 'fixed') {
    return [
      { key: 'fixed', label: 'Fixed costs' },
      { key: line.id, label: names.fixedCost(line.id) },
    ];
  }
  const workloadId = line.workloadId ?? '';
  const workload = { key: workloadId, label: names.workload(workloadId) };
  const kind = { key: `${line.kind} ${line.serviceTier}`, label: kindLabel(line) };
  if (line.callId === undefined) return [workload, { key: `fee ${line.id}`, label: names.fee(workloadId, line.id) }];
  const call = { key: line.callId, label: names.call(workloadId, line.callId) };
  return [workload, call, { key: line.modelId ?? '', label: line.modelId ?? 'No model' }, kind];
}

function branches(
  parentId: string,
  level: number,
  before: readonly CostLine[],
  after: readonly CostLine[],
  keysOf: (line: CostLine) => readonly Key[],
): readonly CostTreeNode[] {
  const groups = new Map<string, { label: string; before: CostLine[]; after: CostLine[] }>();
  for (const side of ['before', 'after'] as const) {
    for (const line of side === 'before' ? before : after) {
      const key = keysOf(line)[level];
      if (key === undefined) continue;
      const group = groups.get(key.key) ?? { label: key.label, before: [], after: [] };
      group[side].push(line);
      groups.set(key.key, group);
    }
  }
  return [...groups].map(([key, group]) => {
    const id = `${parentId}/${key}`;
    const earlier = sumLines(`${group.label}, baseline`, group.before);
    const later = sumLines(`${group.label}, optimized`, group.after);
    const deltaUsd = (later?.usd ?? 0) - (earlier?.usd ?? 0);
    return {
      id,
      label: group.label,
      level,
      marker: markerOf(group.before, group.after, deltaUsd),
      before: earlier,
      after: later,
      deltaUsd,
      deltaShare: shareOf(deltaUsd, earlier, later),
      children: branches(id, level + 1, group.before, group.after, keysOf),
    };
  });
}

function shareOf(deltaUsd: number, before: CostAmount | null, after: CostAmount | null): number | null {
  if (before === null || before.usd === 0 || before.hasUnknown || after?.hasUnknown === true) return null;
  return deltaUsd / before.usd;
}

function markerOf(before: readonly CostLine[], after: readonly CostLine[], deltaUsd: number): DiffMarker {
  if (before.length === 0) return '+';
  if (after.length === 0) return '-';
  if (Math.abs(deltaUsd) > smallestChangeUsd) return '~';
  const quantities = new Map(before.map((line) => [line.id, line.quantity]));
  const isSame =
    before.length === after.length && after.every((line) => isClose(quantities.get(line.id), line.quantity));
  return isSame ? '=' : '~';
}

function isClose(left: number | undefined, right: number): boolean {
  return left !== undefined && Math.abs(left - right) <= 1e-9 * Math.max(1, Math.abs(right));
}
