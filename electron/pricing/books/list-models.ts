import { findProvider } from '@pydantic/genai-prices';
import type { ModelSummary } from '#shared/contract.ts';
import type { ListFilter } from '../catalogue.ts';
import { searchText } from './summarise.ts';

/** The models that pass a filter, in their order. A provider may be called by any name that the book knows. */
export function filterModels(models: readonly ModelSummary[], filter: ListFilter): readonly ModelSummary[] {
  const { subject, book, disagreeing } = filter;
  const provider = filter.provider?.trim().toLowerCase() ?? '';
  const seller = provider === '' ? '' : (findProvider({ providerId: provider })?.id ?? provider);
  const words = (filter.search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  return models.filter(
    (model) =>
      (provider === '' || model.provider === seller || model.provider === provider) &&
      (subject === undefined || (model.subject ?? 'model') === subject) &&
      (book === undefined || model.source.book === book) &&
      (disagreeing !== true || model.disagrees === true) &&
      (words.length === 0 || holdsEvery(searchText(model), words)),
  );
}

function holdsEvery(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}
