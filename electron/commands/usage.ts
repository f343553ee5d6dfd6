import { InvalidArgumentError, type Command } from 'commander';
import { usageGroupings, type UsageGrouping, type UsageSummary, type UsageTotals } from '#shared/domain/usage-query.ts';
import { tokenKindLabels, tokenKinds } from '#shared/domain/token-kinds.ts';
import { formatUsd } from '#shared/money.ts';
import { dayOf } from '#shared/time.ts';
import { parseDate } from './arguments.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { count, textTable, type TextColumn } from './text-table.ts';

interface UsageOptions extends CommonOptions {
  readonly by: UsageGrouping[];
  readonly from?: number;
  readonly to?: number;
}

function parseGroupings(text: string): UsageGrouping[] {
  return text.split(',').map((part) => {
    const grouping = usageGroupings.find((name) => name === part.trim());
    if (grouping === undefined) throw new InvalidArgumentError(`Choose from ${usageGroupings.join(', ')}.`);
    return grouping;
  });
}

/** `burnrate usage`: what the ledger holds. */
export function registerUsage(program: Command, host: CommandHost): void {
  withCommonOptions(program.command('usage'))
    .description('show what the ledger holds')
    .option('--by <keys>', `group by: ${usageGroupings.join(', ')} (several with commas)`, parseGroupings, [])
    .option('--from <date>', 'from this date on (UTC)', parseDate)
    .option('--to <date>', 'before this date (UTC)', parseDate)
    .action(async (options: UsageOptions) => {
      const result = await host.open({ ...options, ledgerMustExist: true }).router.call('usage.summary', {
        by: options.by,
        fromMs: options.from,
        toMs: options.to,
      });
      finish(host, options, result, { json: (summary) => summary, text: usageText });
    });
}

const totalColumns: readonly TextColumn[] = [
  { title: 'Requests', align: 'right' },
  { title: 'Tokens', align: 'right' },
  { title: 'Cost', align: 'right' },
  { title: 'Unpriced tokens', align: 'right' },
];

function totalCells(totals: UsageTotals): string[] {
  const nothingPriced = totals.unpricedRecords > 0 && totals.unpricedRecords === totals.records;
  return [
    count(totals.requests),
    count(totals.totalTokens),
    nothingPriced ? 'unpriced' : formatUsd(totals.costUsd),
    totals.unpricedTokens === 0 ? '' : count(totals.unpricedTokens),
  ];
}

function usageText(summary: UsageSummary): string {
  const { totals, groups, by } = summary;
  if (totals.records === 0) return 'No usage in this period.';
  const kinds = tokenKinds.filter((kind) => (totals.tokens[kind] ?? 0) > 0);
  const period =
    summary.firstMs === null || summary.lastMs === null
      ? ''
      : ` from ${dayOf(summary.firstMs)} to ${dayOf(summary.lastMs)}`;
  return [
    `${count(totals.records)} records${period}`,
    '',
    textTable(
      [...by.map((title) => ({ title })), ...totalColumns],
      [
        ...groups.map((group) => [...by.map((key) => group.keys[key] ?? ''), ...totalCells(group)]),
        ...(by.length === 0 || groups.length > 1
          ? [[...by.map((_key, index) => (index === 0 ? 'Total' : '')), ...totalCells(totals)]]
          : []),
      ],
    ),
    '',
    textTable(
      [{ title: 'Kind' }, { title: 'Tokens', align: 'right' }],
      kinds.map((kind) => [tokenKindLabels[kind], count(totals.tokens[kind] ?? 0)]),
    ),
  ].join('\n');
}
