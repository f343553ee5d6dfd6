import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Overview } from '#shared/domain/overview.ts';
import { tokenKindLabels } from '#shared/domain/token-kinds.ts';
import { formatCompact, formatCount, formatUsd } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';

const bucketLabels: Readonly<Record<Overview['buckets'][number]['bucket'], string>> = {
  llm: 'Language models',
  tools: 'Tools',
  infrastructure: 'Infrastructure',
};

/** The month by token kind, and by what the price cards are for. */
export function BucketsCard({ overview }: { readonly overview: Overview }): ReactNode {
  const { kinds, buckets, kindsResidualUsd } = overview;
  return (
    <Section title="What it is spent on" description="The month at the price cards of its last day.">
      <Table aria-label="The month by kind">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Kind</Table.Th>
            <Table.Th className="number-cell">Quantity</Table.Th>
            <Table.Th className="number-cell">Cost</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {kinds.map(({ kind, quantity, usd }) => (
            <Table.Tr key={kind}>
              <Table.Td>{kind === 'other' ? 'Other units' : tokenKindLabels[kind]}</Table.Td>
              <Table.Td className="number-cell" title={formatCount(quantity)}>
                {formatCompact(quantity)}
              </Table.Td>
              <Table.Td className="number-cell">{formatUsd(usd)}</Table.Td>
            </Table.Tr>
          ))}
          {buckets.map(({ bucket, usd }) => (
            <Table.Tr key={bucket}>
              <Table.Td fw={600}>{bucketLabels[bucket]}</Table.Td>
              <Table.Td />
              <Table.Td className="number-cell" fw={600}>
                {formatUsd(usd)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {Math.abs(kindsResidualUsd) >= 0.005 && (
        <Text size="sm" c="dimmed" mt="xs">
          {formatUsd(Math.abs(kindsResidualUsd))} {kindsResidualUsd > 0 ? 'less' : 'more'} than was recorded: prices
          that changed within the month, and long prompts, which a sum of requests does not show.
        </Text>
      )}
    </Section>
  );
}
