import { Alert, Table, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Disagreement } from '#shared/domain/price-book.ts';
import { formatPercent, formatRate } from '../../ui/format.ts';
import { ratePointLabel } from './rate-point.ts';

/** Rows shown; the largest differences come first. */
const shownRows = 12;

/** Where price books differ by more than 1 %: both prices, both sources. Nothing when they agree. */
export function DisagreementNote({ disagreements }: { readonly disagreements: readonly Disagreement[] }): ReactNode {
  if (disagreements.length === 0) return null;
  const rest = disagreements.length - shownRows;
  return (
    <Alert
      color="ember"
      variant="light"
      icon={<IconAlertTriangle aria-hidden />}
      title="Price books differ by more than 1 %"
    >
      <Table aria-label="Where price books differ" verticalSpacing={3}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Price</Table.Th>
            <Table.Th className="number-cell">In use</Table.Th>
            <Table.Th>from</Table.Th>
            <Table.Th className="number-cell">Other book</Table.Th>
            <Table.Th>from</Table.Th>
            <Table.Th className="number-cell">Apart</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {disagreements.slice(0, shownRows).map((point) => {
            const [used, other] = point.prices;
            const label = ratePointLabel(point);
            return (
              <Table.Tr key={`${label} ${other.source}`}>
                <Table.Td>{label}</Table.Td>
                <Table.Td className="number-cell">{formatRate(used.usd)}</Table.Td>
                <Table.Td>{used.source}</Table.Td>
                <Table.Td className="number-cell">{formatRate(other.usd)}</Table.Td>
                <Table.Td>{other.source}</Table.Td>
                <Table.Td className="number-cell">
                  {point.percent === null ? 'one is free' : formatPercent(point.percent / 100)}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      {rest > 0 && (
        <Text size="xs" mt={4}>
          and {rest} more
        </Text>
      )}
      <Text size="xs" mt={6}>
        To settle it, override the price with what your bill says.
      </Text>
    </Alert>
  );
}
