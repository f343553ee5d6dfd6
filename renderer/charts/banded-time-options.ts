import type { ChartOptions } from 'chart.js';
import { formatUsd } from '../ui/format.ts';
import { chartBehaviour, valueAxis } from './chart-options.ts';
import type { ChartPalette } from './palette.ts';
import { timeAxis, timeLabel } from './time-axis.ts';

/** Datasets that are told by the pointer: the two that come first. The bands after them are told in words and in the table. */
const toldDatasets = 2;

/** Options of costs by day or month, whose first two datasets are told and whose others are the edges of bands. */
export function bandedTimeOptions(palette: ChartPalette): ChartOptions<'line'> {
  return {
    ...chartBehaviour,
    plugins: {
      tooltip: {
        filter: ({ datasetIndex }) => datasetIndex < toldDatasets,
        callbacks: {
          title: ([item]) => timeLabel(item?.label ?? ''),
          label: ({ dataset, parsed }) => `${dataset.label ?? ''}: ${formatUsd(parsed.y ?? 0)}`,
        },
      },
    },
    scales: {
      x: timeAxis(palette),
      y: valueAxis(palette, { maxTicksLimit: 5 }),
    },
  };
}
