import type { DisplayCurrency } from '#shared/domain/display-currency.ts';
import { dayOf } from '#shared/time.ts';

/**
 * The currency that amounts are written in. One value for the whole window, as a locale is: every screen writes its amounts
 * with `formatUsd` of `format.ts`, which reads it here, so that no screen knows of currencies. Whoever changes it draws
 * the screens anew (`app.tsx`).
 */
interface WrittenCurrency {
  /** `$`, `€`, `CHF `. */
  readonly symbol: string;
  readonly unitsPerUsd: number;
}

const usDollars: WrittenCurrency = { symbol: '$', unitsPerUsd: 1 };
let written = usDollars;

/** Writes amounts in a currency from now on; in US dollars where it has no rate. */
export function writeAmountsIn({ currency, rate }: DisplayCurrency): void {
  written = rate === null ? usDollars : { symbol: symbolOf(currency), unitsPerUsd: 1 / rate.usdPerUnit };
}

/** The currency that amounts are written in. */
export function writtenCurrency(): WrittenCurrency {
  return written;
}

/**
 * What a person must know of the amounts: `Amounts in EUR at 0.9259 per US dollar (2026-11-01, ECB).`, or that there is no
 * rate. Undefined for US dollars.
 */
export function displayCurrencySentence({ currency, rate, atMs }: DisplayCurrency): string | undefined {
  if (currency === 'USD') return undefined;
  if (rate === null) return `No exchange rate of ${currency} is known for ${dayOf(atMs)}: amounts are in US dollars.`;
  const { usdPerUnit, fromMs, source } = rate;
  return `Amounts in ${currency} at ${fourDigits.format(1 / usdPerUnit)} per US dollar (${dayOf(fromMs)}, ${source}).`;
}

const fourDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 4 });

function symbolOf(currency: string): string {
  const parts = new Intl.NumberFormat('en-US', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  const symbol = parts.formatToParts(1).find(({ type }) => type === 'currency')?.value ?? currency;
  // `$` is the US dollar everywhere in the app: an amount in another one must not look like it.
  if (symbol.includes('$')) return `${currency} `;
  return symbol.length > 1 ? `${symbol} ` : symbol;
}
