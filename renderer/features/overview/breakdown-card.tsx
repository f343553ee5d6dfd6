import { Select, Table, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Breakdown, Overview } from '#shared/domain/overview.ts';
import { formatCompact, formatCount, formatCounted, formatPercent, formatUsd } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';

const labels: Readonly<Record<Breakdown['by'], string>> = {
  model: 'Model',
  provider: 'Provider',
  project: 'Project',
  task: 'Task',
  user: 'User',
  conversation: 'Conversation',
};

/** The month by a dimension: those that cost most. */
export function BreakdownCard({ overview }: { readonly overview: Overview }): ReactNode {
  const [by, setBy] = useState<Breakdown['by']>('model');
  const chosen = overview.breakdowns.find((breakdown) => breakdown.by === by);
  return (
    <Section
      title="Who spends it"
      description="The month’s cost, dearest first."
      aside={
        <Select
          aria-label="Month by"
          w={150}
          allowDeselect={false}
          data={overview.breakdowns.map((breakdown) => ({ value: breakdown.by, label: labels[breakdown.by] }))}
          value={by}
          onChange={(value) => {
            const found = overview.breakdowns.find((breakdown) => breakdown.by === value);
            if (found !== undefined) setBy(found.by);
          }}
        />
      }
    >
      {chosen !== undefined && (
        <>
          <Table aria-label={`The month by ${labels[by].toLowerCase()}`}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{labels[by]}</Table.Th>
                <Table.Th className="number-cell">Requests</Table.Th>
                <Table.Th className="number-cell">Tokens</Table.Th>
                <Table.Th className="number-cell">Cost</Table.Th>
                <Table.Th className="number-cell">Share</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {chosen.rows.map(({ name, usd, share, requests, totalTokens, unpricedTokens }) => (
                <Table.Tr key={name}>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>{name === '' ? '(not given)' : name}</Table.Td>
                  <Table.Td className="number-cell">{formatCount(requests)}</Table.Td>
                  <Table.Td className="number-cell" title={formatCount(totalTokens)}>
                    {formatCompact(totalTokens)}
                  </Table.Td>
                  <Table.Td className="number-cell">
                    {unpricedTokens > 0 && usd === 0 ? 'unknown' : formatUsd(usd)}
                    {unpricedTokens > 0 && usd > 0 && ' + unknown'}
                  </Table.Td>
                  <Table.Td className="number-cell">{formatPercent(share)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {chosen.count > chosen.rows.length && (
            <Text size="sm" c="dimmed" mt="xs">
              The dearest {chosen.rows.length} of {formatCounted(chosen.count, 'name')}; the screen Ledger lists all.
            </Text>
          )}
        </>
      )}
    </Section>
  );
}
