import { textCacheKinds, tokenKindLabels, tokenKinds, type TokenKind } from '#shared/domain/token-kinds.ts';
import type { ContextRule, PriceCard, PriceModifier, Rate, TierModifier } from '#shared/domain/price.ts';
import { residencies, serviceTiers, type Residency, type ServiceTier } from '#shared/domain/usage.ts';
import { contextRuleOf, rateSegments } from './context-rule.ts';
import { contractModifiers, productOf } from './modifiers.ts';
import { billingRate, parentRateNotes } from './rates.ts';

/**
 * What bills one kind of token in one service tier at one place. Everything but the size of the prompt is settled here,
 * once a card; both the explained price and the ledger's are made from it.
 */
export interface TokenBilling {
  /** The kind whose rate is used. */
  readonly billedAs: TokenKind;
  readonly rate: Rate;
  /** The tier whose price this is: `standard` where the card knows none for the tier asked for. */
  readonly serviceTier: ServiceTier;
  /** What multiplies the rate, in the fixed order: service tier, cache, residency, contract. */
  readonly modifiers: readonly PriceModifier[];
  /** Product of the modifiers in their order. */
  readonly multiplier: number;
  /** Sentences that hold for any record billed like this. */
  readonly notes: readonly string[];
}

/**
 * How a card bills in one service tier at one place. It repeats of the card what pricing a record needs: cards come in
 * many shapes and tables in one, which engines read several times faster.
 */
export interface BillingTable {
  /** In the order of `tokenKinds`; undefined = unpriced. */
  readonly kinds: readonly (TokenBilling | undefined)[];
  /** By kind: USD per million tokens below every long-context tier, NaN = unpriced; and what multiplies it. */
  readonly usdPerMTok: Float64Array;
  readonly multipliers: Float64Array;
  readonly contextRule: ContextRule;
  /** True when some rate depends on the size of the prompt. */
  readonly hasContextTiers: boolean;
  /** True when each request has a fee. */
  readonly hasRequestFee: boolean;
  readonly priceVersion: string;
}

const tables = new WeakMap<PriceCard, (BillingTable | undefined)[]>();

/** How a card bills tokens; worked out once for each card, tier and place. */
export function billingTable(card: PriceCard, serviceTier: ServiceTier, residency: Residency = 'global'): BillingTable {
  let known = tables.get(card);
  if (known === undefined) {
    known = [];
    tables.set(card, known);
  }
  const index = serviceTiers.indexOf(serviceTier) * residencies.length + residencies.indexOf(residency);
  return (known[index] ??= createBillingTable(card, serviceTier, residency));
}

/** How a card bills one kind of token; undefined = unpriced. */
export function tokenBilling(
  card: PriceCard,
  kind: TokenKind,
  serviceTier: ServiceTier,
  residency: Residency = 'global',
): TokenBilling | undefined {
  return billingTable(card, serviceTier, residency).kinds[tokenKinds.indexOf(kind)];
}

/** The price of one kind of token at one size of prompt. */
export interface TokenRate {
  /** USD per million tokens before multipliers; under a marginal rule the mean over the prompt. */
  readonly usdPerMTok: number;
  /** The kind whose rate this is, where it is not the kind's own. */
  readonly billedAs?: TokenKind;
  /** The bound of the highest long-context tier reached; absent below every tier. */
  readonly aboveInputTokens?: number;
  readonly modifiers: readonly PriceModifier[];
  /** Product of the modifiers. */
  readonly multiplier: number;
  /** Sentences that qualify the rate; empty when there is nothing to say. */
  readonly notes: readonly string[];
}

/**
 * The rate that bills a kind of token, for engines that price means and not records.
 * @param basisTokens tokens of one request's prompt as the card's rule counts them (`contextBasisTokens`).
 * @returns undefined when neither the kind nor a parent has a rate: the tokens are unpriced, not free.
 */
export function tokenRate(
  card: PriceCard,
  kind: TokenKind,
  basisTokens: number,
  serviceTier: ServiceTier = 'standard',
  residency: Residency = 'global',
): TokenRate | undefined {
  const billing = tokenBilling(card, kind, serviceTier, residency);
  if (billing === undefined) return undefined;
  const { billedAs, rate, modifiers, multiplier, notes } = billing;
  const segments = rateSegments(rate, contextRuleOf(card), basisTokens);
  const bound = segments.at(-1)?.aboveInputTokens;
  return {
    usdPerMTok: segments.reduce((sum, { usdPerMTok, part, whole }) => sum + (usdPerMTok * part) / whole, 0),
    ...(billedAs === kind ? {} : { billedAs }),
    ...(bound === undefined ? {} : { aboveInputTokens: bound }),
    modifiers,
    multiplier,
    notes,
  };
}

