import type { PriceCard } from '#shared/domain/price.ts';

/** A price card of the given version; rates do not matter to the ledger. */
export function exampleCard(priceVersion: string, usdPerMTok = 2.5): PriceCard {
  return {
    modelId: 'openai/gpt-4o',
    provider: 'openai',
    providerName: 'OpenAI',
    model: 'gpt-4o',
    displayName: 'GPT-4o',
    priceVersion,
    source: { book: 'example', bookVersion: '1' },
    effectiveFromMs: null,
    effectiveToMs: null,
    rates: { input: { usdPerMTok, tiers: [] } },
    unitRates: {},
    serviceTiers: {},
  };
}
