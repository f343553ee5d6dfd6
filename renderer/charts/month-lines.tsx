import { Group, Text } from '@mantine/core';
import type { ChartData, ChartDataset, ChartOptions } from 'chart.js';
import { useCallback, useMemo, type ReactNode } from 'react';
import type { MonthResult, SimulationResult } from '#shared/domain/simulation.ts';
import { monthStartMs } from '#shared/time.ts';
import { useRanges } from '../store/use-ranges.ts';
import { formatUsd } from '../ui/format.ts';
import { bandEdge, translucent } from './band-lines.ts';
import { ChartFrame } from './chart-frame.tsx';
import { chartBehaviour, placeAxis, valueAxis } from './chart-options.ts';
import { LineChart } from './lazy-chart.tsx';
import { LegendItem } from './legend.tsx';
import { bandsOf, monthsSentence, type MonthBands } from './month-lines-model.ts';
import { MonthTable } from './month-table.tsx';
import type { ChartPalette } from './palette.ts';

/** Baseline and optimized cost of each month of the horizon with their ranges, as lines or as a table. */
export function MonthLines({
  result,
  height,
}: {
  readonly result: SimulationResult;
  readonly height: number;
}): ReactNode {
  const { months } = result;
  const state = useRanges(result);
  const bands = useMemo(() => bandsOf(state), [state]);
  const dataOf = useCallback((palette: ChartPalette) => dataOfMonths(months, bands, palette), [months, bands]);
  const isRefining = state.step === 'refining' && !state.wasPoint;
  const sentence = monthsSentence(months, bands, isRefining);
  return (
    <ChartFrame
      title="Cost by month"
      sentence={sentence}
      chart={
        <>
          <Group gap="md" mb={4} aria-hidden>
            <LegendItem colour="var(--chart-baseline)" label="Baseline" mark="dashed" />
            <LegendItem colour="var(--chart-optimized)" label="Optimized" />
            <Text size="xs" c="dimmed">
              {isRefining ? 'refining the range…' : bands === null ? '' : 'shaded: P5 to P95'}
            </Text>
          </Group>
          <LineChart sentence={sentence} height={height} dataOf={dataOf} optionsOf={optionsOf} />
        </>
      }
      table={<MonthTable months={months} bands={bands} />}
    />
  );
}

function optionsOf(palette: ChartPalette): ChartOptions<'line'> {
  return {
    ...chartBehaviour,
    plugins: {
      tooltip: {
        callbacks: { label: ({ dataset, parsed }) => `${dataset.label ?? ''}: ${formatUsd(parsed.y ?? 0)}` },
      },
    },
    scales: { x: placeAxis(palette), y: valueAxis(palette, { maxTicksLimit: 6 }) },
  };
}

function dataOfMonths(months: readonly MonthResult[], bands: MonthBands, palette: ChartPalette): ChartData<'line'> {
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
      ...(bands === null
        ? []
        : [
            ...bandOf('Baseline', 'baselineUsd', months, bands, palette.baseline),
            ...bandOf('Optimized', 'optimizedUsd', months, bands, palette.optimized),
          ]),
    ],
  };
}

/** The lower and the upper edge of a side's range, with the shade between them. */
function bandOf(
  name: string,
  side: 'baselineUsd' | 'optimizedUsd',
  months: readonly MonthResult[],
  bands: NonNullable<MonthBands>,
  colour: string,
): ChartDataset<'line'>[] {
  const edge = (key: 'p5' | 'p95'): ChartDataset<'line'> => ({
    label: `${name}, ${key.toUpperCase()}`,
    data: months.map(({ month }) => bands.get(month)?.[side][key] ?? Number.NaN),
    ...bandEdge,
    borderColor: colour,
    backgroundColor: translucent(colour),
  });
  return [edge('p5'), { ...edge('p95'), fill: '-1' }];
}

const monthInShort = new Intl.DateTimeFormat('en-US', { month: 'short', year: '2-digit', timeZone: 'UTC' });

function shortMonth(month: string): string {
  return monthInShort.format(monthStartMs(month));
}
