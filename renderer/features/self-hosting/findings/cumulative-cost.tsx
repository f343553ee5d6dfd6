import { Table } from '@mantine/core';
import type { ChartData, ChartOptions } from 'chart.js';
import { useCallback, type ReactNode } from 'react';
import type { FleetComparison } from '#shared/domain/self-hosting.ts';
import { bandedDatasets, bandTooltip } from '../../../charts/band-lines.ts';
import { ChartFrame } from '../../../charts/chart-frame.tsx';
import { chartBehaviour, placeAxis, valueAxis } from '../../../charts/chart-options.ts';
import { LineChart } from '../../../charts/lazy-chart.tsx';
import type { ChartPalette } from '../../../charts/palette.ts';
import { formatUsd } from '../../../ui/format.ts';
import { BandLegend } from './band-legend.tsx';

/** Money paid until the end of each month, API and fleet, with P5 and P95 of the sampled outlooks. */
export function CumulativeCost(props: { readonly comparison: FleetComparison; readonly years: number }): ReactNode {
  const { comparison, years } = props;
  const dataOf = useCallback((palette: ChartPalette) => linesOf(comparison, palette), [comparison]);
  const { crossingMonth, bands } = comparison;
  const meets =
    crossingMonth === null
      ? 'The fleet does not catch up within five years'
      : `The fleet has caught up after ${crossingMonth} months`;
  const sentence = `${meets}, with the likely outlook; over ${years} years it is cheaper in ${(100 * bands.winningShare).toFixed(0)} % of ${bands.samples} outlooks of growth, API prices and GPU prices.`;
  return (
    <ChartFrame
      title="Cumulative cost over five years"
      sentence={sentence}
      chart={
        <>
          <BandLegend api={comparison.name} />
          <LineChart sentence={sentence} height={280} dataOf={dataOf} optionsOf={optionsOf} />
        </>
      }
      table={<YearTable comparison={comparison} />}
    />
  );
}

function linesOf({ name, cumulative, bands }: FleetComparison, palette: ChartPalette): ChartData<'line'> {
  const xs = cumulative.apiUsd.map((_usd, month) => month);
  return {
    datasets: bandedDatasets([
      { label: name, colour: palette.baseline, isDashed: true, xs, likely: cumulative.apiUsd, ...bands.api },
      { label: 'Fleet', colour: palette.optimized, isDashed: false, xs, likely: cumulative.fleetUsd, ...bands.fleet },
    ]),
  };
}

function optionsOf(palette: ChartPalette): ChartOptions<'line'> {
  return {
    ...chartBehaviour,
    plugins: {
      tooltip: {
        filter: bandTooltip.filter,
        callbacks: { title: ([first]) => `After ${first?.parsed.x ?? 0} months`, label: bandTooltip.label },
      },
    },
    scales: {
      x: { type: 'linear', min: 0, max: 60, ...placeAxis(palette, { title: 'Months', ticks: { stepSize: 6 } }) },
      y: valueAxis(palette, { title: 'Paid in all', maxTicksLimit: 6 }),
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
