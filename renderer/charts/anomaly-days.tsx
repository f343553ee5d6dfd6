import { ScrollArea, Table, Text } from '@mantine/core';
import type { ChartData } from 'chart.js';
import { useCallback, type ReactNode } from 'react';
import type { Anomalies } from '#shared/domain/anomaly.ts';
import { formatCounted, formatUsd, formatUsdChange } from '../ui/format.ts';
import { bandEdge } from './band-lines.ts';
import { bandedTimeOptions } from './banded-time-options.ts';
import { ChartFrame } from './chart-frame.tsx';
import { timeLabel } from './time-axis.ts';
import { LineChart } from './lazy-chart.tsx';
import type { ChartPalette } from './palette.ts';

/** Daily spend with what a day in line would have been, and the days that are not, as a line or as a table. */
export function AnomalyDays(props: { readonly anomalies: Anomalies; readonly height: number }): ReactNode {
  const { anomalies, height } = props;
  const sentence = anomaliesSentence(anomalies);
  const dataOf = useCallback((palette: ChartPalette) => dataOfDays(anomalies, palette), [anomalies]);
  return (
    <ChartFrame
      title="Days in and out of line"
      sentence={sentence}
      chart={
        <>
          <LineChart sentence={sentence} height={height} dataOf={dataOf} optionsOf={bandedTimeOptions} />
          <Text size="xs" c="dimmed" mt={4}>
            Line: what each day cost. Shaded: where a day in line would have been. Dots: days that are out of line.
          </Text>
        </>
      }
      table={
        <ScrollArea h={height} type="auto" viewportProps={{ tabIndex: 0, 'aria-label': 'Days, table' }}>
          <DayTable anomalies={anomalies} />
        </ScrollArea>
      }
    />
  );
}

/** How many days are out of line, what they add up to, and which is the dearest, in one sentence. */
function anomaliesSentence({ anomalies, days, from, to }: Anomalies): string {
  const span = `${formatCounted(days, 'day')}, ${timeLabel(from)} to ${timeLabel(to)}`;
  const [first] = anomalies;
  if (first === undefined) return `${span}: none is out of line.`;
  const sum = anomalies.reduce((usd, { impactUsd }) => usd + impactUsd, 0);
  return `${span}: ${formatCounted(anomalies.length, 'day')} out of line, ${formatUsdChange(sum)} in all, most on ${timeLabel(first.day)} (${formatUsdChange(first.impactUsd)}).`;
}

function dataOfDays({ history, anomalies }: Anomalies, palette: ChartPalette): ChartData<'line'> {
  const outOfLine = new Set(anomalies.map(({ day }) => day));
  return {
    labels: history.map(({ day }) => day),
    datasets: [
      {
        label: 'Out of line',
        data: history.map(({ day, usd }) => (outOfLine.has(day) ? usd : null)),
        showLine: false,
        pointRadius: 5,
        pointHoverRadius: 7,
        pointStyle: 'rectRot',
        borderColor: palette.increase,
        backgroundColor: palette.increase,
      },
      {
        label: 'Cost',
        data: history.map(({ usd }) => usd),
        borderWidth: 2,
        pointRadius: 0,
        pointHoverRadius: 4,
        borderColor: palette.optimized,
        backgroundColor: palette.optimized,
      },
      {
        ...bandEdge,
        label: 'Above',
        data: history.map(({ upperUsd }) => upperUsd),
        backgroundColor: `${palette.optimized}2a`,
        fill: '+1',
      },
      { ...bandEdge, label: 'Below', data: history.map(({ lowerUsd }) => lowerUsd) },
    ],
  };
}

function DayTable({ anomalies: { history, anomalies } }: { readonly anomalies: Anomalies }): ReactNode {
  const outOfLine = new Set(anomalies.map(({ day }) => day));
  return (
    <Table aria-label="Days" stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Day</Table.Th>
          <Table.Th className="number-cell">Cost</Table.Th>
          <Table.Th className="number-cell">Expected</Table.Th>
          <Table.Th className="number-cell">In line between</Table.Th>
          <Table.Th>Out of line</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {history.map(({ day, usd, expectedUsd, lowerUsd, upperUsd }) => (
          <Table.Tr key={day}>
            <Table.Td>{timeLabel(day)}</Table.Td>
            <Table.Td className="number-cell">{formatUsd(usd)}</Table.Td>
            <Table.Td className="number-cell">{formatUsd(expectedUsd)}</Table.Td>
            <Table.Td className="number-cell">
              {formatUsd(lowerUsd)} – {formatUsd(upperUsd)}
            </Table.Td>
            <Table.Td>{outOfLine.has(day) ? 'yes' : ''}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
