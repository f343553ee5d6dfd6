import { writtenCurrency } from '../ui/display-currency.ts';
import type { ChartPalette } from './palette.ts';

/** Font and colour of a chart's text. */
export interface ChartFonts {
  readonly color: string;
  readonly font: { readonly family: string; readonly size: number };
}

/** The text of a chart in the page's own font. */
export function chartFonts(palette: ChartPalette): ChartFonts {
  return { color: palette.text, font: { family: palette.fontFamily, size: 11 } };
}

const threeDigits = new Intl.NumberFormat('en-US', { notation: 'compact', maximumSignificantDigits: 3 });

/** An axis of costs, given in US dollars, in the currency that the user chose: `$1.2K`, `€0.004`. */
export function axisUsd(usd: number): string {
  const { symbol, unitsPerUsd } = writtenCurrency();
  return axisText(usd * unitsPerUsd, symbol);
}

/** An axis of published prices, in US dollars. */
export function axisRate(usd: number): string {
  return axisText(usd, '$');
}

function axisText(amount: number, symbol: string): string {
  return `${amount < 0 ? '−' : ''}${symbol}${threeDigits.format(Math.abs(amount))}`;
}
