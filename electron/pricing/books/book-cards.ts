import type { ModelInfo, Provider } from '@pydantic/genai-prices';
import type { PriceCard } from '#shared/domain/price.ts';
import { genaiStatedPrices } from './genai-prices-rates.ts';
import { sealCards } from './seal-card.ts';
import { modelIdOf, type StatedModel } from './stated-price.ts';

/** Name of the bundled price book: the npm package `@pydantic/genai-prices`, MIT licence. */
export const bookName = 'genai-prices';

/** Version of the package whose data is bundled; a test compares it with the installed one. */
export const bookVersion = '0.1.8';

/** A model of the book as one provider sells it. */
export interface BookModel {
  /** Who sells it: the provider of the card. */
  readonly provider: Provider;
  /** Whose entry it is; differs where the book falls back, as Azure does to OpenAI. */
  readonly owner: Provider;
  readonly model: ModelInfo;
}

/**
 * Every card of a book model, ascending by date; of cards that share their dates, the one that holds for most of the
 * day comes first.
 */
export function bookCards({ provider, owner, model }: BookModel): readonly PriceCard[] {
  const url = owner.pricing_urls?.[0];
  const stated: Mutable<StatedModel> = {
    provider: provider.id,
    providerName: provider.name,
    model: model.id,
    displayName: model.name ?? model.id,
    prices: genaiStatedPrices(provider.id, model.id, model.prices),
  };
  if (model.context_window !== undefined) stated.contextWindowTokens = model.context_window;
  if (url !== undefined) stated.url = url;
  if (model.deprecated === true) stated.lifecycle = { source: 'marked as deprecated in genai-prices' };
  return sealCards(stated, { book: bookName, bookVersion });
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Id of a book model: `provider/model`, lower case. */
export function bookModelId({ provider, model }: Pick<BookModel, 'provider' | 'model'>): string {
  return modelIdOf({ provider: provider.id, model: model.id });
}
