import type { ImportOptions, ImportReport } from '#shared/domain/importing.ts';
import { describePlace, failure, success, type Failed, type Result } from '#shared/result.ts';
import { ledgerFailure, type ImportWriter, type Ledger } from '#ledger';
import type { Catalogue } from '#pricing';
import { exchangeRates, type ExchangeRates } from './charges.ts';
import { namesNoModel } from './columns/planned-names.ts';
import { readPlanned } from './columns/read-planned.ts';
import { createColumnStore, type ColumnStore } from './columns/store-columns.ts';
import { createCardFinder } from './find-card.ts';
import { fileState, hashContent, hashTogether, isSameState, type FileState } from './hash-content.ts';
import { duplicateReport, importReport, type StoredImport } from './import-report.ts';
import { createKeptCards } from './kept-cards.ts';
import { readLimits, type ReadLimits } from './limits.ts';
import { prepareReading, type Reading } from './prepare-reading.ts';
import { createProgress, type ImportProgress, type ProgressSteps } from './progress.ts';
import { openSource, type OpenSource } from './read/open-source.ts';
import { openText } from './read/open-text.ts';
import { cancelled } from './read/read-content.ts';
import { surveyTable } from './settle-dialect.ts';
import { createRowStore, type RowStore } from './store-rows.ts';
import { countRows, createTally, type Tally } from './tally.ts';

/** Raised whenever the same file would become other records; kept with every import. */
export const importerVersion = '2';

/** A file to import. */
export interface ImportedFile {
  readonly path: string;
  /** The file's name in the ledger, in failures and on screens. */
  readonly name: string;
}

/** What an import works with, whatever its files. */
export interface ImportServices {
  readonly options: ImportOptions;
  readonly ledger: Pick<Ledger, 'findImport' | 'beginImport'>;
  readonly catalogue: Catalogue;
  /** Rates behind those that the options give. */
  readonly exchangeRates?: ExchangeRates | undefined;
  /** The present, UTC ms. */
  readonly now: () => number;
  /** Called after every chunk of a file. */
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** Cancels between two chunks. */
  readonly signal?: AbortSignal | undefined;
  /** Reads, checks and prices, and stores nothing. */
  readonly dryRun?: boolean | undefined;
  readonly limits?: ReadLimits | undefined;
  /** False = every row is read as text, also where the format has a plan: the result is the same. */
  readonly readsByPlan?: boolean | undefined;
}

/** One import of one file. */
export interface ImportRequest extends ImportServices, ImportedFile {}

/** One import of several files whose rows belong together. */
export interface JoinedRequest extends ImportServices {
  /** What the import is called: the folder. */
  readonly name: string;
  /** At least one. */
  readonly files: readonly ImportedFile[];
}

/**
 * Reads a usage file into the ledger: first its hash, so that the same content adds nothing, then its rows in one
 * transaction. Any failure leaves the ledger as it was.
 *
 * Fails as `openSource` and `prepareReading` do, and with `no-usable-rows`, `file-changed`, `cancelled`, or the ledger's
 * own failures (`overlapping-import` among them).
 */
export function importFile(request: ImportRequest): Promise<Result<ImportReport>> {
  const { path, name } = request;
  return importJoined({ ...request, name, files: [{ path, name }] });
}

/**
 * Reads several files of one JSON format into the ledger as one import: of rows with equal keys one counts, in whichever
 * of the files they stand. Fails as `importFile` does.
 */
export async function importJoined(request: JoinedRequest): Promise<Result<ImportReport>> {
  try {
    return await hashAndImport(request);
  } catch (error) {
    const failed = ledgerFailure(error);
    if (failed === undefined) throw error;
    return failed;
  }
}

async function hashAndImport(request: JoinedRequest): Promise<Result<ImportReport>> {
  const { files, ledger, onProgress } = request;
  const states = await Promise.all(files.map((file) => fileState(file.path)));
  const progress = createProgress(
    states.map((state) => state?.sizeBytes ?? 0),
    onProgress,
  );
  const hashes: string[] = [];
  for (const file of files) {
    // One after the other: a disk reads no faster in parallel.
    // oxlint-disable-next-line no-await-in-loop
    const hash = await hashContent({ ...request, ...file, onBytesRead: progress.bytes });
    if (!hash.ok) return hash;
    progress.nextFile();
    hashes.push(hash.value);
  }
  progress.endHash();
  const sha256 = hashTogether(hashes);
  const earlier = ledger.findImport(sha256);
  if (earlier !== undefined) return success(duplicateReport(request, earlier));

  const run = createRun(request, sha256, states);
  try {
    for (const [index, file] of files.entries()) {
      // oxlint-disable-next-line no-await-in-loop
      const read = await run.read(file, states[index], progress);
      if (!read.ok) return read;
      progress.nextFile();
    }
    return run.finish();
  } finally {
    run.rollBack();
  }
}

/** An import between its first file and its end. */
interface ImportRun {
  /** Reads a file's rows into the transaction. @param state the file as it was before it was hashed. */
  read(file: ImportedFile, state: FileState | undefined, progress: ProgressSteps): Promise<Result<void>>;
  /** Commits, unless no row could be used. */
  finish(): Result<ImportReport>;
  /** Leaves the ledger as it was; nothing after a commit. */
  rollBack(): void;
}

