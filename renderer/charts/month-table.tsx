import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Band } from '#shared/domain/simulation-ranges.ts';
import type { MonthResult } from '#shared/domain/simulation.ts';
import { monthLabel } from '../store/period-view.ts';
import { Change } from '../ui/amount.tsx';
import { Figure } from '../ui/figure.tsx';
import { formatUsd } from '../ui/format.ts';
import type { MonthBands } from './month-lines-model.ts';

/** The table twin of the month lines: the same figures, each to open, with their ranges where there are any. */
export function MonthTable({
  months,
  bands,
}: {
  readonly months: readonly MonthResult[];
  readonly bands: MonthBands;
}): ReactNode {
  return (
    <div className="table-scroll">
      <Table aria-label="Cost by month">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Month</Table.Th>
            <Table.Th className="number-cell">Baseline</Table.Th>
            {bands !== null && <Table.Th className="number-cell">P5 to P95</Table.Th>}
            <Table.Th className="number-cell">Optimized</Table.Th>
            {bands !== null && <Table.Th className="number-cell">P5 to P95</Table.Th>}
            <Table.Th className="number-cell">Change</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {months.map(({ month, baseline, optimized }) => (
            <Table.Tr key={month}>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{monthLabel(month)}</Table.Td>
              <Table.Td className="number-cell">
                <Figure expression={baseline.expression} label={`Baseline, ${monthLabel(month)}`}>
                  {formatUsd(baseline.usd)}
                </Figure>
              </Table.Td>
              {bands !== null && <BandCell band={bands.get(month)?.baselineUsd} />}
              <Table.Td className="number-cell">
                <Figure expression={optimized.expression} label={`Optimized, ${monthLabel(month)}`}>
                  {formatUsd(optimized.usd)}
                </Figure>
              </Table.Td>
              {bands !== null && <BandCell band={bands.get(month)?.optimizedUsd} />}
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

function BandCell({ band }: { readonly band: Band | undefined }): ReactNode {
  return (
    <Table.Td className="number-cell dimmed">
      {band === undefined ? '–' : `${formatUsd(band.p5)} to ${formatUsd(band.p95)}`}
    </Table.Td>
  );
}
