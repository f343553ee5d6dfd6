import type { PriceCard, Rate, TierModifier } from '#shared/domain/price.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import type { ServiceTier } from '#shared/domain/usage.ts';
import { serviceTiersOf, withProviderRules } from '../rules/provider-rules.ts';
import { withVersion, type UnversionedCard } from './card-identity.ts';
import { modelIdOf, type StatedModel, type StatedPrice, type StatedTier } from './stated-price.ts';

/** The book that a card is from. */
export interface BookOrigin {
  /** Name of the book: `litellm`. */
  readonly book: string;
  readonly bookVersion: string;
}

/** The cards of a model: what its book states, completed by what providers publish and books do not carry. */
export function sealCards(model: StatedModel, origin: BookOrigin): readonly PriceCard[] {
  return model.prices.map((price) => sealCard(model, price, origin));
}

function sealCard(model: StatedModel, price: StatedPrice, { book, bookVersion }: BookOrigin): PriceCard {
  const { provider, url, contextWindowTokens } = model;
  const { dailyWindows, hoursSource } = price;
  const card: UnversionedCard = {
    modelId: modelIdOf(model),
    provider,
    providerName: model.providerName,
    model: model.model,
    displayName: model.displayName,
    source: url === undefined ? { book, bookVersion } : { book, bookVersion, url },
    effectiveFromMs: price.fromMs,
    effectiveToMs: price.toMs,
    ...withProviderRules(provider, model.model, price.fromMs, statedParts(model, price)),
  };
  // One by one: a list of the catalogue makes thousands of cards, and spreading nothing into each takes time.
  if (contextWindowTokens !== undefined) card.contextWindowTokens = contextWindowTokens;
  if (dailyWindows !== undefined) card.dailyWindows = dailyWindows;
  if (hoursSource !== undefined) card.hoursSource = hoursSource;
  if (model.lifecycle !== undefined && (hasDates(model.lifecycle) || card.lifecycle === undefined))
    card.lifecycle = model.lifecycle;
  return withVersion(card);
}

/** What a book may state and a rule may add. */
type StatedParts = Pick<PriceCard, 'rates' | 'unitRates'> &
  Partial<Pick<PriceCard, 'serviceTiers' | 'residency' | 'contextRule'>>;

function statedParts({ provider, model }: StatedModel, price: StatedPrice): StatedParts {
  const { rates, unitRates, serviceTiers, residency, contextRule } = price;
  const parts: StatedParts = { rates, unitRates };
  if (serviceTiers !== undefined)
    parts.serviceTiers = tierModifiers(serviceTiers, rates, serviceTiersOf(provider, model));
  if (residency !== undefined) parts.residency = residency;
  if (contextRule !== undefined) parts.contextRule = contextRule;
  return parts;
}

function hasDates({ deprecatedFromMs, retiredFromMs }: NonNullable<PriceCard['lifecycle']>): boolean {
  return deprecatedFromMs !== undefined || retiredFromMs !== undefined;
}

function tierModifiers(
  stated: NonNullable<StatedPrice['serviceTiers']>,
  rates: PriceCard['rates'],
  published: PriceCard['serviceTiers'],
): PriceCard['serviceTiers'] {
  const modifiers: PriceCard['serviceTiers'] = {};
  for (const [tier, price] of Object.entries(stated) as [ServiceTier, StatedTier][])
    modifiers[tier] = tierModifier(price, rates, published[tier]);
  return modifiers;
}

/**
 * A tier as its book prices it. Kinds that the book prices in the tier cost that; for others the provider's published
 * multiplier holds, and without one the standard rate: what is not known to be discounted is not.
 */
function tierModifier(
  { rates, multiplier, source }: StatedTier,
  standard: PriceCard['rates'],
  published: TierModifier | undefined,
): TierModifier {
  if (rates === undefined) return { multiplier: multiplier ?? 1, source };
  if (published !== undefined && follows(rates, standard, published)) return published;
  const fullRateKinds = published?.fullRateKinds?.filter((kind) => rates[kind] === undefined) ?? [];
  return {
    multiplier: published?.multiplier ?? 1,
    ...(fullRateKinds.length === 0 ? {} : { fullRateKinds }),
    rates: { ...published?.rates, ...rates },
    source,
  };
}

/** Whether a published multiplier gives the rates that the book states for the tier. */
function follows(rates: PriceCard['rates'], standard: PriceCard['rates'], published: TierModifier): boolean {
  return (Object.entries(rates) as [TokenKind, Rate][]).every(([kind, rate]) => {
    const base = standard[kind];
    if (base === undefined || published.rates?.[kind] !== undefined) return false;
    const multiplier = published.fullRateKinds?.includes(kind) === true ? 1 : published.multiplier;
    return (
      isClose(rate.usdPerMTok, base.usdPerMTok * multiplier) &&
      rate.tiers.length === base.tiers.length &&
      rate.tiers.every((tier, index) => isClose(tier.usdPerMTok, (base.tiers[index]?.usdPerMTok ?? 0) * multiplier))
    );
  });
}

function isClose(left: number, right: number): boolean {
  return Math.abs(left - right) <= 1e-9 * Math.max(left, right);
}
