import { Table } from '@mantine/core';
import type { ChartData, ChartOptions } from 'chart.js';
import { useCallback, type ReactNode } from 'react';
import type { FleetComparison } from '#shared/domain/self-hosting.ts';
import { axisUsd, chartFonts } from '../../charts/axis.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { LineChart } from '../../charts/lazy-chart.tsx';
import type { ChartPalette } from '../../charts/palette.ts';
import { formatUsd } from '../../ui/format.ts';

/** Money paid until the end of each month, API and fleet, with P5 and P95 of the sampled outlooks. */
export function CumulativeCost(props: { readonly comparison: FleetComparison; readonly years: number }): ReactNode {
  const { comparison, years } = props;
  const dataOf = useCallback((palette: ChartPalette) => linesOf(comparison, palette), [comparison]);
  const { crossingMonth, bands } = comparison;
  const meets =
    crossingMonth === null
      ? 'The fleet does not catch up within five years'
      : `The fleet has caught up after ${crossingMonth} months`;
  const sentence = `${meets}, with the likely outlook; over ${years} years it is cheaper in ${(100 * bands.winningShare).toFixed(0)} % of ${bands.samples} outlooks. Solid: likely. Thin: P5 and P95 over growth, API prices and GPU prices. Dashed: API.`;
  return (
    <ChartFrame
      title="Cumulative cost"
      sentence={sentence}
      chart={<LineChart sentence={sentence} height={280} dataOf={dataOf} optionsOf={optionsOf} />}
      table={<YearTable comparison={comparison} />}
    />
  );
}

function linesOf({ cumulative, bands }: FleetComparison, palette: ChartPalette): ChartData<'line'> {
  const line = (label: string, data: readonly number[], colour: string, width: number, dash: number[]) => ({
    label,
    data: [...data],
    borderColor: colour,
    backgroundColor: colour,
    borderWidth: width,
    borderDash: dash,
    pointRadius: 0,
  });
  return {
    labels: cumulative.apiUsd.map((_usd, month) => String(month)),
    datasets: [
      line('API', cumulative.apiUsd, palette.baseline, 2.5, [6, 4]),
      line('API, P5', bands.api.p5, palette.baseline, 0.75, [6, 4]),
      line('API, P95', bands.api.p95, palette.baseline, 0.75, [6, 4]),
      line('Fleet', cumulative.fleetUsd, palette.optimized, 2.5, []),
      line('Fleet, P5', bands.fleet.p5, palette.optimized, 0.75, []),
      line('Fleet, P95', bands.fleet.p95, palette.optimized, 0.75, []),
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
      x: {
        title: { display: true, text: 'Months', ...fonts },
        grid: { display: false },
        ticks: { ...fonts, maxTicksLimit: 11, maxRotation: 0 },
      },
      y: {
        beginAtZero: true,
        grid: { color: palette.grid },
        ticks: { ...fonts, maxTicksLimit: 6, callback: (value) => axisUsd(Number(value)) },
      },
    },
  };
}

function YearTable({ comparison }: { readonly comparison: FleetComparison }): ReactNode {
  const { years, bands } = comparison;
  const range = (band: FleetComparison['bands']['api'], year: number): string =>
    `${formatUsd(band.p5[12 * year] ?? 0)} to ${formatUsd(band.p95[12 * year] ?? 0)}`;
  return (
    <div className="table-scroll">
      <Table aria-label="Cumulative cost by year">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Years</Table.Th>
            <Table.Th className="number-cell">API</Table.Th>
            <Table.Th className="number-cell">API, P5 to P95</Table.Th>
            <Table.Th className="number-cell">Fleet</Table.Th>
            <Table.Th className="number-cell">Fleet, P5 to P95</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {years.map(({ year, apiUsd, fleetUsd }) => (
            <Table.Tr key={year}>
              <Table.Td>{year}</Table.Td>
              <Table.Td className="number-cell">{formatUsd(apiUsd)}</Table.Td>
              <Table.Td className="number-cell">{range(bands.api, year)}</Table.Td>
              <Table.Td className="number-cell">{formatUsd(fleetUsd)}</Table.Td>
              <Table.Td className="number-cell">{range(bands.fleet, year)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
