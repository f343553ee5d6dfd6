import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { UnitCost } from '../../store/unit-costs.ts';
import { Amount } from '../../ui/amount.tsx';
import { Section } from '../../ui/section.tsx';

/** What one request, conversation and user costs, before and after. */
export function UnitCostsCard({ units }: { readonly units: readonly UnitCost[] }): ReactNode {
  return (
    <Section title="What one costs" description="Mean month by what it serves. Fixed costs are left out.">
      <div className="table-scroll">
        <Table aria-label="Cost per request, conversation and user">
          <Table.Thead>
            <Table.Tr>
              <Table.Th />
              <Table.Th className="number-cell">Baseline</Table.Th>
              <Table.Th className="number-cell">Optimized</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {units.map(({ key, label, detail, baseline, optimized }) => (
              <Table.Tr key={key}>
                <Table.Th scope="row" fw={400}>
                  {label}
                  {detail !== undefined && (
                    <Text size="xs" c="dimmed">
                      {detail}
                    </Text>
                  )}
                </Table.Th>
                <Table.Td className="number-cell">
                  <Amount label={`${label}, baseline`} amount={baseline} />
                </Table.Td>
                <Table.Td className="number-cell">
                  <Amount label={`${label}, optimized`} amount={optimized} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Section>
  );
}
