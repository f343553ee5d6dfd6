import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { TierResult } from '#shared/domain/simulation.ts';
import { formatCount, formatCounted, formatUsd } from './format.ts';
import { Section } from './section.tsx';

/** What each tier of users pays and costs; nothing where a scenario has no tiers. */
export function TierCard({ tiers }: { readonly tiers: readonly TierResult[] }): ReactNode {
  if (tiers.length === 0) return null;
  return (
    <Section
      title="Tiers"
      description="USD of the mean month, levers applied, fixed costs left out. Margin = what users pay − what they cost."
    >
      <div className="table-scroll">
        <Table aria-label="Tiers of users">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Tier</Table.Th>
              <Table.Th className="number-cell">Paid</Table.Th>
              <Table.Th className="number-cell">Cost</Table.Th>
              <Table.Th className="number-cell">Margin</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {tiers.map((tier) => (
              <Table.Tr key={`${tier.workloadId} ${tier.tierId}`}>
                <Table.Td>
                  {tier.name}
                  <Text size="xs" c="dimmed">
                    {describeUsers(tier)}
                  </Text>
                </Table.Td>
                <Table.Td className="number-cell">{orDash(tier.revenueUsd)}</Table.Td>
                <Table.Td className="number-cell">{formatUsd(tier.optimizedUsd)}</Table.Td>
                <Table.Td className="number-cell">{orDash(tier.optimizedMarginUsd)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Section>
  );
}

function describeUsers({ users, refusedPerDay }: TierResult): string {
  const refused = refusedPerDay > 0 ? `, ${formatCount(refusedPerDay)} requests a day refused` : '';
  return `${formatCounted(Math.round(users), 'user')}${refused}`;
}

function orDash(usd: number | null): string {
  return usd === null ? '–' : formatUsd(usd);
}
