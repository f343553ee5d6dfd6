import type { ContractTerms } from '#shared/domain/contract-terms.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { underContract } from '../contracts/under-contract.ts';
import { withDates, withVersion } from './card-identity.ts';
import { bookOver, overrideAlone, overrideOver } from './stack-cards.ts';
import { nextDatedStart, overlay, timelineOf, type Timeline } from './timeline.ts';
import type { BookLayer, OverrideLayer } from './user-prices.ts';

/** What is laid over the bundled price of one model. */
export interface ModelLayers {
  /** Oldest first. */
  readonly books: readonly BookLayer[];
  /** In the order in which they are laid over each other. */
  readonly overrides: readonly OverrideLayer[];
  /** The one that counts first where several hold. */
  readonly contracts: readonly { readonly terms: ContractTerms }[];
}

/**
 * The cards of a model through time: the bundled ones, over them the imported books in the order in which they were
 * applied, over those the user's overrides, and on what comes out the contracts. Nothing changes before a layer's own
 * start. Cards ascend by date and do not overlap; of those that share their dates the one with the most hours is first.
 * @param modelIds the ids that the books are asked for, each over the one before it: a name that one book knows by
 * itself was another model's before that book.
 */
export function layerPrices(
  modelIds: readonly string[],
  bundled: readonly PriceCard[],
  layers: ModelLayers,
): readonly PriceCard[] {
  let timeline = timelineOf(bundled);
  for (const modelId of modelIds) for (const book of layers.books) timeline = withBook(timeline, book, modelId);
  for (const layer of layers.overrides) timeline = withOverride(timeline, layer);
  return layers.contracts.reduce<readonly PriceCard[]>(
    (cards, { terms }) => withContract(cards, terms),
    timeline.flatMap(({ cards, fromMs, toMs }) => cards.map((card) => withDates(card, fromMs, toMs))),
  );
}

/** A book's dated prices hold in their time, from the book's start on; its undated ones until a known later change. */
function withBook(timeline: Timeline, { facts, cardsOf }: BookLayer, modelId: string): Timeline {
  const start = facts.effectiveFromMs;
  return timelineOf(cardsOf(modelId)).reduce((below, { fromMs, toMs, cards }) => {
    // A book without dates says what holds now; it cannot know of a change that another book has a date for.
    const endMs = fromMs === null && toMs === null ? (nextDatedStart(timeline, start) ?? null) : toMs;
    return overlay(below, {
      fromMs: Math.max(fromMs ?? -Infinity, start),
      toMs: endMs,
      isDated: fromMs !== null && fromMs >= start,
      change: (lower) => cards.map((card) => bookOver(card, lower[0])),
    });
  }, timeline);
}

function withOverride(timeline: Timeline, { override, documentId }: OverrideLayer): Timeline {
  return overlay(timeline, {
    fromMs: override.effectiveFromMs,
    toMs: override.effectiveToMs ?? null,
    isDated: false,
    change: (lower) =>
      lower.length === 0
        ? [overrideAlone(override, documentId)]
        : lower.map((card) => overrideOver(card, override, documentId)),
  });
}

/** Contracts do not stack: what carries one already keeps it. */
function withContract(cards: readonly PriceCard[], terms: ContractTerms): readonly PriceCard[] {
  return cards
    .flatMap((card) => {
      const pieces = underContract(card, terms);
      return pieces.map((piece) =>
        piece.contract === card.contract && piece.effectiveFromMs !== card.effectiveFromMs ? withVersion(piece) : piece,
      );
    })
    .sort((left, right) => (left.effectiveFromMs ?? -Infinity) - (right.effectiveFromMs ?? -Infinity));
}
