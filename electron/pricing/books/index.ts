/** Price books: the data behind a catalogue. Large; the simulator and the window never import it. */
export { createBundledCatalogue, type BundledCatalogue } from './bundled-catalogue.ts';
export { createCatalogue, type CatalogueParts } from './layered-catalogue.ts';
export { maximumBookSize, readPriceBook, bookTooLarge, type ReadBookOptions } from './read-price-book.ts';
