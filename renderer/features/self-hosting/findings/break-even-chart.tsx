import { Table, Text } from '@mantine/core';
import type { ChartData, ChartOptions } from 'chart.js';
import { useCallback, type ReactNode } from 'react';
import type { FleetComparison } from '#shared/domain/self-hosting.ts';
import { bandedDatasets, bandTooltip } from '../../../charts/band-lines.ts';
import { ChartFrame } from '../../../charts/chart-frame.tsx';
import { chartBehaviour, placeAxis, valueAxis } from '../../../charts/chart-options.ts';
import { LineChart } from '../../../charts/lazy-chart.tsx';
import { LegendItem } from '../../../charts/legend.tsx';
import type { ChartPalette } from '../../../charts/palette.ts';
import { formatCompact, formatCount, formatUsd } from '../../../ui/format.ts';
import { BandLegend } from './band-legend.tsx';

/** What a mean month costs either way over the volume, where the lines cross, and how sure that is. */
export function BreakEvenChart(props: { readonly comparison: FleetComparison; readonly years: number }): ReactNode {
  const { comparison, years } = props;
  const dataOf = useCallback((palette: ChartPalette) => linesOf(comparison, palette), [comparison]);
  const { overVolume, breakEven } = comparison;
  const today =
    breakEven === null
      ? 'At today’s prices the lines never meet.'
      : `At today’s prices the lines cross at ${formatCount(Math.round(breakEven.requestsPerDay))} requests a day.`;
  const sentence = `${overVolume.sentence} ${today}`;
  return (
    <ChartFrame
      title="Break-even over volume"
      sentence={sentence}
      chart={
        <>
          <BandLegend api={comparison.name}>
            <LegendItem colour="var(--chart-text)" label="Your traffic" mark="dotted" />
          </BandLegend>
          <LineChart sentence={sentence} height={300} dataOf={dataOf} optionsOf={optionsOf} />
          <Text size="xs" c="dimmed" mt={4}>
            {`Each point is the mean month of ${years === 1 ? 'the year' : `the ${years} years`} ahead, if the first month has that traffic: growth, falling prices and the replicas that it takes are in it, hardware counts less its resale.`}
          </Text>
        </>
      }
      table={<VolumeTable comparison={comparison} />}
    />
  );
}

function linesOf({ name, overVolume, atDemand }: FleetComparison, palette: ChartPalette): ChartData<'line'> {
  const { points } = overVolume;
  const xs = points.map(({ requestsPerDay }) => requestsPerDay);
  const line = (side: 'api' | 'fleet') => ({
    xs,
    likely: points.map((point) => point[side].likely),
    p5: points.map((point) => point[side].p5),
    p95: points.map((point) => point[side].p95),
  });
  const top = Math.max(...points.flatMap(({ api, fleet }) => [api.p95, fleet.p95]));
  return {
    datasets: [
      ...bandedDatasets([
        { label: name, colour: palette.baseline, isDashed: true, ...line('api') },
        { label: 'Fleet', colour: palette.optimized, isDashed: false, ...line('fleet') },
      ]),
      {
        label: 'Your traffic',
        data: [
          { x: atDemand.requestsPerDay, y: 0 },
          { x: atDemand.requestsPerDay, y: top },
        ],
        borderColor: palette.text,
        borderWidth: 1.5,
        borderDash: [2, 3],
        pointRadius: 0,
        pointHoverRadius: 0,
      },
    ],
  };
}

function optionsOf(palette: ChartPalette): ChartOptions<'line'> {
  return {
    ...chartBehaviour,
    plugins: {
      tooltip: {
        filter: bandTooltip.filter,
        callbacks: {
          title: ([first]) => `${formatCount(Math.round(first?.parsed.x ?? 0))} requests a day`,
          label: bandTooltip.label,
        },
      },
    },
    scales: {
      x: {
        type: 'linear',
        bounds: 'data',
        ...placeAxis(palette, {
          title: 'Requests a day in the first month',
          ticks: {
            maxTicksLimit: 9,
            includeBounds: false,
            callback: (value: number | string) => formatCompact(Number(value)),
          },
        }),
      },
      y: valueAxis(palette, { title: 'Cost of a mean month', maxTicksLimit: 6 }),
    },
  };
}

function VolumeTable({ comparison }: { readonly comparison: FleetComparison }): ReactNode {
  const { points } = comparison.overVolume;
  const range = ({ p5, p95 }: (typeof points)[number]['api']): string => `${formatUsd(p5)} to ${formatUsd(p95)}`;
  return (
    <div className="table-scroll">
      <Table aria-label="Cost of a mean month by volume">
        <Table.Thead>
          <Table.Tr>
            <Table.Th className="number-cell">Requests a day</Table.Th>
            <Table.Th className="number-cell">Tokens a month</Table.Th>
            <Table.Th className="number-cell">API</Table.Th>
            <Table.Th className="number-cell">API, P5 to P95</Table.Th>
            <Table.Th className="number-cell">Fleet</Table.Th>
            <Table.Th className="number-cell">Fleet, P5 to P95</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {points.map(({ requestsPerDay, tokensPerMonth, api, fleet }) => (
            <Table.Tr key={requestsPerDay}>
              <Table.Td className="number-cell">{formatCount(Math.round(requestsPerDay))}</Table.Td>
              <Table.Td className="number-cell">{formatCompact(tokensPerMonth)}</Table.Td>
              <Table.Td className="number-cell">{formatUsd(api.likely)}</Table.Td>
              <Table.Td className="number-cell">{range(api)}</Table.Td>
              <Table.Td className="number-cell">{formatUsd(fleet.likely)}</Table.Td>
              <Table.Td className="number-cell">{range(fleet)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
