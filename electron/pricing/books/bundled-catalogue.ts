import { findProvider, type Provider } from '@pydantic/genai-prices';
import type { ModelSummary } from '#shared/contract.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { cardAt } from '../cards.ts';
import type { Catalogue, ModelReference } from '../catalogue.ts';
import { createNameMatcher, type ModelAlias, type NamedBook, type NameMiss } from '../matching/index.ts';
import { providerNamed } from '../matching/provider-names.ts';
import { knownProviderIds } from '../providers.ts';
import { answersByName, type NamedCards } from './answers-by-name.ts';
import { bookCards, bookModelId, bookName, bookVersion, type BookModel } from './book-cards.ts';
import { infrastructureCards, infrastructureProviders } from './infrastructure-cards.ts';
import { filterModels } from './list-models.ts';
import { namedBook } from './named-book.ts';
import { once } from './once.ts';
import { recentCardsSoldBy, recentModelCards } from './recent-models.ts';
import { summarise } from './summarise.ts';

/** Names remembered with their match; files hold few, but nothing bounds what a file may hold. */
const rememberedNames = 10_000;

/** The bundled books, with what the layers above them need. */
export interface BundledCatalogue extends Catalogue {
  /** Finds the model that a name means. */
  match(reference: ModelReference, aliases?: readonly ModelAlias[]): NamedCards | NameMiss;
  /** Every model id, ordered. */
  modelIds(): readonly string[];
  /** Every card of a model id, ascending by date; empty when there is none. */
  cardsOf(modelId: string): readonly PriceCard[];
  /** The names of the models and their providers. */
  names(): NamedBook;
  /** The provider that a name means by itself: its id or another of its names, not a name that merely holds it. */
  providerNamed(name: string): { readonly id: string; readonly name: string } | undefined;
}

/**
 * The catalogue of what comes with the app: the price book `@pydantic/genai-prices`, models that are too new for it, and list
 * prices of tools and infrastructure. Nothing is fetched and no clock is read; models are indexed on first use, cards made when they are
 * asked for, and each name is matched once.
 */
export function createBundledCatalogue(): BundledCatalogue {
  const entries = once((): ReadonlyMap<string, BookModel> => {
    const models = bundledProviders().flatMap((provider) =>
      provider.models.map((model) => ({ provider, owner: provider, model })),
    );
    return new Map(models.map((entry) => [bookModelId(entry), entry]));
  });
  const added = once(() => byModel([...recentModelCards(), ...infrastructureCards()]));
  const modelIds = once(() => [...new Set([...entries().keys(), ...added().keys()])].sort());
  const names = once(() => withAdded(namedBook(entries()), [...added().values()]));
  const matchName = once(() => createNameMatcher(names()));
  // Without the book's conditions on names: `moonshotai-cn` sells at other prices than `moonshotai`.
  const providers = once(() => new Map(names().providers.map(({ id }) => [id, { id }])));
  const cards = new Map<string, readonly PriceCard[]>();
  const matches = new Map<string, NamedCards | NameMiss>();

  function cardsOf(modelId: string): readonly PriceCard[] {
    const known = cards.get(modelId);
    if (known !== undefined) return known;
    const entry = entries().get(modelId);
    const made = entry === undefined ? (added().get(modelId) ?? []) : bookCards(entry);
    if (made.length > 0) cards.set(modelId, made);
    return made;
  }

  function match(reference: ModelReference, aliases: readonly ModelAlias[] = []): NamedCards | NameMiss {
    const found = matchName()(reference, aliases);
    if (found.kind === 'miss') return found;
    const { model, seller, normalised, residency, serviceTier } = found;
    const reason = normalised.length === 0 ? found.reason : `${found.reason} (name: ${normalised.join(', ')})`;
    const read = { kind: 'match' as const, reason, residency, serviceTier };
    if (seller === model.provider) return { ...read, modelId: model.modelId, cards: cardsOf(model.modelId) };
    // The seller has no entry of its own: another provider's holds, under the seller's name and rules.
    const entry = entries().get(model.modelId);
    const provider = findProvider({ providerId: seller });
    if (provider === undefined) throw new Error(`The price book lost ${seller}.`);
    const own = entry === undefined ? recentCardsSoldBy(model.modelId, provider) : bookCards({ ...entry, provider });
    const [first] = own;
    if (first === undefined) throw new Error(`The price book lost ${model.modelId}.`);
    return { ...read, modelId: first.modelId, cards: own };
  }

  function remembered(reference: ModelReference): NamedCards | NameMiss {
    const key = `${reference.provider ?? ''}\n${reference.model}`;
    const known = matches.get(key);
    if (known !== undefined) return known;
    const found = match(reference);
    if (matches.size >= rememberedNames) matches.clear();
    matches.set(key, found);
    return found;
  }

  return {
    book: bookName,
    bookVersion,
    modelCount: () => modelIds().length,
    ...answersByName(remembered, () => names().models),
    list(filter, atMs) {
      const models = modelIds().flatMap((modelId): ModelSummary[] => {
        const card = cardAt(cardsOf(modelId), atMs);
        return card === undefined ? [] : [summarise(card)];
      });
      return filterModels(models, filter);
    },
    match,
    modelIds,
    cardsOf,
    names,
    providerNamed(name) {
      const id = providerNamed(name, providers());
      const provider = id === undefined ? undefined : findProvider({ providerId: id });
      return id === undefined ? undefined : { id, name: provider?.id === id ? provider.name : id };
    },
  };
}

/** @throws Error when the package's providers are not the ones this app was built with. */
function bundledProviders(): readonly Provider[] {
  return knownProviderIds.map((providerId) => {
    const provider = findProvider({ providerId });
    if (provider?.id !== providerId) throw new Error(`The price book has no provider ${providerId}.`);
    return provider;
  });
}

function byModel(cards: readonly PriceCard[]): ReadonlyMap<string, readonly PriceCard[]> {
  const grouped = new Map<string, PriceCard[]>();
  for (const card of cards) grouped.set(card.modelId, [...(grouped.get(card.modelId) ?? []), card]);
  return grouped;
}

/** The names of the bundled book with those of the app's own small books. */
function withAdded(book: NamedBook, items: readonly (readonly PriceCard[])[]): NamedBook {
  return {
    models: [
      ...book.models,
      ...items.flatMap(([card]) => {
        if (card === undefined) return [];
        const { modelId, provider, model, displayName, rates, unitRates } = card;
        const priceKey = JSON.stringify([rates, unitRates]);
        return [{ modelId, provider, model, displayName, priceKey, isPriced: true }];
      }),
    ],
    providers: [...book.providers, ...Object.keys(infrastructureProviders).map((id) => ({ id }))],
  };
}
