import type { ImportOptions, ImportReport } from '#shared/domain/importing.ts';
import { describePlace, failure, success, type Failed, type Result } from '#shared/result.ts';
import { ledgerFailure, type ImportWriter, type Ledger } from '#ledger';
import type { Catalogue } from '#pricing';
import { exchangeRates, type ExchangeRates } from './charges.ts';
import { prepareReading, type Reading } from './file-reading.ts';
import { createContentHash, hashContent, type ContentHash } from './hash-content.ts';
import { duplicateReport, importReport, type StoredImport } from './import-report.ts';
import type { ReadLimits } from './limits.ts';
import { openSource, type OpenSource } from './read/open-source.ts';
import { cancelled } from './read/read-content.ts';
import { createRowStore } from './store-rows.ts';
import { countRows, createTally, type Tally } from './tally.ts';

/** Raised whenever the same file would become other records; kept with every import. */
export const importerVersion = '1';

/** How far an import is. */
export interface ImportProgress {
  /** Bytes of the file (as it lies on disk) whose rows have been read. */
  readonly done: number;
  readonly total: number;
  /** Rows handled so far. */
  readonly rows: number;
}

/** One import. */
export interface ImportRequest {
  readonly path: string;
  /** The file's name in the ledger, in failures and on screens. */
  readonly name: string;
  readonly options: ImportOptions;
  readonly ledger: Pick<Ledger, 'findImport' | 'beginImport'>;
  readonly catalogue: Catalogue;
  /** Rates behind those that the options give. */
  readonly exchangeRates?: ExchangeRates | undefined;
  /** The present, UTC ms. */
  readonly now: () => number;
  /** Called after every chunk of the file. */
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  /** Cancels between two chunks. */
  readonly signal?: AbortSignal | undefined;
  /** Reads, checks and prices, and stores nothing. */
  readonly dryRun?: boolean | undefined;
  readonly limits?: ReadLimits | undefined;
}

/**
 * Reads a usage file into the ledger: first its hash, so that the same content adds nothing, then its rows in one
 * transaction. Any failure leaves the ledger as it was.
 *
 * Fails as `openSource` and `prepareReading` do, and with `no-usable-rows`, `file-changed`, `cancelled`, or the ledger's own failures.
 */
export async function importFile(request: ImportRequest): Promise<Result<ImportReport>> {
  try {
    return await hashAndImport(request);
  } catch (error) {
    const failed = ledgerFailure(error);
    if (failed === undefined) throw error;
    return failed;
  }
}

async function hashAndImport(request: ImportRequest): Promise<Result<ImportReport>> {
  const hash = await hashContent(request);
  if (!hash.ok) return hash;
  const earlier = request.ledger.findImport(hash.value.sha256);
  if (earlier !== undefined) return success(duplicateReport(request, earlier));

  let bytesRead = 0;
  const contentHash = createContentHash();
  const source = await openSource({
    ...request,
    onBytesRead: (done) => {
      bytesRead = done;
    },
    onContent: (bytes) => void contentHash.update(bytes),
  });
  if (!source.ok) return source;
  try {
    const reading = prepareReading(source.value, request.options, request.name, request.limits);
    if (!reading.ok) return reading;
    return await readIntoLedger(request, source.value, reading.value, {
      hash: hash.value,
      bytesRead: () => bytesRead,
      digest: () => contentHash.digest('hex'),
    });
  } finally {
    await source.value.close();
  }
}

/** What the reading pass knows of the bytes. */
interface Bytes {
  readonly hash: ContentHash;
  readonly bytesRead: () => number;
  /** SHA-256 of what the reading pass has seen, once. */
  readonly digest: () => string;
}

async function readIntoLedger(
  request: ImportRequest,
  source: OpenSource,
  reading: Reading,
  bytes: Bytes,
): Promise<Result<ImportReport>> {
  const { ledger, name, signal } = request;
  const importedAtMs = request.now();
  const tally = createTally();
  let writer: ImportWriter | undefined;
  let isCommitted = false;

  function openWriter(): ImportWriter {
    writer ??= ledger.beginImport({
      file: name,
      sha256: bytes.hash.sha256,
      sizeBytes: bytes.hash.sizeBytes,
      preset: reading.preset.id,
      importerVersion,
      importedAtMs,
      monthScale: request.options.monthScale ?? null,
      grain: reading.preset.grain,
      overlap: request.options.overlap,
    });
    return writer;
  }

  try {
    const store = createRowStore({
      options: request.options,
      catalogue: request.catalogue,
      rates: exchangeRates(request.options.usdPerUnit, request.exchangeRates),
      fallback: reading.fallback,
      tally,
      openWriter: request.dryRun === true ? undefined : openWriter,
    });
    for await (const batch of reading.rows(source, name)) {
      if (!batch.ok) return batch;
      for (const row of batch.value) store.add(row, undefined);
      request.onProgress?.({ done: bytes.bytesRead(), total: bytes.hash.sizeBytes, rows: tally.rowsRead });
    }
    if (signal?.aborted === true) return cancelled(name);
    if (bytes.digest() !== bytes.hash.sha256) return fileChanged(name);
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
    return success(importReport(request, reading, tally, bytes.hash.sha256, stored));
  } finally {
    if (!isCommitted) writer?.rollback();
  }
}

function fileChanged(name: string): Failed {
  return failure('file-changed', `${name} changed while it was being read; nothing was added.`, {
    at: { file: name },
    nextStep: 'Wait until the file is complete and import it again.',
  });
}

function noUsableRows(name: string, { rejected, rejects }: Tally): Failed {
  const [first] = rejects;
  const at = { file: name, line: first?.line, column: first?.column };
  const why = first === undefined ? '' : ` The first, at ${describePlace(at)}: ${first.reason}.`;
  return failure(
    'no-usable-rows',
    `No row of ${name} can be read (${countRows(rejected)} rejected); nothing was added.${why}`,
    { at, nextStep: 'Check the preset or the mapping.' },
  );
}
