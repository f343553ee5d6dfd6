import { findProvider } from '@pydantic/genai-prices';
import type { PriceCard } from '#shared/domain/price.ts';
import { success } from '#shared/result.ts';
import { cardAt } from '../cards.ts';
import type { CardMatch, Catalogue, ModelReference } from '../catalogue.ts';
import type { NamedModel, NameMiss } from '../matching/index.ts';
import { parseModelReference } from '../model-reference.ts';
import { nearestModels, suggestible } from './nearest-models.ts';
import { once } from './once.ts';
import { noPriceYet, unknownModel } from './unknown-model.ts';

/** A name's model with its prices. */
export interface NamedCards extends Omit<CardMatch, 'card'> {
  readonly kind: 'match';
  readonly modelId: string;
  /** Every card, ascending by date: for a price that changes by the hour, several for the same dates. */
  readonly cards: readonly PriceCard[];
}

/**
 * The part of a catalogue that answers for one name.
 * @param lookUp finds the model that a name means.
 * @param models whose names a name that was not found is compared with, where they are priced.
 */
export function answersByName(
  lookUp: (reference: ModelReference) => NamedCards | NameMiss,
  models: () => readonly NamedModel[],
): Pick<Catalogue, 'resolve' | 'cards' | 'candidates'> {
  const suggestions = once(() =>
    models()
      .filter(({ isPriced }) => isPriced)
      .map(({ modelId, provider, model }) => suggestible(modelId, provider, model)),
  );

  function candidates(reference: ModelReference, limit = 5): readonly string[] {
    const found = lookUp(reference);
    const between = found.kind === 'miss' ? found.between.map(({ modelId }) => modelId) : [];
    const near = nearestModels(suggestions(), likelySeller(reference), limit);
    return [...new Set([...between, ...near])].slice(0, limit);
  }

  return {
    candidates,
    resolve(reference, atMs) {
      const found = lookUp(reference);
      if (found.kind === 'miss') return unknownModel(reference, found, candidates(reference, 3));
      const card = cardAt(found.cards, atMs);
      if (card === undefined) return noPriceYet(reference, atMs, found.cards);
      const { reason, residency, serviceTier } = found;
      return success({ card, reason, residency, serviceTier });
    },
    cards(reference) {
      const found = lookUp(reference);
      return found.kind === 'miss' ? [] : oneADate(found.cards);
    },
  };
}

/** Keeps the first of the cards that share their dates: the one that holds for most of the day. */
export function oneADate(cards: readonly PriceCard[]): readonly PriceCard[] {
  return cards.filter((card, index) => index === 0 || cards[index - 1]?.effectiveFromMs !== card.effectiveFromMs);
}

/** A reference with the maker that the book would think of, where it names no provider. */
function likelySeller(reference: ModelReference): { readonly provider: string | undefined; readonly model: string } {
  const named = reference.provider ? reference : parseModelReference(reference.model);
  const seller = findProvider(named.provider ? { providerId: named.provider } : { modelId: named.model.toLowerCase() });
  return { provider: seller?.id, model: named.model };
}
