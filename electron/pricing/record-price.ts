import { billableUnits, type BillableUnit, type UnitCounts } from '#shared/domain/billable-units.ts';
import { usdToNanoUsd } from '#shared/money.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { tokenKinds, type TokenCounts, type TokenKind } from '#shared/domain/token-kinds.ts';
import type { RecordPrice } from '#shared/domain/usage.ts';
import {
  perRequest,
  requestCount,
  tokenCostUsd,
  tokenCount,
  unitCostUsd,
  unitCount,
  type Consumption,
} from './consumption.ts';
import { contextBasisTokens, contextRuleOf, rateSegments } from './context-rule.ts';
import { billingTable, type BillingTable } from './token-billing.ts';
import { unitBilling } from './unit-billing.ts';

/**
 * Prices a record for the ledger: the same sum as `explainPrice`, without its explanation (an import prices millions of
 * records), rounded once to integer nano-dollars. Where nothing could be priced the record is unpriced
 * (`priceVersion` null), whether the model has no card or a card without a single rate for what was used.
 * @param card the card in force when the record was made; undefined when the model has none.
 * @throws RangeError when a count is negative or not finite, or when the cost of this one record exceeds 2^53
 *   nano-dollars (about $9 million).
 */
export function recordPrice(card: PriceCard | undefined, consumption: Consumption): RecordPrice {
  const { tokens, units, serviceTier, residency } = consumption;
  const requests = requestCount(consumption.requests);
  const bill: Bill = { usd: 0, hasPriced: false, unpricedKinds: noKinds, unpricedUnits: noUnits };
  if (card === undefined) {
    addUnknownTokens(bill, tokens);
    if (units !== undefined) addUnits(bill, undefined, units);
    return { costNanoUsd: 0, priceVersion: null, ...unpricedOf(bill) };
  }
  const table = billingTable(card, serviceTier, residency);
  if (table.hasContextTiers) addTieredTokens(bill, card, table, tokens, requests);
  else addTokens(bill, table, tokens);
  if (units !== undefined) addUnits(bill, card, units);
  if (card.unitRates.request !== undefined) addRequestFee(bill, card, requests);
  const isUnpriced = !bill.hasPriced && isIncomplete(bill);
  return {
    costNanoUsd: usdToNanoUsd(bill.usd),
    priceVersion: isUnpriced ? null : card.priceVersion,
    ...unpricedOf(bill),
  };
}

/** What is being added up for one record. */
interface Bill {
  /** Sum of the priced parts, in the order of `explainPrice`'s lines. */
  usd: number;
  hasPriced: boolean;
  unpricedKinds: readonly TokenKind[];
  unpricedUnits: readonly BillableUnit[];
}

// Shared by all records without a gap, which is nearly every one of millions.
const noKinds: readonly TokenKind[] = Object.freeze([]);
const noUnits: readonly BillableUnit[] = Object.freeze([]);

function isIncomplete({ unpricedKinds, unpricedUnits }: Bill): boolean {
  return unpricedKinds.length > 0 || unpricedUnits.length > 0;
}

function unpricedOf({ unpricedKinds, unpricedUnits }: Bill): Pick<RecordPrice, 'unpricedKinds' | 'unpricedUnits'> {
  return unpricedUnits.length === 0 ? { unpricedKinds } : { unpricedKinds, unpricedUnits };
}

function addTokens(bill: Bill, { kinds }: BillingTable, tokens: TokenCounts): void {
  for (const [index, kind] of tokenKinds.entries()) {
    const count = tokenCount(tokens, kind);
    if (count === 0) continue;
    const billing = kinds[index];
    if (billing === undefined) bill.unpricedKinds = [...bill.unpricedKinds, kind];
    else add(bill, tokenCostUsd(count, billing.rate.usdPerMTok, billing.multiplier));
  }
}

function addTieredTokens(
  bill: Bill,
  card: PriceCard,
  { kinds }: BillingTable,
  tokens: TokenCounts,
  requests: number,
): void {
  const rule = contextRuleOf(card);
  const basis = perRequest(contextBasisTokens(rule, tokens), requests);
  for (const [index, kind] of tokenKinds.entries()) {
    const count = tokenCount(tokens, kind);
    if (count === 0) continue;
    const billing = kinds[index];
    if (billing === undefined) {
      bill.unpricedKinds = [...bill.unpricedKinds, kind];
      continue;
    }
    for (const { usdPerMTok, part, whole } of rateSegments(billing.rate, rule, basis)) {
      add(bill, tokenCostUsd((count * part) / whole, usdPerMTok, billing.multiplier));
    }
  }
}

function addUnknownTokens(bill: Bill, tokens: TokenCounts): void {
  bill.unpricedKinds = tokenKinds.filter((kind) => tokenCount(tokens, kind) > 0);
}

function addUnits(bill: Bill, card: PriceCard | undefined, units: UnitCounts): void {
  for (const unit of billableUnits) {
    const amount = unit === 'request' ? 0 : unitCount(units, unit);
    if (amount === 0) continue;
    addUnit(bill, card, unit, amount);
  }
}

function addUnit(bill: Bill, card: PriceCard | undefined, unit: BillableUnit, amount: number): void {
  const billing = card === undefined ? undefined : unitBilling(card, unit);
  if (billing === undefined) bill.unpricedUnits = [...bill.unpricedUnits, unit];
  else add(bill, unitCostUsd(amount, billing.usdPerUnit, billing.multiplier));
}

/** Every request has its fee; where their number is not known, the fee is not either. */
function addRequestFee(bill: Bill, card: PriceCard, requests: number): void {
  if (requests > 0) addUnit(bill, card, 'request', requests);
  else if (bill.hasPriced || isIncomplete(bill)) bill.unpricedUnits = ['request', ...bill.unpricedUnits];
}

function add(bill: Bill, usd: number): void {
  bill.usd += usd;
  bill.hasPriced = true;
}
