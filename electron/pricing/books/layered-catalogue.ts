import type { ModelSummary } from '#shared/contract.ts';
import type { PriceDocumentRow } from '#shared/domain/price-book.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { success, type Result } from '#shared/result.ts';
import { cardAt } from '../cards.ts';
import type { LayeredCatalogue, LayeredModel, ModelReference } from '../catalogue.ts';
import { createNameMatcher, type NamedBook, type NameMiss } from '../matching/index.ts';
import { parseModelReference } from '../model-reference.ts';
import { providerNamed } from '../matching/provider-names.ts';
import { answersByName, oneADate, type NamedCards } from './answers-by-name.ts';
import type { BundledCatalogue } from './bundled-catalogue.ts';
import { findDisagreements, largestFirst } from './disagreements.ts';
import { createLayerIndex } from './layer-index.ts';
import { filterModels } from './list-models.ts';
import { once, remembering } from './once.ts';
import { summarise } from './summarise.ts';
import { readUserPrices, type UserPrices } from './user-prices.ts';

/** Names remembered with their model; nothing bounds what a file may hold. */
const remembered = 10_000;

/** What a catalogue is made of. */
export interface CatalogueParts {
  readonly bundled: BundledCatalogue;
  /** The ledger's price documents, withdrawn ones too. */
  readonly documents: readonly PriceDocumentRow[];
}

/**
 * The bundled catalogue with the user's books, overrides, aliases, contracts and exchange rates: override before
 * imported book (the one applied last first) before bundled book, each from its own start on. Nothing that is laid
 * over a price moves it before that start. Fails `price-document-unreadable`.
 */
export function createCatalogue({ bundled, documents }: CatalogueParts): Result<LayeredCatalogue> {
  const read = readUserPrices(documents);
  return read.ok ? success(layered(bundled, read.value)) : read;
}

