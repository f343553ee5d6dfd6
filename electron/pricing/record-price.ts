import { billableUnits, type BillableUnit, type UnitCounts } from '#shared/domain/billable-units.ts';
import { usdToNanoUsd } from '#shared/money.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { tokenKinds, type TokenCounts, type TokenKind } from '#shared/domain/token-kinds.ts';
import type { RecordPrice } from '#shared/domain/usage.ts';
import {
  checkedCount,
  perRequest,
  readTokenCounts,
  requestCount,
  tokenCostUsd,
  tokenCount,
  unitCostUsd,
  unitCount,
  type Consumption,
} from './consumption.ts';
import { contextBasisOfCounts, rateSegments, reachesTier } from './context-rule.ts';
import { billingTable, type BillingTable } from './token-billing.ts';
import { unitBilling } from './unit-billing.ts';

/**
 * Prices a record for the ledger: the same sum as `explainPrice`, without its explanation (an import prices millions of
 * records, so what is below makes no object, iterator or closure for each token), rounded once to integer nano-dollars.
 * Where nothing could be priced the record is unpriced (`priceVersion` null), whether the model has no card or a card
 * without a single rate for what was used.
 * @param card the card in force when the record was made; undefined when the model has none.
 * @throws RangeError when a count is negative or not finite, or when the cost of this one record exceeds 2^53
 *   nano-dollars (about $9 million).
 */
export function recordPrice(card: PriceCard | undefined, consumption: Consumption): RecordPrice {
  const requests = requestCount(consumption.requests);
  const bill: Bill = { usd: 0, hasPriced: false, unpricedKinds: noKinds, unpricedUnits: noUnits };
  const table = card === undefined ? undefined : billingTable(card, consumption.serviceTier, consumption.residency);
  if (table === undefined) addUnknownTokens(bill, consumption);
  else addTokens(bill, table, consumption.tokens, requests);
  if (consumption.units !== undefined) addUnits(bill, card, consumption.units);
  if (table?.hasRequestFee === true) addRequestFee(bill, card, requests);

  const { unpricedKinds, unpricedUnits } = bill;
  const isUnpriced = table === undefined || (!bill.hasPriced && isIncomplete(bill));
  const costNanoUsd = usdToNanoUsd(bill.usd);
  const priceVersion = isUnpriced ? null : table.priceVersion;
  return unpricedUnits.length === 0
    ? { costNanoUsd, priceVersion, unpricedKinds }
    : { costNanoUsd, priceVersion, unpricedKinds, unpricedUnits };
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

/** Working memory of `addTokens`: the counts of one record in the order of `tokenKinds`. */
const counts = new Float64Array(tokenKinds.length);

function addTokens(bill: Bill, table: BillingTable, tokens: TokenCounts, requests: number): void {
  readTokenCounts(tokens, counts);
  const { usdPerMTok, multipliers, contextRule, hasContextTiers } = table;
  const basis = hasContextTiers ? perRequest(contextBasisOfCounts(contextRule, counts), requests) : 0;
  for (let index = 0; index < counts.length; index += 1) {
    const count = counts[index] ?? 0;
    if (count === 0) continue;
    checkedCount(count, tokenKinds[index]);
    const rate = usdPerMTok[index] ?? Number.NaN;
    if (Number.isNaN(rate)) {
      bill.unpricedKinds = [...bill.unpricedKinds, ...tokenKinds.slice(index, index + 1)];
      continue;
    }
    bill.hasPriced = true;
    if (hasContextTiers) bill.usd = addTieredCost(bill.usd, table, index, basis, count);
    else bill.usd += tokenCostUsd(count, rate, multipliers[index] ?? 1);
  }
}

/** The sum so far, with the cost of one kind of token added as `explainPrice` adds its lines. */
function addTieredCost(usd: number, table: BillingTable, index: number, basis: number, count: number): number {
  const billing = table.kinds[index];
  if (billing === undefined) return usd;
  const { rate, multiplier } = billing;
  if (table.contextRule.mode === 'marginal') {
    return rateSegments(rate, table.contextRule, basis).reduce(
      (sum, { usdPerMTok, part, whole }) => sum + tokenCostUsd((count * part) / whole, usdPerMTok, multiplier),
      usd,
    );
  }
  let { usdPerMTok } = rate;
  for (const tier of rate.tiers) {
    if (reachesTier(table.contextRule, basis, tier.aboveInputTokens)) ({ usdPerMTok } = tier);
  }
  return usd + tokenCostUsd(count, usdPerMTok, multiplier);
}

function addUnknownTokens(bill: Bill, { tokens }: Consumption): void {
  bill.unpricedKinds = tokenKinds.filter((kind) => tokenCount(tokens, kind) > 0);
}

function addUnits(bill: Bill, card: PriceCard | undefined, units: UnitCounts): void {
  for (const unit of billableUnits) {
    const amount = unit === 'request' ? 0 : unitCount(units, unit);
    if (amount > 0) addUnit(bill, card, unit, amount);
  }
}

function addUnit(bill: Bill, card: PriceCard | undefined, unit: BillableUnit, amount: number): void {
  const billing = card === undefined ? undefined : unitBilling(card, unit);
  if (billing === undefined) {
    bill.unpricedUnits = [...bill.unpricedUnits, unit];
  } else {
    bill.usd += unitCostUsd(amount, billing.usdPerUnit, billing.multiplier);
    bill.hasPriced = true;
  }
}

/** Every request has its fee; where their number is not known, the fee is not either. */
function addRequestFee(bill: Bill, card: PriceCard | undefined, requests: number): void {
  if (requests > 0) addUnit(bill, card, 'request', requests);
  else if (bill.hasPriced || isIncomplete(bill)) bill.unpricedUnits = ['request', ...bill.unpricedUnits];
}
