import type { CategoryScaleOptions, LinearScaleOptions } from 'chart.js';
import { axisUsd, chartFonts } from './axis.ts';
import type { ChartPalette } from './palette.ts';

/** How every chart behaves: it fills its frame and does not move by itself. */
export const chartInFrame = { animation: false, responsive: true, maintainAspectRatio: false } as const;

/** The same of a chart that tells all that stands at a place at once. */
export const chartBehaviour = { ...chartInFrame, interaction: { mode: 'index', intersect: false } } as const;

/** What an axis says of itself. */
export interface AxisText {
  /** Absent = the labels say it. */
  readonly title?: string;
}

/** The vertical axis: from 0 up, on quiet lines; amounts in the currency that the user chose unless `format` says otherwise. */
export function valueAxis(
  palette: ChartPalette,
  axis: AxisText & { readonly maxTicksLimit: number; readonly format?: (value: number) => string },
) {
  const { title, maxTicksLimit, format = axisUsd } = axis;
  const fonts = chartFonts(palette);
  return {
    beginAtZero: true,
    ...titled(title, palette),
    grid: { color: palette.grid },
    border: { display: false },
    ticks: { ...fonts, maxTicksLimit, callback: (value: number | string) => format(Number(value)) },
  } as const;
}

/** The horizontal axis: level labels, no lines. @param axis.ticks what is particular to its labels. */
export function placeAxis(
  palette: ChartPalette,
  axis: AxisText & { readonly ticks?: Partial<CategoryScaleOptions['ticks'] & LinearScaleOptions['ticks']> } = {},
) {
  return {
    ...titled(axis.title, palette),
    grid: { display: false },
    border: { color: palette.grid },
    ticks: { ...chartFonts(palette), maxRotation: 0, ...axis.ticks },
  } as const;
}

function titled(title: string | undefined, palette: ChartPalette) {
  return title === undefined ? {} : { title: { display: true, text: title, ...chartFonts(palette) } };
}
