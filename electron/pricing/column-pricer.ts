import { promptTokenKinds, tokenKinds, type TokenCounts, type TokenKind } from '#shared/domain/token-kinds.ts';
import { nanoUsdPerUsd } from '#shared/money.ts';
import { billableUnits } from '#shared/domain/billable-units.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { serviceTiers, type Residency } from '#shared/domain/usage.ts';
import { perRequest, tokenCostUsd } from './consumption.ts';
import { contextRuleOf, uncachedPromptKinds } from './context-rule.ts';
import { recordPrice } from './record-price.ts';
import { billingTable } from './token-billing.ts';

/** Records as columns, as far as their price goes. Counts are whole and not negative. */
export interface PricedColumns {
  /** Index into `serviceTiers`. */
  readonly serviceTier: ArrayLike<number>;
  readonly requests: ArrayLike<number>;
  readonly tokens: Readonly<Partial<Record<TokenKind, ArrayLike<number>>>>;
}

/** The price of one record, as the ledger's columns hold it. */
export interface ColumnPrice {
  /** Integer nano-dollars; NaN = more than a record can hold exactly. */
  costNanoUsd: number;
  /** False for a record of which nothing could be priced. */
  isPriced: boolean;
  /** Bit k set = `tokenKinds[k]` has no price. */
  unpricedKinds: number;
  /** Bit k set = `billableUnits[k]` has no price. */
  unpricedUnits: number;
}

/** How a card bills token kinds below every long-context tier: what is the same for all of its records. */
interface PlainBilling {
  /** By column: USD per million tokens, NaN = unpriced, and what multiplies it. */
  readonly usdPerMTok: Float64Array;
  readonly multiplier: Float64Array;
  /** Smallest bound of a long-context tier; at and above it the record is priced by itself. */
  readonly smallestBound: number;
  readonly basisColumns: readonly number[];
}

/**
 * Prices records of columns, each to the same nano-dollar as `recordPrice`: without an object for each of millions.
 * Records of cards with fees per request, and prompts that reach a long-context tier, go through `recordPrice` itself.
 * @returns a function that prices a row; `into` is written, not made.
 */
export function createColumnPricer({
  serviceTier,
  requests,
  tokens,
}: PricedColumns): (
  row: number,
  card: PriceCard | undefined,
  residency: Residency | undefined,
  into: ColumnPrice,
) => void {
  // In the order of `tokenKinds`, in which `recordPrice` adds up.
  const present = tokenKinds.flatMap((kind, bit) => {
    const counts = tokens[kind];
    return counts === undefined ? [] : [{ kind, bit, counts }];
  });
  const known = new Map<PriceCard, Map<string, PlainBilling | undefined>>();
  let lastCard: PriceCard | undefined;
  let lastTier = -1;
  let lastResidency: Residency | undefined;
  let last: PlainBilling | undefined;

  function billingOf(card: PriceCard, tier: number, residency: Residency | undefined): PlainBilling | undefined {
    if (card === lastCard && tier === lastTier && residency === lastResidency) return last;
    let ofCard = known.get(card);
    if (ofCard === undefined) known.set(card, (ofCard = new Map()));
    const key = `${tier} ${residency ?? ''}`;
    if (!ofCard.has(key)) ofCard.set(key, plainBilling(card, tier, residency));
    lastCard = card;
    lastTier = tier;
    lastResidency = residency;
    last = ofCard.get(key);
    return last;
  }

  function plainBilling(card: PriceCard, tier: number, residency: Residency | undefined): PlainBilling | undefined {
    if (card.unitRates.request !== undefined) return undefined;
    const { kinds } = billingTable(card, serviceTiers[tier] ?? 'standard', residency);
    const rule = contextRuleOf(card);
    const basisKinds: readonly TokenKind[] = rule.basis === 'prompt' ? promptTokenKinds : uncachedPromptKinds;
    const bounds = kinds.flatMap(
      (billing) => billing?.rate.tiers.map(({ aboveInputTokens }) => aboveInputTokens) ?? [],
    );
    return {
      usdPerMTok: Float64Array.from(present, ({ bit }) => kinds[bit]?.rate.usdPerMTok ?? Number.NaN),
      multiplier: Float64Array.from(present, ({ bit }) => kinds[bit]?.multiplier ?? 1),
      smallestBound: Math.min(...bounds, Infinity),
      basisColumns: present.flatMap(({ kind }, column) => (basisKinds.includes(kind) ? [column] : [])),
    };
  }

  function priceByItself(
    row: number,
    card: PriceCard | undefined,
    residency: Residency | undefined,
    into: ColumnPrice,
  ): void {
    const counts: TokenCounts = {};
    for (const { kind, counts: column } of present) counts[kind] = column[row] ?? 0;
    try {
      const price = recordPrice(card, {
        tokens: counts,
        requests: requests[row] ?? 0,
        serviceTier: serviceTiers[serviceTier[row] ?? 0] ?? 'standard',
        residency,
      });
      into.costNanoUsd = price.costNanoUsd;
      into.isPriced = price.priceVersion !== null;
      into.unpricedKinds = bitsOf(price.unpricedKinds, tokenKinds);
      into.unpricedUnits = bitsOf(price.unpricedUnits ?? [], billableUnits);
    } catch (error) {
      // Counts are whole and not negative: only a cost beyond what a record holds is left.
      if (!(error instanceof RangeError)) throw error;
      into.costNanoUsd = Number.NaN;
    }
  }

  return (row, card, residency, into) => {
    const billing = card === undefined ? undefined : billingOf(card, serviceTier[row] ?? 0, residency);
    if (billing === undefined) return priceByItself(row, card, residency, into);
    const { usdPerMTok, multiplier, smallestBound, basisColumns } = billing;
    if (smallestBound !== Infinity) {
      let basis = 0;
      for (const column of basisColumns) basis += present[column]?.counts[row] ?? 0;
      if (perRequest(basis, requests[row] ?? 0) >= smallestBound) return priceByItself(row, card, residency, into);
    }
    let usd = 0;
    let unpriced = 0;
    let hasPriced = false;
    for (let column = 0; column < present.length; column++) {
      const counts = present[column];
      const count = counts?.counts[row] ?? 0;
      if (counts === undefined || count === 0) continue;
      const rate = usdPerMTok[column] ?? Number.NaN;
      if (Number.isNaN(rate)) unpriced |= 1 << counts.bit;
      else {
        usd += tokenCostUsd(count, rate, multiplier[column] ?? 1);
        hasPriced = true;
      }
    }
    // As `usdToNanoUsd` rounds what is not negative.
    const nanoUsd = Math.round(usd * nanoUsdPerUsd);
    into.costNanoUsd = Number.isSafeInteger(nanoUsd) ? nanoUsd : Number.NaN;
    into.isPriced = hasPriced || unpriced === 0;
    into.unpricedKinds = unpriced;
    into.unpricedUnits = 0;
  };
}

/** Bit k set = `all[k]` is among the names. */
function bitsOf<Name>(names: readonly Name[], all: readonly Name[]): number {
  return names.reduce((bits, name) => bits | (1 << all.indexOf(name)), 0);
}
