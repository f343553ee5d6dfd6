import { Option, type Command } from 'commander';
import type { Router } from '#api';
import { count, counted } from '#shared/count.ts';
import { exportFormats, type ExportCursor, type ExportFormatId, type ExportPart } from '#shared/domain/export.ts';
import type { UsageSelection } from '#shared/domain/usage-query.ts';
import { failure, success, type Result } from '#shared/result.ts';
import { parseDate } from './arguments.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { filterOf, withFilterOptions, type FilterOptions } from './filter-options.ts';
import { writeParts, type WriteText } from './write-parts.ts';

interface ExportOptions extends CommonOptions, FilterOptions {
  readonly format: ExportFormatId;
  readonly from?: number;
  readonly to?: number;
  readonly out?: string;
}

/** What was exported. */
interface Exported {
  readonly format: ExportFormatId;
  readonly file: string;
  /** Rows, records or samples, as the format has them. */
  readonly rows: number;
  /** Records of the ledger that they stand for. */
  readonly records: number;
  readonly notes: readonly string[];
}

/** `burnrate export`: the ledger's usage in a format that other tools read. */
export function registerExport(program: Command, host: CommandHost): void {
  withFilterOptions(withCommonOptions(program.command('export')))
    .description('write the ledger’s usage in a format of others')
    .addOption(
      new Option('--format <name>', 'focus = FOCUS 1.2, openmetrics = text for Prometheus, csv and json = every record')
        .choices(exportFormats)
        .makeOptionMandatory(),
    )
    .option('--from <date>', 'from this date on (UTC)', parseDate)
    .option('--to <date>', 'before this date (UTC)', parseDate)
    .option('--out <file>', 'the file to write (default: standard output)')
    .action(async (options: ExportOptions) => {
      const exported = await exportTo(host, options, options.out ?? '-');
      if (!exported.ok || options.out !== undefined) {
        finish(host, options, exported, { json: (result) => result, text: exportedText });
      } else {
        for (const note of exported.value.notes) host.printError(`note: ${note}`);
      }
    });
}

async function exportTo(host: CommandHost, options: ExportOptions, file: string): Promise<Result<Exported>> {
  if (file === '-' && options.json === true) {
    return failure('no-out', 'The export itself would be mixed with the JSON document about it.', {
      nextStep: 'Name a file with --out, or leave --json out.',
    });
  }
  const { router } = host.open({ ...options, ledgerMustExist: true });
  const filter = filterOf(options);
  const selection = { fromMs: options.from, toMs: options.to, ...(filter === undefined ? {} : { filter }) };
  return writeParts(host, file, (write) =>
    eachPart(router, options.format, selection, {
      write,
      signal: host.signal,
      onPart: ({ done, total, next }) => {
        if (next !== null && file !== '-') host.printError(`${count(done)} of ${count(total)} records …`);
      },
    }),
  ).then((written) => (written.ok ? success({ format: options.format, file, ...written.value }) : written));
}

interface PartControl {
  readonly write: WriteText;
  readonly signal: AbortSignal;
  /** Called after each part. */
  readonly onPart: (part: ExportPart) => void;
}

async function eachPart(
  router: Router,
  format: ExportFormatId,
  selection: UsageSelection,
  { write, signal, onPart }: PartControl,
): Promise<Result<Omit<Exported, 'format' | 'file'>>> {
  let rows = 0;
  const notes: string[] = [];
  for (let cursor: ExportCursor | undefined; ;) {
    if (signal.aborted) return failure('cancelled', 'The export was cancelled; no file was written.');
    // Each part begins where the last one ended.
    // oxlint-disable-next-line no-await-in-loop
    const part: Result<ExportPart> = await router.call('export.part', { format, ...selection, cursor });
    if (!part.ok) return part;
    // oxlint-disable-next-line no-await-in-loop
    await write(part.value.text);
    rows += part.value.rows;
    notes.push(...part.value.notes);
    onPart(part.value);
    if (part.value.next === null) return success({ rows, records: part.value.done, notes });
    cursor = part.value.next;
  }
}

function exportedText({ file, rows, records, notes }: Exported): string {
  return [`${counted(rows, 'row')} for ${counted(records, 'record')} written to ${file}.`, ...notes].join('\n');
}