function layered(bundled: BundledCatalogue, user: UserPrices): LayeredCatalogue {
  const { aliases, contracts } = user;
  const index = createLayerIndex(bundled, user);
  const { added, pricesOf } = index;
  const addedNames = once(() => namesOfAdded(bundled.names(), [...added()], pricesOf));
  const matchAdded = once(() => createNameMatcher(addedNames()));
  const providers = once(() => new Map(addedNames().providers.map((provider) => [provider.id, provider])));
  const aliasNames = new Set(aliases.map(({ name }) => name.trim().toLowerCase()));
  const find = remembering(remembered, (key): NamedCards | NameMiss => {
    const end = key.indexOf('\n');
    return match({ provider: key.slice(0, end), model: key.slice(end + 1) });
  });

  function match(asked: ModelReference): NamedCards | NameMiss {
    const reference = withSeller(asked);
    const exact = isAliased(reference) ? undefined : exactId(reference);
    const known = bundled.match(reference, aliases);
    if (exact !== undefined) {
      // An id of an imported book stands for itself, even where the bundled book takes it for another; before the
      // import it was that other.
      const base = known.kind === 'match' ? known : undefined;
      return {
        kind: 'match',
        modelId: exact,
        cards: index.layered(exact, base?.cards ?? [], base?.modelId),
        reason: 'exact id',
      };
    }
    if (known.kind === 'match') {
      // A seller without an entry of its own has the owner's cards under its own id.
      const isOwn = bundled.cardsOf(known.modelId) === known.cards;
      return { ...known, cards: isOwn ? pricesOf(known.modelId) : index.layered(known.modelId, known.cards) };
    }
    if (added().size === 0) return known;
    const found = matchAdded()(reference, aliases);
    if (found.kind === 'miss') return known.sentence === '' ? found : known;
    const { model, reason, residency, serviceTier } = found;
    return { kind: 'match', modelId: model.modelId, cards: pricesOf(model.modelId), reason, residency, serviceTier };
  }

  /** A name that holds its provider, taken apart where only the rest of it is an alias: `azure/my-deployment`. */
  function withSeller(reference: ModelReference): ModelReference {
    if (aliases.length === 0 || reference.provider || isAliased(reference)) return reference;
    const named = parseModelReference(reference.model);
    return named.provider !== undefined && isAliased(named) ? named : reference;
  }

  function isAliased({ provider, model }: ModelReference): boolean {
    return [model, `${provider ?? ''}/${model}`].some((name) => aliasNames.has(name.trim().toLowerCase()));
  }

  function exactId({ provider, model }: ModelReference): string | undefined {
    if (added().size === 0) return undefined;
    const name = model.trim().toLowerCase();
    const seller = provider ? (providerNamed(provider, providers()) ?? provider.trim().toLowerCase()) : '';
    const ids = [...(seller === '' ? [] : [`${seller}/${name}`]), name];
    return ids.find((id) => added().has(id));
  }

  function lookUp({ provider, model }: ModelReference): NamedCards | NameMiss {
    return find(`${provider ?? ''}\n${model}`);
  }

  function summaryOf(modelId: string, atMs: number): ModelSummary[] {
    const card = cardAt(pricesOf(modelId), atMs);
    if (card === undefined) return [];
    const summary = summarise(card);
    return [index.disagreements(atMs).has(modelId) ? { ...summary, disagrees: true } : summary];
  }

  return {
    book: bundled.book,
    bookVersion: bundled.bookVersion,
    documents: user.documents,
    exchangeRates: user.exchangeRates,
    contracts: contracts.map(({ terms }) => terms),
    modelCount: () => index.modelIds().length,
    ...answersByName(lookUp, () => [...bundled.names().models, ...addedNames().models]),
    list: (filter, atMs) =>
      filterModels(
        index.modelIds().flatMap((modelId) => summaryOf(modelId, atMs)),
        filter,
      ),
    providers: once(() => countProviders(index.modelIds().flatMap((modelId) => pricesOf(modelId).slice(0, 1)))),
    model(reference, atMs): LayeredModel | undefined {
      const found = lookUp(reference);
      if (found.kind === 'miss') return undefined;
      const { modelId, cards } = found;
      const base = bundled.match(reference, aliases);
      const layers = index.layersOf(modelId, base.kind === 'match' ? base.cards : []);
      const contracted = new Set(cards.flatMap(({ contract }) => (contract === undefined ? [] : [contract.name])));
      const documentIds = [
        ...layers.flatMap(({ documentId }) => (documentId === undefined ? [] : [documentId])),
        ...contracts.flatMap(({ documentId, terms }) => (contracted.has(terms.name) ? [documentId] : [])),
        ...user.documents.flatMap(({ id, content }) =>
          content.kind === 'alias' && content.model.toLowerCase() === modelId ? [id] : [],
        ),
      ];
      return {
        modelId,
        history: oneADate(cards),
        layers,
        disagreements: findDisagreements(index.booksAt(modelId, atMs)),
        documentIds: documentIds.sort((left, right) => right - left),
      };
    },
    disagreements: (atMs) => largestFirst([...index.disagreements(atMs).values()].flat()),
  };
}

/** The names of models that only documents know, with every provider. */
function namesOfAdded(
  bundled: NamedBook,
  modelIds: readonly string[],
  pricesOf: (modelId: string) => readonly PriceCard[],
): NamedBook {
  const cards = modelIds.flatMap((modelId) => pricesOf(modelId).slice(-1));
  const known = new Set(bundled.providers.map(({ id }) => id));
  const others = [...new Set(cards.map(({ provider }) => provider))].filter((id) => id !== '' && !known.has(id));
  return {
    models: cards.map(({ modelId, provider, model, displayName, rates, unitRates }) => ({
      modelId,
      provider,
      model,
      displayName,
      priceKey: JSON.stringify([rates, unitRates]),
      isPriced: true,
    })),
    providers: [...bundled.providers, ...others.map((id) => ({ id }))],
  };
}

function countProviders(cards: readonly PriceCard[]): ReturnType<LayeredCatalogue['providers']> {
  const providers = new Map<string, { id: string; name: string; models: number }>();
  for (const { provider: id, providerName: name } of cards)
    providers.set(id, { id, name, models: (providers.get(id)?.models ?? 0) + 1 });
  return [...providers.values()].sort((left, right) => left.name.localeCompare(right.name, 'en'));
}
