import { assertNever } from '#shared/result.ts';
import type { Chart } from '../documents/report-document.ts';
import { drawBars } from './draw-bars.ts';
import { drawLines } from './draw-lines.ts';
import type { Drawing } from './shapes.ts';

/** Lays a chart out. */
export function drawChart(chart: Chart['chart']): Drawing {
  switch (chart.form) {
    case 'bars':
      return drawBars(chart);
    case 'lines':
      return drawLines(chart);
    default:
      return assertNever(chart);
  }
}
