import { basename, resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { reportFormats, type ReportFile, type ReportFormatId } from '#shared/domain/report.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { writeFileAtomically } from '../write-file-atomically.ts';
import { parseMonth } from './arguments.ts';
import { finish, withCommonOptions, type CommandHost } from './command-host.ts';
import { placedAt, readScenario } from './scenario-file.ts';
import { samplingOf, withSampling, type SamplingFlags } from './simulate.ts';

interface ReportOptions extends SamplingFlags {
  readonly format: ReportFormatId;
  readonly out?: string;
  readonly month?: string;
  readonly timeZone?: string;
}

/** `burnrate report SCENARIO`: a plan for those who decide on it; `--month`: a month for those who pay for it. */
export function registerReport(program: Command, host: CommandHost): void {
  withSampling(withCommonOptions(program.command('report')))
    .description('write a report of a plan, or of a month in the ledger')
    .argument('[scenario]', 'a *.burnrate.json file')
    .option('--month <month>', 'report what this month cost, by whom and why it changed: 2026-10', parseMonth)
    .option('--time-zone <name>', 'with --month: days of this time zone, such as Europe/Berlin (default: UTC)')
    .addOption(
      new Option('--format <name>', 'md, html (one page for screen and paper), csv, json or pdf')
        .choices(reportFormats)
        .default('md'),
    )
    .option('--out <file>', 'the file to write (default: standard output)')
    .action(async (file: string | undefined, options: ReportOptions, command: Command) => {
      const { month, budget } = options;
      if (month !== undefined && budget !== undefined) {
        command.error('error: --budget asks how likely a plan is above it: name a scenario file, not a month.');
      }
      if (file !== undefined && month === undefined) {
        await keepReport(host, options, await planReportOf(host, file, options));
      } else if (file === undefined && month !== undefined) {
        await keepReport(host, options, await monthReportOf(host, month, options));
      } else {
        command.error('error: Name either a scenario file or a month with --month.');
      }
    });
}

async function planReportOf(host: CommandHost, file: string, options: ReportOptions): Promise<Result<ReportFile>> {
  const scenario = await readScenario(host, file);
  if (!scenario.ok) return scenario;
  const report = await host.open(options).router.call('report.plan', {
    scenario: scenario.value,
    format: options.format,
    sampling: samplingOf(options),
  });
  return report.ok ? report : placedAt({ file: basename(file) }, report);
}

function monthReportOf(
  host: CommandHost,
  month: string,
  { format, timeZone, ...options }: ReportOptions,
): Promise<Result<ReportFile>> {
  const { router } = host.open({ ...options, ledgerMustExist: true });
  return router.call('report.month', { month, format, ...(timeZone === undefined ? {} : { timeZone }) });
}

/** Prints a report, or writes it to the file asked for and says so. */
async function keepReport(host: CommandHost, options: ReportOptions, report: Result<ReportFile>): Promise<void> {
  const { out, format } = options;
  if (
    report.ok &&
    out === undefined &&
    report.value.encoding === 'text' &&
    (options.json !== true || format === 'json')
  ) {
    host.print(report.value.content.replace(/\r?\n$/, ''));
    return;
  }
  const kept = report.ok ? await writeReport(host, report.value, out) : report;
  finish(host, options, kept, {
    json: (file) => ({ format, file }),
    text: (file) => `Report written to ${file}.`,
  });
}

async function writeReport(
  host: CommandHost,
  { encoding, content }: ReportFile,
  out: string | undefined,
): Promise<Result<string>> {
  if (out === undefined) {
    return failure('no-out', 'This report is not printed to standard output.', { nextStep: 'Name a file with --out.' });
  }
  try {
    await writeFileAtomically(
      resolve(host.workingFolder, out),
      Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8'),
    );
    return success(out);
  } catch {
    return failure('file-not-written', 'The report cannot be written there.', { at: { file: out } });
  }
}
