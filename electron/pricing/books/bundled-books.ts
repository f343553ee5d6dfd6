import { bookName, bookVersion } from './book-cards.ts';
import { infrastructureBookName, infrastructureBookVersion } from './infrastructure-cards.ts';
import { recentModelsBookName, recentModelsBookVersion } from './recent-models.ts';

/** The price books that come with the app: the main one first, each with the version or the day that it stands for. */
export const bundledBooks: readonly { readonly book: string; readonly version: string }[] = [
  { book: bookName, version: bookVersion },
  { book: recentModelsBookName, version: recentModelsBookVersion },
  { book: infrastructureBookName, version: infrastructureBookVersion },
];
