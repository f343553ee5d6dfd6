/** Price books: the data behind a catalogue. Large; the simulator and the window never import it. */
export { createBundledCatalogue } from './bundled-catalogue.ts';
