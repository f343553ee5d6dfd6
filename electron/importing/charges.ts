import type { BilledCharge } from '#shared/domain/charge.ts';
import { dayOf } from '#shared/time.ts';
import type { Amount, ChargeDraft, Rejection, UsageDraft } from './presets/preset.ts';
import { isRejection } from './presets/row-cells.ts';
import { multiply, parseDecimal, scaleToInteger } from './read/decimals.ts';
import { quoteCell } from './read/cells.ts';
import type { UsageRecord } from '#shared/domain/usage.ts';

/** US dollars for one unit of a currency at an instant (UTC ms); undefined when no rate is known. */
export type ExchangeRates = (currency: string, atMs: number) => number | undefined;

/** Decimals of a nano-dollar. */
const nanoPlaces = 9;

/** The rates that the user gives with a file, and behind them those of the catalogue. */
export function exchangeRates(
  given: Readonly<Record<string, number>> | undefined,
  known: ExchangeRates | undefined,
): ExchangeRates {
  return (currency, atMs) => (currency === 'USD' ? 1 : (given?.[currency] ?? known?.(currency, atMs)));
}

/**
 * Converts an amount to integer nano-dollars, exactly: decimal text, not floats. Half a nano-dollar rounds away from
 * zero. Refused: text that is no number, a currency without a rate, an amount beyond what a ledger holds.
 */
export function toNanoUsd(
  { decimal, currency, column }: Amount,
  atMs: number,
  rates: ExchangeRates,
): number | Rejection {
  const amount = parseDecimal(decimal.trim());
  if (amount === undefined)
    return { kind: 'reject', column, reason: `${quoteCell(decimal)} is not an amount of money` };
  const usdPerUnit = rates(currency, atMs);
  const rate = usdPerUnit === undefined ? undefined : parseDecimal(String(usdPerUnit));
  if (rate === undefined) {
    return {
      kind: 'reject',
      column,
      reason: `no exchange rate of ${currency} is known for ${dayOf(atMs)}`,
      nextStep: `Give the US dollars that one ${currency} costs: --rate ${currency}=…, or a dated rate among your own prices (burnrate prices exchange-rate).`,
    };
  }
  const nanoUsd = Number(scaleToInteger(multiply(amount, rate), nanoPlaces));
  if (!Number.isSafeInteger(nanoUsd)) {
    return {
      kind: 'reject',
      column,
      reason: 'the amount is more than $9 million, too much for one line to hold exactly',
    };
  }
  return nanoUsd;
}

/** A line of a bill as the ledger holds it, or why it cannot be one. */
export function normaliseCharge(draft: ChargeDraft, rates: ExchangeRates): BilledCharge | Rejection {
  const { startMs, endMs, provider, model, line, project, category } = draft;
  if (endMs < startMs) return { kind: 'reject', reason: 'the row ends before it starts' };
  const billedNanoUsd = toNanoUsd(draft.billed, startMs, rates);
  if (isRejection(billedNanoUsd)) return billedNanoUsd;
  const listNanoUsd = draft.list === undefined ? undefined : toNanoUsd(draft.list, startMs, rates);
  if (isRejection(listNanoUsd)) return listNanoUsd;
  return {
    startMs,
    endMs,
    provider,
    model,
    line,
    ...(project === undefined ? {} : { project }),
    category,
    billedNanoUsd,
    ...(listNanoUsd === undefined ? {} : { listNanoUsd }),
  };
}

/** What a usage row says it cost, as a charge beside its record; undefined when it says nothing. */
export function chargeOfUsage(
  { billed }: UsageDraft,
  { startMs, endMs, provider, model, project }: UsageRecord,
  rates: ExchangeRates,
): BilledCharge | Rejection | undefined {
  if (billed === undefined) return undefined;
  const category = 'usage' as const;
  return normaliseCharge({ startMs, endMs, provider, model, project, line: '', category, billed, remarks: [] }, rates);
}
