import { usdToNanoUsd } from '#shared/money.ts';
import type { PriceCard, Rate } from '#shared/domain/price.ts';
import { tokenKinds, type TokenKind } from '#shared/domain/token-kinds.ts';
import type { RecordPrice } from '#shared/domain/usage.ts';
import { promptTokensPerRequest, requestCount, tokenCostUsd, tokenCount, type Consumption } from './price-tokens.ts';
import { billingRate, rateStep } from './rates.ts';
import { serviceTierMultiplier } from './service-tiers.ts';

/**
 * Prices a record for the ledger: the same sum as `priceTokens`, without its explanation (an import prices millions of
 * records), rounded once to integer nano-dollars. Where nothing could be priced the record is unpriced
 * (`priceVersion` null), whether the model has no card or a card without a single rate for these tokens.
 * @param card the card in force when the record was made; undefined when the model has none.
 * @throws RangeError when a count is negative or not finite, or when the cost of this one record exceeds 2^53
 *   nano-dollars (about $9 million).
 */
export function recordPrice(card: PriceCard | undefined, consumption: Consumption): RecordPrice {
  const { tokens, serviceTier } = consumption;
  const requests = requestCount(consumption.requests);
  const bill = card === undefined ? unknownBill : billOf(card);
  const prompt = bill.hasContextTiers ? promptTokensPerRequest(consumption) : 0;
  const unpricedKinds: TokenKind[] = [];
  let usd = 0;
  let priced = false;
  for (const { kind, rate } of bill.rates) {
    const count = tokenCount(tokens, kind);
    if (count === 0) continue;
    if (card === undefined || rate === undefined) {
      unpricedKinds.push(kind);
      continue;
    }
    usd += tokenCostUsd(count, rateStep(rate, prompt).usdPerMTok, serviceTierMultiplier(card, serviceTier, kind) ?? 1);
    priced = true;
  }
  const requestRate = card?.unitRates.request;
  if (requestRate !== undefined && requests > 0) {
    usd += requests * requestRate.usdPerUnit;
    priced = true;
  }
  const unpriced = card === undefined || (unpricedKinds.length > 0 && !priced);
  return { costNanoUsd: usdToNanoUsd(usd), priceVersion: unpriced ? null : card.priceVersion, unpricedKinds };
}

/** What a card's kinds are billed at, looked up once a card: in the order of `tokenKinds`, as the lines are summed. */
interface Bill {
  readonly rates: readonly { readonly kind: TokenKind; readonly rate: Rate | undefined }[];
  readonly hasContextTiers: boolean;
}

const unknownBill: Bill = { rates: tokenKinds.map((kind) => ({ kind, rate: undefined })), hasContextTiers: false };

const bills = new WeakMap<PriceCard, Bill>();

function billOf(card: PriceCard): Bill {
  const known = bills.get(card);
  if (known !== undefined) return known;
  const rates = tokenKinds.map((kind) => ({ kind, rate: billingRate(card, kind)?.rate }));
  const bill = { rates, hasContextTiers: rates.some(({ rate }) => rate !== undefined && rate.tiers.length > 0) };
  bills.set(card, bill);
  return bill;
}
