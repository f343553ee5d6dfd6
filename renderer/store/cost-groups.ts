import type { Expression } from '#shared/domain/expression.ts';
import { kindLabel, type ScenarioNames } from '#shared/domain/cost-line-names.ts';
import type { CostLine } from '#shared/domain/simulation.ts';

/** What a breakdown groups by. */
export const breakdownGroupings = ['workload', 'model', 'kind'] as const;
export type BreakdownGrouping = (typeof breakdownGroupings)[number];

/** A sum of cost lines. `usd` adds the priced ones; `hasUnknown` says that others have no known price. */
export interface CostAmount {
  readonly usd: number;
  readonly hasUnknown: boolean;
  readonly expression: Expression;
}

/** One group of a breakdown; a side without any line of the group is null. */
export interface BreakdownRow {
  readonly key: string;
  readonly label: string;
  readonly baseline: CostAmount | null;
  readonly optimized: CostAmount | null;
}

/** Sums lines; the label names the sum. Null for no lines. */
export function sumLines(label: string, lines: readonly CostLine[]): CostAmount | null {
  if (lines.length === 0) return null;
  const known = lines.filter(({ usd }) => usd !== null);
  const [only] = known;
  const usd = known.reduce((sum, line) => sum + (line.usd ?? 0), 0);
  const hasUnknown = known.length < lines.length;
  if (only !== undefined && lines.length === 1) return { usd, hasUnknown, expression: only.expression };
  return {
    usd,
    hasUnknown,
    expression: {
      operation: 'sum',
      label,
      unit: 'USD',
      value: usd,
      operands: known.map(({ expression }) => expression),
      ...(hasUnknown && {
        notes: [`${lines.length - known.length} lines have no known price and are not in this sum.`],
      }),
    },
  };
}

/** Breaks both sides down by workload, model or kind; the largest baseline first. */
export function breakdown(
  baseline: readonly CostLine[],
  optimized: readonly CostLine[],
  grouping: BreakdownGrouping,
  names: ScenarioNames,
): readonly BreakdownRow[] {
  const groups = new Map<string, { label: string; baseline: CostLine[]; optimized: CostLine[] }>();
  for (const side of ['baseline', 'optimized'] as const) {
    for (const line of side === 'baseline' ? baseline : optimized) {
      const { key, label } = groupOf(line, grouping, names);
      const group = groups.get(key) ?? { label, baseline: [], optimized: [] };
      group[side].push(line);
      groups.set(key, group);
    }
  }
  return [...groups]
    .map(([key, group]) => ({
      key,
      label: group.label,
      baseline: sumLines(`${group.label}, baseline`, group.baseline),
      optimized: sumLines(`${group.label}, optimized`, group.optimized),
    }))
    .sort((left, right) => weight(right) - weight(left));
}

function weight({ baseline, optimized }: BreakdownRow): number {
  return baseline?.usd ?? optimized?.usd ?? 0;
}

function groupOf(
  line: CostLine,
  grouping: BreakdownGrouping,
  names: ScenarioNames,
): { readonly key: string; readonly label: string } {
  switch (grouping) {
    case 'workload':
      return line.workloadId === undefined
        ? { key: 'fixed', label: 'Fixed costs' }
        : { key: line.workloadId, label: names.workload(line.workloadId) };
    case 'model':
      if (line.kind === 'fixed') return { key: 'fixed', label: 'Fixed costs' };
      return line.modelId === undefined ? { key: 'fee', label: 'Fees' } : { key: line.modelId, label: line.modelId };
    case 'kind':
      return { key: `${line.kind} ${line.serviceTier}`, label: kindLabel(line) };
  }
}
