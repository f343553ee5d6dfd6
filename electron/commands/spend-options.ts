import type { Command } from 'commander';
import type { UsageSelection } from '#shared/domain/usage-query.ts';
import { gather, parseDate } from './arguments.ts';

/** Options by which commands choose a part of the ledger's spend. */
export interface SpendOptions {
  readonly from?: number;
  readonly to?: number;
  readonly provider?: string[];
  readonly model?: string[];
  readonly project?: string[];
  readonly user?: string[];
  readonly timeZone?: string;
}

const gatherNames = gather((name) => name);

/** Adds them. */
export function withSpendOptions(command: Command): Command {
  return command
    .option('--from <date>', 'from this date on (UTC)', parseDate)
    .option('--to <date>', 'before this date (UTC)', parseDate)
    .option('--provider <name>', 'only this provider; several by repeating the option', gatherNames)
    .option('--model <name>', 'only this model, as the ledger spells it', gatherNames)
    .option('--project <name>', 'only this project; an empty name = those without one', gatherNames)
    .option('--user <name>', 'only this user', gatherNames)
    .option('--time-zone <name>', 'days of this time zone, such as Europe/Berlin (default: UTC)');
}

/** The part of the ledger that the options choose. */
export function spendSelection(options: SpendOptions): UsageSelection & { readonly timeZone?: string | undefined } {
  const { from, to, provider, model, project, user, timeZone } = options;
  const filter = { provider, model, project, user };
  const isFiltered = Object.values(filter).some((names) => names !== undefined);
  return {
    fromMs: from,
    toMs: to,
    ...(isFiltered ? { filter } : {}),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}
