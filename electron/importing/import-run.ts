import { counted } from '#shared/count.ts';
import type { ImportReport, RejectedRow } from '#shared/domain/importing.ts';
import { describePlace, failure, success, type Failed, type Result } from '#shared/result.ts';
import type { ImportWriter } from '#ledger';
import { exchangeRates } from './charges.ts';
import { receiveColumns } from './columns/column-stream.ts';
import { namesNoModel } from './columns/planned-names.ts';
import type { ReaderThread } from './columns/reader-thread.ts';
import { readPlanned } from './columns/read-planned.ts';
import { createColumnStore, type ColumnStore } from './columns/store-columns.ts';
import { createCardFinder } from './find-card.ts';
import type { ImportedFile, JoinedRequest } from './import-request.ts';
import { importReport, type StoredImport } from './import-report.ts';
import { createKeptCards } from './kept-cards.ts';
import { readLimits } from './limits.ts';
import { prepareReading, type PlannedReading, type Reading } from './prepare-reading.ts';
import type { ProgressSteps } from './progress.ts';
import { openSource, type OpenSource } from './read/open-source.ts';
import { openText } from './read/open-text.ts';
import { cancelled } from './read/read-content.ts';
import { surveyTable } from './settle-dialect.ts';
import { createRowStore, type RowStore } from './store-rows.ts';
import { createTally, type Tally } from './tally.ts';

/** Raised whenever the same file would become other records; kept with every import. */
export const importerVersion = '2';

/** Files of fewer bytes are read sooner than a thread starts. */
const startsThreadFromBytes = 16 * 1024 ** 2;

/** An import between its first file and its end: one transaction. */
export interface ImportRun {
  /**
   * Begins to read a large table in a thread of its own; what fails here fails again in `read`.
   * @param sha256 the content; undefined = the thread makes its hash in passing.
   * @returns false where there is no thread for it.
   */
  startThread(sha256: string | undefined): Promise<boolean>;
  /** Reads a file's rows into the transaction. @param sha256 the content of all files together, where it is known. */
  read(file: ImportedFile, sha256: string | undefined, progress: ProgressSteps): Promise<Result<void>>;
  /** The hash of the content that was read: the one given, or else the thread's. */
  contentHash(): string;
  /** Commits, unless no row could be used. */
  finish(): Result<ImportReport>;
  /** Leaves the ledger as it was, unless the import was committed. */
  end(): Promise<void>;
}

/** What is settled when the first file is open. */
interface Prepared {
  readonly reading: Reading;
  readonly store: RowStore;
  readonly columns: ColumnStore;
}

