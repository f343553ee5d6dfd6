import type { ImportSummary } from '#shared/domain/importing.ts';
import type { UsageQuery, UsageSummary } from '#shared/domain/usage-query.ts';
import type { RecordPage, RecordPageQuery, UsageExportPart, UsageExportQuery } from '#shared/domain/usage-records.ts';
import { largestRecordPage } from '#shared/domain/usage-records.ts';
import type { RepriceReport, RepriceRequest } from '#shared/domain/reprice.ts';
import type { Result } from '#shared/result.ts';
import { failure, success } from '#shared/result.ts';
import { backUpLedger } from './backup.ts';
import type { Connection, SqlValue } from './connection.ts';
import { LedgerError, failureOf, readOnlyLedger, withLedgerErrors } from './failures.ts';
import { beginImport } from './import-writer.ts';
import type {
  ImportSource,
  ImportWriter,
  Ledger,
  NewPriceDocument,
  PriceDocumentRow,
  RecordPricer,
  RepriceControl,
} from './ledger.ts';
import { recordPage } from './record-page.ts';
import { createRecordPager } from './record-pager.ts';
import { queryLedger } from './sql-query.ts';
import { runReprice } from './run-reprice.ts';
import { createStores } from './stores.ts';
import { createTrackingStore } from './tracking-store.ts';
import { undoImport } from './undo.ts';
import { summariseUsage } from './usage-query.ts';
import { groupsCsv, recordCsvColumns, recordCsvHeader, recordsCsv } from './usage-csv.ts';
import { verifyLedger } from './verify.ts';

/** The ledger on an open connection whose schema is up to date; the ledger closes it. */
export function createLedger(connection: Connection, file: string): Ledger {
  const stores = createStores(connection, file);
  const { imports, segments, dictionary, priceCards, priceDocuments, charges } = stores;
  const pager = createRecordPager(connection, stores);
  let importInProgress: ImportWriter | undefined;
  let isRepricing = false;

  function attempt<T>(work: () => T): T {
    return withLedgerErrors(file, work);
  }

  /** Runs reads on one state of the file, whatever other connections commit meanwhile. */
  function atOneState<T>(read: () => T): T {
    return attempt(() => connection.transaction(read).deferred());
  }

  function begin(source: ImportSource): ImportWriter {
    if (importInProgress !== undefined || isRepricing) throw new Error('An import is in progress on this connection.');
    if (connection.readonly) throw new LedgerError(readOnlyLedger(file));
    const writer = beginImport(connection, stores, source, () => {
      importInProgress = undefined;
    });
    importInProgress = writer;
    return writer;
  }

  /** Runs a small write in a transaction of its own. */
  function write<T>(work: () => Result<T>): Result<T> {
    if (importInProgress !== undefined || isRepricing) return busy();
    if (connection.readonly) return { ok: false, error: readOnlyLedger(file) };
    try {
      return work();
    } catch (error) {
      const known = failureOf(error, file);
      if (known === undefined) throw error;
      return { ok: false, error: known };
    }
  }

  function undo(importId: number): Result<{ readonly records: number }> {
    return write(() => {
      const records = undoImport(connection, stores, importId);
      return records === undefined ? unknownImport(importId) : success({ records });
    });
  }

  function addPriceDocument(document: NewPriceDocument): Result<PriceDocumentRow> {
    return write(() => success(priceDocuments.add(document)));
  }

  function withdrawPriceDocument(id: number, atMs: number): Result<void> {
    return write(() => (priceDocuments.withdraw(id, atMs) ? success(undefined) : unknownPriceDocument(id)));
  }

  async function reprice(
    request: RepriceRequest,
    priceRecord: RecordPricer,
    control: RepriceControl = {},
  ): Promise<Result<RepriceReport>> {
    if (importInProgress !== undefined || isRepricing) return busy();
    if (connection.readonly && request.apply) return { ok: false, error: readOnlyLedger(file) };
    isRepricing = true;
    try {
      return await runReprice(connection, stores, request, priceRecord, control);
    } finally {
      isRepricing = false;
    }
  }

  function page({ offset, limit, ...selection }: RecordPageQuery): RecordPage {
    return recordPage(pager.read(selection, offset, limit), offset, {
      dictionary,
      priceVersion: (row) => priceCards.read(row)?.priceVersion ?? '',
    });
  }

  function exportPart({ what, offset, ...usageQuery }: UsageExportQuery): UsageExportPart {
    if (what === 'groups') {
      const summary = summariseUsage(stores, usageQuery);
      const rows = 1 + Math.max(summary.groups.length, summary.by.length === 0 ? 1 : 0);
      return { fileName: 'burnrate-usage.csv', csv: groupsCsv(summary), rows, nextOffset: null };
    }
    const columns = recordCsvColumns(summariseUsage(stores, { ...usageQuery, by: [] }).totals);
    const part = page({ ...usageQuery, offset, limit: largestRecordPage });
    const nextOffset = offset + part.rows;
    return {
      fileName: 'burnrate-records.csv',
      csv: `${offset === 0 ? recordCsvHeader(columns) : ''}${recordsCsv(part, columns)}`,
      rows: part.rows + (offset === 0 ? 1 : 0),
      nextOffset: nextOffset < part.total ? nextOffset : null,
    };
  }

  function query(sql: string, parameters: readonly SqlValue[] = []): ReturnType<Ledger['query']> {
    return queryLedger(file, sql, parameters);
  }

  function close(): void {
    importInProgress?.rollback();
    connection.close();
  }

  return {
    file,
    listImports: (): readonly ImportSummary[] => attempt(() => imports.list()),
    findImport: (sha256) => attempt(() => imports.findByContent(sha256)),
    hasImportOfSize: (sizeBytes) => attempt(() => imports.hasSize(sizeBytes)),
    rejectedRows: (importId, offset, limit) => attempt(() => imports.rejectedRows(importId, offset, limit)),
    beginImport: begin,
    undoImport: undo,
    usage: (usageQuery: UsageQuery): UsageSummary => atOneState(() => summariseUsage(stores, usageQuery)),
    reprice,
    records: (pageQuery) => atOneState(() => page(pageQuery)),
    names: ({ dimension, search = '', limit }) => attempt(() => dictionary.list(dimension, search, limit)),
    exportCsv: (exportQuery) => atOneState(() => exportPart(exportQuery)),
    scan: (period, visit) => atOneState(() => segments.scan(period, visit)),
    dictionary: () => ({ name: (dimension, id) => attempt(() => dictionary.name(dimension, id)) }),
    charges: (period) => attempt(() => charges.list(period)),
    priceDocuments: () => attempt(() => priceDocuments.list()),
    addPriceDocument,
    withdrawPriceDocument,
    tracking: createTrackingStore(connection, write),
    priceCard: (row) => attempt(() => priceCards.read(row)),
    query,
    backup: async (target) =>
      importInProgress === undefined && !isRepricing ? backUpLedger(connection, file, target) : busy(),
    verify: () => verifyLedger(connection, stores),
    close,
  };
}

function busy(): Result<never> {
  return failure('import-in-progress', 'An import is in progress.', { nextStep: 'Wait for it or cancel it first.' });
}

function unknownImport(importId: number): Result<never> {
  return failure('unknown-import', `The ledger has no import ${importId}.`, {
    nextStep: 'List the imports to see their numbers.',
  });
}

function unknownPriceDocument(id: number): Result<never> {
  return failure('unknown-price-document', `The ledger has no price document ${id} in force.`, {
    nextStep: 'List the price documents to see their numbers.',
  });
}
