import type { ChartOptions } from 'chart.js';
import { formatUsd } from '../ui/format.ts';
import { axisUsd, chartFonts } from './axis.ts';
import type { ChartPalette } from './palette.ts';

/** What the horizontal axis of costs over time says of itself. */
export interface TimeAxis {
  /** Absent = the labels say it. */
  readonly title?: string;
  /** Most labels; absent = as many as fit. */
  readonly maxTicksLimit?: number;
}

/**
 * Options of lines of costs over time: one tooltip for all lines of a place, amounts in the currency that the user chose, from 0 up.
 * @returns what `LineChart` takes; call it once for a chart, not once for a render.
 */
export function costLineOptions(axis: TimeAxis = {}): (palette: ChartPalette) => ChartOptions<'line'> {
  const { title, ...ticks } = axis;
  return (palette) => {
    const fonts = chartFonts(palette);
    return {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      plugins: {
        tooltip: {
          callbacks: { label: ({ dataset, parsed }) => `${dataset.label ?? ''}: ${formatUsd(parsed.y ?? 0)}` },
        },
      },
      scales: {
        x: {
          ...(title !== undefined && { title: { display: true, text: title, ...fonts } }),
          grid: { display: false },
          border: { color: palette.grid },
          ticks: { ...fonts, ...ticks, maxRotation: 0 },
        },
        y: {
          beginAtZero: true,
          grid: { color: palette.grid },
          border: { display: false },
          ticks: { ...fonts, maxTicksLimit: 6, callback: (value) => axisUsd(Number(value)) },
        },
      },
    };
  };
}
