import type { Command } from 'commander';
import { mostCompared } from '#shared/domain/plan-comparison.ts';
import type { MonthResult, SimulationResult } from '#shared/domain/simulation.ts';
import { formatUsd } from '#shared/money.ts';
import { parseMonth } from './arguments.ts';
import { assumptionsOf } from './assumptions.ts';
import { finish, withCommonOptions, type CommandHost } from './command-host.ts';
import { compareMonthsOf, monthsDocument, monthsText } from './compare-months.ts';
import { comparePlanFiles, planDocument, planText } from './compare-plans.ts';
import {
  headlineText,
  simulateFile,
  unpricedText,
  withSampling,
  type SamplingFlags,
  type SimulatedScenario,
} from './simulate.ts';
import { signedPercent, textTable } from './text-table.ts';

interface CompareFlags extends SamplingFlags {
  /** `YYYY-MM`. */
  readonly from?: string;
  readonly to?: string;
}

/**
 * `burnrate compare SCENARIO [OTHERS…]`: baseline against optimized, up to five scenarios against the first, or two months
 * of one.
 */
export function registerCompare(program: Command, host: CommandHost): void {
  withSampling(withCommonOptions(program.command('compare')))
    .description('baseline against optimized, lever by lever; or up to five scenarios as planned (levers applied)')
    .argument('<scenario>', 'a *.burnrate.json file')
    .argument('[others...]', 'scenarios to compare with the first')
    .option('--from <month>', 'with --to: why two months of the one scenario cost differently, by driver', parseMonth)
    .option('--to <month>', 'the month to compare with that of --from', parseMonth)
    .action(async (file: string, others: readonly string[], options: CompareFlags, command: Command) => {
      const { from, to } = options;
      if (from !== undefined || to !== undefined) {
        if (from === undefined || to === undefined || others.length > 0) {
          command.error('error: --from and --to go together, with one scenario.');
        }
        if (options.budget !== undefined) {
          command.error('error: --budget is about the mean month: it goes without --from and --to.');
        }
        finish(host, options, await compareMonthsOf(host, file, options, { from, to }), {
          json: monthsDocument,
          text: monthsText,
        });
        return;
      }
      if (others.length >= mostCompared) {
        command.error(`error: Up to ${mostCompared} scenarios can be compared, not ${others.length + 1}.`);
      }
      if (others.length > 0) {
        finish(host, options, await comparePlanFiles(host, [file, ...others], options), {
          json: planDocument,
          text: planText,
        });
        return;
      }
      finish(host, options, await simulateFile(host, file, options), { json: leverDocument, text: leverText });
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
    assumptions: assumptionsOf(scenario),
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
