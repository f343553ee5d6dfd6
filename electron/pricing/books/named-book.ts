import { findProvider } from '@pydantic/genai-prices';
import type { NamedBook } from '../matching/index.ts';
import { knownProviderIds } from '../providers.ts';
import type { BookModel } from './book-cards.ts';

/** The names of the bundled book: models with its conditions on them, providers with theirs. */
export function namedBook(byId: ReadonlyMap<string, BookModel>): NamedBook {
  return {
    models: [...byId].map(([modelId, { provider, model }]) => ({
      modelId,
      provider: provider.id,
      model: model.id,
      displayName: model.name ?? model.id,
      logic: model.match,
      // Only asked for where names are ambiguous.
      get priceKey() {
        return JSON.stringify(model.prices);
      },
      isPriced: Array.isArray(model.prices) || Object.keys(model.prices).length > 0,
    })),
    providers: knownProviderIds.flatMap((providerId) => {
      const provider = findProvider({ providerId });
      if (provider === undefined) return [];
      const { id, provider_match, model_match, fallback_model_providers } = provider;
      return [{ id, calledLike: provider_match, makes: model_match, fallbacks: fallback_model_providers }];
    }),
  };
}
