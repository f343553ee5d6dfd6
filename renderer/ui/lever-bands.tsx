import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SimulationRanges } from '#shared/domain/simulation-ranges.ts';
import { formatPercent, formatUsdBrief, formatUsdChange } from './format.ts';

/** Room for one lever's row and for the heading, px. */
const rowHeight = 34;

const percentiles = [
  { key: 'p5', title: 'P5' },
  { key: 'p25', title: 'P25' },
  { key: 'p50', title: 'P50' },
  { key: 'p75', title: 'P75' },
  { key: 'p95', title: 'P95' },
] as const;

/** What each lever changes a month, by percentile, and how likely it saves at all. @param levers absent = being worked out. */
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
        <Table aria-label="Range and chance of each lever" horizontalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Change by lever</Table.Th>
              {percentiles.map(({ key, title }) => (
                <Table.Th key={key} className="number-cell" title={`Change a month, ${title} of the samples`}>
                  {title}
                </Table.Th>
              ))}
              <Table.Th className="number-cell" title="Share of outcomes in which the lever saves something">
                Pays in
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {levers.map(({ leverId, leverName, changeUsd, savingProbability }) => (
              <Table.Tr key={leverId}>
                <Table.Td>{leverName}</Table.Td>
                {percentiles.map(({ key }) => (
                  <Table.Td key={key} className="number-cell" title={formatUsdChange(changeUsd[key])}>
                    {formatUsdBrief(changeUsd[key])}
                  </Table.Td>
                ))}
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
