/** Colours of the charts, from the CSS variables of the scheme in force. */
export interface ChartPalette {
  readonly text: string;
  readonly grid: string;
  readonly baseline: string;
  readonly optimized: string;
  readonly saving: string;
  readonly increase: string;
  readonly fontFamily: string;
}

/** Reads the palette where an element stands. */
export function readPalette(element: Element): ChartPalette {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(`--chart-${name}`).trim();
  return {
    text: colour('text'),
    grid: colour('grid'),
    baseline: colour('baseline'),
    optimized: colour('optimized'),
    saving: colour('saving'),
    increase: colour('increase'),
    fontFamily: style.fontFamily,
  };
}
