import { cardAt, type LayeredCatalogue } from '#pricing';
import {
  bookDocument,
  createCatalogue,
  diffBookInSteps,
  readPriceBook,
  readPriceDocument,
  type BundledCatalogue,
} from '#pricing/books';
import type { BookDiff, BookDocument, PriceDocument, PriceDocumentRow } from '#shared/domain/price-book.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { success, type Result } from '#shared/result.ts';
import type { GrantedFile } from './file-grants.ts';
import { inSlices, nextTurn } from './in-slices.ts';
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

/** What the user decides about a book. */
export interface BookChoices {
  /** First instant of its prices, UTC ms. */
  readonly effectiveFromMs: number;
  /** True = entries with a price that cannot be true are left out. */
  readonly leaveOutImplausible?: boolean | undefined;
}

/**
 * Reads a price file into the document that would apply it from an instant on. Applies nothing. Fails as `readPriceBook`
 * does, with the JSON path inside the file.
 */
export async function readBook(
  file: GrantedFile,
  { effectiveFromMs, leaveOutImplausible }: BookChoices,
  { bundled, now }: Pick<PreviewServices, 'bundled' | 'now'>,
): Promise<Result<BookDocument>> {
  const read = await readPriceBookFile(file);
  if (!read.ok) return read;
  const nowMs = now();
  await nextTurn();
  const book = readPriceBook(read.value.text, {
    file: file.name,
    providerNamed: (name) => bundled.providerNamed(name),
    leaveOutImplausible,
    knownRates: (modelId) => cardAt(bundled.cardsOf(modelId), nowMs)?.rates,
  });
  return book.ok ? success(bookDocument(book.value, read.value, effectiveFromMs)) : book;
}

/** The document that applied the same content from the same instant on; undefined = none that counts. */
export function appliedDocument(
  { documents }: Pick<LayeredCatalogue, 'documents'>,
  { fileSha256, effectiveFromMs }: BookDocument,
): PriceDocument | undefined {
  return documents.find(
    ({ content }) =>
      content.kind === 'book' && content.fileSha256 === fileSha256 && content.effectiveFromMs === effectiveFromMs,
  );
}

/** Works out what applying a book would do, without holding up the thread. Applies nothing. */
export async function previewBook(
  book: BookDocument,
  { bundled, catalogue, rows, now }: PreviewServices,
): Promise<Result<BookDiff>> {
  const nowMs = now();
  const documents = rows();
  const id = 1 + Math.max(0, ...documents.map((row) => row.id));
  const candidate = { ...documentRow(book, book.file, nowMs), id, withdrawnAtMs: null };
  await nextTurn();
  const after = createCatalogue({ bundled, documents: [...documents, candidate] });
  if (!after.ok) return after;
  const earlier = catalogue.documents.findLast(({ content }) => content.kind === 'book' && content.book === book.book);
  const steps = diffBookInSteps({
    before: catalogue,
    after: after.value,
    book,
    previousModelIds: previousModels(documents, earlier?.id, book.book, bundled, nowMs),
    appliedAs: appliedDocument(catalogue, book)?.id,
  });
  return success(await inSlices(steps));
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
