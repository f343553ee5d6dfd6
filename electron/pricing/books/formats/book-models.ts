import { modelIdOf, type FileModel } from '../stated-price.ts';
import type { BookReading, Path } from './book-reading.ts';

/** The models of a book, each once: files list some under a maker and again under its cloud. */
export class BookModels {
  readonly #models = new Map<string, { readonly model: FileModel; readonly isOwn: boolean }>();

  /**
   * Adds a model. Of several entries of one model the first counts, but an entry of the provider's own goes before.
   * @param isOwn whether the entry stands under the provider's own name.
   */
  add(model: FileModel, isOwn: boolean, path: Path, reading: BookReading): void {
    const id = modelIdOf(model);
    const known = this.#models.get(id);
    if (known !== undefined) reading.skip('another entry has the same model', path);
    if (known === undefined || (isOwn && !known.isOwn)) this.#models.set(id, { model, isOwn });
  }

  /** In the order in which they were first added. */
  list(): readonly FileModel[] {
    return [...this.#models.values()].map(({ model }) => model);
  }
}
