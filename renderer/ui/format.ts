import type { ExpressionUnit } from '#shared/domain/expression.ts';
import { count } from '#shared/count.ts';
import { formatAmount, formatUsd as usDollars } from '#shared/money.ts';
import { writtenCurrency } from './display-currency.ts';

/** How figures are written for people. Whole dollars are never invented: see `formatUsd` for small amounts. */

// Built once: making a formatter costs more than a hundred uses of it, and a slider writes dozens of figures a frame.
const oneDecimal = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const fourDecimals = new Intl.NumberFormat('en-US', { maximumFractionDigits: 4 });
const nineDecimals = new Intl.NumberFormat('en-US', { maximumFractionDigits: 9 });
const compact = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

export { count as formatCount, counted as formatCounted } from '#shared/count.ts';

/** A large count in short: `22.4M`, `19.4K`. */
export function formatCompact(value: number): string {
  return compact.format(value);
}

/** A share 0…1 in per cent, one decimal at most: `32.5 %`; a true minus sign. */
export function formatPercent(share: number): string {
  const text = oneDecimal.format(Math.abs(share * 100));
  return `${share < 0 && text !== '0' ? '−' : ''}${text} %`;
}

/**
 * A cost, given in US dollars, in the currency that the user chose: `$1,080.00`, `€1,000.00`. For what things cost; published
 * prices are written by `formatRate`, and derivations by `formatValue`, both in US dollars as their sources give them.
 */
export function formatUsd(usd: number): string {
  const { symbol, unitsPerUsd } = writtenCurrency();
  return formatAmount(usd * unitsPerUsd, symbol);
}

/** An amount that a document states in US dollars, such as a term of a contract: never converted. */
export function formatUsDollars(usd: number): string {
  return usDollars(usd);
}

const threeDigits = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });

/** A value in short, in three digits: `1.2K`, `0.004`. */
export function formatThreeDigits(value: number): string {
  return threeDigits.format(value);
}

/** An amount that is given in units of a symbol, in three digits: `$1.2K`, `€0.004`. */
export function formatBrief(amount: number, symbol: string): string {
  return `${amount < 0 ? '−' : ''}${symbol}${formatThreeDigits(Math.abs(amount))}`;
}

/** A cost in short, given in US dollars, in the currency that the user chose: `$1.2K`, `€0.004`. */
export function formatUsdBrief(usd: number): string {
  const { symbol, unitsPerUsd } = writtenCurrency();
  return formatBrief(usd * unitsPerUsd, symbol);
}

/** A change in cost, given in US dollars, with its sign: `+$3.20`, `−$1,080.00`, `$0.00`. */
export function formatUsdChange(usd: number): string {
  if (Math.abs(usd) < 5e-9) return formatUsd(0);
  return usd > 0 ? `+${formatUsd(usd)}` : formatUsd(usd);
}

/** A change as a share with its sign: `+3.2 %`, `−40 %`. */
export function formatPercentChange(share: number): string {
  const text = formatPercent(share);
  return share > 0 && text !== '0 %' ? `+${text}` : text;
}

const upToFourDecimals = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 4 });

/** A price as it is published, in US dollars, not rounded to cents: `$2.50`, `$1.875`, `$0.075`; null is `unknown`. */
export function formatRate(usd: number | null): string {
  if (usd === null) return 'unknown';
  return usd >= 0.995 ? `$${upToFourDecimals.format(usd)}` : usDollars(usd);
}

/** Bytes of a file: `1.2 MB` (decimal units). */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [divisor, unit] =
    bytes < 1e6 ? ([1e3, 'kB'] as const) : bytes < 1e9 ? ([1e6, 'MB'] as const) : ([1e9, 'GB'] as const);
  return `${oneDecimal.format(bytes / divisor)} ${unit}`;
}

/** An instant for people, UTC: `12 Nov 2023, 18:15 UTC`. */
export function formatInstant(instantMs: number): string {
  const text = new Date(instantMs).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
  });
  return `${text} UTC`;
}

const dayInWords = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** The day of an instant for people, UTC: `12 Nov 2023`. */
export function formatDay(instantMs: number): string {
  return dayInWords.format(instantMs);
}

/** An instant in the user's own time zone, for things that the user did: `22 Nov 2026, 14:05`. */
export function formatLocalInstant(instantMs: number): string {
  return new Date(instantMs).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** A value of an expression with its unit; money in US dollars, so that a derivation adds up as its sources do. */
export function formatValue(value: number, unit: ExpressionUnit): string {
  switch (unit) {
    case 'USD':
      return usDollars(value);
    case 'USD/MTok':
      return `${usDollars(value)} per million tokens`;
    case 'USD/request':
      return `${usDollars(value)} per request`;
    case 'share':
      return formatShare(value);
    case 'factor':
      return formatPlain(value);
    case 'tokens':
    case 'requests':
    case 'calls':
    case 'days':
    case 'seconds':
      return `${formatPlain(value)} ${unit}`;
  }
}

/** A value with its unit, rounded to be read and not to be worked on with: `9,590 requests`, `17.7 %`. */
export function formatRounded(value: number, unit: ExpressionUnit): string {
  switch (unit) {
    case 'share':
      return formatPercent(value);
    case 'tokens':
    case 'requests':
    case 'calls':
    case 'days':
    case 'seconds':
      return `${count(value)} ${unit}`;
    case 'factor':
    case 'USD':
    case 'USD/MTok':
    case 'USD/request':
      return formatValue(value, unit);
  }
}

/** A derivation shows shares to four decimals of a per cent, so that a reader can redo the sum. */
function formatShare(value: number): string {
  return `${fourDecimals.format(value * 100)} %`;
}

function formatPlain(value: number): string {
  return (Math.abs(value) < 1 ? nineDecimals : fourDecimals).format(value);
}
