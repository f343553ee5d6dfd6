import { Group, ScrollArea, Table, Text } from '@mantine/core';
import type { ChartData, ChartOptions } from 'chart.js';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import type { FitShape } from '#shared/domain/calibration.ts';
import { formatThreeDigits } from '../ui/format.ts';
import { SwitchBetween } from '../ui/switch-between.tsx';
import { chartViews } from './chart-frame.tsx';
import { chartBehaviour, placeAxis, valueAxis } from './chart-options.ts';
import { fitRows, fitSentence, type FitRow } from './fit-rows.ts';
import { BarChart } from './lazy-chart.tsx';
import type { ChartPalette } from './palette.ts';

/** What was observed beside what was fitted, as bars or as a table. */
export function FitChart({ title, shape }: { readonly title: string; readonly shape: FitShape }): ReactNode {
  const [view, setView] = useState<'chart' | 'table'>('chart');
  const rows = useMemo(() => fitRows(shape), [shape]);
  const sentence = fitSentence(shape);
  const dataOf = useCallback((palette: ChartPalette) => dataOfRows(rows, palette), [rows]);
  return (
    <div>
      <Group justify="space-between" wrap="nowrap" mb={4}>
        <Text size="xs" c="dimmed">
          {sentence}
        </Text>
        <SwitchBetween label={`${title}: show as`} value={view} options={chartViews} onChange={setView} />
      </Group>
      {view === 'chart' ? (
        <BarChart sentence={`${title}. ${sentence}`} height={180} dataOf={dataOf} optionsOf={optionsOf} />
      ) : (
        <ScrollArea h={180} type="auto" viewportProps={{ tabIndex: 0, 'aria-label': `${title}, table` }}>
          <RowTable title={title} rows={rows} />
        </ScrollArea>
      )}
    </div>
  );
}

function dataOfRows(rows: readonly FitRow[], palette: ChartPalette): ChartData<'bar'> {
  const hasFit = rows.some(({ fitted }) => fitted !== null);
  return {
    labels: rows.map(({ name }) => name),
    datasets: [
      {
        label: 'Observed',
        data: rows.map(({ observed }) => observed),
        backgroundColor: palette.optimized,
        borderRadius: 2,
        maxBarThickness: 40,
      },
      ...(hasFit
        ? [
            {
              label: 'Fitted',
              data: rows.map(({ fitted }) => fitted),
              backgroundColor: palette.baseline,
              borderRadius: 2,
              maxBarThickness: 40,
            },
          ]
        : []),
    ],
  };
}

function optionsOf(palette: ChartPalette): ChartOptions<'bar'> {
  return {
    ...chartBehaviour,
    plugins: {
      tooltip: {
        callbacks: { label: ({ dataset, parsed }) => `${dataset.label ?? ''}: ${formatThreeDigits(parsed.y ?? 0)}` },
      },
    },
    scales: {
      x: placeAxis(palette, { ticks: { autoSkipPadding: 16 } }),
      y: valueAxis(palette, { maxTicksLimit: 5, format: formatThreeDigits }),
    },
  };
}

function RowTable({ title, rows }: { readonly title: string; readonly rows: readonly FitRow[] }): ReactNode {
  return (
    <Table aria-label={title} stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Part</Table.Th>
          <Table.Th className="number-cell">Observed</Table.Th>
          <Table.Th className="number-cell">Fitted, or 95 % interval</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ name, observedText, fittedText }) => (
          <Table.Tr key={name}>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{name}</Table.Td>
            <Table.Td className="number-cell">{observedText}</Table.Td>
            <Table.Td className="number-cell">{fittedText}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
