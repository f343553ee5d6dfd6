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
 * tiers whose price does not follow from the standard one in the same way on both, and other units.
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

function pairTiers(serviceTier: ServiceTier, left: PriceCard, right: PriceCard): readonly PricePair[] {
  return tokenKinds
    .filter((kind) => !movesWithStandard(kind, serviceTier, left, right))
    .flatMap((kind) =>
      pairRates({ kind, serviceTier }, tierRate(left, serviceTier, kind), tierRate(right, serviceTier, kind)),
    );
}

/** Whether both cards price a tier alike as a share of their standard rate, so that the standard rate tells it all. */
function movesWithStandard(kind: TokenKind, serviceTier: ServiceTier, left: PriceCard, right: PriceCard): boolean {
  const [one, other] = [left, right].map((card) => {
    const [standard, tier] = [card.rates[kind], tierRate(card, serviceTier, kind)];
    if (standard === undefined || tier === undefined) return undefined;
    return [undefined, ...boundsOf(standard, tier)].map(
      (bound) => (priceAbove(tier, bound) ?? 0) / (priceAbove(standard, bound) ?? 0),
    );
  });
  if (one === undefined || other === undefined) return one === other;
  return (
    one.length === other.length &&
    one.every((share, index) => isSame(share, other[index] ?? null) || Number.isNaN(share))
  );
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
