import type { Chart, ChartData, ChartOptions, Plugin } from 'chart.js';
import { useCallback, type ReactNode } from 'react';
import { formatUsd, formatUsdChange } from '../ui/format.ts';
import { BarChart } from './lazy-chart.tsx';
import { axisUsd, type ChartFonts, chartFonts } from './axis.ts';
import type { ChartPalette } from './palette.ts';
import type { WaterfallBar } from './waterfall-model.ts';
import { wrapLabel } from './wrap-label.ts';

/** The waterfall as floating bars with their amounts above them. */
export function WaterfallChart({
  bars,
  sentence,
  height,
}: {
  readonly bars: readonly WaterfallBar[];
  readonly sentence: string;
  readonly height: number;
}): ReactNode {
  const dataOf = useCallback((palette: ChartPalette) => dataOfBars(bars, palette), [bars]);
  return <BarChart sentence={sentence} height={height} dataOf={dataOf} optionsOf={optionsOf} plugins={plugins} />;
}

function dataOfBars(bars: readonly WaterfallBar[], palette: ChartPalette): ChartData<'bar'> {
  return {
    labels: bars.map(({ label }) => wrapLabel(label, 12)),
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

function optionsOf(palette: ChartPalette): ChartOptions<'bar'> {
  const fonts = chartFonts(palette);
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    layout: { padding: { top: 22 } },
    plugins: {
      tooltip: {
        displayColors: false,
        callbacks: { label: ({ dataset, dataIndex }) => describeBar(dataset.data, dataIndex) },
      },
    },
    scales: {
      x: {
        grid: { display: false },
        border: { color: palette.grid },
        ticks: { ...fonts, maxRotation: 0, autoSkip: false },
      },
      y: {
        beginAtZero: true,
        grid: { color: palette.grid },
        border: { display: false },
        ticks: { ...fonts, maxTicksLimit: 6, callback: (value) => axisUsd(Number(value)) },
      },
    },
  };
}

/** Writes each bar's amount above it; reads the bars from the chart, so it stays true when the data changes. */
const amountLabels: Plugin<'bar'> = {
  id: 'amount-labels',
  afterDatasetsDraw(chart: Chart<'bar'>) {
    const meta = chart.getDatasetMeta(0);
    const { ctx } = chart;
    const fonts = labelFonts(chart);
    ctx.save();
    ctx.font = `600 ${fonts.font.size}px ${fonts.font.family}`;
    ctx.fillStyle = fonts.color;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'bottom';
    chart.data.datasets[0]?.data.forEach((range, index) => {
      const element = meta.data[index];
      if (!Array.isArray(range) || element === undefined) return;
      const [start, end] = range;
      const isTotal = index === 0 || index === meta.data.length - 1;
      const top = Math.min(
        chart.scales['y']?.getPixelForValue(start) ?? 0,
        chart.scales['y']?.getPixelForValue(end) ?? 0,
      );
      ctx.fillText(isTotal ? shortUsd(end) : shortChange(end - start), element.x, top - 4);
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
