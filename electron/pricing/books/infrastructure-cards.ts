import { billableUnits } from '#shared/domain/billable-units.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { withVersion } from './card-identity.ts';
import { infrastructureItems, type DatedUnitPrices, type InfrastructureItem } from './infrastructure-prices.ts';

/** Name of the book of tool and infrastructure prices that comes with the app. */
export const infrastructureBookName = 'burnrate-infrastructure';

/** Day on which its entries were last looked over. */
export const infrastructureBookVersion = '2026-11-23';

/** What its two providers are called: the id is the first part of every model id (`tool/openai-web-search`). */
export const infrastructureProviders: Readonly<Record<InfrastructureItem['subject'], string>> = {
  tool: 'Tools',
  infrastructure: 'Infrastructure',
};

/** Every card of the book, one item after the other, each ascending by date. */
export function infrastructureCards(): readonly PriceCard[] {
  return infrastructureItems.flatMap((item) =>
    item.prices.map((prices, index) => itemCard(item, prices, item.prices[index + 1])),
  );
}

function itemCard(item: InfrastructureItem, prices: DatedUnitPrices, next: DatedUnitPrices | undefined): PriceCard {
  const { subject, id, name, url } = item;
  const unitRates: PriceCard['unitRates'] = {};
  for (const unit of billableUnits) {
    const usdPerUnit = prices.usd[unit];
    if (usdPerUnit !== undefined) unitRates[unit] = { usdPerUnit, source: prices.source };
  }
  return withVersion({
    subject,
    modelId: `${subject}/${id}`,
    provider: subject,
    providerName: infrastructureProviders[subject],
    model: id,
    displayName: name,
    source: { book: infrastructureBookName, bookVersion: infrastructureBookVersion, url },
    effectiveFromMs: startOf(prices),
    effectiveToMs: next === undefined ? null : startOf(next),
    rates: {},
    unitRates,
    serviceTiers: {},
  });
}

function startOf({ from }: DatedUnitPrices): number | null {
  return from === undefined ? null : Date.parse(`${from}T00:00:00Z`);
}
