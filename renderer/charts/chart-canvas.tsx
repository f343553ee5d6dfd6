import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartConfiguration,
} from 'chart.js';
import { useEffect, useRef, type ReactNode } from 'react';
import { usePalette, type ChartPalette } from './palette.ts';

// Only what the charts use: the rest of Chart.js stays out of the bundle.
Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
);

/** What a chart is made of: Chart.js' own words, given the colours. */
export type Configure<Type extends 'bar' | 'line'> = (palette: ChartPalette) => ChartConfiguration<Type>;

export interface ChartCanvasProps<Type extends 'bar' | 'line'> {
  /** One sentence that says what the chart shows. */
  readonly sentence: string;
  /** Keep it stable while its data stays the same. */
  readonly configure: Configure<Type>;
}

/** A Chart.js canvas that follows its data and the colour scheme without animation; fills its box. */
export function ChartCanvas<Type extends 'bar' | 'line'>({ sentence, configure }: ChartCanvasProps<Type>): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<Chart<Type> | null>(null);
  const palette = usePalette();

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const { type, data, options, plugins } = configure(palette);
    const present = chart.current;
    if (present === null) {
      chart.current = new Chart<Type>(element, {
        type,
        data,
        ...(options && { options }),
        ...(plugins && { plugins }),
      });
      return;
    }
    present.data = data;
    if (options !== undefined) present.options = options;
    present.update('none');
  }, [configure, palette]);

  useEffect(
    () => () => {
      chart.current?.destroy();
      chart.current = null;
    },
    [],
  );

  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a canvas is an image only by its role
  return <canvas ref={canvas} role="img" aria-label={sentence} />;
}
