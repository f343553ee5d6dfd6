import { basename } from 'node:path';
import { InvalidArgumentError, type Command } from 'commander';
import type { MethodInput } from '#shared/contract.ts';
import { count } from '#shared/count.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { CostSide, MonthResult, SimulationResult } from '#shared/domain/simulation.ts';
import type { Band, SimulationRanges } from '#shared/domain/simulation-ranges.ts';
import { formatUsd } from '#shared/money.ts';
import { success, type Result } from '#shared/result.ts';
import { parseInteger, parsePositive } from './arguments.ts';
import { assumptionsOf } from './assumptions.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { placedAt, readScenario } from './scenario-file.ts';
import { percent, signedPercent, textTable } from './text-table.ts';

/** A scenario with what it costs. */
export interface SimulatedScenario {
  readonly file: string;
  readonly scenario: Scenario;
  readonly result: SimulationResult;
}

/** How a command samples uncertain inputs. */
export interface SamplingFlags extends CommonOptions {
  readonly samples: number;
  readonly seed: number;
  readonly quasiRandom?: true;
  /** USD a month. */
  readonly budget?: number;
}

interface SimulateOptions extends SamplingFlags {
  readonly explain?: true;
}

/** Adds the options of Monte Carlo to a command that says how amounts spread. */
export function withSampling(command: Command): Command {
  return withSamples(command).option(
    '--budget <usd>',
    'say how likely the mean month costs more than this',
    parsePositive,
  );
}

/** How many samples to draw, and how. */
export function withSamples(command: Command): Command {
  return command
    .option('--samples <n>', 'samples of uncertain inputs, 1 to 100,000', parseSamples, 10_000)
    .option('--seed <n>', 'seed of the samples: the same seed gives the same figures', parseInteger, 1)
    .option('--quasi-random', 'draw a scrambled Halton sequence: as steady with a tenth of the samples');
}

/** How to sample, as the services are asked. */
export function samplingOf({
  samples,
  seed,
  quasiRandom,
  budget,
}: SamplingFlags): MethodInput<'report.plan'>['sampling'] {
  return {
    samples,
    seed,
    sequence: quasiRandom === true ? 'quasi-random' : 'random',
    ...(budget === undefined ? {} : { budgetMonthlyUsd: budget }),
  };
}

/** `burnrate simulate SCENARIO`: monthly cost, baseline and optimized. */
export function registerSimulate(program: Command, host: CommandHost): void {
  withSampling(withCommonOptions(program.command('simulate')))
    .description('monthly cost of a scenario: baseline, and optimized by its levers')
    .argument('<scenario>', 'a *.burnrate.json file')
    .option('--explain', 'with --json: give every figure its formula, down to inputs and dated prices')
    .action(async (file: string, options: SimulateOptions) => {
      finish(host, options, await simulateFile(host, file, options), {
        json: ({ scenario, result }) => {
          const shown = options.explain === true ? result : { ...result, months: result.months.map(withoutFormulas) };
          return { scenario: scenario.name, ...shown, assumptions: assumptionsOf(scenario) };
        },
        text: simulateText,
      });
    });
}

/** Reads, checks and simulates a scenario file. */
export async function simulateFile(
  host: CommandHost,
  file: string,
  options: SamplingFlags,
): Promise<Result<SimulatedScenario>> {
  const scenario = await readScenario(host, file);
  if (!scenario.ok) return scenario;
  const result = await host.open(options).router.call('scenario.simulate', {
    scenario: scenario.value,
    sampling: samplingOf(options),
    attribution: true,
  });
  if (!result.ok) return placedAt({ file: basename(file) }, result);
  return success({ file, scenario: scenario.value, result: result.value });
}

/** A month's figures alone: the formulas of a year fill megabytes, as every figure repeats those below it. */
function withoutFormulas({ baseline, optimized, waterfall, ...month }: MonthResult): unknown {
  return {
    ...month,
    baseline: figuresOf(baseline),
    optimized: figuresOf(optimized),
    waterfall: waterfall.map(({ expression: _expression, ...step }) => step),
  };
}

function figuresOf({ expression: _expression, lines, ...side }: CostSide): unknown {
  return { ...side, lines: lines.map(({ expression: _lineExpression, ...line }) => line) };
}

/** What has no price, one sentence each. */
export function unpricedText({ unpriced }: SimulationResult): readonly string[] {
  return unpriced.map(
    ({ side, modelId, tokensPerMonth, reason, kinds }) =>
      `Unpriced in the ${side}: ${modelId}, ${count(tokensPerMonth)} tokens a month ` +
      `(${reason === 'no-card' ? 'not in the catalogue' : `no rate for ${kinds.join(', ')}`}); cost unknown, not $0.`,
  );
}

