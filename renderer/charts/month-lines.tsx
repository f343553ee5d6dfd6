import { Group, Table } from '@mantine/core';
import type { ChartData, ChartOptions } from 'chart.js';
import { useCallback, type ReactNode } from 'react';
import type { MonthResult } from '#shared/domain/simulation.ts';
import { monthStartMs } from '#shared/time.ts';
import { monthLabel } from '../store/period-view.ts';
import { Change } from '../ui/amount.tsx';
import { Figure } from '../ui/figure.tsx';
import { axisUsd, chartFonts } from './axis.ts';
import { LineChart } from './lazy-chart.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { LegendItem } from './legend.tsx';
import type { ChartPalette } from './palette.ts';
import { formatUsd } from '../ui/format.ts';

/** Baseline and optimized cost of each month of the horizon, as lines or as a table. */
export function MonthLines({
  months,
  height,
}: {
  readonly months: readonly MonthResult[];
  readonly height: number;
}): ReactNode {
  const dataOf = useCallback((palette: ChartPalette) => dataOfMonths(months, palette), [months]);
  const sentence = monthsSentence(months);
  return (
    <ChartFrame
      title="Cost by month"
      sentence={sentence}
      chart={
        <>
          <Group gap="md" mb={4}>
            <LegendItem colour="var(--chart-baseline)" label="Baseline" mark="dashed" />
            <LegendItem colour="var(--chart-optimized)" label="Optimized" />
          </Group>
          <LineChart sentence={sentence} height={height} dataOf={dataOf} optionsOf={optionsOf} />
        </>
      }
      table={<MonthTable months={months} />}
    />
  );
}

/** The lines in one sentence. */
export function monthsSentence(months: readonly MonthResult[]): string {
  const first = months[0];
  const last = months.at(-1);
  if (first === undefined || last === undefined) return '';
  const span =
    months.length === 1
      ? `1 month, ${monthLabel(first.month)}`
      : `${months.length} months from ${monthLabel(first.month)} to ${monthLabel(last.month)}`;
  const saved = months.reduce((sum, { baseline, optimized }) => sum + baseline.usd - optimized.usd, 0);
  const outcome =
    Math.abs(saved) < 5e-9
      ? 'both plans cost the same'
      : `the optimized plan costs ${formatUsd(Math.abs(saved))} ${saved > 0 ? 'less' : 'more'} in all`;
  return `${span}: ${outcome}.`;
}

function dataOfMonths(months: readonly MonthResult[], palette: ChartPalette): ChartData<'line'> {
  const line = { borderWidth: 2, pointRadius: months.length > 24 ? 0 : 3, pointHoverRadius: 5 };
  return {
    labels: months.map(({ month }) => shortMonth(month)),
    datasets: [
      {
        ...line,
        label: 'Baseline',
        data: months.map(({ baseline }) => baseline.usd),
        borderColor: palette.baseline,
        backgroundColor: palette.baseline,
        // Not by colour alone.
        borderDash: [6, 4],
      },
      {
        ...line,
        label: 'Optimized',
        data: months.map(({ optimized }) => optimized.usd),
        borderColor: palette.optimized,
        backgroundColor: palette.optimized,
      },
    ],
  };
}

function optionsOf(palette: ChartPalette): ChartOptions<'line'> {
  const fonts = chartFonts(palette);
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    interaction: { mode: 'index', intersect: false },
    plugins: {
      tooltip: {
        callbacks: { label: ({ dataset, parsed }) => `${dataset.label ?? ''}: ${formatUsd(parsed.y ?? 0)}` },
      },
    },
    scales: {
      x: { grid: { display: false }, border: { color: palette.grid }, ticks: { ...fonts, maxRotation: 0 } },
      y: {
        beginAtZero: true,
        grid: { color: palette.grid },
        border: { display: false },
        ticks: { ...fonts, maxTicksLimit: 6, callback: (value) => axisUsd(Number(value)) },
      },
    },
  };
}

function MonthTable({ months }: { readonly months: readonly MonthResult[] }): ReactNode {
  return (
    <div className="table-scroll">
      <Table aria-label="Cost by month">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Month</Table.Th>
            <Table.Th className="number-cell">Baseline</Table.Th>
            <Table.Th className="number-cell">Optimized</Table.Th>
            <Table.Th className="number-cell">Change</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {months.map(({ month, baseline, optimized }) => (
            <Table.Tr key={month}>
              <Table.Td>{monthLabel(month)}</Table.Td>
              <Table.Td className="number-cell">
                <Figure expression={baseline.expression} label={`Baseline, ${monthLabel(month)}`}>
                  {formatUsd(baseline.usd)}
                </Figure>
              </Table.Td>
              <Table.Td className="number-cell">
                <Figure expression={optimized.expression} label={`Optimized, ${monthLabel(month)}`}>
                  {formatUsd(optimized.usd)}
                </Figure>
              </Table.Td>
              <Table.Td className="number-cell">
                <Change usd={optimized.usd - baseline.usd} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

const monthInShort = new Intl.DateTimeFormat('en-US', { month: 'short', year: '2-digit', timeZone: 'UTC' });

function shortMonth(month: string): string {
  return monthInShort.format(monthStartMs(month));
}
