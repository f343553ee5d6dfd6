import type { ImportOptions, ImportReport, ImportSummary } from '#shared/domain/importing.ts';
import { dayOf } from '#shared/time.ts';
import { describeModelReference, type Catalogue, type ModelReference } from '#pricing';
import type { ChosenPreset } from './choose-preset.ts';
import type { RowReader } from './presets/preset.ts';
import type { Header } from './read/header.ts';
import { countRows, type Tally } from './tally.ts';

/** What a report repeats of the request. */
export interface ReportedRequest {
  readonly name: string;
  readonly options: ImportOptions;
  readonly dryRun?: boolean | undefined;
  readonly catalogue: Catalogue;
}

/** How the rows of one file were understood. */
export interface Reading extends ChosenPreset {
  readonly reader: RowReader;
  /** The model of rows that name none. */
  readonly fallback: ModelReference | undefined;
}

/** The report of a file whose rows were read. @param summary undefined when nothing was stored. */
export function importReport(
  { name, options, dryRun, catalogue }: ReportedRequest,
  header: Header,
  reading: Reading,
  tally: Tally,
  sha256: string,
  summary: ImportSummary | undefined,
): ImportReport {
  return {
    importId: summary?.id ?? null,
    file: name,
    sha256,
    preset: reading.preset.id,
    presetReason: reading.reason,
    dryRun: dryRun === true,
    duplicate: 0,
    residualUsd: null,
    ...tally.report(catalogue),
    notes: [
      ...(tally.rowsRead === 0 ? [`${name} has a header and no rows: there is nothing to import.`] : []),
      ...(tally.rowsRead > 0 && tally.imported === 0
        ? [`No row of ${name} holds usage: there is nothing to import.`]
        : []),
      ...tally.notes(),
      ...modelNotes(options, reading, tally),
      ...columnNotes(header, reading.reader),
    ],
  };
}

/**
 * What became of rows that name no model. `--model` fills in for them and never overrides a name in the file: the
 * vendor's own word is better evidence.
 */
function modelNotes({ model }: ImportOptions, { fallback }: Reading, { imported, nameless }: Tally): readonly string[] {
  if (nameless > 0) {
    const rest = fallback === undefined ? 'the cost is unknown' : `${describeModelReference(fallback)} was used`;
    return [`${countRows(nameless)} ${nameless === 1 ? 'names' : 'name'} no model: ${rest}.`];
  }
  if (model === undefined || imported === 0) return [];
  return [`The model given (${model}) was not used: every row names its own.`];
}

function columnNotes(header: Header, { knownColumns, leftOut }: RowReader): readonly string[] {
  const unknown = header.columns.filter((_column, index) => !knownColumns.has(index)).filter((column) => column !== '');
  const shown = unknown.slice(0, 30).join(', ');
  const more = unknown.length > 30 ? ` and ${unknown.length - 30} more` : '';
  return [
    ...(leftOut.length === 0 ? [] : [`Left out: ${leftOut.join(', ')}.`]),
    ...(unknown.length === 0 ? [] : [`Columns not imported: ${shown}${more}.`]),
  ];
}

/** The report of a file whose content the ledger already holds: all its records are duplicates. */
export function duplicateReport({ name, dryRun }: ReportedRequest, earlier: ImportSummary): ImportReport {
  return {
    importId: null,
    file: name,
    sha256: earlier.sha256,
    preset: earlier.preset,
    presetReason: 'as it was imported before',
    dryRun: dryRun === true,
    rowsRead: earlier.records,
    imported: 0,
    duplicate: earlier.records,
    empty: 0,
    rejected: 0,
    rejects: [],
    priced: 0,
    unpriced: 0,
    partlyPriced: 0,
    unpricedModels: [],
    requests: 0,
    tokens: {},
    costNanoUsd: '0',
    costUsd: 0,
    residualUsd: null,
    firstMs: null,
    lastMs: null,
    duplicateOf: { importId: earlier.id, importedAtMs: earlier.importedAtMs },
    notes: [
      `The same content was imported on ${dayOf(earlier.importedAtMs)} as ${earlier.file} (import ${earlier.id}); undo that import to read it again with other options.`,
    ],
  };
}
