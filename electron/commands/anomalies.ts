import { InvalidArgumentError, type Command } from 'commander';
import type { AnomalyMarkInput } from '#shared/domain/anomaly.ts';
import { timeZoneSchema } from '#shared/domain/time-zone.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { seriesKey } from '#forecasting';
import { anomaliesText } from './anomalies-text.ts';
import { parsePositive } from './arguments.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { spendSelection, withSpendOptions, type SpendOptions } from './spend-options.ts';

interface AnomaliesOptions extends CommonOptions, SpendOptions {
  readonly minUsd?: number;
  readonly minPercent?: number;
  readonly open?: true;
}

/** `burnrate anomalies [acknowledge|reopen|annotate]`: days whose spend is out of line, and what was said of them. */
export function registerAnomalies(program: Command, host: CommandHost): void {
  const anomalies = withSpendOptions(withCommonOptions(program.command('anomalies')))
    .description(
      'days whose spend is out of line, ranked by dollars, with the models, projects, users and token kinds behind it',
    )
    .option('--min-usd <usd>', 'smallest impact (default: 10)', parsePositive)
    .option('--min-percent <n>', 'smallest impact in percent of what was expected (default: 25)', parsePositive)
    .option('--open', 'leave out what is acknowledged')
    .action(async (options: AnomaliesOptions) => showAnomalies(host, options));
  for (const [name, description, acknowledged] of [
    ['acknowledge', 'mark a day as known; the options of `anomalies` say in which usage', true],
    ['reopen', 'take that back', false],
  ] as const) {
    anomalies
      .command(name)
      .description(description)
      .argument('<day>', 'YYYY-MM-DD', parseDay)
      .option('--note <text>', 'why it was out of line')
      .action(async (day: string, _own: object, command: Command) => {
        const options: AnomaliesOptions & { readonly note?: string } = command.optsWithGlobals();
        const note = options.note === undefined ? {} : { note: options.note };
        await mark(host, options, { day, acknowledged, ...note });
      });
  }
  anomalies
    .command('annotate')
    .description('keep why a day was out of line; an empty text takes it away')
    .argument('<day>', 'YYYY-MM-DD', parseDay)
    .argument('<text>')
    .action(async (day: string, note: string, _own: object, command: Command) => {
      await mark(host, command.optsWithGlobals(), { day, note });
    });
}

async function showAnomalies(host: CommandHost, options: AnomaliesOptions): Promise<void> {
  const { router } = host.open({ ...options, ledgerMustExist: true });
  const { minUsd, minPercent, open } = options;
  const result = await router.call('anomalies.find', {
    ...spendSelection(options),
    ...(minUsd === undefined ? {} : { minUsd }),
    ...(minPercent === undefined ? {} : { minShare: minPercent / 100 }),
  });
  const shown =
    result.ok && open === true
      ? success({
          ...result.value,
          anomalies: result.value.anomalies.filter(({ mark: said }) => (said?.acknowledgedAtMs ?? null) === null),
        })
      : result;
  finish(host, options, shown, { json: (anomalies) => anomalies, text: anomaliesText });
}

async function mark(
  host: CommandHost,
  options: AnomaliesOptions,
  said: Omit<AnomalyMarkInput, 'series'>,
): Promise<void> {
  const series = seriesOf(options);
  if (!series.ok) {
    finish(host, options, series, { json: (value) => value, text: String });
    return;
  }
  const { router } = host.open({ ...options, ledgerMustExist: true });
  finish(host, options, await router.call('anomalies.mark', { ...said, series: series.value }), {
    json: (marked) => marked,
    text: ({ day, acknowledgedAtMs, note }) =>
      `${day} is ${acknowledgedAtMs === null ? 'open' : 'acknowledged'}${note === '' ? '' : `: ${note}`}.`,
  });
}

/** The series that the options choose. Fails for a time zone that there is not. */
function seriesOf(options: AnomaliesOptions): Result<string> {
  const { filter, timeZone = 'UTC' } = spendSelection(options);
  return timeZoneSchema.safeParse(timeZone).success
    ? success(seriesKey({ timeZone, ...(filter !== undefined && { filter }) }))
    : failure('bad-input', `There is no time zone ${JSON.stringify(timeZone)}.`, {
        nextStep: 'Give an IANA name such as Europe/Berlin.',
      });
}

function parseDay(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('It must be a day such as 2026-11-02.');
  return text;
}
