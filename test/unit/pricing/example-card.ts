import type { PriceCard } from '#shared/domain/price.ts';

/** A card of round numbers; `more` replaces what a test is about. */
export function exampleCard(more: Partial<PriceCard> = {}): PriceCard {
  return {
    modelId: 'acme/large',
    provider: 'acme',
    providerName: 'Acme',
    model: 'large',
    displayName: 'Acme Large',
    priceVersion: 'example@1/acme/large',
    source: { book: 'example', bookVersion: '1' },
    effectiveFromMs: null,
    effectiveToMs: null,
    rates: { input: { usdPerMTok: 4, tiers: [] }, output: { usdPerMTok: 16, tiers: [] } },
    unitRates: {},
    serviceTiers: {},
    ...more,
  };
}
