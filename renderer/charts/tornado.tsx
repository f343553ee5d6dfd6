import { Box, Group, Table, Text } from '@mantine/core';
import type { ChartData, ChartOptions } from 'chart.js';
import { useCallback, useMemo, type ReactNode } from 'react';
import type { Sensitivity, Swing } from '#shared/domain/sensitivity.ts';
import { formatRounded, formatUsd } from '../ui/format.ts';
import { axisUsd, chartFonts } from './axis.ts';
import { ChartFrame } from './chart-frame.tsx';
import { chartInFrame, placeAxis } from './chart-options.ts';
import { BarChart } from './lazy-chart.tsx';
import type { ChartPalette } from './palette.ts';
import { largestSwings, tornadoSentence } from './tornado-model.ts';

/** Height of a bar with its gap, and of the axis, px. */
const barHeight = 30;
const axisHeight = 40;

/** The inputs with the largest swings, as bars around today's cost or as a table of all of them. */
export function Tornado({ sensitivity }: { readonly sensitivity: Sensitivity }): ReactNode {
  const swings = useMemo(() => largestSwings(sensitivity), [sensitivity]);
  const sentence = tornadoSentence(sensitivity);
  const { optimizedUsd } = sensitivity.outcome;
  const dataOf = useCallback((palette: ChartPalette) => bars(swings, optimizedUsd, palette), [swings, optimizedUsd]);
  return (
    <ChartFrame
      title="Largest swings"
      sentence={sentence}
      chart={
        <>
          <Group gap="md" mb={4}>
            <Key colour="baseline">At the low value</Key>
            <Key colour="optimized">At the high value</Key>
          </Group>
          <BarChart
            sentence={sentence}
            height={swings.length * barHeight + axisHeight}
            dataOf={dataOf}
            optionsOf={optionsOf}
          />
        </>
      }
      table={<TornadoTable sensitivity={sensitivity} />}
    />
  );
}

/** One entry of the chart's key. */
function Key({
  colour,
  children,
}: {
  readonly colour: 'baseline' | 'optimized';
  readonly children: string;
}): ReactNode {
  return (
    <Group gap={6}>
      <Box w={12} h={12} bg={`var(--chart-${colour})`} style={{ borderRadius: 2 }} aria-hidden />
      <Text size="xs" c="dimmed">
        {children}
      </Text>
    </Group>
  );
}

/** Both sides of an input lie on one line. */
const bar = { grouped: false, borderSkipped: false, maxBarThickness: 18 } as const;

function bars(swings: readonly Swing[], presentUsd: number, palette: ChartPalette): ChartData<'bar'> {
  function side(outcome: 'atLow' | 'atHigh'): [number, number][] {
    return swings.map((swing) => [presentUsd, swing[outcome].optimizedUsd]);
  }
  return {
    labels: swings.map(({ label }) => label),
    datasets: [
      { ...bar, label: 'At the low value', data: side('atLow'), backgroundColor: palette.baseline },
      { ...bar, label: 'At the high value', data: side('atHigh'), backgroundColor: palette.optimized },
    ],
  };
}

function optionsOf(palette: ChartPalette): ChartOptions<'bar'> {
  return {
    ...chartInFrame,
    indexAxis: 'y',
    plugins: {
      tooltip: {
        callbacks: {
          label: ({ dataset, dataIndex }) => {
            const range = dataset.data[dataIndex];
            return Array.isArray(range) ? `${dataset.label ?? ''}: ${formatUsd(range[1])} a month` : '';
          },
        },
      },
    },
    scales: {
      x: {
        // A bar is the way from today's cost, not a length from 0: the axis shows what the inputs reach.
        beginAtZero: false,
        grace: '5%',
        grid: { color: palette.grid },
        border: { display: false },
        ticks: { ...chartFonts(palette), maxTicksLimit: 7, callback: (value) => axisUsd(Number(value)) },
      },
      y: placeAxis(palette, { ticks: { autoSkip: false } }),
    },
  };
}

function TornadoTable({ sensitivity }: { readonly sensitivity: Sensitivity }): ReactNode {
  return (
    <div className="table-scroll">
      <Table aria-label="Swing of each input">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Input</Table.Th>
            <Table.Th className="number-cell">From</Table.Th>
            <Table.Th className="number-cell">To</Table.Th>
            <Table.Th className="number-cell">Cost at from</Table.Th>
            <Table.Th className="number-cell">Cost at to</Table.Th>
            <Table.Th className="number-cell">Swing</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sensitivity.swings.map((swing) => (
            <Table.Tr key={swing.path}>
              <Table.Td>
                {swing.label}
                <Text size="xs" c="dimmed">
                  {swing.range === 'distribution' ? 'P10 to P90 of its range' : 'a tenth below and above'}
                </Text>
              </Table.Td>
              <Table.Td className="number-cell">{formatRounded(swing.low, swing.unit)}</Table.Td>
              <Table.Td className="number-cell">{formatRounded(swing.high, swing.unit)}</Table.Td>
              <Table.Td className="number-cell">{formatUsd(swing.atLow.optimizedUsd)}</Table.Td>
              <Table.Td className="number-cell">{formatUsd(swing.atHigh.optimizedUsd)}</Table.Td>
              <Table.Td className="number-cell">{formatUsd(swing.swingUsd)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
