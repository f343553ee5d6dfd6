import type { Command } from 'commander';
import { count } from '#shared/count.ts';
import { success, type Result } from '#shared/result.ts';
import type { Calibration, CalibrationFit } from '#shared/domain/calibration.ts';
import { parseDate } from './arguments.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { writeScenarioFile } from './scenario-file.ts';

interface CalibrateOptions extends CommonOptions {
  readonly out: string;
  readonly from?: number;
  readonly to?: number;
  readonly name?: string;
}

/** `burnrate calibrate --out FILE`: a baseline scenario from the ledger. */
export function registerCalibrate(program: Command, host: CommandHost): void {
  withCommonOptions(program.command('calibrate'))
    .description('make a baseline scenario from the ledger')
    .requiredOption('--out <file>', 'where to write the scenario')
    .option('--from <date>', 'use usage from this date on (UTC)', parseDate)
    .option('--to <date>', 'use usage before this date (UTC)', parseDate)
    .option('--name <name>', 'name of the scenario')
    .action(async (options: CalibrateOptions) => {
      const result = await calibrateInto(host, options);
      finish(host, options, result, {
        json: ({ scenario, fits }) => ({ file: options.out, scenario, fits }),
        text: (calibration) => calibrateText(calibration, options.out),
      });
    });
}

async function calibrateInto(host: CommandHost, options: CalibrateOptions): Promise<Result<Calibration>> {
  const { router } = host.open({ ...options, ledgerMustExist: true });
  const result = await router.call('calibration.run', { fromMs: options.from, toMs: options.to, name: options.name });
  if (!result.ok) return result;
  const written = await writeScenarioFile(host, options.out, result.value.scenario);
  return written.ok ? success(result.value) : written;
}

function calibrateText({ scenario, fits }: Calibration, file: string): string {
  const { provenance } = scenario;
  return [
    `${scenario.name}, written to ${file}`,
    ...(provenance === undefined
      ? []
      : [
          `From ${count(provenance.records)} records (${count(provenance.requests)} requests), ` +
            `${new Date(provenance.fromMs).toISOString()} to ${new Date(provenance.toMs).toISOString()}`,
          ...provenance.assumptions.map((assumption) => `  Assumed: ${assumption}`),
        ]),
    ...fits.map(fitText),
  ].join('\n');
}

function fitText({ quantity, subject, sentence, sample, sampleOf, missing }: CalibrationFit): string {
  const what = subject === '' ? quantity : `${quantity}, ${subject}`;
  return `  ${what} (${count(Math.round(sample))} ${sampleOf}): ${sentence}${missing === null ? '' : ` ${missing}`}`;
}
