import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FleetReport } from '#shared/domain/self-hosting.ts';
import { ChartFrame } from '../../../charts/chart-frame.tsx';

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** How busy the running replicas are at each hour of the week. */
export function UtilisationMap({ size }: { readonly size: FleetReport['size'] }): ReactNode {
  const peak = size.utilisation.reduce((most, value) => Math.max(most, value), 0);
  const sentence = `${percent(size.meanUtilisation)} busy over all paid hours, ${percent(peak)} in the busiest hour of the week (UTC).`;
  return (
    <ChartFrame
      title="Use by hour of the week"
      sentence={sentence}
      chart={<HeatMap utilisation={size.utilisation} sentence={sentence} />}
      table={<HourTable utilisation={size.utilisation} />}
    />
  );
}

function HeatMap(props: { readonly utilisation: readonly number[]; readonly sentence: string }): ReactNode {
  return (
    <svg viewBox="0 0 830 176" width="100%" role="img" aria-label={props.sentence}>
      {days.map((day, row) => (
        <text key={day} x={0} y={row * 22 + 15} fontSize={12} fill="var(--chart-text)">
          {day.slice(0, 3)}
        </text>
      ))}
      {props.utilisation.map((value, hour) => (
        <rect
          // oxlint-disable-next-line react/no-array-index-key -- the index is the hour
          key={hour}
          x={38 + (hour % 24) * 33}
          y={Math.floor(hour / 24) * 22}
          width={31}
          height={20}
          rx={3}
          fill={value > 1 ? 'var(--chart-increase)' : 'var(--chart-optimized)'}
          fillOpacity={0.08 + 0.92 * Math.min(1, value)}
        />
      ))}
      {[0, 6, 12, 18].map((hour) => (
        <text key={hour} x={38 + hour * 33} y={172} fontSize={12} fill="var(--chart-text)">
          {`${String(hour).padStart(2, '0')}:00`}
        </text>
      ))}
    </svg>
  );
}

function HourTable({ utilisation }: { readonly utilisation: readonly number[] }): ReactNode {
  return (
    <div className="table-scroll">
      <Table aria-label="Use by hour of the week, per cent">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>UTC</Table.Th>
            {days.map((day) => (
              <Table.Th key={day} className="number-cell">
                {day}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {Array.from({ length: 24 }, (_, hour) => (
            <Table.Tr key={hour}>
              <Table.Td>{`${String(hour).padStart(2, '0')}:00`}</Table.Td>
              {days.map((day, row) => (
                <Table.Td key={day} className="number-cell">
                  {percent(utilisation[row * 24 + hour] ?? 0)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
