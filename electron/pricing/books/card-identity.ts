import type { PriceCard } from '#shared/domain/price.ts';
import { dayOf, msPerDay } from '#shared/time.ts';
import { fingerprint } from '#shared/fingerprint.ts';

/** A card before it has its version. */
export type UnversionedCard = Omit<PriceCard, 'priceVersion'>;

/** A card on its way through the layers: what has changed it has taken its version off. */
export type StackedCard = UnversionedCard & { readonly priceVersion?: string | undefined };

/**
 * Completes a new card with its version: book, book version, model, first date and a fingerprint of everything that
 * makes its price, so that equal versions mean equal prices. The card is the one given: a list makes thousands.
 */
export function withVersion(card: UnversionedCard): PriceCard {
  const { source, modelId, effectiveFromMs } = card;
  const from = effectiveFromMs === null ? '' : `@${startText(effectiveFromMs)}`;
  return Object.assign(card, {
    priceVersion: `${source.book}@${source.bookVersion}/${modelId}${from}#${contentOf(card)}`,
  });
}

/** Fingerprint of everything in a card that makes its price. */
export function contentOf(card: UnversionedCard): string {
  const { rates, unitRates, serviceTiers, residency, contract, contextRule, cacheMultipliers, dailyWindows } = card;
  return fingerprint(
    JSON.stringify([rates, unitRates, serviceTiers, residency, contract, contextRule, cacheMultipliers, dailyWindows]),
  );
}

/** A card for a time: itself where that is its own, else with a version that follows when content or start moved. */
export function withDates(card: StackedCard, fromMs: number | null, toMs: number | null): PriceCard {
  if (isVersioned(card) && card.effectiveFromMs === fromMs)
    return card.effectiveToMs === toMs ? card : { ...card, effectiveToMs: toMs };
  return withVersion({ ...card, effectiveFromMs: fromMs, effectiveToMs: toMs });
}

function isVersioned(card: StackedCard): card is PriceCard {
  return card.priceVersion !== undefined;
}

/** A day where the instant is its midnight in UTC, else the instant. */
function startText(instantMs: number): string {
  return instantMs % msPerDay === 0 ? dayOf(instantMs) : new Date(instantMs).toISOString();
}
