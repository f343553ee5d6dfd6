import type { BookDocument } from '#shared/domain/price-book.ts';
import { sealCards } from './seal-card.ts';
import type { PriceBook } from './stated-price.ts';

/** What is known of a book's file. */
export interface BookFile {
  /** As the user named it. */
  readonly file: string;
  /** SHA-256 of its content, hex. */
  readonly sha256: string;
}

/** Hex digits of the file's SHA-256 that tell versions of a book apart. */
const versionLength = 8;

/**
 * The document that applies a book: its cards as they are read today, so that no later version of the app reads other
 * prices into it.
 * @param effectiveFromMs first instant on which its prices hold, UTC ms.
 */
export function bookDocument(book: PriceBook, { file, sha256 }: BookFile, effectiveFromMs: number): BookDocument {
  const origin = { book: book.format, bookVersion: sha256.slice(0, versionLength) };
  return {
    kind: 'book',
    version: 1,
    format: book.format,
    ...origin,
    file,
    fileSha256: sha256,
    effectiveFromMs,
    models: book.models.length,
    unknownKeys: [...book.unknownKeys],
    skipped: [...book.skipped],
    notes: [...book.notes],
    cards: book.models.flatMap((model) => [...sealCards(model, origin)]),
  };
}
