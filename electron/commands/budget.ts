import { InvalidArgumentError, Option, type Command } from 'commander';
import type { MethodInput } from '#shared/contract.ts';
import { budgetPeriods, type BudgetAlert, type BudgetPeriod, type BudgetStatus } from '#shared/domain/budget.ts';
import { usageDimensions, type UsageDimension } from '#shared/domain/usage.ts';
import { formatUsd } from '#shared/money.ts';
import { success, type Result } from '#shared/result.ts';
import { parseCount, parsePositive } from './arguments.ts';
import { alertsText, statusesText } from './budget-text.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { filterOf, withFilterOptions, type FilterOptions } from './filter-options.ts';

interface AddOptions extends CommonOptions, FilterOptions {
  readonly name?: string;
  readonly amount: number;
  readonly period: BudgetPeriod;
  readonly days?: number;
  readonly each?: UsageDimension;
  readonly hard?: true;
  readonly thresholds?: number[];
  readonly timeZone?: string;
}

/** `burnrate budget add|list|check|history|remove`: what may be spent, what was, and who was told. */
export function registerBudget(program: Command, host: CommandHost): void {
  const budget = program.command('budget').description('budgets: what may be spent, what is, and the alerts they gave');
  registerAdd(budget, host);

  withCommonOptions(budget.command('list'))
    .description('every budget in its present period')
    .action(async (options: CommonOptions) => {
      const { router } = host.open({ ...options, ledgerMustExist: true });
      finish(host, options, await router.call('budget.list', {}), {
        json: (budgets) => ({ budgets }),
        text: statusesText,
      });
    });

  withCommonOptions(budget.command('check'))
    .description('keep and print the thresholds that are newly reached; exit code 1 when a budget is used up')
    .action(async (options: CommonOptions) => checkBudgets(host, options));

  withCommonOptions(budget.command('history'))
    .description('the alerts that were given, newest first')
    .action(async (options: CommonOptions) => {
      const { router } = host.open({ ...options, ledgerMustExist: true });
      finish(host, options, await router.call('budget.alerts', {}), {
        json: (alerts) => ({ alerts }),
        text: (alerts) => (alerts.length === 0 ? 'No threshold was reached yet.' : alertsText(alerts)),
      });
    });

  withCommonOptions(budget.command('remove'))
    .description('remove a budget with its alerts')
    .argument('<id>', 'the number that `budget list` shows', parseCount)
    .action(async (id: number, options: CommonOptions) => {
      const { router } = host.open({ ...options, ledgerMustExist: true });
      finish(host, options, await router.call('budget.remove', { id }), {
        json: (removed) => removed,
        text: () => `Budget ${id} is removed.`,
      });
    });
}

function registerAdd(budget: Command, host: CommandHost): void {
  withFilterOptions(withCommonOptions(budget.command('add')))
    .description('add a budget for all usage, or for what the options choose')
    .requiredOption('--amount <usd>', 'US dollars for one period', parsePositive)
    .addOption(new Option('--period <time>', 'what the amount is for').choices(budgetPeriods).default('month'))
    .option('--days <n>', 'days of a rolling budget', parseCount)
    .option('--name <text>', 'what it is called')
    .addOption(new Option('--each <dimension>', 'the amount is for each one by itself').choices(usageDimensions))
    .option('--hard', 'a limit that a gateway would enforce: what it would have refused is shown')
    .option('--thresholds <percents>', 'when to tell, in percent (default: 50,75,90,100)', parseThresholds)
    .option('--time-zone <zone>', 'whose days, weeks and months: an IANA name (default: UTC)')
    .action(async (options: AddOptions) => {
      const { router } = host.open(options);
      const saved = await router.call('budget.save', { budget: budgetOf(options) });
      finish(host, options, saved, {
        json: (entry) => entry,
        text: ({ id, budget: { name, amountUsd } }) => `Budget ${id}: ${name}, ${formatUsd(amountUsd)}.`,
      });
    });
}

function budgetOf(options: AddOptions): MethodInput<'budget.save'>['budget'] {
  const scope = filterOf(options);
  const budget = {
    period: options.period,
    amountUsd: options.amount,
    limit: options.hard === true ? ('hard' as const) : ('soft' as const),
    ...(scope === undefined ? {} : { scope }),
    ...(options.each === undefined ? {} : { each: options.each }),
    ...(options.days === undefined ? {} : { rollingDays: options.days }),
    ...(options.thresholds === undefined ? {} : { thresholds: options.thresholds }),
    ...(options.timeZone === undefined ? {} : { timeZone: options.timeZone }),
  };
  return { ...budget, name: options.name ?? nameOf(budget) };
}

/** `Everything, per month`; `search, per rolling`: what a budget without a name is called. */
function nameOf({ scope, each, period, rollingDays }: Omit<MethodInput<'budget.save'>['budget'], 'name'>): string {
  const names = Object.values(scope ?? {}).flatMap((values) => (values ?? []).map(String));
  const what = names.length === 0 ? 'Everything' : names.join(', ');
  const time = period === 'rolling' ? `${rollingDays ?? '?'} days` : period;
  return `${what}${each === undefined ? '' : `, each ${each}`}, per ${time}`;
}

interface CheckedBudgets {
  readonly alerts: readonly BudgetAlert[];
  readonly budgets: readonly BudgetStatus[];
}

async function checkBudgets(host: CommandHost, options: CommonOptions): Promise<void> {
  const checked = await readBudgets(host, options);
  finish(host, options, checked, {
    json: (value) => value,
    text: ({ alerts, budgets }) =>
      [alerts.length === 0 ? 'No threshold is newly reached.' : alertsText(alerts), '', statusesText(budgets)].join(
        '\n',
      ),
  });
  if (!checked.ok) return;
  const over = checked.value.budgets.filter(({ overCount }) => overCount > 0);
  if (over.length === 0) return;
  host.printError(`error budget-used-up: Used up: ${over.map(({ entry }) => entry.budget.name).join('; ')}.`);
  host.fail();
}

async function readBudgets(host: CommandHost, options: CommonOptions): Promise<Result<CheckedBudgets>> {
  const { router } = host.open({ ...options, ledgerMustExist: true });
  const alerts = await router.call('budget.check', {});
  if (!alerts.ok) return alerts;
  const budgets = await router.call('budget.list', {});
  return budgets.ok ? success({ alerts: alerts.value, budgets: budgets.value }) : budgets;
}

/** Reads percents, `50,75,90,100`, as shares. */
function parseThresholds(text: string): number[] {
  return text.split(',').map((part) => {
    const percent = Number(part);
    if (part.trim() === '' || !Number.isFinite(percent) || percent <= 0)
      throw new InvalidArgumentError('Give percents above 0 with commas between them: 50,75,90,100.');
    return percent / 100;
  });
}
