/**
 * Money. The ledger stores integer nano-dollars (10^-9 USD); engines compute in float64 US dollars and round only here.
 */

/** Nano-dollars in one US dollar. */
export const nanoUsdPerUsd = 1_000_000_000;

/**
 * Rounds US dollars to integer nano-dollars, half away from zero.
 * @throws RangeError when the amount is not finite or its nano-dollars exceed 2^53 (about $9 million in one record).
 */
export function usdToNanoUsd(usd: number): number {
  const nanoUsd = Math.sign(usd) * Math.round(Math.abs(usd) * nanoUsdPerUsd);
  if (!Number.isSafeInteger(nanoUsd))
    throw new RangeError(`Not an amount of money that can be stored exactly: ${usd} USD`);
  return nanoUsd + 0;
}

/** Converts nano-dollars to US dollars as a float64, for display and for engines. */
export function nanoUsdToUsd(nanoUsd: bigint | number): number {
  const number = Number(nanoUsd);
  if (typeof nanoUsd === 'number' || Number.isSafeInteger(number)) return number / nanoUsdPerUsd;
  const unit = BigInt(nanoUsdPerUsd);
  return Number(nanoUsd / unit) + Number(nanoUsd % unit) / nanoUsdPerUsd;
}

const nanoDigits = 9;

/** Nano-dollars as an exact decimal of US dollars for programs: `-0.0035`. */
export function usdText(nanoUsd: bigint): string {
  const magnitude = nanoUsd < 0n ? -nanoUsd : nanoUsd;
  const unit = BigInt(nanoUsdPerUsd);
  const fraction = (magnitude % unit).toString().padStart(nanoDigits, '0').replace(/0+$/, '');
  return `${nanoUsd < 0n ? '-' : ''}${magnitude / unit}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Removes binary noise from a float64 amount: rounds to 12 decimals, far below a nano-dollar. */
export function roundUsd(usd: number): number {
  return Number(usd.toFixed(12));
}

// Built once: making a formatter costs far more than using it, and a slider writes dozens of amounts a frame.
const cents = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/**
 * Writes US dollars for people: cents from one dollar up, four significant digits below, so that a tenth of a
 * cent is never shown as $0.00. Zero is `$0.00`.
 */
export function formatUsd(usd: number): string {
  return formatAmount(usd, '$');
}

/** Writes an amount of any currency as `formatUsd` writes dollars. @param symbol `€`, or a code with a space: `CHF `. */
export function formatAmount(amount: number, symbol: string): string {
  const magnitude = Math.abs(amount);
  const sign = amount < 0 ? '−' : '';
  if (magnitude === 0) return `${symbol}0.00`;
  if (magnitude >= 0.995) return `${sign}${symbol}${cents.format(magnitude)}`;
  const digits = Math.min(12, Math.max(2, 3 - Math.floor(Math.log10(magnitude))));
  const trimmed = magnitude.toFixed(digits).replace(/(\.\d\d\d*?)0+$/, '$1');
  return `${sign}${symbol}${trimmed}`;
}
