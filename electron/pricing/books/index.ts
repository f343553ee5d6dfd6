/** Price books: the data behind a catalogue. Large; the simulator and the window never import it. */
export { bookDocument, type BookFile } from './book-document.ts';
export { bundledBooks } from './bundled-books.ts';
export { createBundledCatalogue, type BundledCatalogue } from './bundled-catalogue.ts';
export { diffBook, diffBookInSteps, type DiffOptions } from './diff-book.ts';
export { createCatalogue, type CatalogueParts } from './layered-catalogue.ts';
export { maximumUsdPerMTok, maximumUsdPerUnit } from './plausibility.ts';
export { readPriceDocument, type ReadDocument } from './price-documents.ts';
export { bookTooLarge, maximumBookSize, readPriceBook, type ReadBookOptions } from './read-price-book.ts';
