import type { Command } from 'commander';
import { changeDriverLabels, type ChangeSplit } from '#shared/domain/attribution.ts';
import type { MonthResult, SimulationResult } from '#shared/domain/simulation.ts';
import { periodCost, splitChange, type PeriodCost } from '#simulator';
import { formatUsd } from '#shared/money.ts';
import { success, type Result } from '#shared/result.ts';
import { finish, withCommonOptions, type CommandHost } from './command-host.ts';
import {
  headlineText,
  simulateFile,
  unpricedText,
  withSampling,
  type SamplingFlags,
  type SimulatedScenario,
} from './simulate.ts';
import { signedPercent, textTable } from './text-table.ts';

/** `burnrate compare SCENARIO [OTHER]`: baseline against optimized, or two scenarios against each other. */
export function registerCompare(program: Command, host: CommandHost): void {
  withSampling(withCommonOptions(program.command('compare')))
    .description('baseline against optimized, lever by lever; or two scenarios as planned (levers applied)')
    .argument('<scenario>', 'a *.burnrate.json file')
    .argument('[other]', 'the scenario to compare it with')
    .action(async (file: string, other: string | undefined, options: SamplingFlags) => {
      const first = await simulateFile(host, file, options);
      if (other === undefined) {
        finish(host, options, first, { json: leverDocument, text: leverText });
        return;
      }
      const second = await simulateFile(host, other, options);
      finish(host, options, pair(first, second), { json: pairDocument, text: pairText });
    });
}

function firstMonth(result: SimulationResult): MonthResult {
  const [month] = result.months;
  if (month === undefined) throw new Error('A simulation has at least one month.');
  return month;
}

function leverDocument({ scenario, result }: SimulatedScenario): unknown {
  const { month, waterfall } = firstMonth(result);
  return {
    scenario: scenario.name,
    ...result.summary,
    ranges: result.ranges,
    attribution: result.attribution,
    month,
    waterfall: waterfall.map(({ expression: _expression, ...step }) => step),
    months: result.months.map(({ month: name, days, baseline, optimized }) => ({
      month: name,
      days,
      requests: baseline.requests,
      baselineUsd: baseline.usd,
      optimizedUsd: optimized.usd,
    })),
    priceVersions: result.priceVersions,
    unpriced: result.unpriced,
    notes: result.notes,
  };
}

function leverText({ scenario, result }: SimulatedScenario): string {
  const { month, baseline, optimized, waterfall } = firstMonth(result);
  const rows = [
    ['Baseline', '', '', formatUsd(baseline.usd)],
    ...waterfall.map((step) => [
      step.leverName,
      formatUsd(step.deltaUsd),
      step.beforeUsd === 0 ? '' : signedPercent(step.deltaUsd / step.beforeUsd),
      formatUsd(step.afterUsd),
    ]),
    ['Optimized', formatUsd(optimized.usd - baseline.usd), '', formatUsd(optimized.usd)],
  ];
  return [
    `${scenario.name}: mean of ${result.months.length} ${result.months.length === 1 ? 'month' : 'months'}`,
    '',
    headlineText(result),
    '',
    `Lever by lever in ${month}`,
    '',
    textTable(
      [
        { title: '' },
        { title: 'Change', align: 'right' },
        { title: '', align: 'right' },
        { title: 'USD a month', align: 'right' },
      ],
      rows,
    ),
    ...(waterfall.length === 0 ? ['No lever is on: switch one on in the scenario to see what it saves.'] : []),
    ...sharesText(result),
    ...waterfall.flatMap((step) => step.notes.map((note) => `${step.leverName}: ${note}`)),
    ...unpricedText(result),
    ...result.notes,
  ].join('\n');
}

