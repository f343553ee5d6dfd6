import type { Command } from 'commander';
import { count } from '#shared/count.ts';
import type { RepriceReport } from '#shared/domain/reprice.ts';
import { formatUsd } from '#shared/money.ts';
import { gather, parseDate } from './arguments.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { textTable } from './text-table.ts';

interface RepriceOptions extends CommonOptions {
  readonly from?: number;
  readonly to?: number;
  readonly model?: string[];
  readonly apply?: true;
}

/** `burnrate reprice`: what today's prices make of the ledger's records, each as of its own time. */
export function registerReprice(program: Command, host: CommandHost): void {
  withCommonOptions(program.command('reprice'))
    .description('price the ledger again with the catalogue as it is now, and show the difference')
    .option('--from <date>', 'usage from this date on (UTC)', parseDate)
    .option('--to <date>', 'usage before this date (UTC)', parseDate)
    .option(
      '--model <name>',
      'only this model, as the ledger spells it; several by repeating the option',
      gather((name) => name),
    )
    .option('--apply', 'write the new prices; without it they are only shown')
    .action(async (options: RepriceOptions) => {
      const { runner } = host.open({ ...options, ledgerMustExist: true });
      const result = await runner.run(
        {
          kind: 'reprice',
          input: { fromMs: options.from, toMs: options.to, models: options.model, apply: options.apply === true },
        },
        { signal: host.signal },
      );
      finish(host, options, result, { json: (report) => report, text: repriceText });
    });
}

function repriceText(report: RepriceReport): string {
  const { records, changed, changes, applied, unpricedBefore, unpricedAfter } = report;
  if (changed === 0) return `${count(records)} records; every price is as the catalogue has it now.`;
  return [
    `${count(changed)} of ${count(records)} records change: ${formatUsd(report.oldUsd)} becomes ${formatUsd(report.newUsd)} (${signed(report.differenceUsd)}).`,
    ...(unpricedBefore === unpricedAfter
      ? []
      : [`Unpriced records: ${count(unpricedBefore)} before, ${count(unpricedAfter)} after.`]),
    '',
    textTable(
      [
        { title: 'Model' },
        { title: 'Records', align: 'right' },
        { title: 'Old', align: 'right' },
        { title: 'New', align: 'right' },
        { title: 'Difference', align: 'right' },
        { title: 'From' },
        { title: 'To' },
      ],
      changes.map((change) => [
        [change.provider, change.model].filter((part) => part !== '').join('/'),
        count(change.records),
        change.fromVersion === null ? 'unpriced' : formatUsd(change.oldUsd),
        change.toVersion === null ? 'unpriced' : formatUsd(change.newUsd),
        signed(change.differenceUsd),
        change.fromVersion ?? '',
        change.toVersion ?? '',
      ]),
    ),
    '',
    applied ? 'The new prices are written.' : 'Nothing was changed. Add --apply to write the new prices.',
  ].join('\n');
}

function signed(usd: number): string {
  return usd > 0 ? `+${formatUsd(usd)}` : formatUsd(usd);
}
