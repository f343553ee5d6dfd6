import { findProvider } from '@pydantic/genai-prices';
import type { Residency } from '#shared/domain/usage.ts';
import type { ModelReference } from '../catalogue.ts';
import { createNameMatcher, type NamedBook, type NameMatcher } from '../matching/index.ts';
import { knownProviderIds } from '../providers.ts';
import type { BookModel } from './book-cards.ts';

/** A book model with the reason it was chosen. */
export interface ModelMatch extends BookModel {
  readonly reason: string;
  /** Where the name says that requests are processed. */
  readonly residency?: Residency | undefined;
}

const matchers = new WeakMap<ReadonlyMap<string, BookModel>, NameMatcher>();

/**
 * Finds the book's model for a reference; how, says `matching/`. A provider that the book does not know matches
 * nothing, because its prices are not known either.
 * @param byId the book's models by `provider/model`.
 */
export function matchModel(byId: ReadonlyMap<string, BookModel>, reference: ModelReference): ModelMatch | undefined {
  const match = matcherOf(byId)(reference);
  if (match.kind === 'miss') return undefined;
  const entry = byId.get(match.model.modelId);
  const seller = findProvider({ providerId: match.seller });
  if (entry === undefined || seller === undefined) throw new Error(`The price book lost ${match.model.modelId}.`);
  const read = match.normalised.length === 0 ? '' : ` (name: ${match.normalised.join(', ')})`;
  return { ...entry, provider: seller, reason: `${match.reason}${read}`, residency: match.residency };
}

function matcherOf(byId: ReadonlyMap<string, BookModel>): NameMatcher {
  const known = matchers.get(byId) ?? createNameMatcher(namedBook(byId));
  matchers.set(byId, known);
  return known;
}

/** The book's names: models with its conditions on them, providers with theirs. */
export function namedBook(byId: ReadonlyMap<string, BookModel>): NamedBook {
  return {
    models: [...byId].map(([modelId, { provider, model }]) => ({
      modelId,
      provider: provider.id,
      model: model.id,
      displayName: model.name ?? model.id,
      logic: model.match,
      priceKey: JSON.stringify(model.prices),
      isPriced: JSON.stringify(model.prices) !== '{}',
    })),
    providers: knownProviderIds.flatMap((providerId) => {
      const provider = findProvider({ providerId });
      if (provider === undefined) return [];
      const { id, provider_match, model_match, fallback_model_providers } = provider;
      return [{ id, calledLike: provider_match, makes: model_match, fallbacks: fallback_model_providers }];
    }),
  };
}
