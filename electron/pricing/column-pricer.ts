import { tokenKinds, type TokenCounts, type TokenKind } from '#shared/domain/token-kinds.ts';
import { nanoUsdPerUsd } from '#shared/money.ts';
import { billableUnits } from '#shared/domain/billable-units.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { serviceTiers, type Residency } from '#shared/domain/usage.ts';
import { perRequest, tokenCostUsd } from './consumption.ts';
import { basisKinds } from './context-rule.ts';
import { recordPrice } from './record-price.ts';
import { billingTable } from './token-billing.ts';

/** Records as columns, as far as their price goes. Counts are whole and not negative. */
export interface PricedColumns {
  /** Index into `serviceTiers`. */
  readonly serviceTier: Uint8Array;
  readonly requests: Float64Array;
  readonly tokens: Readonly<Partial<Record<TokenKind, Float64Array>>>;
}

/** Prices of records, as the ledger's columns hold them; each column is as long as the records are many. */
export interface PriceColumns {
  /** Integer nano-dollars; NaN = more than a record can hold exactly. */
  readonly costNanoUsd: Float64Array;
  /** 0 for a record of which nothing could be priced, else 1. */
  readonly isPriced: Uint8Array;
  /** Bit k set = `tokenKinds[k]` has no price. */
  readonly unpricedKinds: Uint16Array;
  /** Bit k set = `billableUnits[k]` has no price. */
  readonly unpricedUnits: Float64Array;
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
  /** 1 for columns whose tokens count against that bound, else 0. */
  readonly isBasis: Uint8Array;
}

/** Prices records of columns. */
export interface ColumnPricer {
  /** How records are billed; worth keeping for the records alike. @param serviceTier index into `serviceTiers`. */
  billing(card: PriceCard | undefined, serviceTier: number, residency: Residency | undefined): ColumnBilling;
  /**
   * Prices the first rows.
   * @param billingOf Index into `billings` by row.
   * @param into is written, not made.
   */
  price(rows: number, billingOf: Uint16Array, billings: readonly ColumnBilling[], into: PriceColumns): void;
}

/**
 * Prices each record of columns to the same nano-dollar as `recordPrice`, column by column and without an object for
 * each of millions. Records of cards with fees per request, and prompts that reach a long-context tier, go through
 * `recordPrice` itself.
 */
