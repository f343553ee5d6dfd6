import type { PriceCard } from '#shared/domain/price.ts';
import { dayOf, msPerDay } from '#shared/time.ts';
import { fingerprint } from '../fingerprint.ts';

/** A card before it has its version. */
export type UnversionedCard = Omit<PriceCard, 'priceVersion'>;

/**
 * Gives a card its version: book, book version, model, first date and a fingerprint of everything that makes its
 * price, so that equal versions mean equal prices.
 */
export function withVersion(card: UnversionedCard): PriceCard {
  const { source, modelId, effectiveFromMs } = card;
  const from = effectiveFromMs === null ? '' : `@${startText(effectiveFromMs)}`;
  return { ...card, priceVersion: `${source.book}@${source.bookVersion}/${modelId}${from}#${contentOf(card)}` };
}

/** Fingerprint of everything in a card that makes its price. */
export function contentOf(card: UnversionedCard): string {
  const { rates, unitRates, serviceTiers, residency, contract, contextRule, cacheMultipliers, dailyWindows } = card;
  return fingerprint(
    JSON.stringify([rates, unitRates, serviceTiers, residency, contract, contextRule, cacheMultipliers, dailyWindows]),
  );
}

/** A card for another time; its version follows when the start moves. */
export function withDates(card: PriceCard, fromMs: number | null, toMs: number | null): PriceCard {
  if (card.effectiveFromMs === fromMs && card.effectiveToMs === toMs) return card;
  const dated = { ...card, effectiveFromMs: fromMs, effectiveToMs: toMs };
  return card.effectiveFromMs === fromMs ? dated : withVersion(dated);
}

/** A day where the instant is its midnight in UTC, else the instant. */
function startText(instantMs: number): string {
  return instantMs % msPerDay === 0 ? dayOf(instantMs) : new Date(instantMs).toISOString();
}
