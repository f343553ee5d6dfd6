import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PeriodView } from '../store/period-view.ts';
import { Change } from '../ui/amount.tsx';
import { Figure } from '../ui/figure.tsx';
import { formatUsd } from '../ui/format.ts';

/** The waterfall's table twin: the same figures, each to open. */
export function WaterfallTable({ view }: { readonly view: PeriodView }): ReactNode {
  const { baseline, optimized, waterfall } = view;
  return (
    <div className="table-scroll">
      <Table aria-label={`Waterfall, ${view.label}`}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Step</Table.Th>
            <Table.Th className="number-cell">Change</Table.Th>
            <Table.Th className="number-cell">Cost after it</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          <Table.Tr>
            <Table.Td>Baseline</Table.Td>
            <Table.Td />
            <Table.Td className="number-cell">
              <Figure expression={baseline.expression} label="Baseline per month">
                {formatUsd(baseline.usd)}
              </Figure>
            </Table.Td>
          </Table.Tr>
          {waterfall.map((step) => (
            <Table.Tr key={step.leverId}>
              <Table.Td>
                {step.leverName}
                {step.notes.map((note) => (
                  <Text key={note} size="xs" c="dimmed">
                    {note}
                  </Text>
                ))}
              </Table.Td>
              <Table.Td className="number-cell">
                <Figure expression={step.expression} label={`Change by ${step.leverName}`}>
                  <Change usd={step.deltaUsd} />
                </Figure>
              </Table.Td>
              <Table.Td className="number-cell">{formatUsd(step.afterUsd)}</Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr fw={600}>
            <Table.Td>Optimized</Table.Td>
            <Table.Td className="number-cell">
              <Change usd={optimized.usd - baseline.usd} />
            </Table.Td>
            <Table.Td className="number-cell">
              <Figure expression={optimized.expression} label="Optimized per month">
                {formatUsd(optimized.usd)}
              </Figure>
            </Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </div>
  );
}
