import type { Connection } from './connection.ts';
import { sqlInteger } from './connection.ts';
import { LedgerError, corruptLedger } from './failures.ts';
import type { NewPriceDocument, PriceDocumentRow } from './ledger.ts';
import { priceDocumentKinds } from './ledger.ts';

/** Keeps the documents that change prices. */
export interface PriceDocumentStore {
  /** In the order they were added, withdrawn ones too. @throws LedgerError `ledger-corrupt`. */
  list(): readonly PriceDocumentRow[];
  add(document: NewPriceDocument): PriceDocumentRow;
  /** @returns false when no document of this id is in force. */
  withdraw(id: number, atMs: number): boolean;
}

interface StoredDocument extends Omit<PriceDocumentRow, 'kind'> {
  readonly kind: string;
}

/** The price documents of a ledger. */
export function createPriceDocumentStore(connection: Connection, file: string): PriceDocumentStore {
  const select = connection.prepare<[], StoredDocument>(
    `SELECT id, kind, name, sha256, recorded_at_ms AS recordedAtMs, withdrawn_at_ms AS withdrawnAtMs, document
     FROM price_document ORDER BY id`,
  );
  const insert = connection.prepare(
    'INSERT INTO price_document (kind, name, sha256, recorded_at_ms, document) VALUES (?, ?, ?, ?, ?)',
  );
  const update = connection.prepare(
    'UPDATE price_document SET withdrawn_at_ms = ? WHERE id = ? AND withdrawn_at_ms IS NULL',
  );

  function read({ kind, ...rest }: StoredDocument): PriceDocumentRow {
    const known = priceDocumentKinds.find((name) => name === kind);
    if (known === undefined)
      throw new LedgerError(corruptLedger(file, `price document ${rest.id} is of no known kind`));
    return { ...rest, kind: known };
  }

  function add(document: NewPriceDocument): PriceDocumentRow {
    const { kind, name, sha256, recordedAtMs } = document;
    const { lastInsertRowid } = insert.run(kind, name, sha256, sqlInteger(recordedAtMs), document.document);
    return {
      kind,
      name,
      sha256,
      recordedAtMs,
      document: document.document,
      id: Number(lastInsertRowid),
      withdrawnAtMs: null,
    };
  }

  return {
    list: () => select.all().map(read),
    add,
    withdraw: (id, atMs) => update.run(sqlInteger(atMs), id).changes > 0,
  };
}
