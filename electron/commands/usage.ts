import { InvalidArgumentError, Option, type Command } from 'commander';
import { counted } from '#shared/count.ts';
import { usageGroupings, type UsageGrouping, type UsageSelection } from '#shared/domain/usage-query.ts';
import { residualGroupings, type ResidualGrouping } from '#shared/domain/residual.ts';
import { failure, type Result } from '#shared/result.ts';
import { parseCount, parseDate } from './arguments.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { filterOf, withFilterOptions, type FilterOptions } from './filter-options.ts';
import { exportUsage } from './usage-export.ts';
import { recordsText, residualText, usageText } from './usage-text.ts';

interface UsageOptions extends CommonOptions, FilterOptions {
  readonly by?: UsageGrouping[];
  readonly from?: number;
  readonly to?: number;
  readonly records?: true;
  readonly offset?: number;
  readonly limit?: number;
  readonly residual?: true;
  readonly csv?: string;
}

function parseGroupings(text: string): UsageGrouping[] {
  return text.split(',').map((part) => {
    const grouping = usageGroupings.find((name) => name === part.trim());
    if (grouping === undefined) throw new InvalidArgumentError(`Choose from ${usageGroupings.join(', ')}.`);
    return grouping;
  });
}

/** `burnrate usage`: what the ledger holds, grouped, record by record, or against what was billed. */
export function registerUsage(program: Command, host: CommandHost): void {
  withFilterOptions(withCommonOptions(program.command('usage')))
    .description('show what the ledger holds')
    .option('--by <keys>', `group by: ${usageGroupings.join(', ')} (several with commas)`, parseGroupings)
    .option('--from <date>', 'from this date on (UTC)', parseDate)
    .option('--to <date>', 'before this date (UTC)', parseDate)
    .addOption(new Option('--records', 'list the records themselves').conflicts(['by', 'residual']))
    .option('--offset <n>', 'first record listed (default: 0)', parseCount)
    .option('--limit <n>', 'records listed (default: 50)', parseCount)
    .option('--residual', 'compare what was billed with what the price cards make of the usage')
    .option('--csv <file>', 'write what is shown to a CSV file; - = standard output')
    .action(async (options: UsageOptions) => {
      if (options.residual === true) await showResidual(host, options);
      else if (options.csv !== undefined) await writeCsv(host, options, options.csv);
      else if (options.records === true) await showRecords(host, options);
      else await showGroups(host, options);
    });
}

/** The records that the options choose. */
function selectionOf(options: UsageOptions): UsageSelection {
  const filter = filterOf(options);
  return { fromMs: options.from, toMs: options.to, ...(filter === undefined ? {} : { filter }) };
}

async function showGroups(host: CommandHost, options: UsageOptions): Promise<void> {
  const { router } = host.open({ ...options, ledgerMustExist: true });
  const result = await router.call('usage.summary', { by: options.by ?? [], ...selectionOf(options) });
  finish(host, options, result, { json: (summary) => summary, text: usageText });
}

async function showRecords(host: CommandHost, options: UsageOptions): Promise<void> {
  const { router } = host.open({ ...options, ledgerMustExist: true });
  const { offset = 0, limit = 50 } = options;
  const result = await router.call('usage.records', { ...selectionOf(options), offset, limit });
  finish(host, options, result, { json: (page) => page, text: recordsText });
}

async function showResidual(host: CommandHost, options: UsageOptions): Promise<void> {
  const query = residualQuery(options);
  if (!query.ok) {
    finish(host, options, query, { json: () => ({}), text: () => '' });
    return;
  }
  const { router } = host.open({ ...options, ledgerMustExist: true });
  const result = await router.call('usage.residual', query.value);
  finish(host, options, result, { json: (residual) => residual, text: residualText });
}

interface ResidualInput {
  readonly by?: ResidualGrouping[];
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  readonly imports?: number[] | undefined;
}

/** Bills name no users and tasks: a residual knows days, providers, models and imports only. */
function residualQuery({ by, from, to, import: imports, ...others }: UsageOptions): Result<ResidualInput> {
  const known = residualGroupings.filter((grouping) => by?.includes(grouping) === true);
  const { provider, model, project, user, task, conversation, tier, csv } = others;
  const refused = [provider, model, project, user, task, conversation, tier, csv].some((value) => value !== undefined);
  if (refused || known.length !== (by?.length ?? 0)) {
    return failure('bad-residual', 'A residual is by day, month, provider or model, of a period or an import.', {
      nextStep: 'Leave the other options out.',
    });
  }
  return { ok: true, value: { ...(by === undefined ? {} : { by: known }), fromMs: from, toMs: to, imports } };
}

async function writeCsv(host: CommandHost, options: UsageOptions, file: string): Promise<void> {
  const { router } = host.open({ ...options, ledgerMustExist: true });
  const what = options.records === true ? 'records' : 'groups';
  const query = { ...selectionOf(options), by: options.by ?? [], what } as const;
  const result = await exportUsage(router, query, host, file);
  if (result.ok && file === '-') return;
  finish(host, options, result, {
    json: (rows) => ({ file, rows }),
    text: (rows) => `${counted(rows, 'row')} written to ${file}.`,
  });
}
