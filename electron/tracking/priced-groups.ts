import { explainPrice, type Catalogue, type Consumption } from '#pricing';
import type { PriceCard } from '#shared/domain/price.ts';
import type { UsageSummary } from '#shared/domain/usage-query.ts';
import { serviceTiers, type ServiceTier } from '#shared/domain/usage.ts';

/** Usage of one model in one service tier, with the card that prices it. */
export interface PricedGroup {
  readonly card: PriceCard;
  readonly consumption: Consumption & { readonly serviceTier: ServiceTier };
  /** What the consumption costs at the card, USD. */
  readonly usd: number;
}

/**
 * Usage grouped by provider, model and service tier, priced as of an instant; groups without a card are left out: their
 * tokens are listed as unpriced. Sums of many requests are priced at their mean prompt size.
 */
export function pricedGroups(catalogue: Catalogue, { groups }: UsageSummary, atMs: number): readonly PricedGroup[] {
  return groups.flatMap(({ keys, tokens, units, requests }) => {
    const match = catalogue.resolve({ provider: keys.provider ?? '', model: keys.model ?? '' }, atMs);
    if (!match.ok) return [];
    const { card, serviceTier: named } = match.value;
    const stated = serviceTiers.find((tier) => tier === keys.serviceTier) ?? 'standard';
    const serviceTier = stated === 'standard' ? (named ?? stated) : stated;
    const consumption = { tokens, units, requests, serviceTier };
    const usd = priceOf(card, consumption);
    return usd === null ? [] : [{ card, consumption, usd }];
  });
}

/** What a consumption costs, USD; null = it cannot be priced. */
export function priceOf(card: PriceCard, consumption: Consumption): number | null {
  return explainPrice(card, consumption).usd;
}
