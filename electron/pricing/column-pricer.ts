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
  readonly serviceTier: Uint8Array;
  readonly requests: Float64Array;
  readonly tokens: Readonly<Partial<Record<TokenKind, Float64Array>>>;
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

/** How a card bills records of one service tier at one place: what is the same for all of them. */
export interface ColumnBilling {
  /** Undefined for a model without a card. */
  readonly card: PriceCard | undefined;
  readonly residency: Residency | undefined;
  /** Rates below every long-context tier; undefined where each record is priced by itself. */
  readonly plain: PlainRates | undefined;
}

/** Rates of a card by column of the pricer. */
interface PlainRates {
  /** USD per million tokens; NaN = unpriced. */
  readonly usdPerMTok: Float64Array;
  readonly multiplier: Float64Array;
  /** Smallest bound of a long-context tier: at and above it a record is priced by itself. */
  readonly smallestBound: number;
  /** Columns whose tokens count against that bound. */
  readonly basis: readonly Float64Array[];
}

/** Prices records of columns. */
export interface ColumnPricer {
  /** How records are billed; worth keeping for the next record alike. @param serviceTier index into `serviceTiers`. */
  billing(card: PriceCard | undefined, serviceTier: number, residency: Residency | undefined): ColumnBilling;
  /** Prices a row; `into` is written, not made. */
  price(row: number, billing: ColumnBilling, into: ColumnPrice): void;
}

/**
 * Prices each record of columns to the same nano-dollar as `recordPrice`, without an object for each of millions.
 * Records of cards with fees per request, and prompts that reach a long-context tier, go through `recordPrice` itself.
 */
export function createColumnPricer({ serviceTier, requests, tokens }: PricedColumns): ColumnPricer {
  // In the order of `tokenKinds`, in which `recordPrice` adds up.
  const present = tokenKinds.flatMap((kind, bit) => {
    const counts = tokens[kind];
    return counts === undefined ? [] : [{ kind, bit, counts }];
  });
  const columns = present.map(({ counts }) => counts);
  const bits = present.map(({ bit }) => bit);

  function plainRates(card: PriceCard, tier: number, residency: Residency | undefined): PlainRates | undefined {
    if (card.unitRates.request !== undefined) return undefined;
    const { kinds } = billingTable(card, serviceTiers[tier] ?? 'standard', residency);
    const rule = contextRuleOf(card);
    const basisKinds: readonly TokenKind[] = rule.basis === 'prompt' ? promptTokenKinds : uncachedPromptKinds;
    const bounds = kinds.flatMap(
      (billing) => billing?.rate.tiers.map(({ aboveInputTokens }) => aboveInputTokens) ?? [],
    );
    return {
      usdPerMTok: Float64Array.from(bits, (bit) => kinds[bit]?.rate.usdPerMTok ?? Number.NaN),
      multiplier: Float64Array.from(bits, (bit) => kinds[bit]?.multiplier ?? 1),
      smallestBound: Math.min(...bounds, Infinity),
      basis: present.flatMap(({ kind, counts }) => (basisKinds.includes(kind) ? [counts] : [])),
    };
  }

  function priceByItself(row: number, { card, residency }: ColumnBilling, into: ColumnPrice): void {
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

  function price(row: number, billing: ColumnBilling, into: ColumnPrice): void {
    const { plain } = billing;
    if (plain === undefined) return priceByItself(row, billing, into);
    const { usdPerMTok, multiplier, smallestBound, basis } = plain;
    if (smallestBound !== Infinity) {
      let prompt = 0;
      for (let column = 0; column < basis.length; column++) prompt += basis[column]?.[row] ?? 0;
      if (perRequest(prompt, requests[row] ?? 0) >= smallestBound) return priceByItself(row, billing, into);
    }
    let usd = 0;
    let unpriced = 0;
    let hasPriced = false;
    for (let column = 0; column < columns.length; column++) {
      const count = columns[column]?.[row] ?? 0;
      if (count === 0) continue;
      const rate = usdPerMTok[column] ?? Number.NaN;
      if (Number.isNaN(rate)) unpriced |= 1 << (bits[column] ?? 0);
      else {
        usd += tokenCostUsd(count, rate, multiplier[column] ?? 1);
        hasPriced = true;
      }
    }
    // As `usdToNanoUsd` rounds what is not negative.
    const nanoUsd = Math.round(usd * nanoUsdPerUsd);
    into.costNanoUsd = nanoUsd <= Number.MAX_SAFE_INTEGER ? nanoUsd : Number.NaN;
    into.isPriced = hasPriced || unpriced === 0;
    into.unpricedKinds = unpriced;
    into.unpricedUnits = 0;
  }

  return {
    billing: (card, tier, residency) => ({
      card,
      residency,
      plain: card === undefined ? undefined : plainRates(card, tier, residency),
    }),
    price,
  };
}

/** Bit k set = `all[k]` is among the names. */
function bitsOf<Name>(names: readonly Name[], all: readonly Name[]): number {
  return names.reduce((bits, name) => bits | (1 << all.indexOf(name)), 0);
}
