import { InvalidArgumentError, type Command } from 'commander';
import type { MethodOutput } from '#shared/contract.ts';
import { ledgerMeasures, type LedgerMeasure } from '#shared/domain/ledger-binding.ts';
import type { Result } from '#shared/result.ts';
import { measuredText } from './binding-text.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { filterOf, withFilterOptions, type FilterOptions } from './filter-options.ts';
import { placedAt, readScenario, writeScenarioFile } from './scenario-file.ts';

interface BindOptions extends CommonOptions, FilterOptions {
  readonly measure: LedgerMeasure;
  readonly days: number;
  readonly out: string;
}

/** `burnrate bind SCENARIO PATH --measure M --out FILE`: a number becomes what recent usage came to. */
export function registerBind(program: Command, host: CommandHost): void {
  withFilterOptions(withCommonOptions(program.command('bind')))
    .description('bind a number of a scenario to what the ledger holds of the last days')
    .argument('<scenario>', 'a scenario file')
    .argument('<path>', 'JSON path of the number: workloads[0].traffic.requestsPerDay')
    .requiredOption('--measure <name>', `what to measure: ${ledgerMeasures.join(', ')}`, parseMeasure)
    .option('--days <n>', 'days up to the end of the recorded usage', parseDays, 30)
    .requiredOption('--out <file>', 'where to write the scenario; may be the same file')
    .action(async (file: string, path: string, options: BindOptions) => {
      finish(host, options, await bindInto(host, file, path, options), {
        json: ({ scenario, quantity }) => ({ file: options.out, path, quantity, scenario }),
        text: ({ quantity }) => `${path}, written to ${options.out}\n  ${measuredText(quantity)}`,
      });
    });
}

async function bindInto(
  host: CommandHost,
  file: string,
  path: string,
  options: BindOptions,
): Promise<Result<MethodOutput<'scenario.bind'>>> {
  const scenario = await readScenario(host, file);
  if (!scenario.ok) return scenario;
  const { router } = host.open({ ...options, ledgerMustExist: true });
  const question = { measure: options.measure, filter: filterOf(options), windowDays: options.days };
  const result = await router.call('scenario.bind', { scenario: scenario.value, path, question });
  if (!result.ok) return placedAt({ file, path }, result);
  const written = await writeScenarioFile(host, options.out, result.value.scenario);
  return written.ok ? result : written;
}

function parseDays(text: string): number {
  const days = Number(text);
  if (!Number.isSafeInteger(days) || days < 1 || days > 3660) {
    throw new InvalidArgumentError('It must be a whole number of days, 1 to 3660.');
  }
  return days;
}

function parseMeasure(text: string): LedgerMeasure {
  const measure = ledgerMeasures.find((name) => name === text);
  if (measure === undefined) throw new InvalidArgumentError(`Choose from ${ledgerMeasures.join(', ')}.`);
  return measure;
}
