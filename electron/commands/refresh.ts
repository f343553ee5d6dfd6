import type { Command } from 'commander';
import type { MethodOutput } from '#shared/contract.ts';
import type { Result } from '#shared/result.ts';
import { figure, measuredText } from './binding-text.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { placedAt, readScenario, writeScenarioFile } from './scenario-file.ts';

interface RefreshOptions extends CommonOptions {
  readonly out: string;
}

/** `burnrate refresh SCENARIO --out FILE`: the numbers bound to the ledger, read anew. */
export function registerRefresh(program: Command, host: CommandHost): void {
  withCommonOptions(program.command('refresh'))
    .description('read the ledger again for every number that is bound to it')
    .argument('<scenario>', 'a scenario file')
    .requiredOption('--out <file>', 'where to write the scenario; may be the same file')
    .action(async (file: string, options: RefreshOptions) => {
      finish(host, options, await refreshInto(host, file, options), {
        json: ({ scenario, bindings }) => ({ file: options.out, scenario, bindings }),
        text: ({ scenario, bindings }) =>
          [
            `${scenario.name}, written to ${options.out}`,
            ...bindings.map(
              ({ path, before, after }) => `  ${path}: was ${figure(before.mean)}\n    ${measuredText(after)}`,
            ),
          ].join('\n'),
      });
    });
}

async function refreshInto(
  host: CommandHost,
  file: string,
  options: RefreshOptions,
): Promise<Result<MethodOutput<'scenario.refresh'>>> {
  const scenario = await readScenario(host, file);
  if (!scenario.ok) return scenario;
  const { router } = host.open({ ...options, ledgerMustExist: true });
  const result = await router.call('scenario.refresh', { scenario: scenario.value });
  if (!result.ok) return placedAt({ file }, result);
  const written = await writeScenarioFile(host, options.out, result.value.scenario);
  return written.ok ? result : written;
}
