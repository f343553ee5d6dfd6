import { z } from 'zod';
import { failure, success, type Result } from '../result.ts';
import { dayOf } from '../time.ts';

/** A currency code of ISO 4217: `EUR`. */
export const currencySchema = z.string().regex(/^[A-Z]{3}$/, 'must be a currency code of three capitals, such as EUR');
export type Currency = z.infer<typeof currencySchema>;

/** What a currency is worth from an instant on, until a later rate of the same currency. */
export const exchangeRateSchema = z.strictObject({
  currency: currencySchema,
  /** US dollars for one unit of the currency: 1.08 for EUR when a euro costs $1.08. */
  usdPerUnit: z.number().positive(),
  /** First instant on which the rate holds, UTC ms. */
  fromMs: z.number(),
  /** Where the rate is from: `ECB reference rate`, `entered by hand`. */
  source: z.string().trim().min(1).max(300),
});
export type ExchangeRate = z.infer<typeof exchangeRateSchema>;

/** An amount in another currency, with the rate that made it. */
export interface ConvertedAmount {
  readonly currency: Currency;
  readonly amount: number;
  /** Absent for US dollars. */
  readonly rate?: ExchangeRate;
}

/**
 * The latest rate of a currency that holds at an instant; undefined when none is that old.
 * @param atMs UTC milliseconds.
 * @param rates in any order; of two rates from the same instant the later in the list holds.
 */
export function exchangeRateAt(
  currency: Currency,
  atMs: number,
  rates: readonly ExchangeRate[],
): ExchangeRate | undefined {
  let rate: ExchangeRate | undefined;
  for (const candidate of rates) {
    if (candidate.currency !== currency || candidate.fromMs > atMs) continue;
    if (rate === undefined || candidate.fromMs >= rate.fromMs) rate = candidate;
  }
  return rate;
}

/**
 * Converts US dollars for display at the latest rate that holds at an instant: amount = USD ÷ (USD per unit). Money is
 * stored and computed in US dollars only. Fails `no-exchange-rate` when no rate of the currency is that old.
 * @param atMs UTC milliseconds.
 * @param rates in any order; of two rates from the same instant the later in the list holds.
 */
export function convertAt(
  usd: number,
  currency: Currency,
  atMs: number,
  rates: readonly ExchangeRate[],
): Result<ConvertedAmount> {
  if (currency === 'USD') return success({ currency, amount: usd });
  const rate = exchangeRateAt(currency, atMs, rates);
  if (rate === undefined) {
    return failure('no-exchange-rate', `No exchange rate of ${currency} is known for ${dayOf(atMs)}.`, {
      nextStep: `Give one: how many US dollars one ${currency} costs, and since when.`,
    });
  }
  return success({ currency, amount: usd / rate.usdPerUnit, rate });
}
