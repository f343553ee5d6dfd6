import type { ChartDataset, TooltipItem } from 'chart.js';
import { formatUsd } from '../ui/format.ts';

/** A line with the band around it: money over an even axis. */
export interface BandedLine {
  readonly label: string;
  readonly colour: string;
  /** Not told apart by colour alone. */
  readonly isDashed: boolean;
  readonly xs: readonly number[];
  readonly likely: readonly number[];
  readonly p5: readonly number[];
  readonly p95: readonly number[];
}

/** Datasets of one line: the edges of its band, the upper one filled down to the lower, and the line over them. */
const datasetsOfLine = 3;

/** A line that is only the edge of a band: nothing is drawn but what is filled beside it. */
export const bandEdge = { borderWidth: 0, pointRadius: 0, pointHoverRadius: 0 } as const;

/** The datasets of lines with their bands, for a chart with a linear x axis and `bandTooltip`. */
export function bandedDatasets(lines: readonly BandedLine[]): ChartDataset<'line', { x: number; y: number }[]>[] {
  return lines.flatMap(({ label, colour, isDashed, xs, likely, p5, p95 }) => {
    const points = (ys: readonly number[]) => xs.map((x, index) => ({ x, y: ys[index] ?? 0 }));
    const edge = { ...bandEdge, backgroundColor: translucent(colour) };
    return [
      { ...edge, label: `${label}, P5`, data: points(p5) },
      { ...edge, label: `${label}, P95`, data: points(p95), fill: '-1' as const },
      {
        label,
        data: points(likely),
        borderColor: colour,
        backgroundColor: colour,
        borderWidth: 2.5,
        borderDash: isDashed ? [6, 4] : [],
        pointRadius: 0,
      },
    ];
  });
}

/** One entry of the tooltip for each line: what is likely, and the edges of its band. */
export const bandTooltip = {
  filter: ({ datasetIndex }: TooltipItem<'line'>): boolean => datasetIndex % datasetsOfLine === datasetsOfLine - 1,
  label({ chart, dataset, datasetIndex, dataIndex, parsed }: TooltipItem<'line'>): string {
    const edge = (back: number): string => {
      const point = chart.data.datasets[datasetIndex - back]?.data[dataIndex];
      return formatUsd(typeof point === 'object' && point !== null && 'y' in point ? Number(point.y) : 0);
    };
    return `${dataset.label ?? ''}: ${formatUsd(parsed.y ?? 0)} (P5 ${edge(2)} to P95 ${edge(1)})`;
  },
};

/** A colour of the palette, `#rrggbb`, seen through. */
export function translucent(colour: string): string {
  return `${colour}30`;
}
