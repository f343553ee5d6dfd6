import { formatBrief, formatUsdBrief } from '../ui/format.ts';
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

/** An axis of costs, given in US dollars, in the currency that the user chose: `$1.2K`, `€0.004`. */
export function axisUsd(usd: number): string {
  return formatUsdBrief(usd);
}

/** An axis of published prices, in US dollars. */
export function axisRate(usd: number): string {
  return formatBrief(usd, '$');
}
