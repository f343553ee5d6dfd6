import { cardAt, type LayeredCatalogue } from '#pricing';
import {
  bookDocument,
  createCatalogue,
  diffBook,
  readPriceBook,
  readPriceDocument,
  type BundledCatalogue,
} from '#pricing/books';
import type { BookDiff, BookDocument, PriceDocumentRow } from '#shared/domain/price-book.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { success, type Result } from '#shared/result.ts';
import type { GrantedFile } from './file-grants.ts';
import { readPriceBookFile } from './price-book-file.ts';
import { documentRow } from './price-documents.ts';

/** What a preview is made with. */
export interface PreviewServices {
  readonly bundled: BundledCatalogue;
  readonly catalogue: LayeredCatalogue;
  /** The ledger's documents, withdrawn ones too. */
  readonly rows: () => readonly PriceDocumentRow[];
  /** The clock, UTC ms. */
  readonly now: () => number;
}

/** A book that was read, with what applying it would do. */
export interface PreviewedBook {
  readonly document: BookDocument;
  readonly diff: BookDiff;
}

/**
 * Reads a price file and works out what applying it from an instant on would do. Applies nothing. Fails as
 * `readPriceBook` does, with the JSON path inside the file.
 */
export async function previewBook(
  file: GrantedFile,
  effectiveFromMs: number,
  { bundled, catalogue, rows, now }: PreviewServices,
): Promise<Result<PreviewedBook>> {
  const read = await readPriceBookFile(file);
  if (!read.ok) return read;
  const nowMs = now();
  const book = readPriceBook(read.value.text, {
    file: file.name,
    providerNamed: (name) => bundled.providerNamed(name),
    knownRates: (modelId) => cardAt(bundled.cardsOf(modelId), nowMs)?.rates,
  });
  if (!book.ok) return book;
  const document = bookDocument(book.value, read.value, effectiveFromMs);
  const documents = rows();
  const id = 1 + Math.max(0, ...documents.map((row) => row.id));
  const candidate = { ...documentRow(document, file.name, nowMs), id, withdrawnAtMs: null };
  const after = createCatalogue({ bundled, documents: [...documents, candidate] });
  if (!after.ok) return after;
  const earlier = catalogue.documents.filter(
    ({ content }) => content.kind === 'book' && content.book === document.book,
  );
  const applied = earlier.find(
    ({ content }) =>
      content.kind === 'book' &&
      content.fileSha256 === document.fileSha256 &&
      content.effectiveFromMs === effectiveFromMs,
  );
  const diff = diffBook({
    before: catalogue,
    after: after.value,
    book: document,
    previousModelIds: previousModels(documents, earlier.at(-1)?.id, document.book, bundled, nowMs),
    appliedAs: applied?.id,
  });
  return success({ document, diff });
}

/** The models of the last book of a name: an imported one, else the bundled one. */
function previousModels(
  rows: readonly PriceDocumentRow[],
  documentId: number | undefined,
  book: string,
  bundled: BundledCatalogue,
  nowMs: number,
): Iterable<string> {
  const row = rows.find(({ id }) => id === documentId);
  const read = row === undefined ? undefined : readPriceDocument(row);
  if (read?.ok === true) return read.value.cards.keys();
  const listed = bundled.list({ book }, nowMs).map(({ modelId }) => modelId);
  // The bundled book also lists models that it has no price of.
  return listed.filter((modelId) => bundled.cardsOf(modelId).some(hasPrice));
}

function hasPrice({ rates, unitRates }: PriceCard): boolean {
  return Object.keys(rates).length > 0 || Object.keys(unitRates).length > 0;
}
