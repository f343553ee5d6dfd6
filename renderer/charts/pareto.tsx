import { Table } from '@mantine/core';
import type { ChartData, ChartOptions } from 'chart.js';
import { useCallback, type ReactNode } from 'react';
import type { Optimisation } from '#shared/domain/optimisation.ts';
import { formatUsd } from '../ui/format.ts';
import { chartFonts } from './axis.ts';
import { ChartFrame } from './chart-frame.tsx';
import { chartInFrame, valueAxis } from './chart-options.ts';
import { LineChart } from './lazy-chart.tsx';
import type { ChartPalette } from './palette.ts';

type Frontier = Optimisation['frontier'];

/** The plans that no other beats, cost against quality; a table where fewer than two of them can be drawn. */
export function ParetoChart({ frontier }: { readonly frontier: Frontier }): ReactNode {
  const dataOf = useCallback((palette: ChartPalette) => dataOfFrontier(frontier, palette), [frontier]);
  const sentence = frontierSentence(frontier);
  const canDraw = frontier.filter(({ quality }) => quality !== null).length > 1;
  const table = <FrontierTable frontier={frontier} />;
  return (
    <ChartFrame
      title="Cost and quality"
      sentence={`${sentence} ${canDraw ? 'The diamond is the recommended plan.' : howToDraw(frontier)}`.trim()}
      chart={canDraw ? <LineChart sentence={sentence} height={240} dataOf={dataOf} optionsOf={optionsOf} /> : table}
      table={table}
    />
  );
}

/** What is missing for a chart. */
function howToDraw(frontier: Frontier): string {
  return frontier.every(({ quality }) => quality === null)
    ? 'To see cost against quality, enter how good each model is, under Quality and latency below.'
    : '';
}

/** The frontier in one sentence. */
export function frontierSentence(frontier: Frontier): string {
  const [cheapest] = frontier;
  const dearest = frontier.at(-1);
  if (cheapest === undefined || dearest === undefined) return '';
  if (frontier.length === 1) return `One plan, at ${formatUsd(cheapest.usd)} a month, is beaten by no other.`;
  const from = `${formatUsd(cheapest.usd)} a month${qualityText(cheapest.quality)}`;
  const to = `${formatUsd(dearest.usd)}${qualityText(dearest.quality)}`;
  return `${frontier.length} plans are beaten by no other on cost, quality and wait at once: from ${from} to ${to}.`;
}

function qualityText(quality: number | null): string {
  return quality === null ? '' : ` with ${shareText(quality)} good answers`;
}

function shareText(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

function dataOfFrontier(frontier: Frontier, palette: ChartPalette): ChartData<'line'> {
  const drawn = frontier.flatMap(({ quality, usd, isRecommended }) =>
    quality === null ? [] : [{ x: 100 * quality, y: usd, isRecommended }],
  );
  return {
    datasets: [
      {
        label: 'Plan',
        data: drawn.map(({ x, y }) => ({ x, y })),
        showLine: false,
        pointRadius: drawn.map(({ isRecommended }) => (isRecommended ? 8 : 5)),
        pointStyle: drawn.map(({ isRecommended }) => (isRecommended ? 'rectRot' : 'circle')),
        backgroundColor: drawn.map(({ isRecommended }) => (isRecommended ? palette.optimized : palette.baseline)),
        borderColor: palette.grid,
      },
    ],
  };
}

function optionsOf(palette: ChartPalette): ChartOptions<'line'> {
  const fonts = chartFonts(palette);
  return {
    ...chartInFrame,
    plugins: {
      tooltip: {
        callbacks: {
          title: () => '',
          label: ({ parsed }) => `${formatUsd(parsed.y ?? 0)} a month, ${(parsed.x ?? 0).toFixed(2)} % good answers`,
        },
      },
    },
    scales: {
      x: {
        type: 'linear',
        title: { display: true, text: 'Good answers, %', ...fonts },
        grid: { color: palette.grid },
        ticks: { ...fonts },
      },
      y: valueAxis(palette, { title: 'Cost a month', maxTicksLimit: 6 }),
    },
  };
}

function FrontierTable({ frontier }: { readonly frontier: Frontier }): ReactNode {
  return (
    <div className="table-scroll">
      <Table aria-label="Plans that no other beats">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Plan</Table.Th>
            <Table.Th className="number-cell">Cost a month</Table.Th>
            <Table.Th className="number-cell">Good answers</Table.Th>
            <Table.Th className="number-cell">Mean wait</Table.Th>
            <Table.Th className="number-cell">Changes</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {frontier.map((point) => (
            <Table.Tr key={`${point.usd} ${point.quality ?? ''} ${point.latencySeconds ?? ''}`}>
              <Table.Td>
                {point.isRecommended && <strong>Recommended: </strong>}
                {point.isCurrent && 'As it is: '}
                {point.settings.join('; ') || 'all levers off'}
              </Table.Td>
              <Table.Td className="number-cell">{formatUsd(point.usd)}</Table.Td>
              <Table.Td className="number-cell">
                {point.quality === null ? 'not known' : shareText(point.quality)}
              </Table.Td>
              <Table.Td className="number-cell">
                {point.latencySeconds === null ? 'not known' : `${point.latencySeconds.toFixed(2)} s`}
              </Table.Td>
              <Table.Td className="number-cell">{point.changes}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