/** What is settled when the first file is open. */
interface Prepared {
  readonly reading: Reading;
  readonly store: RowStore;
  readonly columns: ColumnStore;
}

function createRun(request: JoinedRequest, sha256: string, states: readonly (FileState | undefined)[]): ImportRun {
  const { ledger, name, files, options, signal, readsByPlan = true } = request;
  const importedAtMs = request.now();
  const tally = createTally();
  let writer: ImportWriter | undefined;
  let prepared: Prepared | undefined;
  let isCommitted = false;

  function openWriter({ preset }: Reading): ImportWriter {
    writer ??= ledger.beginImport({
      file: name,
      sha256,
      sizeBytes: states.reduce((sum, state) => sum + (state?.sizeBytes ?? 0), 0),
      preset: preset.id,
      importerVersion,
      importedAtMs,
      monthScale: options.monthScale ?? null,
      grain: preset.grain,
      overlap: options.overlap,
    });
    return writer;
  }

  async function prepare(source: OpenSource, file: ImportedFile): Promise<Result<Prepared>> {
    if (prepared !== undefined) return success(prepared);
    const reading = await prepareReading(source, {
      ...request,
      name: file.name,
      surveyFile: (survey) => surveyTable({ ...request, ...file }, survey),
      findCard: createCardFinder(request.catalogue),
    });
    if (!reading.ok) return reading;
    const openOwn = request.dryRun === true ? undefined : () => openWriter(reading.value);
    const cards = createKeptCards(openOwn);
    const store = createRowStore({
      options,
      catalogue: request.catalogue,
      rates: exchangeRates(options.usdPerUnit, request.exchangeRates),
      fallback: reading.value.fallback,
      tally,
      openWriter: openOwn,
      cards,
    });
    const columns = createColumnStore({
      catalogue: request.catalogue,
      tally,
      openWriter: openOwn,
      cards,
      isNameless: namesNoModel(reading.value.planned?.table.plan),
    });
    prepared = { reading: reading.value, store, columns };
    return success(prepared);
  }

  async function read(
    file: ImportedFile,
    state: FileState | undefined,
    progress: ProgressSteps,
  ): Promise<Result<void>> {
    const source = await openSource({ ...request, ...file, onBytesRead: progress.bytes });
    if (!source.ok) return source;
    const ready = await prepare(source.value, file);
    const done = ready.ok ? await readRows(source.value, file, ready.value, progress) : ready;
    await source.value.close();
    if (!done.ok) return done;
    if (signal?.aborted === true) return cancelled(name);
    const isSame = isSameState(state, await fileState(file.path));
    return isSame ? success(undefined) : fileChanged(file.name);
  }

  async function readRows(
    source: OpenSource,
    file: ImportedFile,
    { reading, store, columns }: Prepared,
    progress: ProgressSteps,
  ): Promise<Result<void>> {
    const { planned } = reading;
    if (planned !== undefined && readsByPlan) {
      await source.close();
      const text = await openText({ ...request, ...file, onBytesRead: progress.bytes });
      if (!text.ok) return text;
      const read = await readPlanned(text.value, planned.table, file.name, request.limits ?? readLimits, {
        batch: columns.add,
        record(record, storeBatch) {
          const row = planned.readRow(record);
          // What is stored is stored in the order of the file.
          if (row.outcome.kind === 'usage' || row.outcome.kind === 'charge') storeBatch();
          store.add(row, undefined);
        },
        remark: (remark) => tally.addRemark(remark),
        progress: () => progress.report(tally.rowsRead),
      });
      await text.value.close();
      return read;
    }
    for await (const batch of reading.rows(source, file.name)) {
      if (!batch.ok) return batch;
      for (const row of batch.value) store.add(row, files.length > 1 ? file.name : undefined);
      progress.report(tally.rowsRead);
    }
    return success(undefined);
  }

  function finish(): Result<ImportReport> {
    if (prepared === undefined) throw new Error('An import has at least one file.');
    const { reading, store } = prepared;
    store.finish();
    if (tally.imported + tally.duplicate === 0 && tally.rejected > 0) return noUsableRows(name, tally);
    let stored: StoredImport | undefined;
    if (writer !== undefined) {
      const { rowsRead, rejected, rejects } = tally;
      const overlaps = writer.overlaps();
      const summary = writer.commit({ rowsRead, rejected, rejects, residualNanoUsd: null });
      isCommitted = true;
      stored = { summary, overlaps };
    }
    return success(importReport(request, reading, tally, sha256, stored));
  }

  function rollBack(): void {
    if (!isCommitted) writer?.rollback();
  }

  return { read, finish, rollBack };
}

function fileChanged(name: string): Failed {
  return failure('file-changed', `${name} changed while it was being read; nothing was added.`, {
    at: { file: name },
    nextStep: 'Wait until the file is complete and import it again.',
  });
}

function noUsableRows(name: string, { rejected, rejects }: Tally): Failed {
  const [first] = rejects;
  const at = { file: first?.file ?? name, line: first?.line, column: first?.column };
  const why = first === undefined ? '' : ` The first, at ${describePlace(at)}: ${first.reason}.`;
  return failure(
    'no-usable-rows',
    `No row of ${name} can be read (${countRows(rejected)} rejected); nothing was added.${why}`,
    { at, nextStep: 'Check the preset or the mapping.' },
  );
}
