import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartData,
  type ChartOptions,
  type Plugin,
} from 'chart.js';
import { useEffect, useRef, type ReactNode } from 'react';
import { usePalette, type ChartPalette } from './palette.ts';

// Only what the charts use: the rest of Chart.js stays out of the bundle.
Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
);

export interface ChartCanvasProps<Type extends 'bar' | 'line'> {
  readonly type: Type;
  /** One sentence that says what the chart shows. */
  readonly sentence: string;
  /** The data in the colours of the scheme. Keep it stable while the figures stay the same. */
  readonly dataOf: (palette: ChartPalette) => ChartData<Type>;
  /** Everything else; must not depend on the data. */
  readonly optionsOf: (palette: ChartPalette) => ChartOptions<Type>;
  readonly plugins?: Plugin<Type>[];
}

/** A Chart.js canvas that follows its data and the colour scheme without animation; fills its box. */
export function ChartCanvas<Type extends 'bar' | 'line'>(props: ChartCanvasProps<Type>): ReactNode {
  const { type, sentence, dataOf, optionsOf, plugins } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<Chart<Type> | null>(null);
  const palette = usePalette();

  useEffect(
    () => () => {
      chart.current?.destroy();
      chart.current = null;
    },
    [],
  );

  useEffect(() => {
    if (canvas.current === null) return;
    chart.current ??= new Chart<Type>(canvas.current, {
      type,
      data: { labels: [], datasets: [] },
      ...(plugins && { plugins }),
    });
    chart.current.options = optionsOf(palette);
  }, [type, optionsOf, plugins, palette]);

  // After the one above, which makes the chart and sets the options of a new palette without drawing.
  useEffect(() => {
    if (chart.current === null) return;
    chart.current.data = dataOf(palette);
    chart.current.update('none');
  }, [dataOf, palette]);

  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a canvas is an image only by its role
  return <canvas ref={canvas} role="img" aria-label={sentence} />;
}
