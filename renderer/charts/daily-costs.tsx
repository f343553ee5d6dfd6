import { ScrollArea, Table } from '@mantine/core';
import type { ChartData, ChartOptions } from 'chart.js';
import { useCallback, type ReactNode } from 'react';
import type { DailyCost } from '../store/ledger-view.ts';
import { formatCompact, formatCount, formatUsd } from '../ui/format.ts';
import { ChartFrame } from './chart-frame.tsx';
import { chartBehaviour, valueAxis } from './chart-options.ts';
import { dailyCostsSentence } from './daily-costs-model.ts';
import { BarChart } from './lazy-chart.tsx';
import type { ChartPalette } from './palette.ts';
import { timeAxis, timeLabel } from './time-axis.ts';

/** What each day cost, as bars or as a table. */
export function DailyCosts(props: {
  readonly days: readonly DailyCost[];
  /** Pixels, of the bars and of the table alike. */
  readonly height: number;
}): ReactNode {
  const { days, height } = props;
  const sentence = dailyCostsSentence(days);
  const dataOf = useCallback((palette: ChartPalette) => dataOfDays(days, palette), [days]);
  return (
    <ChartFrame
      title="Cost by day"
      sentence={sentence}
      chart={<BarChart sentence={sentence} height={height} dataOf={dataOf} optionsOf={optionsOf} />}
      table={
        <ScrollArea h={height} type="auto" viewportProps={{ tabIndex: 0, 'aria-label': 'Cost by day, table' }}>
          <DayTable days={days} />
        </ScrollArea>
      }
    />
  );
}

function dataOfDays(days: readonly DailyCost[], palette: ChartPalette): ChartData<'bar'> {
  return {
    labels: days.map(({ day }) => day),
    datasets: [
      {
        label: 'Cost',
        data: days.map(({ usd }) => usd),
        backgroundColor: palette.optimized,
        maxBarThickness: 40,
        borderRadius: 2,
      },
    ],
  };
}

function optionsOf(palette: ChartPalette): ChartOptions<'bar'> {
  return {
    ...chartBehaviour,
    plugins: {
      tooltip: {
        callbacks: {
          title: ([item]) => timeLabel(item?.label ?? ''),
          label: ({ parsed }) => formatUsd(parsed.y ?? 0),
        },
      },
    },
    scales: {
      x: timeAxis(palette),
      y: valueAxis(palette, { maxTicksLimit: 5 }),
    },
  };
}

function DayTable({ days }: { readonly days: readonly DailyCost[] }): ReactNode {
  return (
    <Table aria-label="Cost by day" stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Day, UTC</Table.Th>
          <Table.Th className="number-cell">Requests</Table.Th>
          <Table.Th className="number-cell">Tokens</Table.Th>
          <Table.Th className="number-cell">Cost</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {days.map(({ day, usd, isPartial, requests, tokens }) => (
          <Table.Tr key={day}>
            <Table.Td>{day}</Table.Td>
            <Table.Td className="number-cell">{formatCount(requests)}</Table.Td>
            <Table.Td className="number-cell" title={formatCount(tokens)}>
              {formatCompact(tokens)}
            </Table.Td>
            <Table.Td className="number-cell">
              {usd === null ? 'unknown' : `${formatUsd(usd)}${isPartial ? ' + unknown' : ''}`}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