function createBillingTable(card: PriceCard, serviceTier: ServiceTier, residency: Residency): BillingTable {
  const kinds = tokenKinds.map((kind) => createBilling(card, kind, serviceTier, residency));
  return {
    kinds,
    usdPerMTok: Float64Array.from(kinds, (billing) => billing?.rate.usdPerMTok ?? Number.NaN),
    multipliers: Float64Array.from(kinds, (billing) => billing?.multiplier ?? 1),
    contextRule: contextRuleOf(card),
    hasContextTiers: kinds.some((billing) => billing !== undefined && billing.rate.tiers.length > 0),
    hasRequestFee: card.unitRates.request !== undefined,
    priceVersion: card.priceVersion,
  };
}

function createBilling(
  card: PriceCard,
  kind: TokenKind,
  serviceTier: ServiceTier,
  residency: Residency,
): TokenBilling | undefined {
  const tier = serviceTier === 'standard' ? undefined : card.serviceTiers[serviceTier];
  const discounted = tier !== undefined && tier.fullRateKinds?.includes(kind) !== true ? tier : undefined;
  const rates = discounted?.rates === undefined ? card.rates : { ...card.rates, ...discounted.rates };
  const cache = cacheMultiplierOf(card, rates, kind);
  const billing = billingRate(rates, cache === undefined ? kind : 'input');
  if (billing === undefined) return undefined;
  const modifiers = [
    ...serviceTierModifier(serviceTier, discounted, billing.billedAs),
    ...(cache === undefined ? [] : [cache]),
    ...residencyModifier(card, residency),
    ...contractModifiers(card, kind),
  ];
  return {
    ...billing,
    serviceTier: discounted === undefined ? 'standard' : serviceTier,
    modifiers,
    multiplier: productOf(modifiers),
    notes: [
      ...(cache === undefined ? parentRateNotes(kind, billing.billedAs) : []),
      ...serviceTierNotes(card, kind, serviceTier, tier),
      ...residencyNotes(card, residency),
    ],
  };
}

function cacheMultiplierOf(card: PriceCard, rates: PriceCard['rates'], kind: TokenKind): PriceModifier | undefined {
  const cacheKind = textCacheKinds.find((candidate) => candidate === kind);
  if (cacheKind === undefined || rates[cacheKind] !== undefined || rates.input === undefined) return undefined;
  const rule = card.cacheMultipliers?.[cacheKind];
  if (rule === undefined) return undefined;
  return { step: 'cache', name: `${tokenKindLabels[kind]} ÷ input`, ...rule };
}

function serviceTierModifier(
  serviceTier: ServiceTier,
  tier: TierModifier | undefined,
  billedAs: TokenKind,
): PriceModifier[] {
  if (tier === undefined) return [];
  const multiplier = tier.rates?.[billedAs] === undefined ? tier.multiplier : 1;
  return [{ step: 'serviceTier', name: serviceTier, multiplier, source: tier.source }];
}

function residencyModifier(card: PriceCard, residency: Residency): PriceModifier[] {
  const modifier = card.residency?.[residency];
  return modifier === undefined ? [] : [{ step: 'residency', name: residency, ...modifier }];
}

function serviceTierNotes(
  card: PriceCard,
  kind: TokenKind,
  serviceTier: ServiceTier,
  tier: TierModifier | undefined,
): string[] {
  if (serviceTier === 'standard') return [];
  if (tier === undefined) return [`No ${serviceTier} price is known for ${card.modelId}: billed at the standard rate.`];
  if (tier.fullRateKinds?.includes(kind) === true)
    return [`${card.providerName} bills ${tokenKindLabels[kind]} at the standard rate in ${serviceTier}.`];
  return [];
}

const places: Readonly<Record<Residency, string>> = {
  global: 'anywhere',
  us: 'in the US only',
  eu: 'in the EU only',
  regional: 'in one region only',
};

function residencyNotes(card: PriceCard, residency: Residency): string[] {
  if (residency === 'global' || card.residency?.[residency] !== undefined) return [];
  return [`No price is known for processing ${card.modelId} ${places[residency]}: billed without a surcharge for it.`];
}
