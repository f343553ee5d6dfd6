import { basename } from 'node:path';
import type { Command } from 'commander';
import { count } from '#shared/count.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { Sensitivity, Swing } from '#shared/domain/sensitivity.ts';
import { formatUsd } from '#shared/money.ts';
import { success, type Result } from '#shared/result.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { placedAt, readScenario } from './scenario-file.ts';
import { percent, textTable } from './text-table.ts';

/** Swings that the text shows; `--json` gives all. */
const shownSwings = 20;

interface AnalysedScenario {
  readonly scenario: Scenario;
  readonly sensitivity: Sensitivity;
}

/** `burnrate sensitivity SCENARIO`: which inputs move the cost most, and where levers break even. */
export function registerSensitivity(program: Command, host: CommandHost): void {
  withCommonOptions(program.command('sensitivity'))
    .description('which inputs move the monthly cost most (tornado), and where levers break even')
    .argument('<scenario>', 'a *.burnrate.json file')
    .action(async (file: string, options: CommonOptions) => {
      finish(host, options, await analyseFile(host, file, options), {
        json: ({ scenario, sensitivity }) => ({ scenario: scenario.name, ...sensitivity }),
        text: sensitivityText,
      });
    });
}

async function analyseFile(host: CommandHost, file: string, options: CommonOptions): Promise<Result<AnalysedScenario>> {
  const scenario = await readScenario(host, file);
  if (!scenario.ok) return scenario;
  const result = await host.open(options).router.call('scenario.sensitivity', { scenario: scenario.value });
  if (!result.ok) return placedAt({ file: basename(file) }, result);
  return success({ scenario: scenario.value, sensitivity: result.value });
}

function sensitivityText({ scenario, sensitivity }: AnalysedScenario): string {
  const { swings, breakEvens, outcome } = sensitivity;
  const shown = swings.slice(0, shownSwings);
  return [
    `${scenario.name}: optimized cost of the mean month, ${formatUsd(outcome.optimizedUsd)}, when one input moves`,
    '',
    textTable(
      [
        { title: 'Input' },
        { title: 'From', align: 'right' },
        { title: 'To', align: 'right' },
        { title: '' },
        { title: 'Cost at from', align: 'right' },
        { title: 'Cost at to', align: 'right' },
        { title: 'Swing', align: 'right' },
      ],
      shown.map(swingRow),
    ),
    ...(swings.length > shown.length ? [`The ${shown.length} largest of ${swings.length}; --json gives all.`] : []),
    '',
    'P10–P90 = the input is uncertain; ±10 % = a plain number, moved by a tenth.',
    ...(breakEvens.length === 0 ? [] : ['', ...breakEvens.map(({ sentence }) => sentence)]),
  ].join('\n');
}

function swingRow({ label, unit, low, high, range, atLow, atHigh, swingUsd }: Swing): string[] {
  const amount = (value: number): string => (unit === 'share' ? percent(value) : count(value));
  return [
    label,
    amount(low),
    amount(high),
    range === 'distribution' ? 'P10–P90' : '±10 %',
    formatUsd(atLow.optimizedUsd),
    formatUsd(atHigh.optimizedUsd),
    formatUsd(swingUsd),
  ];
}
