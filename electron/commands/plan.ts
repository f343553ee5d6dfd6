import type { Command } from 'commander';
import type { PlanEntry, PlanVariance } from '#shared/domain/plan-variance.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { parseCount } from './arguments.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { plansText, varianceText } from './plan-text.ts';
import { readScenario, writeScenarioFile } from './scenario-file.ts';

interface VarianceOptions extends CommonOptions {
  readonly plan?: number;
  readonly timeZone?: string;
}

interface RecalibrateOptions extends CommonOptions {
  readonly out: string;
}

/** `burnrate plan pin|list|remove|recalibrate`: scenarios that actual usage is measured by. */
export function registerPlan(program: Command, host: CommandHost): void {
  const plan = program.command('plan').description('pin a scenario as the plan that actual usage is measured by');

  withCommonOptions(plan.command('pin'))
    .description('keep a copy of a scenario and of today’s prices as the plan')
    .argument('<scenario>', 'a *.burnrate.json file')
    .action(async (file: string, options: CommonOptions) => {
      finish(host, options, await pin(host, file, options), {
        json: (entry) => entry,
        text: ({ id, name, startMonth, months }) => `Plan ${id}: ${name}, ${months} months from ${startMonth}.`,
      });
    });

  withCommonOptions(plan.command('list'))
    .description('the plans that are pinned, newest first, and how near each came')
    .action(async (options: CommonOptions) => {
      const { router } = host.open({ ...options, ledgerMustExist: true });
      finish(host, options, await router.call('plan.list', {}), { json: (plans) => ({ plans }), text: plansText });
    });

  withCommonOptions(plan.command('remove'))
    .description('remove a pinned plan')
    .argument('<id>', 'the number that `plan list` shows', parseCount)
    .action(async (id: number, options: CommonOptions) => {
      const { router } = host.open({ ...options, ledgerMustExist: true });
      finish(host, options, await router.call('plan.unpin', { id }), {
        json: (removed) => removed,
        text: () => `Plan ${id} is removed.`,
      });
    });

  withCommonOptions(plan.command('recalibrate'))
    .description('make the next version of a plan from the ledger')
    .argument('<id>', 'the number that `plan list` shows', parseCount)
    .requiredOption('--out <file>', 'where to write the scenario')
    .action(async (id: number, options: RecalibrateOptions) => {
      finish(host, options, await recalibrate(host, id, options), {
        json: (scenario) => ({ file: options.out, scenario }),
        text: ({ name }) => `${name}, written to ${options.out}.`,
      });
    });
}

/** `burnrate variance`: a plan against actual, month by month, and why they differ. */
export function registerVariance(program: Command, host: CommandHost): void {
  withCommonOptions(program.command('variance'))
    .description('plan against actual, month by month: volume, mix, tokens per call, cache, price, fees, unpriced')
    .option('--plan <id>', 'the number that `plan list` shows (default: the newest)', parseCount)
    .option('--time-zone <name>', 'months of this time zone, such as Europe/Berlin (default: UTC)')
    .action(async (options: VarianceOptions) => {
      finish(host, options, await readVariance(host, options), { json: (value) => value, text: varianceText });
    });
}

async function pin(host: CommandHost, file: string, options: CommonOptions): Promise<Result<PlanEntry>> {
  const scenario = await readScenario(host, file);
  return scenario.ok ? host.open(options).router.call('plan.pin', { scenario: scenario.value }) : scenario;
}

async function recalibrate(host: CommandHost, id: number, options: RecalibrateOptions): Promise<Result<Scenario>> {
  const { router } = host.open({ ...options, ledgerMustExist: true });
  const next = await router.call('plan.recalibrate', { id });
  if (!next.ok) return next;
  const written = await writeScenarioFile(host, options.out, next.value.scenario);
  return written.ok ? success(next.value.scenario) : written;
}

async function readVariance(host: CommandHost, options: VarianceOptions): Promise<Result<PlanVariance>> {
  const { router } = host.open({ ...options, ledgerMustExist: true });
  const plans = await router.call('plan.list', {});
  if (!plans.ok) return plans;
  const id = options.plan ?? plans.value[0]?.id;
  if (id === undefined) {
    return failure('no-plan', 'No plan is pinned, so there is nothing to measure by.', {
      nextStep: 'Pin a scenario first: burnrate plan pin plan.burnrate.json.',
    });
  }
  const { timeZone } = options;
  return router.call('plan.variance', { id, ...(timeZone === undefined ? {} : { timeZone }) });
}
