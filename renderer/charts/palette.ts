import { useEffect, useState } from 'react';

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

/** The attribute by which Mantine says which scheme is in force. */
const schemeAttribute = 'data-mantine-color-scheme';

/** The palette of the scheme in force; a new one when the scheme changes, by the user or by the system. */
export function usePalette(): ChartPalette {
  const [palette, setPalette] = useState(readPalette);
  useEffect(() => {
    const observer = new MutationObserver(() => setPalette(readPalette()));
    observer.observe(document.documentElement, { attributeFilter: [schemeAttribute] });
    return () => observer.disconnect();
  }, []);
  return palette;
}

function readPalette(): ChartPalette {
  const style = getComputedStyle(document.body);
  function colour(name: string): string {
    return style.getPropertyValue(`--chart-${name}`).trim();
  }
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
