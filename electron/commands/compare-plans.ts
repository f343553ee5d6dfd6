import type {
  ComparisonNode,
  InputChange,
  PlanComparison,
  ScenarioDifference,
} from '#shared/domain/plan-comparison.ts';
import { formatUsd } from '#shared/money.ts';
import { success, type Result } from '#shared/result.ts';
import { driverTable, rounding, signedUsd } from './change-text.ts';
import type { CommandHost } from './command-host.ts';
import { simulateFile, unpricedText, type SamplingFlags, type SimulatedScenario } from './simulate.ts';
import { percent, signedPercent, textTable } from './text-table.ts';

/** Scenario files with what they cost and how they differ from the first. */
export interface ComparedFiles {
  readonly plans: readonly SimulatedScenario[];
  readonly comparison: PlanComparison;
}

/** Reads, simulates and compares two to five scenario files. */
export async function comparePlanFiles(
  host: CommandHost,
  files: readonly string[],
  options: SamplingFlags,
): Promise<Result<ComparedFiles>> {
  const plans: SimulatedScenario[] = [];
  for (const file of files) {
    // One after the other, so that the first file at fault is the one named.
    // oxlint-disable-next-line no-await-in-loop
    const plan = await simulateFile(host, file, options);
    if (!plan.ok) return plan;
    plans.push(plan.value);
  }
  const comparison = await host
    .open(options)
    .router.call('scenario.compare', { scenarios: plans.map(({ scenario }) => scenario) });
  return comparison.ok ? success({ plans, comparison: comparison.value }) : comparison;
}

/** The JSON document; two scenarios also have their change at the top, as `from`, `to` and `split`. */
export function planDocument({ plans, comparison }: ComparedFiles): unknown {
  const { scenarios, differences, tree } = comparison;
  return {
    ...pairDocument(plans, differences),
    scenarios: scenarios.map((scenario, index) => ({
      file: plans[index]?.file,
      ...scenario,
      ranges: plans[index]?.result.ranges,
    })),
    differences,
    tree,
    unpriced: plans.flatMap(({ result }) => result.unpriced),
  };
}

function pairDocument(plans: readonly SimulatedScenario[], differences: readonly ScenarioDifference[]): object {
  const [from, to] = plans;
  const [only] = differences;
  if (from === undefined || to === undefined || only === undefined || differences.length > 1) return {};
  return {
    from: { scenario: from.scenario.name, file: from.file, ...from.result.summary },
    to: { scenario: to.scenario.name, file: to.file, ...to.result.summary },
    fromMonthlyUsd: from.result.summary.optimizedMonthlyUsd,
    toMonthlyUsd: to.result.summary.optimizedMonthlyUsd,
    deltaMonthlyUsd: only.deltaMonthlyUsd,
    deltaShare: only.deltaShare,
    split: only.split,
  };
}

/** The comparison as text: costs, then for each scenario its difference by driver, by attribute and by part. */
export function planText({ plans, comparison }: ComparedFiles): string {
  const { scenarios, differences, tree } = comparison;
  const budget = plans[0]?.result.ranges?.aboveBudget?.budgetMonthlyUsd;
  return [
    textTable(
      [
        { title: 'Scenario, levers applied' },
        { title: 'USD a month', align: 'right' },
        { title: 'Change', align: 'right' },
        { title: '', align: 'right' },
        ...(budget === undefined ? [] : [{ title: `Above ${formatUsd(budget)} in`, align: 'right' as const }]),
      ],
      scenarios.map(({ name, monthlyUsd }, index) => {
        const difference = differences[index - 1];
        const odds = plans[index]?.result.ranges?.aboveBudget;
        return [
          name,
          formatUsd(monthlyUsd),
          difference === undefined ? '' : signedUsd(difference.deltaMonthlyUsd),
          shareText(difference?.deltaShare ?? null),
          ...(odds === undefined ? [] : [percent(odds.optimizedProbability)]),
        ];
      }),
    ),
    ...differences.flatMap((difference, index) => [
      '',
      `${scenarios[index + 1]?.name ?? ''} against ${scenarios[0]?.name ?? ''}`,
      '',
      driverTable(difference.split),
      '',
      ...changeLines(difference),
      '',
      partTable(tree, index),
    ]),
    ...plans.flatMap(({ result }) => unpricedText(result)),
  ].join('\n');
}

/** `~ support.traffic.requestsPerDay 1,000 → 1,200 (+20.0 %) +$36.00` */
function changeLines({ changes, otherUsd }: ScenarioDifference): readonly string[] {
  if (changes.length === 0) return ['No attribute differs.'];
  return [
    'Changed attributes, one after the other',
    '',
    ...changes.map(changeLine),
    ...(Math.abs(otherUsd) < rounding ? [] : [`  anything else, such as the order of levers: ${signedUsd(otherUsd)}`]),
  ];
}

function changeLine({ path, marker, from, to, changeShare, effectUsd }: InputChange): string {
  const values = marker === '~' ? `${from ?? ''} → ${to ?? ''}` : (to ?? from ?? '');
  const share = changeShare === null ? '' : ` (${signedPercent(changeShare)})`;
  const effect = effectUsd === null ? 'counted with the next change' : signedUsd(effectUsd);
  return `${marker} ${path} ${values}${share} ${effect}`;
}

/** What differs in the tree of parts; parts that are the same are left out. */
function partTable(tree: readonly ComparisonNode[], index: number): string {
  return textTable(
    [
      { title: '' },
      { title: 'Part' },
      { title: 'First', align: 'right' },
      { title: 'This', align: 'right' },
      { title: 'Change', align: 'right' },
      { title: '', align: 'right' },
    ],
    partRows(tree, index),
  );
}

function partRows(nodes: readonly ComparisonNode[], index: number): readonly (readonly string[])[] {
  return nodes.flatMap(({ label, level, amounts, differences, children }) => {
    const difference = differences[index];
    if (difference === undefined || difference.marker === '=') return [];
    return [
      [
        difference.marker,
        `${'  '.repeat(level)}${label}`,
        amountText(amounts[0]),
        amountText(amounts[index + 1]),
        signedUsd(difference.deltaUsd),
        shareText(difference.deltaShare),
      ],
      ...partRows(children, index),
    ];
  });
}

function amountText(amount: ComparisonNode['amounts'][number] | undefined): string {
  if (amount === null || amount === undefined) return '–';
  return amount.hasUnknown ? `${formatUsd(amount.usd)} + unknown` : formatUsd(amount.usd);
}

function shareText(share: number | null): string {
  return share === null ? '' : signedPercent(share);
}
