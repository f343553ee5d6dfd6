import type { PeriodView } from '../store/period-view.ts';
import { formatPercent, formatUsd } from '../ui/format.ts';

/** One bar of the waterfall, in USD per month: it floats from `startUsd` to `endUsd`. */
export interface WaterfallBar {
  readonly label: string;
  readonly tone: 'baseline' | 'saving' | 'increase' | 'unchanged' | 'optimized';
  readonly startUsd: number;
  readonly endUsd: number;
}

/** Baseline, one bar for each lever in order, optimized. */
export function waterfallBars(view: PeriodView): readonly WaterfallBar[] {
  return [
    { label: 'Baseline', tone: 'baseline', startUsd: 0, endUsd: view.baseline.usd },
    ...view.waterfall.map((step): WaterfallBar => ({
      label: step.leverName,
      tone: step.deltaUsd < 0 ? 'saving' : step.deltaUsd > 0 ? 'increase' : 'unchanged',
      startUsd: step.beforeUsd,
      endUsd: step.afterUsd,
    })),
    { label: 'Optimized', tone: 'optimized', startUsd: 0, endUsd: view.optimized.usd },
  ];
}

/** The waterfall in one sentence: what a reader who cannot see the chart needs first. */
export function waterfallSentence(view: PeriodView): string {
  const { baseline, optimized, savingUsd, savingShare, waterfall } = view;
  if (waterfall.length === 0)
    return `No lever is on, so both sides cost ${formatUsd(baseline.usd)}. Switch one on under Levers to see what it saves.`;
  const levers = waterfall.length === 1 ? '1 lever takes' : `${waterfall.length} levers take`;
  const largest = waterfall.reduce((best, step) => (step.deltaUsd < best.deltaUsd ? step : best));
  const share =
    savingShare === null ? '' : ` (${formatPercent(Math.abs(savingShare))} ${savingUsd < 0 ? 'more' : 'less'})`;
  const lead = largest.deltaUsd < 0 && waterfall.length > 1 ? `; most comes from ${largest.leverName}` : '';
  return `${levers} the month from ${formatUsd(baseline.usd)} to ${formatUsd(optimized.usd)}${share}${lead}.`;
}
