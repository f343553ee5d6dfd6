import type { Command } from 'commander';
import type { MethodOutput } from '#shared/contract.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { writeScenarioFile } from './scenario-file.ts';

interface TemplatesOptions extends CommonOptions {
  readonly out?: string;
}

/** The templates that were asked for, and where one was written. */
interface ShownTemplates {
  readonly templates: MethodOutput<'scenario.templates'>;
  readonly file: string | undefined;
}

/** `burnrate templates [ID --out FILE]`: plans to start from. */
export function registerTemplates(program: Command, host: CommandHost): void {
  withCommonOptions(program.command('templates'))
    .description('plans to start from; with a name and --out, writes one as a scenario file')
    .argument('[template]', 'the name of one')
    .option('--out <file>', 'where to write it')
    .action(async (id: string | undefined, options: TemplatesOptions) => {
      finish(host, options, await showTemplates(host, id, options), {
        json: ({ templates, file }) => ({ file: file ?? null, templates }),
        text: templatesText,
      });
    });
}

async function showTemplates(
  host: CommandHost,
  id: string | undefined,
  options: TemplatesOptions,
): Promise<Result<ShownTemplates>> {
  const all = await host.open(options).router.call('scenario.templates', {});
  if (!all.ok) return all;
  const templates = id === undefined ? all.value : all.value.filter((template) => template.id === id);
  const [chosen] = templates;
  if (chosen === undefined) {
    return failure('unknown-template', `There is no template '${id}'.`, {
      nextStep: `There are: ${all.value.map((template) => template.id).join(', ')}.`,
    });
  }
  if (options.out === undefined) return success({ templates, file: undefined });
  if (id === undefined) {
    return failure('no-template-named', 'Say which template to write.', {
      nextStep: 'burnrate templates rag --out FILE',
    });
  }
  const written = await writeScenarioFile(host, options.out, chosen.scenario);
  return written.ok ? success({ templates, file: options.out }) : written;
}

function templatesText({ templates, file }: ShownTemplates): string {
  const lines = templates.map(({ id, scenario: { name, note } }) => `${id}: ${name}\n  ${note ?? ''}`);
  return [...lines, ...(file === undefined ? [] : [`Written to ${file}`])].join('\n');
}
