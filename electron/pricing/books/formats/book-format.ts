import type { BookFormat } from '#shared/domain/price-book.ts';
import type { PriceBook } from '../stated-price.ts';
import type { BookReading } from './book-reading.ts';

/** A provider as cards name it. */
export interface BookProvider {
  /** Lower case. */
  readonly id: string;
  readonly name: string;
}

/** What reading a book needs to know of the catalogue. */
export interface BookContext {
  /** The provider that a book's own name means, where the catalogue knows it. */
  readonly providerNamed: (name: string) => BookProvider | undefined;
}

/** One kind of price file. */
export interface BookFormatReader {
  readonly id: BookFormat;
  /** What people call it: `LiteLLM price file`. */
  readonly name: string;
  /** Whether a document looks like this format; the first reader that says so reads it. */
  recognises(document: unknown): boolean;
  /**
   * Reads a document that was recognised. What is wrong with it goes to `reading`, which refuses the whole book; what
   * it leaves out goes there too.
   */
  read(document: unknown, reading: BookReading, context: BookContext): PriceBook['models'];
}
