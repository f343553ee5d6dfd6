import { counted } from '#shared/count.ts';
import type { ImportOptions, ImportReport, ImportSummary } from '#shared/domain/importing.ts';
import type { ImportOverlap } from '#shared/domain/overlap.ts';
import { dayOf } from '#shared/time.ts';
import { describeModelReference, type Catalogue } from '#pricing';
import { findPreset } from './choose-preset.ts';
import type { ImportedFile } from './import-request.ts';
import type { Reading } from './prepare-reading.ts';
import { encodingNotes } from './read/assume-encoding.ts';
import type { ImportReview } from './review-import.ts';
import type { Tally } from './tally.ts';

/** Days and models whose residual a report lists; the ledger answers for all. */
const listedResiduals = 366;

/** What a report repeats of the request. */
export interface ReportedRequest {
  readonly name: string;
  readonly files: readonly ImportedFile[];
  readonly options: ImportOptions;
  readonly dryRun?: boolean | undefined;
  readonly catalogue: Catalogue;
}

/** What the ledger says of an import. */
export interface StoredImport {
  /** Absent for a dry run, which is taken back. */
  readonly summary?: ImportSummary;
  /** What earlier imports hold of it. */
  readonly overlaps: readonly ImportOverlap[];
  readonly review?: ImportReview | undefined;
}

/** The report of a file whose rows were read. @param stored undefined when nothing was to be stored. */
export function importReport(
  { name, files, options, dryRun, catalogue }: ReportedRequest,
  reading: Reading,
  tally: Tally,
  sha256: string,
  stored: StoredImport | undefined,
): ImportReport {
  return {
    importId: stored?.summary?.id ?? null,
    file: name,
    sha256,
    preset: reading.preset.id,
    presetName: reading.preset.name,
    presetReason: reading.reason,
    dryRun: dryRun === true,
    residualUsd: stored?.review?.residual?.totals.residualUsd ?? null,
    residual: [...(stored?.review?.residual?.rows ?? [])].slice(0, listedResiduals),
    ...tally.report(catalogue),
    overlaps: [...(stored?.overlaps ?? [])],
    notes: [
      ...(tally.rowsRead === 0 ? [`${name} has a header and no rows: there is nothing to import.`] : []),
      ...(tally.rowsRead > 0 && tally.imported + tally.duplicate === 0
        ? [`No row of ${name} holds usage: there is nothing to import.`]
        : []),
      ...encodingNotes(files),
      ...tally.notes(),
      ...modelNotes(options, reading, tally),
      ...reading.columnNotes(),
      ...(stored?.review?.notes ?? []),
      ...(dryRun === true && options.overlap === undefined && (stored?.overlaps ?? []).length > 0
        ? ['An import asks what to do with usage that the ledger holds: --overlap skip, replace or add.']
        : []),
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
    return [`${counted(nameless, 'row')} ${nameless === 1 ? 'names' : 'name'} no model: ${rest}.`];
  }
  if (model === undefined || imported === 0) return [];
  return [`The model given (${model}) was not used: every row names its own.`];
}

/** The report of a file whose content the ledger already holds: all its records are duplicates. */
export function duplicateReport({ name, dryRun }: ReportedRequest, earlier: ImportSummary): ImportReport {
  return {
    importId: null,
    file: name,
    sha256: earlier.sha256,
    preset: earlier.preset,
    presetName: findPreset(earlier.preset)?.name ?? earlier.preset,
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
    charges: 0,
    billedNanoUsd: null,
    residualUsd: null,
    firstMs: null,
    lastMs: null,
    residual: [],
    overlaps: [],
    duplicateOf: { importId: earlier.id, importedAtMs: earlier.importedAtMs },
    notes: [
      `The same content was imported on ${dayOf(earlier.importedAtMs)} as ${earlier.file} (import ${earlier.id}); undo that import to read it again with other options.`,
    ],
  };
}