/** @param sizeBytes of all files together. */
export function createImportRun(request: JoinedRequest, sizeBytes: number): ImportRun {
  const { ledger, name, files, options, signal, limits = readLimits } = request;
  const importedAtMs = request.now();
  const tally = createTally(keepRejected);
  let content: string | undefined;
  let writer: ImportWriter | undefined;
  let prepared: Prepared | undefined;
  let thread: ReaderThread | undefined;
  let isCommitted = false;

  function openWriter({ preset }: Reading): ImportWriter {
    writer ??= ledger.beginImport({
      file: name,
      sha256: content,
      sizeBytes,
      preset: preset.id,
      importerVersion,
      importedAtMs,
      monthScale: options.monthScale ?? null,
      grain: preset.grain,
      overlap: options.overlap,
    });
    return writer;
  }

  function keepRejected(row: RejectedRow): void {
    if (prepared === undefined) throw new Error('Rows are read after the reading is prepared.');
    openWriter(prepared.reading).reject(row);
  }

  async function prepare(source: OpenSource, file: ImportedFile): Promise<Result<Prepared>> {
    if (prepared !== undefined) return success(prepared);
    const { catalogue } = request;
    const reading = await prepareReading(source, {
      options,
      name: file.name,
      limits,
      surveyFile: (survey) => surveyTable({ ...file, signal, limits }, survey),
      findCard: createCardFinder(catalogue),
    });
    if (!reading.ok) return reading;
    const openOwn = (): ImportWriter => openWriter(reading.value);
    const stores = { catalogue, tally, openWriter: openOwn, cards: createKeptCards(openOwn) };
    const rates = exchangeRates(options.usdPerUnit, request.exchangeRates);
    prepared = {
      reading: reading.value,
      store: createRowStore({ ...stores, options, rates, fallback: reading.value.fallback }),
      columns: createColumnStore({ ...stores, isNameless: namesNoModel(reading.value.planned?.table.plan) }),
    };
    return success(prepared);
  }

  /** Settles how a file is read; undefined where that fails. */
  async function prepareFirst(file: ImportedFile): Promise<Reading | undefined> {
    const source = await openSource({ ...file, signal, limits });
    if (!source.ok) return undefined;
    const ready = await prepare(source.value, file);
    await source.value.close();
    return ready.ok ? ready.value.reading : undefined;
  }

  async function startThread(sha256: string | undefined): Promise<boolean> {
    const { startReader, readsByPlan = true } = request;
    const [file, ...others] = files;
    if (file === undefined || others.length > 0 || startReader === undefined || !readsByPlan) return false;
    if (sizeBytes < startsThreadFromBytes) return false;
    const starting = startReader();
    const reading = await prepareFirst(file);
    if (reading?.planned === undefined) {
      await starting.stop();
      return false;
    }
    starting.read({
      ...file,
      options: { ...options, preset: reading.preset.id },
      dialect: reading.planned.dialect,
      limits,
      isHashed: sha256 === undefined,
    });
    thread = starting;
    return true;
  }

  async function read(file: ImportedFile, sha256: string | undefined, progress: ProgressSteps): Promise<Result<void>> {
    content = sha256;
    const done = await (thread !== undefined && prepared !== undefined
      ? readInThread(thread, prepared, progress)
      : readHere(file, progress));
    if (!done.ok) return done;
    return signal?.aborted === true ? cancelled(name) : success(undefined);
  }

  function contentHash(): string {
    if (content === undefined) throw new Error('The hash of a content is known when its rows are read.');
    return content;
  }

  /** Takes what the thread has read. */
  async function readInThread(
    reader: ReaderThread,
    { reading, store, columns }: Prepared,
    progress: ProgressSteps,
  ): Promise<Result<void>> {
    const ended = await receiveColumns(reader.messages(), {
      batch: columns.add,
      row: (row) => store.add(row, undefined),
      remark: (remark, rows) => tally.addRemark(remark, rows),
      progress(bytes, waiting) {
        progress.bytes(bytes);
        report(waiting, reading, progress);
        if (signal?.aborted === true) void reader.stop();
      },
    });
    if (!ended.ok) return ended;
    content ??= ended.value.sha256;
    return success(undefined);
  }

  /** Tells how far the reading is. What waits in a batch will be stored: the transaction begins with it. */
  function report(waiting: number, reading: Reading, progress: ProgressSteps): void {
    if (waiting > 0) openWriter(reading);
    progress.report(tally.rowsRead + waiting);
  }

  async function readHere(file: ImportedFile, progress: ProgressSteps): Promise<Result<void>> {
    const source = await openSource({ ...file, signal, limits, onBytesRead: progress.bytes });
    if (!source.ok) return source;
    try {
      const ready = await prepare(source.value, file);
      if (!ready.ok) return ready;
      const { reading, store } = ready.value;
      if (reading.planned !== undefined && request.readsByPlan !== false) {
        return await readColumns(reading.planned, ready.value, file, progress);
      }
      for await (const batch of reading.rows(source.value, file.name)) {
        if (!batch.ok) return batch;
        for (const row of batch.value) store.add(row, files.length > 1 ? file.name : undefined);
        progress.report(tally.rowsRead);
      }
      return success(undefined);
    } finally {
      await source.value.close();
    }
  }

  /** Reads a table from its first byte on: the plan needs bytes where the source has given cells. */
  async function readColumns(
    { table, readRow }: PlannedReading,
    { reading, store, columns }: Prepared,
    file: ImportedFile,
    progress: ProgressSteps,
  ): Promise<Result<void>> {
    const text = await openText({ ...file, signal, limits, onBytesRead: progress.bytes });
    if (!text.ok) return text;
    const read = await readPlanned(text.value, table, file.name, limits, {
      batch: columns.add,
      record(record, storeBatch) {
        const row = readRow(record);
        // What is stored is stored in the order of the file.
        if (row.outcome.kind === 'usage' || row.outcome.kind === 'charge') storeBatch();
        store.add(row, undefined);
      },
      remark: (remark) => tally.addRemark(remark),
      progress: (waiting) => report(waiting, reading, progress),
    });
    await text.value.close();
    return read;
  }

  function finish(): Result<ImportReport> {
    if (prepared === undefined) throw new Error('An import has at least one file.');
    const { reading, store } = prepared;
    const sha256 = contentHash();
    store.finish();
    if (tally.imported + tally.duplicate === 0 && tally.rejected > 0) return noUsableRows(name, tally);
    let stored: StoredImport | undefined;
    if (writer !== undefined && request.dryRun === true) {
      stored = { overlaps: writer.overlaps() };
    } else if (writer !== undefined) {
      const { rowsRead, rejected } = tally;
      const overlaps = writer.overlaps();
      const summary = writer.commit({ sha256, rowsRead, rejected, residualNanoUsd: null });
      isCommitted = true;
      stored = { summary, overlaps, review: request.review?.(summary) };
    }
    return success(importReport(request, reading, tally, sha256, stored));
  }

  async function end(): Promise<void> {
    if (!isCommitted) writer?.rollback();
    await thread?.stop();
  }

  return { startThread, read, contentHash, finish, end };
}

function noUsableRows(name: string, { rejected, rejects, nextSteps }: Tally): Failed {
  const [first] = rejects;
  const [nextStep = 'Check the preset or the mapping.'] = nextSteps;
  const at = { file: first?.file ?? name, line: first?.line, column: first?.column };
  const why = first === undefined ? '' : ` The first, at ${describePlace(at)}: ${first.reason}.`;
  return failure(
    'no-usable-rows',
    `No row of ${name} can be read (${counted(rejected, 'row')} rejected); nothing was added.${why}`,
    { at, nextStep },
  );
}
