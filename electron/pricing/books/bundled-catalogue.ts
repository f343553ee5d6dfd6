import { findProvider, type Provider } from '@pydantic/genai-prices';
import type { ModelSummary } from '#shared/contract.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { serviceTiers } from '#shared/domain/usage.ts';
import { failure, success, type Failed } from '#shared/result.ts';
import { cardAt } from '../cards.ts';
import type { Catalogue, ModelReference } from '../catalogue.ts';
import { describeModelReference, parseModelReference } from '../model-reference.ts';
import { knownProviderIds } from '../providers.ts';
import { bookCards, bookModelId, bookName, bookVersion, type BookModel } from './book-cards.ts';
import { matchModel, type ModelMatch } from './match-model.ts';
import { nearestModels, suggestible } from './nearest-models.ts';

/** Names remembered with their match; files hold few, but nothing bounds what a file may hold. */
const rememberedNames = 10_000;

/** A reference's model with its cards, made once. */
interface ResolvedModel {
  readonly known: true;
  /** Every card: for a price that changes by the hour, several for the same dates. */
  readonly cards: readonly PriceCard[];
  /** One card for each date: the one that holds for most of the day. */
  readonly datedCards: readonly PriceCard[];
  readonly reason: string;
}

/** A reference that the book has no model for; the search for candidates waits until someone asks, and runs once. */
interface UnknownModel {
  readonly known: false;
  readonly error: () => Failed;
}

/**
 * The catalogue of the price book bundled with the app, `@pydantic/genai-prices`. Nothing is fetched and no clock is
 * read; the book's models are indexed on first use, and each name is matched once.
 */
export function createBundledCatalogue(): Catalogue {
  const providers = once(bundledProviders);
  const entries = once((): ReadonlyMap<string, BookModel> => {
    const models = providers().flatMap((provider) =>
      provider.models.map((model) => ({ provider, owner: provider, model })),
    );
    return new Map(models.map((entry) => [bookModelId(entry), entry]));
  });
  /** Ordered by provider and id. */
  const listed = once(() =>
    [...entries()]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([modelId, entry]) => ({ modelId, entry, cards: oneADate(bookCards(entry)) })),
  );
  const suggestions = once(() =>
    listed()
      .filter(({ cards }) => cards.some(({ rates }) => Object.keys(rates).length > 0))
      .map(({ modelId, entry }) => suggestible(modelId, entry.provider.id, entry.model.id)),
  );
  const remembered = new Map<string, ResolvedModel | UnknownModel>();

  function find(reference: ModelReference): ResolvedModel | UnknownModel {
    const key = `${reference.provider ?? ''}\n${reference.model}`;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const match = matchModel(entries(), reference);
    const found = match === undefined ? unknownModel(reference) : resolvedModel(match);
    if (remembered.size >= rememberedNames) remembered.clear();
    remembered.set(key, found);
    return found;
  }

  function unknownModel(reference: ModelReference): UnknownModel {
    return {
      known: false,
      error: once(() =>
        failure('unknown-model', `The price book has no model ${quoted(reference)}.`, {
          nextStep: didYouMean(candidates(reference, 3)),
        }),
      ),
    };
  }

  function candidates(reference: ModelReference, limit = 5): readonly string[] {
    const named = reference.provider ? reference : parseModelReference(reference.model);
    // Without a provider, the maker that the book would think of goes first, before those who resell its models.
    const seller = findProvider(
      named.provider ? { providerId: named.provider } : { modelId: named.model.toLowerCase() },
    );
    return nearestModels(suggestions(), { provider: seller?.id, model: named.model }, limit);
  }

  return {
    book: bookName,
    bookVersion,
    modelCount: () => entries().size,
    resolve(reference, atMs) {
      const found = find(reference);
      if (!found.known) return found.error();
      const card = cardAt(found.cards, atMs);
      if (card === undefined) throw new Error(`The cards of ${reference.model} leave a gap at ${atMs}.`);
      return success({ card, reason: found.reason });
    },
    cards(reference) {
      const found = find(reference);
      return found.known ? found.datedCards : [];
    },
    candidates,
    list({ provider, search }, atMs) {
      const seller = provider ? (findProvider({ providerId: provider })?.id ?? '') : undefined;
      const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
      return listed()
        .filter(({ entry }) => seller === undefined || entry.provider.id === seller)
        .flatMap(({ cards }) => {
          const card = cardAt(cards, atMs);
          return card === undefined ? [] : [card];
        })
        .filter((card) => words.every((word) => searchText(card).includes(word)))
        .map(summarise);
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

function resolvedModel(match: ModelMatch): ResolvedModel {
  const cards = bookCards(match);
  return { known: true, cards, datedCards: oneADate(cards), reason: match.reason };
}

/** Keeps the first of the cards that share their dates. */
function oneADate(cards: readonly PriceCard[]): readonly PriceCard[] {
  return cards.filter((card, index) => index === 0 || cards[index - 1]?.effectiveFromMs !== card.effectiveFromMs);
}

function summarise(card: PriceCard): ModelSummary {
  return {
    modelId: card.modelId,
    provider: card.provider,
    providerName: card.providerName,
    displayName: card.displayName,
    inputUsdPerMTok: card.rates.input?.usdPerMTok ?? null,
    outputUsdPerMTok: card.rates.output?.usdPerMTok ?? null,
    cacheReadUsdPerMTok: card.rates.cacheRead?.usdPerMTok ?? null,
    contextWindowTokens: card.contextWindowTokens ?? null,
    hasContextTiers: Object.values(card.rates).some(({ tiers }) => tiers.length > 0),
    serviceTiers: serviceTiers.filter((tier) => card.serviceTiers[tier] !== undefined),
    effectiveFromMs: card.effectiveFromMs,
    effectiveToMs: card.effectiveToMs,
    priceVersion: card.priceVersion,
    source: card.source,
  };
}

function searchText({ modelId, displayName, providerName }: PriceCard): string {
  return `${modelId} ${displayName} ${providerName}`.toLowerCase();
}

function quoted(reference: ModelReference): string {
  return JSON.stringify(describeModelReference(reference));
}

function didYouMean(candidates: readonly string[]): string {
  const last = candidates.at(-1);
  if (last === undefined) return 'Write it as provider/model, for example openai/gpt-4o.';
  const others = candidates.slice(0, -1);
  return `Did you mean ${others.length === 0 ? last : `${others.join(', ')} or ${last}`}?`;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
