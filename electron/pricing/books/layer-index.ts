import type { Disagreement, PriceLayer } from '#shared/domain/price-book.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { dayOf } from '#shared/time.ts';
import { cardAt } from '../cards.ts';
import { oneADate } from './answers-by-name.ts';
import type { BundledCatalogue } from './bundled-catalogue.ts';
import { withDates } from './card-identity.ts';
import { findDisagreements } from './disagreements.ts';
import { layerPrices } from './layer-prices.ts';
import { once, remembering } from './once.ts';
import { overrideAlone, overrideBook, sourceLabel } from './stack-cards.ts';
import type { UserPrices } from './user-prices.ts';

/** Models remembered with their cards. */
const rememberedModels = 20_000;

/** The layers of a catalogue by model id. */
export interface LayerIndex {
  /** Every model id, ordered. */
  modelIds(): readonly string[];
  /** Models that only the user's documents know. */
  added(): ReadonlySet<string>;
  /** The cards of a model through time, ascending; empty for an unknown id. */
  readonly pricesOf: (modelId: string) => readonly PriceCard[];
  /**
   * The cards of a model over given bundled ones.
   * @param otherId the bundled model's id, where it is another: what was laid over it lies under the model's own.
   */
  layered(modelId: string, bundledCards: readonly PriceCard[], otherId?: string): readonly PriceCard[];
  /** What each layer says by itself, highest first. */
  layersOf(modelId: string, bundledCards: readonly PriceCard[]): readonly PriceLayer[];
  /** The card of each book that holds at an instant, the one in use first; of two versions of a book the later. */
  booksAt(modelId: string, atMs: number): readonly PriceCard[];
  /** Where books differ at an instant, by model. */
  disagreements(atMs: number): ReadonlyMap<string, readonly Disagreement[]>;
}

/** Prepares the layers of the bundled book and the user's documents. */
export function createLayerIndex(bundled: BundledCatalogue, user: UserPrices): LayerIndex {
  const { books, overrides, contracts } = user;
  const imported = once(() => new Set(books.flatMap(({ modelIds }) => modelIds)));
  const touched = once(() => new Set([...imported(), ...overrides.keys()]));
  const added = once(() => {
    const own = new Set(bundled.modelIds());
    return new Set([...touched()].filter((modelId) => !own.has(modelId)));
  });
  const modelIds = once(() => [...bundled.modelIds(), ...added()].sort());
  const pricesOf = remembering(rememberedModels, (modelId) => layered(modelId, bundled.cardsOf(modelId)));

  function layered(modelId: string, bundledCards: readonly PriceCard[], otherId?: string): readonly PriceCard[] {
    const modelIds = otherId === undefined || otherId === modelId ? [modelId] : [otherId, modelId];
    const own = modelIds.flatMap((id) => overrides.get(id) ?? []);
    if (own.length === 0 && contracts.length === 0 && !modelIds.some((id) => imported().has(id))) return bundledCards;
    return layerPrices(modelIds, bundledCards, { books, overrides: own, contracts });
  }

  /** The bundled cards of a model: its own, or for a model that only a book knows those of what its name means. */
  const bundledCardsOf = remembering(rememberedModels, (modelId): readonly PriceCard[] => {
    if (!added().has(modelId)) return bundled.cardsOf(modelId);
    const match = bundled.match({ model: modelId });
    return match.kind === 'match' ? match.cards : [];
  });

  function booksAt(modelId: string, atMs: number): readonly PriceCard[] {
    const byBook = new Map<string, PriceCard>();
    for (const { facts, cardsOf } of [...books].reverse()) {
      const card = facts.effectiveFromMs <= atMs ? cardAt(oneADate(cardsOf(modelId)), atMs) : undefined;
      if (card !== undefined && !byBook.has(card.source.book)) byBook.set(card.source.book, card);
    }
    const own = cardAt(oneADate(bundledCardsOf(modelId)), atMs);
    if (own !== undefined && !byBook.has(own.source.book)) byBook.set(own.source.book, own);
    return [...byBook.values()];
  }

  /** Instants at which some book's price changes, ascending: between two of them nothing does. */
  const changes = once(() => {
    const instants = new Set<number>(books.map(({ facts }) => facts.effectiveFromMs));
    for (const modelId of imported()) {
      for (const { effectiveFromMs } of [
        ...bundled.cardsOf(modelId),
        ...books.flatMap(({ cardsOf }) => cardsOf(modelId)),
      ])
        if (effectiveFromMs !== null) instants.add(effectiveFromMs);
    }
    return [...instants].sort((left, right) => left - right);
  });
  const disagreementsSince = remembering(100, (since): ReadonlyMap<string, readonly Disagreement[]> => {
    const found = [...imported()].map((id) => [id, findDisagreements(booksAt(id, Number(since)))] as const);
    return new Map(found.filter(([, disagreements]) => disagreements.length > 0));
  });

  return {
    modelIds,
    added,
    pricesOf,
    layered,
    layersOf(modelId, bundledCards) {
      const [first] = bundledCards;
      const layers: PriceLayer[] =
        first === undefined
          ? []
          : [{ layer: 'bundled', label: sourceLabel(first), cards: [...oneADate(bundledCards)] }];
      for (const { documentId, facts, cardsOf } of books) {
        const cards = oneADate(cardsOf(modelId)).flatMap((card) => heldFrom(card, facts.effectiveFromMs));
        if (cards.length > 0)
          layers.push({ layer: 'book', documentId, label: `${facts.book} ${facts.bookVersion}`, cards });
      }
      for (const { documentId, override } of overrides.get(modelId) ?? []) {
        const label = `${overrideBook} from ${dayOf(override.effectiveFromMs)}`;
        layers.push({ layer: 'override', documentId, label, cards: [overrideAlone(override, documentId)] });
      }
      return layers.reverse();
    },
    booksAt,
    disagreements(atMs) {
      if (books.length === 0) return new Map();
      return disagreementsSince(String(changes().findLast((instant) => instant <= atMs) ?? -Infinity));
    },
  };
}

/** The part of a card from an instant on; none when it ends before. */
function heldFrom(card: PriceCard, startMs: number): readonly PriceCard[] {
  if (card.effectiveToMs !== null && card.effectiveToMs <= startMs) return [];
  return [withDates(card, Math.max(card.effectiveFromMs ?? -Infinity, startMs), card.effectiveToMs)];
}