/** The levers' fair shares, where there is more than one to share among. */
function sharesText({ attribution }: SimulationResult): readonly string[] {
  if (attribution === undefined || attribution.levers.length < 2) return [];
  const isSampled = attribution.method === 'sampled';
  return [
    '',
    `Fair shares of the mean month: each lever's part averaged over ${isSampled ? 'random' : 'all'} orders (Shapley)`,
    '',
    textTable(
      [
        { title: '' },
        { title: 'Fair share', align: 'right' },
        { title: isSampled ? '± standard error' : '', align: 'right' },
        { title: 'In order', align: 'right' },
      ],
      attribution.levers.map((lever) => [
        lever.leverName,
        formatUsd(lever.shapleyUsd),
        isSampled ? formatUsd(lever.standardErrorUsd) : '',
        formatUsd(lever.inOrderUsd),
      ]),
    ),
  ];
}

interface Pair {
  readonly first: SimulatedScenario;
  readonly second: SimulatedScenario;
}

function pair(first: Result<SimulatedScenario>, second: Result<SimulatedScenario>): Result<Pair> {
  if (!first.ok) return first;
  if (!second.ok) return second;
  return success({ first: first.value, second: second.value });
}

function pairSummary({ first, second }: Pair): {
  readonly fromMonthlyUsd: number;
  readonly toMonthlyUsd: number;
  readonly deltaMonthlyUsd: number;
  readonly deltaShare: number | null;
} {
  const fromMonthlyUsd = first.result.summary.optimizedMonthlyUsd;
  const toMonthlyUsd = second.result.summary.optimizedMonthlyUsd;
  const deltaMonthlyUsd = toMonthlyUsd - fromMonthlyUsd;
  return {
    fromMonthlyUsd,
    toMonthlyUsd,
    deltaMonthlyUsd,
    deltaShare: fromMonthlyUsd === 0 ? null : deltaMonthlyUsd / fromMonthlyUsd,
  };
}

function pairDocument(both: Pair): unknown {
  return {
    from: { scenario: both.first.scenario.name, file: both.first.file, ...both.first.result.summary },
    to: { scenario: both.second.scenario.name, file: both.second.file, ...both.second.result.summary },
    ...pairSummary(both),
    split: splitOf(both),
    unpriced: [...both.first.result.unpriced, ...both.second.result.unpriced],
  };
}

/** What the change comes from, over the mean month. */
function splitOf({ first, second }: Pair): ChangeSplit {
  const [from, to] = [first, second].map(({ result }) => ({
    months: result.months.length,
    cost: periodCost(result.months.map(({ optimized }) => optimized)),
  }));
  if (from === undefined || to === undefined) throw new Error('Two scenarios are compared.');
  return splitChange(perMonth(from.cost, from.months), perMonth(to.cost, to.months));
}

/** A horizon's cost as that of its mean month, so that horizons of different length compare. */
function perMonth({ requests, cells, feesUsd }: PeriodCost, months: number): PeriodCost {
  return {
    requests: new Map([...requests].map(([purpose, count]) => [purpose, count / months])),
    cells: cells.map((cell) => ({ ...cell, tokens: cell.tokens / months, usd: cell.usd / months })),
    feesUsd: feesUsd / months,
  };
}

function pairText(both: Pair): string {
  const { fromMonthlyUsd, toMonthlyUsd, deltaMonthlyUsd, deltaShare } = pairSummary(both);
  return [
    textTable(
      [{ title: 'Scenario, levers applied' }, { title: 'USD a month', align: 'right' }],
      [
        [both.first.scenario.name, formatUsd(fromMonthlyUsd)],
        [both.second.scenario.name, formatUsd(toMonthlyUsd)],
        ['Change', `${formatUsd(deltaMonthlyUsd)}${deltaShare === null ? '' : ` (${signedPercent(deltaShare)})`}`],
      ],
    ),
    '',
    'Where the change comes from',
    '',
    textTable(
      [{ title: '' }, { title: 'USD a month', align: 'right' }, { title: '' }],
      splitOf(both).drivers.map(({ driver, usd }) => [
        changeDriverLabels[driver].label,
        formatUsd(usd),
        changeDriverLabels[driver].help,
      ]),
    ),
    ...unpricedText(both.first.result),
    ...unpricedText(both.second.result),
  ].join('\n');
}