/** The two amounts and the saving; with uncertain inputs also their range. */
export function headlineText({ summary, ranges }: SimulationResult): string {
  const share = summary.savingShare === null ? '' : ` (${signedPercent(-summary.savingShare)})`;
  const monthly = ranges !== undefined && ranges.uncertainInputs.length > 0 ? ranges.monthly : undefined;
  const table = textTable(
    [
      { title: '' },
      { title: 'USD a month', align: 'right' },
      ...(monthly === undefined ? [] : rangeColumns),
      { title: 'USD a request', align: 'right' },
    ],
    [
      [
        'Baseline',
        formatUsd(summary.baselineMonthlyUsd),
        ...rangeCells(monthly?.baselineUsd),
        perRequest(summary.baselineUsdPerRequest),
      ],
      [
        'Optimized',
        formatUsd(summary.optimizedMonthlyUsd),
        ...rangeCells(monthly?.optimizedUsd),
        perRequest(summary.optimizedUsdPerRequest),
      ],
      ['Saving', `${formatUsd(summary.savingMonthlyUsd)}${share}`, ...rangeCells(monthly?.savingUsd), ''],
    ],
  );
  return [table, ...rangeSentences(ranges)].join('\n');
}

const rangeColumns = (['P5', 'P50', 'P95'] as const).map((title) => ({ title, align: 'right' as const }));

function rangeCells(band: Band | undefined): readonly string[] {
  return band === undefined ? [] : [formatUsd(band.p5), formatUsd(band.p50), formatUsd(band.p95)];
}

/** What the range stands on, in words. */
function rangeSentences(ranges: SimulationRanges | undefined): readonly string[] {
  if (ranges === undefined) return [];
  const inputs = ranges.uncertainInputs.length;
  if (inputs === 0)
    return [
      ...budgetSentence(ranges),
      '',
      'Every input is a plain number, so there is no range: give one a distribution to see it.',
    ];
  const saves =
    ranges.savingProbability === null
      ? ''
      : ` The levers save something in ${percent(ranges.savingProbability)} of them.`;
  return [
    '',
    `Range over ${count(ranges.samples)} samples of ${inputs} uncertain ${inputs === 1 ? 'input' : 'inputs'} (seed ${ranges.seed}).${saves}`,
    ...(ranges.meanNote === undefined ? [] : [ranges.meanNote]),
    ...leverSentence(ranges),
    ...budgetSentence(ranges),
  ];
}

/** How likely each lever saves anything; said only where one of them may not. */
function leverSentence({ levers }: SimulationRanges): readonly string[] {
  const unsure = levers.filter(({ savingProbability: chance }) => chance !== null && chance < 1);
  if (unsure.length === 0) return [];
  const named = unsure.map(({ leverName, savingProbability }) => `${leverName} ${percent(savingProbability ?? 0)}`);
  return [`How likely a lever saves at all, after the ones before it: ${named.join(', ')}; every other one always.`];
}

function budgetSentence({ aboveBudget }: SimulationRanges): readonly string[] {
  if (aboveBudget === undefined) return [];
  const { budgetMonthlyUsd, baselineProbability, optimizedProbability } = aboveBudget;
  return [
    `The mean month costs more than ${formatUsd(budgetMonthlyUsd)} in ${percent(baselineProbability)} of the samples before the levers, ${percent(optimizedProbability)} after.`,
  ];
}

function perRequest(usd: number | null): string {
  return usd === null ? '' : formatUsd(usd);
}

function simulateText({ scenario, result }: SimulatedScenario): string {
  return [
    `${scenario.name}: ${result.months.length} ${result.months.length === 1 ? 'month' : 'months'} from ${scenario.calendar.startMonth}`,
    '',
    headlineText(result),
    '',
    textTable(
      [
        { title: 'Month' },
        { title: 'Requests', align: 'right' },
        { title: 'Baseline', align: 'right' },
        { title: 'Optimized', align: 'right' },
      ],
      result.months.map((month) => [
        month.month,
        count(month.baseline.requests),
        formatUsd(month.baseline.usd),
        formatUsd(month.optimized.usd),
      ]),
    ),
    ...unpricedText(result),
    ...result.notes,
  ].join('\n');
}

function parseSamples(text: string): number {
  const samples = parseInteger(text);
  if (samples < 1 || samples > 100_000) throw new InvalidArgumentError('It must be from 1 to 100,000.');
  return samples;
}
