import type { Command } from 'commander';
import type { Anomalies } from '#shared/domain/anomaly.ts';
import { formatUsd } from '#shared/money.ts';
import { parsePositive } from './arguments.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { spendSelection, withSpendOptions, type SpendOptions } from './spend-options.ts';
import { percent, signedPercent } from './text-table.ts';

interface AnomaliesOptions extends CommonOptions, SpendOptions {
  readonly minUsd?: number;
  readonly minPercent?: number;
}

/** `burnrate anomalies`: days whose spend is out of line, dearest first, with what explains them. */
export function registerAnomalies(program: Command, host: CommandHost): void {
  withSpendOptions(withCommonOptions(program.command('anomalies')))
    .description(
      'days whose spend is out of line, ranked by dollars, with the models, projects, users and token kinds behind it',
    )
    .option('--min-usd <usd>', 'smallest impact (default: 10)', parsePositive)
    .option('--min-percent <n>', 'smallest impact in percent of what was expected (default: 25)', parsePositive)
    .action(async (options: AnomaliesOptions) => {
      const { router } = host.open({ ...options, ledgerMustExist: true });
      const { minUsd, minPercent } = options;
      const result = await router.call('anomalies.find', {
        ...spendSelection(options),
        ...(minUsd === undefined ? {} : { minUsd }),
        ...(minPercent === undefined ? {} : { minShare: minPercent / 100 }),
      });
      finish(host, options, result, { json: (anomalies) => anomalies, text: anomaliesText });
    });
}

function anomaliesText({ from, to, days, anomalies, notes, anomalousShare }: Anomalies): string {
  const share = anomalousShare === null ? '' : `, ${percent(anomalousShare)} of the spend`;
  return [
    `${days} days, ${from} to ${to}: ${anomalies.length} out of line${share}`,
    ...anomalies.flatMap(({ day, actualUsd, expectedUsd, impactUsd, impactShare, causes }) => [
      `${day}  ${formatUsd(actualUsd)}, expected ${formatUsd(expectedUsd)}: ${impactUsd < 0 ? '' : '+'}${formatUsd(impactUsd)}${impactShare === null ? '' : ` (${signedPercent(impactShare)})`}`,
      ...Object.entries(causes).map(([part, list]) => {
        const top = list
          .slice(0, 3)
          .map(({ name, impactUsd: usd }) => `${name === '' ? '(none)' : name} ${formatUsd(usd)}`);
        return `  by ${part}: ${top.join(', ')}${list.length > 3 ? `, ${list.length - 3} more` : ''}`;
      }),
    ]),
    ...notes.map((note) => `Note: ${note}`),
  ].join('\n');
}
