import { useMemo, type ReactNode } from 'react';
import type { PeriodView } from '../store/period-view.ts';
import { ChartFrame } from './chart-frame.tsx';
import { WaterfallChart } from './waterfall-chart.tsx';
import { waterfallBars, waterfallSentence } from './waterfall-model.ts';
import { WaterfallTable } from './waterfall-table.tsx';

/** Baseline → each lever → optimized, as bars or as a table. */
export function Waterfall({ view, height }: { readonly view: PeriodView; readonly height: number }): ReactNode {
  const bars = useMemo(() => waterfallBars(view), [view]);
  const sentence = waterfallSentence(view);
  return (
    <ChartFrame
      title="What each lever changes"
      sentence={sentence}
      chart={<WaterfallChart bars={bars} sentence={sentence} height={height} />}
      table={<WaterfallTable view={view} />}
    />
  );
}
