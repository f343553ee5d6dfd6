import { kindLabel, scenarioNames } from '#shared/domain/cost-line-names.ts';
import type { CostLine, SimulationResult } from '#shared/domain/simulation.ts';
import { nothing, share, usd, words } from '../cells.ts';
import type { Cell, Section, Table } from '../report-document.ts';
import type { PlanFacts } from './plan-facts.ts';

/** Where the cost is: by workload, model and kind, in the mean month. */
export function breakdownSection({ scenario, result }: PlanFacts): Section {
  const names = scenarioNames(scenario);
  const groupings: readonly (readonly [string, string, (line: CostLine) => string])[] = [
    [
      'workloads',
      'By workload',
      ({ workloadId }) => (workloadId === undefined ? 'Fixed costs' : names.workload(workloadId)),
    ],
    ['models', 'By model', ({ modelId, kind }) => modelId ?? (kind === 'fixed' ? 'Fixed costs' : 'Fees')],
    ['kinds', 'By kind', kindLabel],
  ];
  return {
    title: 'Where the cost is',
    blocks: groupings.map(([id, title, nameOf]) => breakdownTable(result, id, title, nameOf)),
  };
}

function breakdownTable(
  { months, summary }: SimulationResult,
  id: string,
  title: string,
  nameOf: (line: CostLine) => string,
): Table {
  const baseline = meanByName(
    months.map((month) => month.baseline.lines),
    nameOf,
  );
  const optimized = meanByName(
    months.map((month) => month.optimized.lines),
    nameOf,
  );
  const groups = [...new Set([...baseline.keys(), ...optimized.keys()])].sort(
    (left, right) => (baseline.get(right)?.usd ?? 0) - (baseline.get(left)?.usd ?? 0),
  );
  return {
    kind: 'table',
    id: `cost-by-${id}`,
    title: `${title}, USD a month`,
    columns: [
      { key: 'name', title: title.replace('By ', '').replace(/^./, (letter) => letter.toUpperCase()) },
      { key: 'baselineUsd', title: 'Baseline', isNumber: true },
      { key: 'optimizedUsd', title: 'Optimized', isNumber: true },
      { key: 'shareOfOptimized', title: 'Share of optimized', isNumber: true },
    ],
    rows: groups.map((name) => {
      const after = optimized.get(name);
      const part = after === undefined || after.usd === null || summary.optimizedMonthlyUsd === 0 ? null : after.usd;
      return [
        words(name),
        sumCell(baseline.get(name)),
        sumCell(after),
        share(part === null ? null : part / summary.optimizedMonthlyUsd),
      ];
    }),
    total: [words('Total'), usd(summary.baselineMonthlyUsd), usd(summary.optimizedMonthlyUsd), nothing],
  };
}

/** Sum of a group's lines in the mean month; null = none of them has a known price. */
interface GroupSum {
  readonly usd: number | null;
  readonly hasUnknown: boolean;
}

function meanByName(
  months: readonly (readonly CostLine[])[],
  nameOf: (line: CostLine) => string,
): ReadonlyMap<string, GroupSum> {
  const sums = new Map<string, GroupSum>();
  for (const line of months.flat()) {
    const name = nameOf(line);
    const before = sums.get(name) ?? { usd: null, hasUnknown: false };
    sums.set(
      name,
      line.usd === null
        ? { ...before, hasUnknown: true }
        : { ...before, usd: (before.usd ?? 0) + line.usd / months.length },
    );
  }
  return sums;
}

function sumCell(sum: GroupSum | undefined): Cell {
  if (sum === undefined) return { text: '–', value: 0 };
  const cell = usd(sum.usd);
  return sum.usd !== null && sum.hasUnknown ? { ...cell, text: `${cell.text} + not known` } : cell;
}
