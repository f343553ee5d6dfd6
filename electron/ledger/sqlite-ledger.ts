import type { ImportSummary } from '#shared/domain/importing.ts';
import type { UsageQuery, UsageSummary } from '#shared/domain/usage-query.ts';
import type { Result } from '#shared/result.ts';
import { failure, success } from '#shared/result.ts';
import type { Connection, SqlValue } from './connection.ts';
import { LedgerError, failureOf, readOnlyLedger, withLedgerErrors } from './failures.ts';
import { beginImport } from './import-writer.ts';
import type { ImportSource, ImportWriter, Ledger, NewPriceDocument, PriceDocumentRow } from './ledger.ts';
import { queryLedger } from './sql-query.ts';
import { createStores } from './stores.ts';
import { undoImport } from './undo.ts';
import { summariseUsage } from './usage-query.ts';
import { verifyLedger } from './verify.ts';

/** The ledger on an open connection whose schema is up to date; the ledger closes it. */
export function createLedger(connection: Connection, file: string): Ledger {
  const stores = createStores(connection, file);
  const { imports, segments, dictionary, priceCards, priceDocuments, charges } = stores;
  let importInProgress: ImportWriter | undefined;

  function attempt<T>(work: () => T): T {
    return withLedgerErrors(file, work);
  }

  /** Runs reads on one state of the file, whatever other connections commit meanwhile. */
  function atOneState<T>(read: () => T): T {
    return attempt(() => connection.transaction(read).deferred());
  }

  function begin(source: ImportSource): ImportWriter {
    if (importInProgress !== undefined) throw new Error('An import is in progress on this connection.');
    if (connection.readonly) throw new LedgerError(readOnlyLedger(file));
    const writer = beginImport(connection, stores, source, () => {
      importInProgress = undefined;
    });
    importInProgress = writer;
    return writer;
  }

  /** Runs a small write in a transaction of its own. */
  function write<T>(work: () => Result<T>): Result<T> {
    if (importInProgress !== undefined) {
      return failure('import-in-progress', 'An import is in progress.', {
        nextStep: 'Wait for it or cancel it first.',
      });
    }
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
    rejectedRows: (importId) => attempt(() => imports.rejectedRows(importId)),
    beginImport: begin,
    undoImport: undo,
    usage: (usageQuery: UsageQuery): UsageSummary => atOneState(() => summariseUsage(stores, usageQuery)),
    scan: (period, visit) => atOneState(() => segments.scan(period, visit)),
    dictionary: () => ({ name: (dimension, id) => attempt(() => dictionary.name(dimension, id)) }),
    charges: (period) => attempt(() => charges.list(period)),
    priceDocuments: () => attempt(() => priceDocuments.list()),
    addPriceDocument,
    withdrawPriceDocument,
    priceCard: (row) => attempt(() => priceCards.read(row)),
    query,
    verify: () => verifyLedger(connection, stores),
    close,
  };
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
