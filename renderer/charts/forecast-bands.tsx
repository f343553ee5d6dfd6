import { ScrollArea, Table, Text } from '@mantine/core';
import type { ChartData, ChartDataset } from 'chart.js';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import type { BandedValue, SpendForecast } from '#shared/domain/forecast.ts';
import { formatUsd } from '../ui/format.ts';
import { SwitchBetween } from '../ui/switch-between.tsx';
import { bandEdge } from './band-lines.ts';
import { bandedTimeOptions } from './banded-time-options.ts';
import { ChartFrame } from './chart-frame.tsx';
import { dailyRows, forecastSentence, monthlyRows, type ForecastRow } from './forecast-rows.ts';
import { LineChart } from './lazy-chart.tsx';
import type { ChartPalette } from './palette.ts';
import { timeLabel } from './time-axis.ts';

const grains = [
  { value: 'day', label: 'Days' },
  { value: 'month', label: 'Months' },
] as const;

/** Past and expected spend with its 50, 80 and 95 % bands, by day or month, as lines or as a table. */
export function ForecastBands(props: { readonly forecast: SpendForecast; readonly height: number }): ReactNode {
  const { forecast, height } = props;
  const [grain, setGrain] = useState<'day' | 'month'>('day');
  const rows = useMemo(() => (grain === 'day' ? dailyRows(forecast) : monthlyRows(forecast)), [forecast, grain]);
  const sentence = forecastSentence(forecast);
  const dataOf = useCallback((palette: ChartPalette) => dataOfRows(rows, palette), [rows]);
  return (
    <ChartFrame
      title="Spend ahead"
      sentence={sentence}
      controls={<SwitchBetween label="Spend ahead: by" value={grain} options={grains} onChange={setGrain} />}
      chart={
        <>
          <LineChart sentence={sentence} height={height} dataOf={dataOf} optionsOf={bandedTimeOptions} />
          <Text size="xs" c="dimmed" mt={4}>
            Solid: recorded. Dashed: expected. Shaded, from dark to light: where half, 4 of 5 and 19 of 20 outcomes
            should lie.
          </Text>
        </>
      }
      table={
        <ScrollArea h={height} type="auto" viewportProps={{ tabIndex: 0, 'aria-label': 'Spend ahead, table' }}>
          <RowTable rows={rows} />
        </ScrollArea>
      }
    />
  );
}

const bands = [
  { level: 50, opacity: '55' },
  { level: 80, opacity: '33' },
  { level: 95, opacity: '1f' },
] as const;

function dataOfRows(rows: readonly ForecastRow[], palette: ChartPalette): ChartData<'line'> {
  const lastActual = rows.findLastIndex(({ actualUsd }) => actualUsd !== null);
  // The expected line begins where the recorded one ends.
  const joined = rows.map(({ actualUsd, expected }, index) =>
    expected === null && index === lastActual && actualUsd !== null ? levelBand(actualUsd) : expected,
  );
  const line = { borderWidth: 2, pointRadius: rows.length > 40 ? 0 : 3, pointHoverRadius: 5 };
  return {
    labels: rows.map(({ time }) => time),
    datasets: [
      {
        ...line,
        label: 'Recorded',
        data: rows.map(({ actualUsd }) => actualUsd),
        borderColor: palette.optimized,
        backgroundColor: palette.optimized,
      },
      {
        ...line,
        label: 'Expected',
        data: joined.map((band) => band?.value ?? null),
        borderColor: palette.optimized,
        backgroundColor: palette.optimized,
        // Not by colour alone.
        borderDash: [6, 4],
      },
      ...bands.flatMap(({ level, opacity }): ChartDataset<'line'>[] => [
        {
          ...bandEdge,
          label: `Above ${level} %`,
          data: joined.map((band) => band?.[`upper${level}`] ?? null),
          backgroundColor: `${palette.optimized}${opacity}`,
          fill: '+1',
        },
        { ...bandEdge, label: `Below ${level} %`, data: joined.map((band) => band?.[`lower${level}`] ?? null) },
      ]),
    ],
  };
}

function levelBand(usd: number): BandedValue {
  return { value: usd, lower50: usd, upper50: usd, lower80: usd, upper80: usd, lower95: usd, upper95: usd };
}

function RowTable({ rows }: { readonly rows: readonly ForecastRow[] }): ReactNode {
  return (
    <Table aria-label="Spend ahead" stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>When</Table.Th>
          <Table.Th className="number-cell">Recorded</Table.Th>
          <Table.Th className="number-cell">Expected</Table.Th>
          <Table.Th className="number-cell">50 % band</Table.Th>
          <Table.Th className="number-cell">80 % band</Table.Th>
          <Table.Th className="number-cell">95 % band</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ time, actualUsd, expected }) => (
          <Table.Tr key={time}>
            <Table.Td>{timeLabel(time)}</Table.Td>
            <Table.Td className="number-cell">{actualUsd === null ? '' : formatUsd(actualUsd)}</Table.Td>
            <Table.Td className="number-cell">{expected === null ? '' : formatUsd(expected.value)}</Table.Td>
            {bands.map(({ level }) => (
              <Table.Td key={level} className="number-cell">
                {expected === null
                  ? ''
                  : `${formatUsd(expected[`lower${level}`])} – ${formatUsd(expected[`upper${level}`])}`}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
