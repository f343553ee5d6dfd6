import { formatUsd } from '#shared/money.ts';
import { usdChange } from './cells.ts';
import type { BarsChart } from './report-document.ts';

/** An amount at one end of a waterfall, USD. */
interface End {
  readonly label: string;
  readonly usd: number;
}

/** A change between the two, USD. */
interface Step {
  readonly label: string;
  readonly beforeUsd: number;
  readonly afterUsd: number;
  readonly deltaUsd: number;
}

/** Bars from one amount to another, a bar for each change between. */
export function waterfall(from: End, steps: readonly Step[], to: End): BarsChart {
  return {
    form: 'bars',
    bars: [
      { label: from.label, fromUsd: 0, toUsd: from.usd, tone: 'baseline', text: formatUsd(from.usd) },
      ...steps.map(({ label, beforeUsd, afterUsd, deltaUsd }) => ({
        label,
        fromUsd: beforeUsd,
        toUsd: afterUsd,
        tone: deltaUsd > 0 ? ('increase' as const) : ('saving' as const),
        text: usdChange(deltaUsd).text,
      })),
      { label: to.label, fromUsd: 0, toUsd: to.usd, tone: 'optimized', text: formatUsd(to.usd) },
    ],
  };
}
