import type { Command } from 'commander';
import type { UsageSelection } from '#shared/domain/usage-query.ts';
import { parseDate } from './arguments.ts';
import { withPartyOptions, type PartyOptions } from './filter-options.ts';

/** Options by which commands choose a part of the ledger's spend. */
export interface SpendOptions extends PartyOptions {
  readonly from?: number;
  readonly to?: number;
  readonly timeZone?: string;
}

/** Adds them. */
export function withSpendOptions(command: Command): Command {
  const dated = command
    .option('--from <date>', 'from this date on (UTC)', parseDate)
    .option('--to <date>', 'before this date (UTC)', parseDate);
  return withPartyOptions(dated).option(
    '--time-zone <name>',
    'days of this time zone, such as Europe/Berlin (default: UTC)',
  );
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
