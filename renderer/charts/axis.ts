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

/** An axis amount in short: `$1.2K`, `$0.004`. */
export function axisUsd(usd: number): string {
  const sign = usd < 0 ? '−' : '';
  return `${sign}$${threeDigits.format(Math.abs(usd))}`;
}
