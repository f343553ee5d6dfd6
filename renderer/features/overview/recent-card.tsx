import { Table } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RecentRecord } from '#shared/domain/overview.ts';
import { totalTokens } from '#shared/domain/token-kinds.ts';
import { Figure } from '../../ui/figure.tsx';
import { formatCompact, formatCount, formatInstant, formatUsd } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';

/** The last records, each with its cost, which opens into amounts and dated prices. */
export function RecentCard({ recent }: { readonly recent: readonly RecentRecord[] }): ReactNode {
  return (
    <Section
      title="Recent usage"
      description="The last records of the ledger. A cost opens into its amounts and the prices it was made of."
    >
      <div className="table-scroll">
        <Table aria-label="Recent usage">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>When</Table.Th>
              <Table.Th>Model</Table.Th>
              <Table.Th>Project, user</Table.Th>
              <Table.Th className="number-cell">Requests</Table.Th>
              <Table.Th className="number-cell">Tokens</Table.Th>
              <Table.Th className="number-cell">Cost</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {recent.map((record, index) => (
              // Records have no id of their own; the list is replaced whole.
              // oxlint-disable-next-line react/no-array-index-key
              <Table.Tr key={index}>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatInstant(record.startMs)}</Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{record.model}</Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  {[record.project, record.user].filter((name) => name !== '').join(', ')}
                </Table.Td>
                <Table.Td className="number-cell">
                  {record.requests === 0 ? 'not given' : formatCount(record.requests)}
                </Table.Td>
                <Table.Td className="number-cell">{formatCompact(totalTokens(record.tokens))}</Table.Td>
                <Table.Td className="number-cell">
                  <Cost record={record} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Section>
  );
}

function Cost({ record: { usd, expression, isPartlyPriced, model } }: { readonly record: RecentRecord }): ReactNode {
  if (usd === null) return 'unknown';
  const text = `${formatUsd(usd)}${isPartlyPriced ? ' + unknown' : ''}`;
  return expression === null ? (
    text
  ) : (
    <Figure expression={expression} label={`Cost of a record of ${model}`}>
      {text}
    </Figure>
  );
}
