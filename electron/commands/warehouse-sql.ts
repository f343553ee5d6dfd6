import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { readMapping } from '#importing';
import { failure, type Result } from '#shared/result.ts';
import {
  bucketQuery,
  fromColumnMapping,
  fromPairs,
  sqlDialects,
  type BucketQuery,
  type SqlDialect,
  type WarehouseMapping,
} from '#warehouse';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';

interface WarehouseOptions extends CommonOptions {
  readonly dialect: string;
  readonly table: string;
  readonly map: readonly string[];
  readonly constant?: readonly string[];
  readonly inputIncludesCached?: true;
  readonly outputIncludesReasoning?: true;
}

/** A query with the engine it is for. */
interface WrittenQuery extends BucketQuery {
  readonly dialect: SqlDialect;
}

/**
 * `burnrate warehouse-sql`: prints a query that adds request logs up inside their own engine. Its result, saved as CSV,
 * imports like any other file. Nothing is opened and nothing is sent.
 */
export function registerWarehouseSql(program: Command, host: CommandHost): void {
  withCommonOptions(program.command('warehouse-sql'))
    .description(
      'print a query that adds request logs up where they are stored; its CSV result imports like any other file',
    )
    .addOption(
      new Option('--dialect <engine>', 'the engine that will run it')
        .choices(sqlDialects.map(({ id }) => id))
        .makeOptionMandatory(),
    )
    .requiredOption('--table <name>', 'table or view of requests: schema.table; a part with a dot in double quotes')
    .requiredOption(
      '--map <file or column=kind...>',
      'mapping file of an import, or pairs: created_at=time model=model prompt_tokens=input cached=cache-read',
    )
    .option('--constant <name=value...>', 'what the table does not say: provider=openai, model=…, service-tier=batch')
    .option('--input-includes-cached', 'the input column contains the cached tokens (OpenAI’s way)')
    .option('--output-includes-reasoning', 'the output column contains the reasoning tokens')
    .action(async (options: WarehouseOptions) => {
      finish(host, options, await writeQuery(host, options), {
        json: ({ dialect, sql, columns }) => ({
          dialect: dialect.id,
          table: options.table,
          sql,
          columns,
          testedOnEngine: dialect.isTestedOnEngine,
          howToSave: dialect.howToSave,
        }),
        text: ({ sql }) => sql.trimEnd(),
      });
    });
}

async function writeQuery(host: CommandHost, options: WarehouseOptions): Promise<Result<WrittenQuery>> {
  const dialect = sqlDialects.find(({ id }) => id === options.dialect);
  if (dialect === undefined) throw new Error(`No dialect ${options.dialect}.`);
  const mapping = await readWarehouseMapping(host, options);
  if (!mapping.ok) return mapping;
  const query = bucketQuery(dialect, options.table, mapping.value);
  return query.ok ? { ok: true, value: { ...query.value, dialect } } : query;
}

/** A single value without `=` is a mapping file; anything else is pairs. */
async function readWarehouseMapping(host: CommandHost, options: WarehouseOptions): Promise<Result<WarehouseMapping>> {
  const [only = '', ...others] = options.map;
  if (others.length > 0 || only.includes('=')) {
    return fromPairs(options.map, {
      inputIncludesCached: options.inputIncludesCached === true,
      outputIncludesReasoning: options.outputIncludesReasoning === true,
      constants: options.constant ?? [],
    });
  }
  const { constant, inputIncludesCached, outputIncludesReasoning } = options;
  if ([constant, inputIncludesCached, outputIncludesReasoning].some((option) => option !== undefined)) {
    return failure('bad-map', 'A mapping file says itself what columns contain and what is constant.', {
      nextStep: 'Set inputIncludesCached, outputIncludesReasoning and constants in the file.',
    });
  }
  const path = resolve(host.workingFolder, only);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return failure('file-not-found', `The mapping file ${only} cannot be read.`, { at: { file: only } });
  }
  const mapping = readMapping(text, basename(path));
  return mapping.ok ? fromColumnMapping(mapping.value) : mapping;
}
