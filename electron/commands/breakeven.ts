import { basename } from 'node:path';
import { Option, type Command } from 'commander';
import { publishedFigures } from '#selfhosting';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { SelfHostingReport } from '#shared/domain/self-hosting.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { parseInteger } from './arguments.ts';
import { breakevenText } from './breakeven-text.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { publishedText } from './published-text.ts';
import { placedAt, readScenario } from './scenario-file.ts';

interface BreakevenOptions extends CommonOptions {
  readonly fleet?: string;
  readonly published?: true;
  readonly samples: number;
  readonly seed: number;
}

interface AnalysedScenario {
  readonly scenario: Scenario;
  readonly report: SelfHostingReport;
}

/** `burnrate breakeven SCENARIO`: what self-hosting would cost, and where it breaks even; `--published`: what others printed. */
export function registerBreakeven(program: Command, host: CommandHost): void {
  withCommonOptions(program.command('breakeven'))
    .description('self-hosted fleets against the API: size, bill, break-even volume, payback, cumulative cost')
    .argument('[scenario]', 'a *.burnrate.json file with fleets')
    .addOption(
      new Option(
        '--published',
        'published break-even figures read again by the same formulas, without a scenario',
      ).conflicts(['fleet', 'samples', 'seed']),
    )
    .addOption(new Option('--fleet <id>', 'this fleet only'))
    .addOption(new Option('--samples <n>', 'outlooks sampled for the bands').argParser(parseInteger).default(500))
    .addOption(new Option('--seed <n>', 'seed of the samples').argParser(parseInteger).default(1))
    .action(async (file: string | undefined, options: BreakevenOptions, command: Command) => {
      if (file !== undefined && options.published === undefined) {
        finish(host, options, await analyseFile(host, file, options), {
          json: ({ scenario, report }) => ({ scenario: scenario.name, ...report }),
          text: ({ scenario, report }) => breakevenText(scenario.name, report),
        });
      } else if (file === undefined && options.published === true) {
        finish(host, options, success(publishedFigures()), { json: (figures) => figures, text: publishedText });
      } else {
        command.error('error: Name either a scenario file or --published.');
      }
    });
}

async function analyseFile(
  host: CommandHost,
  file: string,
  options: BreakevenOptions,
): Promise<Result<AnalysedScenario>> {
  const read = await readScenario(host, file);
  if (!read.ok) return read;
  const scenario = read.value;
  const { fleets = [] } = scenario;
  if (fleets.length === 0) {
    return failure('no-fleets', 'The scenario has no fleets.', {
      at: { file: basename(file), path: 'fleets' },
      nextStep: 'Describe one: docs/self-hosting.md has an example, and so has the screen Self-host.',
    });
  }
  if (options.fleet !== undefined && !fleets.some(({ id }) => id === options.fleet)) {
    return failure('unknown-fleet', `The scenario has no fleet '${options.fleet}'.`, {
      at: { file: basename(file) },
      nextStep: `It has: ${fleets.map(({ id }) => id).join(', ')}.`,
    });
  }
  const { samples, seed } = options;
  const result = await host.open(options).router.call('scenario.selfHosting', { scenario, samples, seed });
  if (!result.ok) return placedAt({ file: basename(file) }, result);
  const chosen = result.value.fleets.filter(({ id }) => options.fleet === undefined || id === options.fleet);
  return success({ scenario, report: { ...result.value, fleets: chosen } });
}
