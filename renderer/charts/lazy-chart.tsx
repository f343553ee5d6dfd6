import { lazy, Suspense, type ReactNode } from 'react';
import type { ChartCanvasProps } from './chart-canvas.tsx';

// Chart.js is a sixth of the code and the figures do not wait for it.
const BarCanvas = lazy(async () => {
  const { ChartCanvas } = await import('./chart-canvas.tsx');
  return { default: ChartCanvas<'bar'> };
});
const LineCanvas = lazy(async () => {
  const { ChartCanvas } = await import('./chart-canvas.tsx');
  return { default: ChartCanvas<'line'> };
});

interface LazyChartProps<Type extends 'bar' | 'line'> extends Omit<ChartCanvasProps<Type>, 'type'> {
  /** Pixels; held while the code loads, so that nothing jumps. */
  readonly height: number;
}

/** A bar chart whose code comes after the first paint. */
export function BarChart({ height, ...canvas }: LazyChartProps<'bar'>): ReactNode {
  return (
    <div style={{ position: 'relative', height }}>
      <Suspense fallback={null}>
        <BarCanvas type="bar" {...canvas} />
      </Suspense>
    </div>
  );
}

/** A line chart whose code comes after the first paint. */
export function LineChart({ height, ...canvas }: LazyChartProps<'line'>): ReactNode {
  return (
    <div style={{ position: 'relative', height }}>
      <Suspense fallback={null}>
        <LineCanvas type="line" {...canvas} />
      </Suspense>
    </div>
  );
}
