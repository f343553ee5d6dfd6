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
import { useMantineColorScheme, useComputedColorScheme } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { readPalette, type ChartPalette } from './palette.ts';

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

export interface ChartCanvasProps<Type extends 'bar' | 'line'> {
  /** One sentence that says what the chart shows. */
  readonly sentence: string;
  readonly height: number;
  /** Builds the chart from the colours of the scheme in force. Keep it stable while its data stays the same. */
  readonly configure: (palette: ChartPalette) => ChartConfiguration<Type>;
}

/** A Chart.js canvas that follows its data and the colour scheme without animation. */
export function ChartCanvas<Type extends 'bar' | 'line'>({
  sentence,
  height,
  configure,
}: ChartCanvasProps<Type>): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<Chart<Type> | null>(null);
  const { colorScheme } = useMantineColorScheme();
  const computedScheme = useComputedColorScheme('light');

  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const { type, data, options, plugins } = configure(readPalette(element));
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
  }, [configure, colorScheme, computedScheme]);

  useEffect(
    () => () => {
      chart.current?.destroy();
      chart.current = null;
    },
    [],
  );

  return (
    <div style={{ position: 'relative', height }}>
      <canvas ref={canvas} role="img" aria-label={sentence} />
    </div>
  );
}
