import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Command } from 'commander';
import { readMapping } from '#importing';
import type { ColumnMapping, ImportReport } from '#shared/domain/importing.ts';
import { tokenKindLabels, tokenKinds } from '#shared/domain/token-kinds.ts';
import { formatUsd } from '#shared/money.ts';
import { describePlace, failure, success, type Result } from '#shared/result.ts';
import { parsePositive } from './arguments.ts';
import { finish, withCommonOptions, type CommandHost, type CommonOptions } from './command-host.ts';
import { count } from './text-table.ts';

interface ImportCommandOptions extends CommonOptions {
  readonly preset?: string;
  readonly map?: string;
  readonly model?: string;
  readonly monthScale?: number;
  readonly dryRun?: true;
}

/** `burnrate import FILE…`: reads usage files into the ledger. Stops at the first file that cannot be imported. */
export function registerImport(program: Command, host: CommandHost): void {
  withCommonOptions(program.command('import'))
    .description('read usage files into the ledger')
    .argument('<files...>', 'CSV files, plain or gzipped')
    .option('--preset <id>', 'format of the files (default: detected)')
    .option('--map <file>', 'mapping file for CSVs that no preset knows')
    .option('--model <model>', 'model of files that name none: openai/gpt-4o')
    .option(
      '--month-scale <n>',
      'how many such files make a month, kept for calibration: 720 for one hour',
      parsePositive,
    )
    .option('--dry-run', 'read, check and price, but store nothing')
    .action(async (files: string[], options: ImportCommandOptions) => {
      const result = await importAll(host, files, options);
      finish(host, options, result, { json: importDocument, text: importText });
    });
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

async function importAll(
  host: CommandHost,
  files: readonly string[],
  options: ImportCommandOptions,
): Promise<Result<readonly ImportReport[]>> {
  const mapping = await mappingOf(host, options.map);
  if (!mapping.ok) return mapping;
  const { runner } = host.open(options);
  const reports: ImportReport[] = [];
  for (const file of files) {
    const task = {
      kind: 'import',
      input: {
        path: resolve(host.workingFolder, file),
        name: basename(file),
        dryRun: options.dryRun === true,
        options: {
          preset: options.preset,
          mapping: mapping.value,
          model: options.model,
          monthScale: options.monthScale,
        },
      },
    } as const;
    // One after the other: each is its own transaction on the one ledger.
    // oxlint-disable-next-line no-await-in-loop
    const report = await runner.run(task, { signal: host.signal });
    if (!report.ok) return report;
    reports.push(report.value);
  }
  return success(reports);
}

function sum(reports: readonly ImportReport[], field: (report: ImportReport) => number): number {
  return reports.reduce((total, report) => total + field(report), 0);
}

function importDocument(reports: readonly ImportReport[]): unknown {
  return {
    rowsRead: sum(reports, (report) => report.rowsRead),
    imported: sum(reports, (report) => report.imported),
    duplicate: sum(reports, (report) => report.duplicate),
    empty: sum(reports, (report) => report.empty),
    rejected: sum(reports, (report) => report.rejected),
    priced: sum(reports, (report) => report.priced),
    unpriced: sum(reports, (report) => report.unpriced),
    partlyPriced: sum(reports, (report) => report.partlyPriced),
    files: reports,
  };
}

function reportText(report: ImportReport): string {
  const { file } = report;
  const kinds = tokenKinds.filter((kind) => (report.tokens[kind] ?? 0) > 0);
  const lines = [
    `${file}: ${report.preset} (${report.presetReason})`,
    `  ${count(report.rowsRead)} rows read, ${count(report.imported)} imported, ${count(report.duplicate)} duplicate, ` +
      `${count(report.empty)} empty, ${count(report.rejected)} rejected`,
  ];
  if (report.imported > 0) {
    lines.push(
      `  ${count(report.priced)} priced, ${count(report.partlyPriced)} partly priced, ${count(report.unpriced)} unpriced`,
    );
  }
  if (report.dryRun) lines.push('  Dry run: nothing was stored.');
  for (const kind of kinds) lines.push(`  ${tokenKindLabels[kind]}: ${count(report.tokens[kind] ?? 0)} tokens`);
  if (report.priced + report.partlyPriced > 0) lines.push(`  Cost: ${formatUsd(report.costUsd)}`);
  if (report.residualUsd !== null) lines.push(`  Billed minus computed: ${formatUsd(report.residualUsd)}`);
  for (const { provider, model, records, tokens, candidates } of report.unpricedModels) {
    const near = candidates.length === 0 ? '' : ` Nearest: ${candidates.join(', ')}.`;
    const name = [provider, model].filter((part) => part !== '').join('/');
    lines.push(`  Unpriced: ${name}, ${count(records)} records, ${count(tokens)} tokens; cost unknown.${near}`);
  }
  for (const { line, column, reason } of report.rejects.slice(0, 20)) {
    lines.push(`  Rejected ${describePlace({ file, line, column })}: ${reason}`);
  }
  if (report.rejected > 20) lines.push(`  … and ${count(report.rejected - 20)} more rejected rows (see --json).`);
  return [...lines, ...report.notes.map((note) => `  ${note}`)].join('\n');
}

function importText(reports: readonly ImportReport[]): string {
  return reports.map(reportText).join('\n\n');
}
