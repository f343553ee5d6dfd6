import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FleetReport } from '#shared/domain/self-hosting.ts';
import { formatPercent, formatUsd } from '../../../ui/format.ts';
import { Section } from '../../../ui/section.tsx';

type Hybrid = NonNullable<FleetReport['hybrid']>;

/** Rows on each side of the cheapest that are shown. */
const around = 4;

const ruleText: Readonly<Record<Hybrid['rule'], string>> = {
  instant: 'A call that finds every place taken goes to the API at once (Erlang B).',
  queued: 'A call waits at most as long as the fleet allows, then goes to the API (Erlang C).',
  fluid: 'What exceeds the capacity of an hour goes to the API.',
};

/** A few replicas of one's own with the API behind them: every number that could be the cheapest, around the cheapest. */
export function HybridTable({ hybrid }: { readonly hybrid: Hybrid }): ReactNode {
  const { costs, cheapest, rule, sentence } = hybrid;
  const at = costs.findIndex(({ replicas }) => replicas === cheapest.replicas);
  const shown = costs.slice(Math.max(0, at - around), at + around + 1);
  return (
    <Section title="Own replicas with overflow" description={`${sentence} ${ruleText[rule]}`}>
      <div className="table-scroll">
        <Table aria-label="Cost by number of own replicas">
          <Table.Thead>
            <Table.Tr>
              <Table.Th className="number-cell">Replicas</Table.Th>
              <Table.Th className="number-cell">Fleet a month</Table.Th>
              <Table.Th className="number-cell">API a month</Table.Th>
              <Table.Th className="number-cell">Together</Table.Th>
              <Table.Th className="number-cell">Calls to the API</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({ replicas, fleetUsd, apiUsd, usd, overflowShare }) => (
              <Table.Tr key={replicas}>
                <Table.Td className="number-cell">
                  {replicas === cheapest.replicas && (
                    <Text span inherit c="dimmed">
                      {'cheapest: '}
                    </Text>
                  )}
                  {replicas}
                </Table.Td>
                <Table.Td className="number-cell">{formatUsd(fleetUsd)}</Table.Td>
                <Table.Td className="number-cell">{formatUsd(apiUsd)}</Table.Td>
                <Table.Td className="number-cell">{formatUsd(usd)}</Table.Td>
                <Table.Td className="number-cell">{formatPercent(overflowShare)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Section>
  );
}
