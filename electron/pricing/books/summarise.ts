import type { ModelSummary } from '#shared/contract.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { serviceTiers } from '#shared/domain/usage.ts';

/** A card as the catalogue's list shows it. */
export function summarise(card: PriceCard): ModelSummary {
  const { rates, unitRates, subject, lifecycle } = card;
  return {
    modelId: card.modelId,
    provider: card.provider,
    providerName: card.providerName,
    displayName: card.displayName,
    inputUsdPerMTok: rates.input?.usdPerMTok ?? null,
    outputUsdPerMTok: rates.output?.usdPerMTok ?? null,
    cacheReadUsdPerMTok: rates.cacheRead?.usdPerMTok ?? null,
    contextWindowTokens: card.contextWindowTokens ?? null,
    hasContextTiers: Object.values(rates).some(({ tiers }) => tiers.length > 0),
    serviceTiers: serviceTiers.filter((tier) => card.serviceTiers[tier] !== undefined),
    effectiveFromMs: card.effectiveFromMs,
    effectiveToMs: card.effectiveToMs,
    priceVersion: card.priceVersion,
    source: card.source,
    ...(subject === undefined ? {} : { subject }),
    ...(Object.keys(unitRates).length === 0 ? {} : { unitRates }),
    ...(lifecycle === undefined ? {} : { lifecycle }),
  };
}

/** What a search of the list looks through, lower case. */
export function searchText({ modelId, displayName, providerName }: ModelSummary): string {
  return `${modelId} ${displayName} ${providerName}`.toLowerCase();
}