export function createColumnPricer({ serviceTier, requests, tokens }: PricedColumns): ColumnPricer {
  // In the order of `tokenKinds`, in which `recordPrice` adds up.
  const present = tokenKinds.flatMap((kind, bit) => {
    const counts = tokens[kind];
    return counts === undefined ? [] : [{ kind, bit, counts }];
  });
  const bits = present.map(({ bit }) => bit);

  function plainRates(card: PriceCard, tier: number, residency: Residency | undefined): PlainRates | undefined {
    const table = billingTable(card, serviceTiers[tier] ?? 'standard', residency);
    if (table.hasRequestFee) return undefined;
    const counted = basisKinds[table.contextRule.basis];
    const bounds = table.kinds.flatMap(
      (billing) => billing?.rate.tiers.map(({ aboveInputTokens }) => aboveInputTokens) ?? [],
    );
    return {
      usdPerMTok: Float64Array.from(bits, (bit) => table.usdPerMTok[bit] ?? Number.NaN),
      multiplier: Float64Array.from(bits, (bit) => table.multipliers[bit] ?? 1),
      smallestBound: Math.min(...bounds, Infinity),
      isBasis: Uint8Array.from(present, ({ kind }) => (counted.includes(kind) ? 1 : 0)),
    };
  }

  function priceByItself(row: number, { card, residency }: ColumnBilling, into: PriceColumns): void {
    const counts: TokenCounts = {};
    for (const { kind, counts: column } of present) counts[kind] = column[row] ?? 0;
    try {
      const price = recordPrice(card, {
        tokens: counts,
        requests: requests[row] ?? 0,
        serviceTier: serviceTiers[serviceTier[row] ?? 0] ?? 'standard',
        residency,
      });
      into.costNanoUsd[row] = price.costNanoUsd;
      into.isPriced[row] = price.priceVersion === null ? 0 : 1;
      into.unpricedKinds[row] = bitsOf(price.unpricedKinds, tokenKinds);
      into.unpricedUnits[row] = bitsOf(price.unpricedUnits ?? [], billableUnits);
    } catch (error) {
      // Counts are whole and not negative: only a cost beyond what a record holds is left.
      if (!(error instanceof RangeError)) throw error;
      into.costNanoUsd[row] = Number.NaN;
    }
  }

  /** Adds what the tokens of one column cost to `usd`, and notes those without a rate. */
  function addColumn(
    column: number,
    rows: number,
    billingOf: Uint16Array,
    plains: readonly (PlainRates | undefined)[],
    usd: Float64Array,
    into: PriceColumns,
  ): void {
    const { counts, bit } = present[column] ?? { counts: noCounts, bit: 0 };
    const rates = Float64Array.from(plains, (plain) => plain?.usdPerMTok[column] ?? 0);
    const multipliers = Float64Array.from(plains, (plain) => plain?.multiplier[column] ?? 1);
    const { isPriced, unpricedKinds } = into;
    if (!rates.some(Number.isNaN)) {
      for (let row = 0; row < rows; row++) {
        const count = counts[row] ?? 0;
        const billing = billingOf[row] ?? 0;
        usd[row] = (usd[row] ?? 0) + tokenCostUsd(count, rates[billing] ?? 0, multipliers[billing] ?? 1);
        if (count !== 0) isPriced[row] = 1;
      }
      return;
    }
    for (let row = 0; row < rows; row++) {
      const count = counts[row] ?? 0;
      const billing = billingOf[row] ?? 0;
      const rate = rates[billing] ?? 0;
      if (count === 0) continue;
      if (Number.isNaN(rate)) unpricedKinds[row] = (unpricedKinds[row] ?? 0) | (1 << bit);
      else {
        usd[row] = (usd[row] ?? 0) + tokenCostUsd(count, rate, multipliers[billing] ?? 1);
        isPriced[row] = 1;
      }
    }
  }

  /** Tokens of a row that count against the bound of its long-context tier. */
  function basisTokens(row: number, { isBasis }: PlainRates): number {
    let tokensOfBasis = 0;
    for (let column = 0; column < isBasis.length; column++) {
      if (isBasis[column] === 1) tokensOfBasis += present[column]?.counts[row] ?? 0;
    }
    return tokensOfBasis;
  }

  /** Prices by itself each row of which the rates below every long-context tier are not the whole truth. */
  function priceOthers(
    rows: number,
    billingOf: Uint16Array,
    billings: readonly ColumnBilling[],
    into: PriceColumns,
  ): void {
    const bounds = Float64Array.from(billings, ({ plain }) => plain?.smallestBound ?? 0);
    if (bounds.every((bound) => bound === Infinity)) return;
    for (let row = 0; row < rows; row++) {
      const bound = bounds[billingOf[row] ?? 0] ?? 0;
      if (bound === Infinity) continue;
      const billing = billings[billingOf[row] ?? 0];
      if (billing === undefined) throw new RangeError(`Row ${row} has no billing.`);
      const { plain } = billing;
      const isOther = plain === undefined || perRequest(basisTokens(row, plain), requests[row] ?? 0) >= bound;
      if (isOther) priceByItself(row, billing, into);
    }
  }

  function price(rows: number, billingOf: Uint16Array, billings: readonly ColumnBilling[], into: PriceColumns): void {
    const { costNanoUsd, isPriced, unpricedKinds, unpricedUnits } = into;
    const plains = billings.map(({ plain }) => plain);
    for (const column of [costNanoUsd, isPriced, unpricedKinds, unpricedUnits]) column.fill(0, 0, rows);
    // Dollars first, in the same memory.
    for (let column = 0; column < present.length; column++) {
      addColumn(column, rows, billingOf, plains, costNanoUsd, into);
    }
    for (let row = 0; row < rows; row++) {
      // As `usdToNanoUsd` rounds what is not negative.
      const nanoUsd = Math.round((costNanoUsd[row] ?? 0) * nanoUsdPerUsd);
      costNanoUsd[row] = nanoUsd <= Number.MAX_SAFE_INTEGER ? nanoUsd : Number.NaN;
      if (unpricedKinds[row] === 0) isPriced[row] = 1;
    }
    priceOthers(rows, billingOf, billings, into);
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

const noCounts = new Float64Array(0);

/** Bit k set = `all[k]` is among the names. */
function bitsOf<Name>(names: readonly Name[], all: readonly Name[]): number {
  return names.reduce((bits, name) => bits | (1 << all.indexOf(name)), 0);
}
