import { waitForUpdate } from '@pydantic/genai-prices';
import { bookModelId, type BookModel } from '../../../../electron/pricing/books/book-cards.ts';
import { namedBook } from '../../../../electron/pricing/books/named-book.ts';
import type { NamedBook } from '../../../../electron/pricing/matching/index.ts';

/** The names of the bundled price book, as the catalogue gives them to the matcher. */
export async function bundledNames(): Promise<NamedBook> {
  const providers = (await waitForUpdate()) ?? [];
  const entries = providers.flatMap((provider) =>
    provider.models.map((model): BookModel => ({ provider, owner: provider, model })),
  );
  return namedBook(new Map(entries.map((entry) => [bookModelId(entry), entry])));
}
