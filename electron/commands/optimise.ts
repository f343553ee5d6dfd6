import { basename, resolve } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Optimisation, OptimiseOptions, PlanPoint } from '#shared/domain/optimisation.ts';
import { scenarioToText } from '#simulator';
import type { Scenario } from '#shared/domain/scenario.ts';
import { formatUsd } from '#shared/money.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { writeFileAtomically } from '../write-file-atomically.ts';
import { gather, parseCount, parseInteger, parsePositive } from './arguments.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { placedAt, readScenario } from './scenario-file.ts';
import { textTable } from './text-table.ts';

type FreeField = OptimiseOptions['free'][number];

interface OptimiseFlags extends CommonOptions {
  readonly minQuality?: number;
  readonly maxLatency?: number;
  readonly budget?: number;
  readonly maxChanges?: number;
  readonly objective: OptimiseOptions['objective'];
  readonly free: readonly FreeField[];
  readonly hold: readonly string[];
  readonly model: readonly string[];
  readonly seed: number;
  readonly out?: string;
}

interface Optimised {
  readonly scenario: Scenario;
  readonly optimisation: Optimisation;
  /** Where the recommended plan was written. */
  readonly file: string | undefined;
}

/** `burnrate optimise SCENARIO`: the cheapest settings of a plan's levers and models under limits. */
export function registerOptimise(program: Command, host: CommandHost): void {
  withCommonOptions(program.command('optimise'))
    .description('the settings of levers and models that cost least under limits, and what not to do')
    .argument('<scenario>', 'a *.burnrate.json file')
    .option('--min-quality <share>', 'lowest share of good answers of a workload: 0.9 or 90%', parseShare)
    .option('--max-latency <seconds>', 'longest mean wait of a request', parsePositive)
    .option('--budget <usd>', 'most that the mean month may cost', parsePositive)
    .option('--max-changes <n>', 'most settings that may change', parseCount)
    .addOption(
      new Option('--objective <which>', 'what is made small: the expected cost, or its 95th percentile')
        .choices(['expected', 'p95'])
        .default('expected'),
    )
    .option(
      '--free <lever.field=values>',
      'a field to vary: cascade.acceptRate=0.5,0.7 (repeatable)',
      gather(parseFree),
      [],
    )
    .option('--hold <lever>', 'a lever that stays as it is, on or off (repeatable)', gather(String), [])
    .option('--model <id>', 'a model that may take over any call (repeatable)', gather(String), [])
    .option('--seed <n>', 'seed of samples and of the search where it cannot try all', parseInteger, 1)
    .option('--out <file>', 'write the recommended plan there')
    .action(async (file: string, flags: OptimiseFlags) => {
      finish(host, flags, await optimiseFile(host, file, flags), { json: optimisedDocument, text: optimisedText });
    });
}

async function optimiseFile(host: CommandHost, file: string, flags: OptimiseFlags): Promise<Result<Optimised>> {
  const scenario = await readScenario(host, file);
  if (!scenario.ok) return scenario;
  const result = await host.open(flags).router.call('scenario.optimise', {
    scenario: scenario.value,
    options: {
      objective: flags.objective,
      minQuality: flags.minQuality,
      maxLatencySeconds: flags.maxLatency,
      maxMonthlyUsd: flags.budget,
      maxChanges: flags.maxChanges,
      free: [...flags.free],
      held: [...flags.hold],
      models: [...flags.model],
      seed: flags.seed,
    },
  });
  if (!result.ok) return placedAt({ file: basename(file) }, result);
  if (flags.out !== undefined) {
    try {
      await writeFileAtomically(resolve(host.workingFolder, flags.out), scenarioToText(result.value.scenario));
    } catch {
      return failure('file-not-written', 'The plan cannot be written there.', { at: { file: flags.out } });
    }
  }
  return success({ scenario: scenario.value, optimisation: result.value, file: flags.out });
}

function optimisedDocument({ scenario, optimisation, file }: Optimised): unknown {
  const { scenario: recommendedScenario, ...found } = optimisation;
  return { scenario: scenario.name, ...found, recommendedScenario, file: file ?? null };
}

function optimisedText({ scenario, optimisation, file }: Optimised): string {
  const { baseline, current, recommended, changes, frontier, verdicts, search, notes, objective } = optimisation;
  const refused = verdicts.filter(({ verdict }) => verdict !== 'use');
  return [
    `${scenario.name}: ${objective === 'p95' ? '95th percentile of the mean month' : 'expected cost of the mean month'}`,
    '',
    pointTable([
      ['All levers off', baseline],
      ['Plan as it is', current],
      ['Recommended', recommended],
    ]),
    '',
    ...(changes.length === 0
      ? ['Nothing to change: no plan that was searched costs less within the limits.']
      : [
          'Change',
          '',
          textTable(
            [
              { title: '' },
              { title: 'Setting' },
              { title: 'From' },
              { title: 'To' },
              { title: 'Saves USD a month', align: 'right' },
            ],
            changes.map(({ subject, attribute, from, to, savingUsd }) => [
              subject,
              attribute,
              from,
              to,
              formatUsd(savingUsd),
            ]),
          ),
        ]),
    ...(refused.length === 0
      ? []
      : ['', ...refused.flatMap(({ sentence, breakEvens }) => [sentence, ...breakEvens.map((one) => `  ${one}`)])]),
    '',
    `Frontier: ${frontier.length === 1 ? 'one plan that no other beats' : `${frontier.length} plans that no other beats`} on cost, quality and latency`,
    '',
    pointTable(
      frontier.map((point) => [
        `${point.isRecommended ? '→ ' : '  '}${point.settings.join('; ') || 'all levers off'}`,
        point,
      ]),
    ),
    '',
    search.sentence,
    ...notes,
    ...(file === undefined ? [] : [`The recommended plan was written to ${file}.`]),
  ].join('\n');
}

function pointTable(rows: readonly (readonly [string, PlanPoint])[]): string {
  return textTable(
    [
      { title: '' },
      { title: 'USD a month', align: 'right' },
      { title: 'Good answers', align: 'right' },
      { title: 'Wait', align: 'right' },
      { title: 'Changes', align: 'right' },
    ],
    rows.map(([name, { usd, quality, latencySeconds, changes }]) => [
      name,
      formatUsd(usd),
      quality === null ? 'unknown' : `${(100 * quality).toFixed(2)} %`,
      latencySeconds === null ? 'unknown' : `${latencySeconds.toFixed(2)} s`,
      String(changes),
    ]),
  );
}

/** Reads a share: `0.9` or `90%`. */
function parseShare(text: string): number {
  const trimmed = text.trim();
  const value = trimmed.endsWith('%') ? Number(trimmed.slice(0, -1)) / 100 : Number(trimmed);
  if (trimmed === '' || !(value >= 0 && value <= 1)) {
    throw new InvalidArgumentError('It must be a share from 0 to 1, or a percentage such as 90%.');
  }
  return value;
}

/** Reads `lever.field=value,value`; values that look like numbers are numbers. */
function parseFree(text: string): FreeField {
  const [, lever = '', field = '', list = ''] = /^([^.=]+)\.([^=]+)=(.+)$/.exec(text) ?? [];
  if (list === '')
    throw new InvalidArgumentError('It must be LEVER.FIELD=VALUE,VALUE, as in cascade.acceptRate=0.5,0.7.');
  const values = list.split(',').map((value) => {
    const number = Number(value);
    return value.trim() !== '' && Number.isFinite(number) ? number : value.trim();
  });
  return { lever, field, values };
}
