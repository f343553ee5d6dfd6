import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SimulationRanges } from '#shared/domain/simulation-ranges.ts';
import { formatPercent, formatUsdChange } from './format.ts';

/** Room for one lever's row and for the heading, px. */
const rowHeight = 34;

/** What each lever changes, from P5 to P95, and how likely it saves at all. @param levers absent = being worked out. */
export function LeverBands(props: {
  readonly levers: SimulationRanges['levers'] | undefined;
  /** Levers that are on. */
  readonly steps: number;
}): ReactNode {
  const { levers, steps } = props;
  if (steps === 0) return null;
  return (
    <div style={{ minHeight: rowHeight * (steps + 1) }} className="table-scroll">
      {levers !== undefined && (
        <Table aria-label="Range and chance of each lever">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Lever</Table.Th>
              <Table.Th className="number-cell">Change, P5 to P95</Table.Th>
              <Table.Th className="number-cell" title="Share of outcomes in which the lever saves something">
                Pays in
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {levers.map(({ leverId, leverName, changeUsd, savingProbability }) => (
              <Table.Tr key={leverId}>
                <Table.Td>{leverName}</Table.Td>
                <Table.Td className="number-cell">
                  {formatUsdChange(changeUsd.p5)} to {formatUsdChange(changeUsd.p95)}
                </Table.Td>
                <Table.Td className="number-cell">
                  {savingProbability === null ? 'no effect' : formatPercent(savingProbability)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </div>
  );
}
