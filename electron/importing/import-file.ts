import type { ImportOptions, ImportReport, ImportSummary } from '#shared/domain/importing.ts';
import { describePlace, failure, success, type Failed, type Result } from '#shared/result.ts';
import { ledgerFailure, type ImportWriter, type Ledger } from '#ledger';
import { parseModelReference, type Catalogue } from '#pricing';
import { choosePreset } from './choose-preset.ts';
import { createContentHash, hashContent, type ContentHash } from './hash-content.ts';
import { duplicateReport, importReport, type Reading } from './import-report.ts';
import type { ReadLimits } from './limits.ts';
import { normalise } from './normalise.ts';
import { isRejection } from './presets/row-cells.ts';
import { createRecordPricer } from './price-records.ts';
import { isEmptyCell } from './read/cells.ts';
import type { Header } from './read/header.ts';
import { cancelled } from './read/read-content.ts';
import type { CsvRecord } from './read/record-parser.ts';
import { openTable, type Table } from './read/table.ts';
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
 * Fails as `openTable`, `choosePreset` and the preset's `rowReader` do, and with `model-needed`, `no-usable-rows`,
 * `file-changed`, `cancelled`, or the ledger's own failures.
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
  const table = await openTable({
    ...request,
    onBytesRead: (done) => {
      bytesRead = done;
    },
    onContent: (bytes) => void contentHash.update(bytes),
  });
  if (!table.ok) return table;
  try {
    const reading = prepareReading(table.value, request);
    if (!reading.ok) return reading;
    return await readIntoLedger(request, table.value, reading.value, {
      hash: hash.value,
      bytesRead: () => bytesRead,
      digest: () => contentHash.digest('hex'),
    });
  } finally {
    await table.value.close();
  }
}

function prepareReading({ header, sample }: Table, request: ImportRequest): Result<Reading> {
  const { name, options } = request;
  const rows = sample.map((record) => record.cells);
  const chosen = choosePreset(header, rows, options, name);
  if (!chosen.ok) return chosen;
  const reader = chosen.value.preset.rowReader(header, options, name);
  if (!reader.ok) return reader;
  const model = options.model ?? options.mapping?.constants.model;
  if (model === undefined && chosen.value.preset.needsModel(header, rows, options)) {
    return failure('model-needed', `${name} names no model, so its usage cannot be priced.`, {
      at: { file: name },
      nextStep: 'Say which model it was: --model openai/gpt-4o, or choose one in the Import screen.',
    });
  }
  const fallback = model === undefined ? undefined : parseModelReference(model);
  return success({ ...chosen.value, reader: reader.value, fallback });
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
  table: Table,
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
    });
    return writer;
  }

  try {
    const consume = createRowConsumer(request, table.header, reading, tally, openWriter);
    for await (const batch of table.rows) {
      if (!batch.ok) return batch;
      for (const row of batch.value) consume(row);
      request.onProgress?.({ done: bytes.bytesRead(), total: bytes.hash.sizeBytes, rows: tally.rowsRead });
    }
    if (signal?.aborted === true) return cancelled(name);
    if (bytes.digest() !== bytes.hash.sha256) return fileChanged(name);
    if (tally.imported === 0 && tally.rejected > 0) return noUsableRows(name, tally);
    let summary: ImportSummary | undefined;
    if (writer !== undefined) {
      const { rowsRead, rejected, rejects } = tally;
      summary = writer.commit({ rowsRead, rejected, rejects, residualNanoUsd: null });
      isCommitted = true;
    }
    return success(importReport(request, table.header, reading, tally, bytes.hash.sha256, summary));
  } finally {
    if (!isCommitted) writer?.rollback();
  }
}

/** Takes one row through its preset, `normalise`, pricing, the tally and the writer. */
function createRowConsumer(
  { catalogue, dryRun }: ImportRequest,
  header: Header,
  { reader, fallback }: Reading,
  tally: Tally,
  openWriter: () => ImportWriter,
): (row: CsvRecord) => void {
  const priceRecord = createRecordPricer(catalogue);
  const keptVersions = new Set<string>();
  return ({ line, cells }) => {
    const ragged = raggedReason(cells, header.columns.length);
    if (ragged !== undefined) return tally.addRejection(line, { kind: 'reject', reason: ragged });
    if (cells.every(isEmptyCell)) return tally.addEmpty();
    const outcome = reader.read(cells);
    if (outcome.kind === 'reject') return tally.addRejection(line, outcome);
    const draft = outcome.kind === 'empty' ? undefined : outcome.draft;
    if (draft === undefined) return tally.addEmpty();
    const record = normalise(draft, fallback);
    if (isRejection(record)) return tally.addRejection(line, record);
    const priced = priceRecord(record);
    if (isRejection(priced)) return tally.addRejection(line, priced);
    const { price, card } = priced;
    if (dryRun !== true) {
      const writer = openWriter();
      if (card !== undefined && price.priceVersion !== null && !keptVersions.has(price.priceVersion)) {
        writer.keepCard(card);
        keptVersions.add(price.priceVersion);
      }
      writer.append(record, price);
    }
    tally.addRecord(record, price);
    for (const remark of draft.remarks) tally.addRemark(remark);
    if (draft.model === '') tally.addNameless();
    if (price.priceVersion !== null && price.unpricedKinds.length > 0) {
      tally.addRemark(
        `${record.model} has no rate for ${price.unpricedKinds.join(', ')}; the cost of that part is unknown`,
      );
    }
  };
}

/** Why a row of another width than the header cannot be read; surplus empty cells do no harm. */
function raggedReason(cells: readonly string[], columns: number): string | undefined {
  if (cells.length === columns) return undefined;
  if (cells.length > columns && cells.slice(columns).every(isEmptyCell)) return undefined;
  return `the row has ${cells.length} ${cells.length === 1 ? 'field' : 'fields'} where the header has ${columns}`;
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
