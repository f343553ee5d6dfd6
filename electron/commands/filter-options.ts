import { InvalidArgumentError, type Command } from 'commander';
import type { UsageFilter } from '#shared/domain/usage-query.ts';
import { serviceTiers, type ServiceTier } from '#shared/domain/usage.ts';
import { gather, parseCount } from './arguments.ts';

/** Options that choose usage by who consumed what. */
export interface PartyOptions {
  readonly provider?: string[];
  readonly model?: string[];
  readonly project?: string[];
  readonly user?: string[];
}

/** Options that choose usage by what it is. */
export interface FilterOptions extends PartyOptions {
  readonly task?: string[];
  readonly conversation?: string[];
  readonly tier?: ServiceTier[];
  readonly import?: number[];
}

const gatherNames = gather((name) => name);

function parseTier(text: string): ServiceTier {
  const tier = serviceTiers.find((name) => name === text);
  if (tier === undefined) throw new InvalidArgumentError(`Choose from ${serviceTiers.join(', ')}.`);
  return tier;
}

/** Adds the options that choose usage by who consumed what; each may be given several times. */
export function withPartyOptions(command: Command): Command {
  return command
    .option('--provider <name>', 'only this provider; several by repeating the option', gatherNames)
    .option('--model <name>', 'only this model, as the ledger spells it', gatherNames)
    .option('--project <name>', 'only this project; an empty name = those without one', gatherNames)
    .option('--user <name>', 'only this user', gatherNames);
}

/** Adds the options that choose usage by what it is; each may be given several times. */
export function withFilterOptions(command: Command): Command {
  return withPartyOptions(command)
    .option('--task <name>', 'only this task', gatherNames)
    .option('--conversation <name>', 'only this conversation', gatherNames)
    .option('--tier <name>', `only this service tier: ${serviceTiers.join(', ')}`, gather(parseTier))
    .option('--import <id>', 'only this import', gather(parseCount));
}

/** The filter that options ask for; undefined = all usage. */
export function filterOf(options: FilterOptions): UsageFilter | undefined {
  const { provider, model, project, user, task, conversation, tier } = options;
  const filter: UsageFilter = {
    provider,
    model,
    project,
    user,
    task,
    conversation,
    serviceTier: tier,
    import: options.import,
  };
  return Object.values(filter).some((values) => values !== undefined) ? filter : undefined;
}
