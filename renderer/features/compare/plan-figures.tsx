import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PlanComparison } from '#shared/domain/plan-comparison.ts';
import { Change } from '../../ui/amount.tsx';
import { formatCounted, formatUsd } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import type { ComparedPlans } from './compared-plans.ts';

type Head = PlanComparison['scenarios'][number];

/** The figures that every plan has, by name; each plan's cell. */
const rows: readonly { readonly name: string; readonly cell: (head: Head) => ReactNode }[] = [
  { name: 'All levers off, per month', cell: ({ baselineMonthlyUsd }) => formatUsd(baselineMonthlyUsd) },
  {
    name: 'Per request',
    cell: ({ usdPerRequest }) => (usdPerRequest === null ? 'no requests' : formatUsd(usdPerRequest)),
  },
  { name: 'Per year, at 12 such months', cell: ({ monthlyUsd }) => formatUsd(12 * monthlyUsd) },
  {
    name: 'Whole horizon',
    cell: ({ totalUsd, months }) => (
      <>
        {formatUsd(totalUsd)}
        <Text size="xs" c="dimmed">
          {formatCounted(months, 'month')}
        </Text>
      </>
    ),
  },
];

/** Every plan's figures in a column of its own. */
export function PlanFigures({ ids, comparison }: ComparedPlans): ReactNode {
  const { scenarios, differences } = comparison;
  const hasUnpriced = scenarios.some(({ unpricedModels }) => unpricedModels.length > 0);
  return (
    <Section title="Side by side" description="Mean month of each plan’s horizon, levers applied.">
      <div className="table-scroll">
        <Table aria-label="Figures of each plan" miw={200 + scenarios.length * 150}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={200} />
              {scenarios.map(({ name }, index) => (
                <Table.Th key={ids[index]} className="number-cell" style={{ whiteSpace: 'normal' }}>
                  {name}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            <Table.Tr fw={600}>
              <Table.Th scope="row">Per month</Table.Th>
              {scenarios.map(({ monthlyUsd, unpricedModels }, index) => (
                <Table.Td key={ids[index]} className="number-cell" data-testid={`plan-monthly-${index}`}>
                  {formatUsd(monthlyUsd)}
                  {unpricedModels.length > 0 && ' + unknown'}
                </Table.Td>
              ))}
            </Table.Tr>
            <Table.Tr>
              <Table.Th scope="row" fw={400}>
                Against the first
              </Table.Th>
              <Table.Td className="number-cell dimmed">the measure</Table.Td>
              {differences.map(({ deltaMonthlyUsd, deltaShare }, index) => (
                <Table.Td key={ids[index + 1]} className="number-cell" data-testid={`plan-change-${index + 1}`}>
                  <Change usd={deltaMonthlyUsd} share={deltaShare} />
                </Table.Td>
              ))}
            </Table.Tr>
            {rows.map(({ name, cell }) => (
              <Table.Tr key={name}>
                <Table.Th scope="row" fw={400}>
                  {name}
                </Table.Th>
                {scenarios.map((head, index) => (
                  <Table.Td key={ids[index]} className="number-cell">
                    {cell(head)}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {hasUnpriced && (
        <Text size="xs" c="dimmed" mt="xs">
          Not in the sums, because their price is not known:{' '}
          {[...new Set(scenarios.flatMap(({ unpricedModels }) => unpricedModels))].join(', ')}.
        </Text>
      )}
    </Section>
  );
}
