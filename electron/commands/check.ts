import type { Command } from 'commander';
import { formatUsd } from '#shared/money.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { parsePositive } from './arguments.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { simulateFile, withSamples, type SamplingFlags } from './simulate.ts';

interface CheckOptions extends SamplingFlags, CommonOptions {
  readonly maxMonthly: number;
}

interface Checked {
  readonly scenario: string;
  readonly maxMonthlyUsd: number;
  /** The month with the highest optimized cost. */
  readonly dearest: { readonly month: string; readonly usd: number };
}

/** `burnrate check SCENARIO --max-monthly N`: exits 1 when any month of the plan costs more, for CI. */
export function registerCheck(program: Command, host: CommandHost): void {
  withSamples(withCommonOptions(program.command('check')))
    .description('exit 1 when a month of the plan (levers applied) costs more than the budget: for CI')
    .argument('<scenario>', 'a *.burnrate.json file')
    .requiredOption('--max-monthly <usd>', 'budget for each month, USD', parsePositive)
    .action(async (file: string, options: CheckOptions) => {
      finish(host, options, await checkFile(host, file, options), {
        json: (checked) => ({ ...checked, withinBudget: true }),
        text: ({ scenario, dearest, maxMonthlyUsd }) =>
          `${scenario}: within the budget. The dearest month, ${dearest.month}, costs ${formatUsd(dearest.usd)} of ${formatUsd(maxMonthlyUsd)}.`,
      });
    });
}

async function checkFile(host: CommandHost, file: string, options: CheckOptions): Promise<Result<Checked>> {
  const simulated = await simulateFile(host, file, options);
  if (!simulated.ok) return simulated;
  const { scenario, result } = simulated.value;
  const unpriced = result.unpriced.find(({ side }) => side === 'optimized');
  if (unpriced !== undefined) {
    return failure(
      'cost-not-known',
      `${scenario.name} cannot be checked: the cost of ${unpriced.modelId} is not known.`,
      { at: { file }, nextStep: 'Give the model a price, or plan with one that has one.' },
    );
  }
  const dearest = result.months
    .map(({ month, optimized }) => ({ month, usd: optimized.usd }))
    .reduce((most, month) => (month.usd > most.usd ? month : most));
  if (dearest.usd > options.maxMonthly) {
    return failure(
      'over-budget',
      `${scenario.name} breaks the budget: ${dearest.month} costs ${formatUsd(dearest.usd)}, more than ${formatUsd(options.maxMonthly)}.`,
      { at: { file }, nextStep: 'See what the levers save: burnrate compare.' },
    );
  }
  return success({ scenario: scenario.name, maxMonthlyUsd: options.maxMonthly, dearest });
}
