import type { Chart, ChartData, ChartOptions, Plugin } from 'chart.js';
import { useCallback, type ReactNode } from 'react';
import { formatUsd, formatUsdChange } from '../ui/format.ts';
import { BarChart } from './lazy-chart.tsx';
import type { ChartFonts } from './axis.ts';
import { chartInFrame, placeAxis, valueAxis } from './chart-options.ts';
import type { ChartPalette } from './palette.ts';
import type { WaterfallBar } from './waterfall-model.ts';
import { wrapLabel } from './wrap-label.ts';

/** Bars whose names and amounts fit side by side in the narrowest panel; more lie below each other. */
const mostUpright = 6;
/** Height of a lying bar with its gap, and of the axis, px. */
const lyingBarHeight = 30;
const axisHeight = 34;

/** The waterfall as floating bars with their amounts: upright and `height` high while they are few, lying where they are many. */
export function WaterfallChart({
  bars,
  sentence,
  height,
}: {
  readonly bars: readonly WaterfallBar[];
  readonly sentence: string;
  readonly height: number;
}): ReactNode {
  const isLying = bars.length > mostUpright;
  const dataOf = useCallback((palette: ChartPalette) => dataOfBars(bars, isLying, palette), [bars, isLying]);
  return (
    <BarChart
      // A chart keeps its axes for life.
      key={isLying ? 'lying' : 'upright'}
      sentence={sentence}
      height={isLying ? bars.length * lyingBarHeight + axisHeight : height}
      dataOf={dataOf}
      optionsOf={isLying ? lyingOptions : uprightOptions}
      plugins={plugins}
    />
  );
}

function dataOfBars(bars: readonly WaterfallBar[], isLying: boolean, palette: ChartPalette): ChartData<'bar'> {
  return {
    labels: bars.map(({ label }) => (isLying ? wrapLabel(label, 24, 2) : wrapLabel(label, 12))),
    datasets: [
      {
        data: bars.map(({ startUsd, endUsd }): [number, number] => [startUsd, endUsd]),
        backgroundColor: bars.map(({ tone }) => (tone === 'unchanged' ? palette.baseline : palette[tone])),
        borderSkipped: false,
        borderRadius: 3,
        minBarLength: 2,
        maxBarThickness: 64,
        categoryPercentage: 0.86,
      },
    ],
  };
}

function uprightOptions(palette: ChartPalette): ChartOptions<'bar'> {
  return {
    ...commonOptions,
    layout: { padding: { top: 22 } },
    scales: { x: namesAxis(palette), y: amountsAxis(palette) },
  };
}

function lyingOptions(palette: ChartPalette): ChartOptions<'bar'> {
  return {
    ...commonOptions,
    indexAxis: 'y',
    // Room for the amount behind the longest bar.
    layout: { padding: { right: 72 } },
    scales: { x: { ...amountsAxis(palette), border: { display: true } }, y: namesAxis(palette) },
  };
}

const commonOptions: ChartOptions<'bar'> = {
  ...chartInFrame,
  plugins: {
    tooltip: {
      displayColors: false,
      callbacks: { label: ({ dataset, dataIndex }) => describeBar(dataset.data, dataIndex) },
    },
  },
};

const namesAxis = (palette: ChartPalette) => placeAxis(palette, { ticks: { autoSkip: false } });
const amountsAxis = (palette: ChartPalette) => valueAxis(palette, { maxTicksLimit: 6 });

/** Writes each bar's amount above or behind it; reads the bars from the chart, so it stays true when the data changes. */
const amountLabels: Plugin<'bar'> = {
  id: 'amount-labels',
  afterDatasetsDraw(chart: Chart<'bar'>) {
    const meta = chart.getDatasetMeta(0);
    const { ctx } = chart;
    const fonts = labelFonts(chart);
    ctx.save();
    ctx.font = `600 ${fonts.font.size}px ${fonts.font.family}`;
    ctx.fillStyle = fonts.color;
    const isLying = chart.options.indexAxis === 'y';
    const scale = chart.scales[isLying ? 'x' : 'y'];
    ctx.textAlign = isLying ? 'left' : 'center';
    ctx.textBaseline = isLying ? 'middle' : 'bottom';
    chart.data.datasets[0]?.data.forEach((range, index) => {
      const element = meta.data[index];
      if (!Array.isArray(range) || element === undefined || scale === undefined) return;
      const [start, end] = range;
      const isTotal = index === 0 || index === meta.data.length - 1;
      const text = isTotal ? shortUsd(end) : shortChange(end - start);
      const edges = [scale.getPixelForValue(start), scale.getPixelForValue(end)];
      if (isLying) ctx.fillText(text, Math.max(...edges) + 6, element.y);
      else ctx.fillText(text, element.x, Math.min(...edges) - 4);
    });
    ctx.restore();
  },
};

const plugins = [amountLabels];

function labelFonts(chart: Chart<'bar'>): ChartFonts {
  const ticks = chart.options.scales?.['x']?.ticks;
  const font = ticks?.font;
  const family = typeof font === 'object' && 'family' in font ? font.family : undefined;
  return {
    color: typeof ticks?.color === 'string' ? ticks.color : 'gray',
    font: { family: typeof family === 'string' ? family : 'sans-serif', size: 11 },
  };
}

function describeBar(ranges: ChartData<'bar'>['datasets'][number]['data'], index: number): string {
  const range = ranges[index];
  if (!Array.isArray(range)) return '';
  const [start, end] = range;
  if (index === 0 || index === ranges.length - 1) return `${formatUsd(end)} a month`;
  return `${formatUsdChange(end - start)} a month, to ${formatUsd(end)}`;
}

/** Amounts from $10,000 on without cents: the table twin has them. */
function shortUsd(usd: number): string {
  return Math.abs(usd) < 10_000 ? formatUsd(usd) : formatUsd(Math.round(usd)).replace(/\.00$/, '');
}

function shortChange(usd: number): string {
  return usd > 0 ? `+${shortUsd(usd)}` : shortUsd(usd);
}
