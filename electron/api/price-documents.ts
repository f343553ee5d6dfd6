import type { Ledger } from '#ledger';
import { readPriceDocument } from '#pricing/books';
import type {
  AliasDocument,
  BookDocument,
  ContractDocument,
  ExchangeRateDocument,
  OverrideDocument,
  PriceDocument,
  PriceDocumentRow,
} from '#shared/domain/price-book.ts';
import { success, type Result } from '#shared/result.ts';
import { sha256Of } from './price-book-file.ts';

/** Where price documents are kept. */
export interface PriceDocumentStore {
  /** In the order in which they were added, withdrawn ones too; none where there is no ledger yet. */
  readonly rows: () => readonly PriceDocumentRow[];
  readonly ledger: () => Pick<Ledger, 'addPriceDocument' | 'withdrawPriceDocument'>;
  /** Called when documents changed: prices are made anew, and whoever shows them is told. */
  readonly onChanged: () => void;
  /** The clock, UTC ms. */
  readonly now: () => number;
}

/** The content of a new document. */
export type NewContent = BookDocument | OverrideDocument | AliasDocument | ContractDocument | ExchangeRateDocument;

/** Every document, newest first. Fails as `readPriceDocument` does. */
export function listPriceDocuments({ rows }: Pick<PriceDocumentStore, 'rows'>): Result<PriceDocument[]> {
  const documents: PriceDocument[] = [];
  for (const row of rows()) {
    const read = readPriceDocument(row);
    if (!read.ok) return read;
    documents.push(read.value.document);
  }
  return success(documents.reverse());
}

/** The row that a content becomes, before the ledger has it. */
export function documentRow(
  content: NewContent,
  name: string,
  recordedAtMs: number,
): Omit<PriceDocumentRow, 'id' | 'withdrawnAtMs'> {
  const document = JSON.stringify(content);
  return { kind: content.kind, name, sha256: sha256Of(document), recordedAtMs, document };
}

/** Adds a document; its prices hold from then on. Fails as the ledger does. */
export function addPriceDocument(
  { ledger, onChanged, now }: PriceDocumentStore,
  content: NewContent,
  name: string,
): Result<{ document: PriceDocument }> {
  const added = ledger().addPriceDocument(documentRow(content, name, now()));
  if (!added.ok) return added;
  onChanged();
  return described(added.value);
}

/** Takes a document back. Fails `unknown-price-document`, or as the ledger does. */
export function withdrawPriceDocument(
  { ledger, onChanged, now }: PriceDocumentStore,
  documentId: number,
): Result<{ documentId: number }> {
  const withdrawn = ledger().withdrawPriceDocument(documentId, now());
  if (!withdrawn.ok) return withdrawn;
  onChanged();
  return success({ documentId });
}

function described(row: PriceDocumentRow): Result<{ document: PriceDocument }> {
  const read = readPriceDocument(row);
  return read.ok ? success({ document: read.value.document }) : read;
}
