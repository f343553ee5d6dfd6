import { billableUnitLabels, billableUnits } from '#shared/domain/billable-units.ts';
import type { RateChange, RatePoint } from '#shared/domain/price-book.ts';
import type { PriceCard, Rate } from '#shared/domain/price.ts';
import { tokenKinds, type TokenKind } from '#shared/domain/token-kinds.ts';
import { serviceTiers, type ServiceTier } from '#shared/domain/usage.ts';

/** A price that two cards may give, with what each says: USD for one unit, null = it says nothing. */
export interface PricePair extends RatePoint {
  readonly left: number | null;
  readonly right: number | null;
}

/** Bounds of context tiers this close are one: books write 271,999 and 272,000 for the same step. */
const boundTolerance = 2;

/** Rates closer than this share are the same price, written with other digits. */
const samePrice = 1e-9;

/**
 * Every price that one of two cards gives itself, side by side: token kinds below and in each context tier, service
 * tiers as far as the standard prices do not tell them, and other units.
 */
export function pairPrices(left: PriceCard, right: PriceCard): readonly PricePair[] {
  return [
    ...tokenKinds.flatMap((kind) => pairRates({ kind }, left.rates[kind], right.rates[kind])),
    ...serviceTiers.flatMap((tier) => (tier === 'standard' ? [] : pairTiers(tier, left, right))),
    ...billableUnits.flatMap((kind) => {
      const [leftUsd, rightUsd] = [left, right].map(({ unitRates }) => unitRates[kind]?.usdPerUnit ?? null);
      if ((leftUsd ?? null) === null && (rightUsd ?? null) === null) return [];
      return [{ kind, unit: `USD/${billableUnitLabels[kind].one}`, left: leftUsd ?? null, right: rightUsd ?? null }];
    }),
  ];
}

/** What changes from one card to another; the largest change first, then prices that come or go. */
export function changesBetween(before: PriceCard, after: PriceCard): readonly RateChange[] {
  return pairPrices(before, after)
    .filter(({ left, right }) => !isSame(left, right))
    .map(({ left, right, ...point }) => ({
      ...point,
      oldUsd: left,
      newUsd: right,
      percent: left === null || right === null || left === 0 ? null : 100 * (right / left - 1),
    }))
    .sort((one, other) => Math.abs(other.percent ?? 0) - Math.abs(one.percent ?? 0));
}

function isSame(left: number | null, right: number | null): boolean {
  if (left === null || right === null) return left === right;
  return Math.abs(left - right) <= samePrice * Math.max(left, right);
}

function pairRates(
  point: { readonly kind: TokenKind; readonly serviceTier?: ServiceTier },
  left: Rate | undefined,
  right: Rate | undefined,
): readonly PricePair[] {
  if (left === undefined && right === undefined) return [];
  return [undefined, ...boundsOf(left, right)].map((bound) => ({
    ...point,
    ...(bound === undefined ? {} : { aboveInputTokens: bound }),
    unit: 'USD/MTok',
    left: priceAbove(left, bound),
    right: priceAbove(right, bound),
  }));
}

/** The bounds of two rates' tiers, ascending; of bounds that mean the same step, the higher. */
function boundsOf(left: Rate | undefined, right: Rate | undefined): readonly number[] {
  const all = [...(left?.tiers ?? []), ...(right?.tiers ?? [])].map(({ aboveInputTokens }) => aboveInputTokens);
  const bounds = [...new Set(all)].sort((one, other) => one - other);
  return bounds.filter((bound, index) => (bounds[index + 1] ?? Infinity) - bound > boundTolerance);
}

function priceAbove(rate: Rate | undefined, bound: number | undefined): number | null {
  if (rate === undefined) return null;
  if (bound === undefined) return rate.usdPerMTok;
  return rate.tiers.findLast(({ aboveInputTokens }) => aboveInputTokens <= bound)?.usdPerMTok ?? rate.usdPerMTok;
}

/**
 * The prices of a service tier that the standard prices do not tell: kinds whose share of the standard rate differs
 * between the cards, and for a tier that only one card has the prices that it states, or else input and output.
 */
function pairTiers(serviceTier: ServiceTier, left: PriceCard, right: PriceCard): readonly PricePair[] {
  const [one, other] = [left.serviceTiers[serviceTier], right.serviceTiers[serviceTier]];
  const only = one ?? other;
  if (only === undefined) return [];
  const kinds =
    one === undefined || other === undefined
      ? tokenKinds.filter((kind) => (only.rates === undefined ? isMain(kind) : only.rates[kind] !== undefined))
      : tokenKinds.filter((kind) => sharesDiffer(kind, serviceTier, left, right));
  return kinds.flatMap((kind) =>
    pairRates({ kind, serviceTier }, tierRate(left, serviceTier, kind), tierRate(right, serviceTier, kind)),
  );
}

function isMain(kind: TokenKind): boolean {
  return kind === 'input' || kind === 'output';
}

/** Whether two cards price a kind in a tier at different shares of its standard rate. */
function sharesDiffer(kind: TokenKind, serviceTier: ServiceTier, left: PriceCard, right: PriceCard): boolean {
  const [one, other] = [left, right].map((card) => sharesOf(card.rates[kind], tierRate(card, serviceTier, kind)));
  if (one === undefined || other === undefined) return false;
  return one.length !== other.length || one.some((share, index) => !isSame(share, other[index] ?? null));
}

/** A tier's rate as a share of the standard one, below and in each context tier; undefined where there is none. */
function sharesOf(standard: Rate | undefined, tier: Rate | undefined): readonly number[] | undefined {
  if (standard === undefined || tier === undefined) return undefined;
  return [undefined, ...boundsOf(standard, tier)].map((bound) => {
    const [whole, part] = [priceAbove(standard, bound) ?? 0, priceAbove(tier, bound) ?? 0];
    return whole === 0 ? part : part / whole;
  });
}

/** The rate of a kind in a service tier: the book's own, or the standard rate times the tier's multiplier. */
function tierRate(card: PriceCard, serviceTier: ServiceTier, kind: TokenKind): Rate | undefined {
  const modifier = card.serviceTiers[serviceTier];
  const standard = card.rates[kind];
  if (modifier === undefined) return undefined;
  const own = modifier.rates?.[kind];
  if (own !== undefined) return own;
  if (standard === undefined) return undefined;
  const multiplier = modifier.fullRateKinds?.includes(kind) === true ? 1 : modifier.multiplier;
  return {
    usdPerMTok: standard.usdPerMTok * multiplier,
    tiers: standard.tiers.map((tier) => ({ ...tier, usdPerMTok: tier.usdPerMTok * multiplier })),
  };
}
