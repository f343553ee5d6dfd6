import { readFile, writeFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { inspectFile, isFolder, listFolder, mappingText, readMapping } from '#importing';
import { currencySchema } from '#shared/domain/exchange-rate.ts';
import type {
  ColumnMapping,
  ImportBatch,
  ImportFailure,
  ImportOptions,
  ImportReport,
} from '#shared/domain/importing.ts';
import { overlapDecisions } from '#shared/domain/overlap.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { parseDate, parsePositive } from './arguments.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { writeRejects } from './import-rejects.ts';
import { importText } from './import-text.ts';

interface ImportCommandOptions extends CommonOptions {
  readonly preset?: string;
  readonly map?: string;
  readonly guessMap?: string;
  readonly model?: string;
  readonly monthScale?: number;
  readonly overlap?: ImportOptions['overlap'];
  readonly dateOrder?: ImportOptions['dateOrder'];
  readonly decimal?: ImportOptions['decimalMark'];
  readonly rate?: Readonly<Record<string, number>>;
  readonly keepPersonalData?: true;
  readonly traceStart?: number;
  readonly rejects?: string;
  readonly dryRun?: true;
}

/**
 * `burnrate import FILE…`: reads usage files, and all that a folder holds, into the ledger. Stops at the first file named
 * that cannot be imported; what a folder holds besides usage is told and passed over.
 */
export function registerImport(program: Command, host: CommandHost): void {
  withCommonOptions(program.command('import'))
    .description('read usage files into the ledger')
    .argument('<files...>', 'CSV, TSV, JSON or JSONL files, plain or gzipped, and folders of them')
    .option('--preset <id>', 'format of the files (default: detected)')
    .option('--map <file>', 'mapping file for tables and JSONL that no preset knows')
    .option('--guess-map <file>', 'import nothing; write a guess at the mapping of the first file, to be edited')
    .option('--model <model>', 'model of files that name none: openai/gpt-4o')
    .option(
      '--month-scale <n>',
      'how many such files make a month, kept for calibration: 720 for one hour',
      parsePositive,
    )
    .addOption(
      new Option('--overlap <choice>', 'what to do with usage that earlier imports hold (default: ask)').choices(
        overlapDecisions,
      ),
    )
    .addOption(
      new Option(
        '--date-order <order>',
        'which comes first in dates such as 03/04/2026, where the file leaves it open',
      ).choices(['mdy', 'dmy']),
    )
    .addOption(
      new Option(
        '--decimal <mark>',
        'what 1.250 is, where the file leaves it open: point = 1.25, comma = 1,250',
      ).choices(['point', 'comma']),
    )
    .option('--rate <currency=usd>', 'US dollars for one unit of a currency of the file: EUR=1.08', parseRate)
    .option('--keep-personal-data', 'keep e-mail addresses, key names, IP addresses and ARNs')
    .option('--trace-start <date>', 'when a trace that states no dates began (default: 2024-01-01)', parseDate)
    .option('--rejects <file>', 'write the rejected rows to a CSV file')
    .option('--dry-run', 'read, check and price, but store nothing')
    .action(async (files: string[], options: ImportCommandOptions) => {
      if (options.guessMap !== undefined) {
        const guessed = await guessMap(host, files[0] ?? '', options.guessMap);
        finish(host, options, guessed, {
          json: (mapping) => mapping,
          text: () => `Mapping written to ${options.guessMap}.`,
        });
        return;
      }
      const result = await importAll(host, files, options);
      finish(host, options, result, { json: importDocument, text: importText });
    });
}

/** Reads `EUR=1.08`, several times. */
function parseRate(text: string, rates: Readonly<Record<string, number>> = {}): Readonly<Record<string, number>> {
  const [currency = '', usd = ''] = text.split('=');
  if (!currencySchema.safeParse(currency).success) {
    throw new InvalidArgumentError('It must be a currency and the US dollars that it costs: EUR=1.08.');
  }
  return { ...rates, [currency]: parsePositive(usd) };
}

async function mappingOf(host: CommandHost, file: string | undefined): Promise<Result<ColumnMapping | undefined>> {
  if (file === undefined) return success(undefined);
  let text: string;
  try {
    text = await readFile(resolve(host.workingFolder, file), 'utf8');
  } catch {
    return failure('file-not-found', 'The mapping file cannot be read.', { at: { file } });
  }
  return readMapping(text, file);
}

/** Writes a guess at a file's mapping. Fails `no-guess` where its columns allow none. */
async function guessMap(host: CommandHost, file: string, mapFile: string): Promise<Result<ColumnMapping>> {
  const name = basename(file);
  const inspected = await inspectFile({ path: resolve(host.workingFolder, file), name });
  if (!inspected.ok) return inspected;
  const { guessedMapping, columns } = inspected.value;
  if (guessedMapping === undefined) {
    return failure('no-guess', `No column of ${name} looks like a time, or none like a count of tokens.`, {
      at: { file: name },
      nextStep: `Write a mapping by hand; the columns are: ${columns.slice(0, 40).join(', ')}.`,
    });
  }
  return writeResult(host, mapFile, mappingText(guessedMapping), guessedMapping);
}

async function writeResult<T>(host: CommandHost, file: string, text: string, value: T): Promise<Result<T>> {
  try {
    await writeFile(resolve(host.workingFolder, file), text);
    return success(value);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return failure('file-unwritable', `${file} cannot be written (${code}).`, { at: { file } });
  }
}

async function importAll(
  host: CommandHost,
  files: readonly string[],
  options: ImportCommandOptions,
): Promise<Result<ImportBatch>> {
  const mapping = await mappingOf(host, options.map);
  if (!mapping.ok) return mapping;
  const { runner, router } = host.open(options);
  const importOptions: ImportOptions = {
    preset: options.preset,
    mapping: mapping.value,
    model: options.model,
    monthScale: options.monthScale,
    overlap: options.overlap,
    dateOrder: options.dateOrder,
    decimalMark: options.decimal,
    usdPerUnit: options.rate,
    keepPersonalData: options.keepPersonalData,
    traceStartMs: options.traceStart,
  };
  const decided = { options: importOptions, dryRun: options.dryRun === true };
  const reports: ImportReport[] = [];
  const failures: ImportFailure[] = [];
  for (const file of files) {
    const path = resolve(host.workingFolder, file);
    const name = basename(path);
    // One after the other: each is its own transaction on the one ledger.
    // oxlint-disable-next-line no-await-in-loop
    const batch = await ((await isFolder(path)) ? importFolder(path, name) : importOne(path, name));
    if (!batch.ok) return batch;
    reports.push(...batch.value.reports);
    failures.push(...batch.value.failures);
  }
  const batch: ImportBatch = { reports, failures };
  if (options.rejects === undefined) return success(batch);
  const written = await writeRejects(router, resolve(host.workingFolder, options.rejects), reports);
  return written.ok ? success(batch) : written;

  async function importOne(path: string, name: string): Promise<Result<ImportBatch>> {
    const task = { kind: 'import', input: { path, name, ...decided } } as const;
    const report = await runner.run(task, { signal: host.signal });
    return report.ok ? success({ reports: [report.value], failures: [] }) : report;
  }

  async function importFolder(path: string, name: string): Promise<Result<ImportBatch>> {
    const listed = await listFolder(path, name);
    if (!listed.ok) return listed;
    const task = { kind: 'import-many', input: { files: listed.value, name, ...decided } } as const;
    return runner.run(task, { signal: host.signal });
  }
}

function importDocument({ reports, failures }: ImportBatch): unknown {
  function sum(field: (report: ImportReport) => number): number {
    return reports.reduce((total, report) => total + field(report), 0);
  }
  return {
    rowsRead: sum((report) => report.rowsRead),
    imported: sum((report) => report.imported),
    duplicate: sum((report) => report.duplicate),
    empty: sum((report) => report.empty),
    rejected: sum((report) => report.rejected),
    priced: sum((report) => report.priced),
    unpriced: sum((report) => report.unpriced),
    partlyPriced: sum((report) => report.partlyPriced),
    charges: sum((report) => report.charges),
    files: reports,
    failures,
  };
}
