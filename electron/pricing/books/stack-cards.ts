import type { OverrideDocument } from '#shared/domain/price-book.ts';
import type { PriceCard, Rate, TierModifier } from '#shared/domain/price.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import type { ServiceTier } from '#shared/domain/usage.ts';
import { withVersion, type StackedCard } from './card-identity.ts';

/** How a card's source is written on a line: `genai-prices 0.1.8`. */
export function sourceLabel({ source }: Pick<PriceCard, 'source'>): string {
  return `${source.book} ${source.bookVersion}`;
}

/**
 * A book's card over the one below it. Token rates come from one book as a whole, so that they fit each other; prices
 * of other units that the book does not give, and what it does not know of the model, stay as they were.
 * @param below absent = there is none.
 */
export function bookOver(card: StackedCard, below: StackedCard | undefined): StackedCard {
  if (below === undefined) return card;
  const contextWindowTokens = card.contextWindowTokens ?? below.contextWindowTokens;
  const lifecycle = card.lifecycle ?? below.lifecycle;
  return {
    ...card,
    priceVersion: undefined,
    displayName: card.displayName === card.model ? below.displayName : card.displayName,
    ...(contextWindowTokens === undefined ? {} : { contextWindowTokens }),
    ...(lifecycle === undefined ? {} : { lifecycle }),
    unitRates: { ...withSources(below.unitRates, sourceLabel(below)), ...card.unitRates },
  };
}

/** Who makes an override: the user. */
export const overrideBook = 'your override';

/** A user's prices over a card: those given replace the card's, the others stay and say where they are from. */
export function overrideOver(card: StackedCard, override: OverrideDocument, documentId: number): StackedCard {
  const below = sourceLabel(card);
  const rates: PriceCard['rates'] = {};
  for (const [kind, rate] of entriesOf(card.rates)) rates[kind] = { source: below, ...rate };
  return {
    ...card,
    priceVersion: undefined,
    source: overrideSource(documentId),
    rates: { ...rates, ...override.rates },
    unitRates: { ...withSources(card.unitRates, below), ...override.unitRates },
    serviceTiers: inProportion(card, override.rates),
  };
}

/** The card of a model that only an override knows. */
export function overrideAlone(override: OverrideDocument, documentId: number): PriceCard {
  const slash = override.model.indexOf('/');
  const provider = override.model.slice(0, Math.max(slash, 0));
  const model = override.model.slice(slash + 1);
  return withVersion({
    modelId: override.model.toLowerCase(),
    provider: provider.toLowerCase(),
    providerName: provider,
    model,
    displayName: model,
    source: overrideSource(documentId),
    effectiveFromMs: override.effectiveFromMs,
    effectiveToMs: override.effectiveToMs ?? null,
    rates: override.rates,
    unitRates: override.unitRates,
    serviceTiers: {},
  });
}

function overrideSource(documentId: number): PriceCard['source'] {
  return { book: overrideBook, bookVersion: `no. ${documentId}` };
}

function withSources(unitRates: PriceCard['unitRates'], source: string): PriceCard['unitRates'] {
  return Object.fromEntries(Object.entries(unitRates).map(([unit, rate]) => [unit, { source, ...rate }]));
}

/** Tiers with rates of their own keep their share of the standard rate when that is overridden. */
function inProportion(card: StackedCard, rates: PriceCard['rates']): PriceCard['serviceTiers'] {
  const tiers: PriceCard['serviceTiers'] = {};
  for (const [tier, modifier] of Object.entries(card.serviceTiers) as [ServiceTier, TierModifier][]) {
    const own = { ...modifier.rates };
    for (const [kind, rate] of entriesOf(rates)) {
      const [standard, before] = [card.rates[kind]?.usdPerMTok ?? 0, own[kind]];
      if (before !== undefined && standard > 0) own[kind] = scaled(rate, before.usdPerMTok / standard);
    }
    tiers[tier] = modifier.rates === undefined ? modifier : { ...modifier, rates: own };
  }
  return tiers;
}

function scaled({ usdPerMTok, tiers }: Rate, share: number): Rate {
  return {
    usdPerMTok: usdPerMTok * share,
    tiers: tiers.map((tier) => ({ ...tier, usdPerMTok: tier.usdPerMTok * share })),
  };
}

function entriesOf(rates: PriceCard['rates']): [TokenKind, Rate][] {
  return Object.entries(rates) as [TokenKind, Rate][];
}
