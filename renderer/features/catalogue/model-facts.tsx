import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PriceCard } from '#shared/domain/price.ts';
import { modelFacts } from './rate-table-model.ts';

/** What is known of a model besides its rates: each fact with what it means for the bill, and its source. */
export function ModelFacts({ card }: { readonly card: PriceCard }): ReactNode {
  const facts = modelFacts(card);
  if (facts.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No book says anything about a context window, cache minimum, tokenizer or end date.
      </Text>
    );
  }
  return (
    <Table aria-label="What else moves the bill">
      <Table.Tbody>
        {facts.map(({ name, value, meaning, source }) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" fw={400} w={170} style={{ verticalAlign: 'top' }}>
              {name}
            </Table.Th>
            <Table.Td>
              <Text size="sm" fw={600}>
                {value}
              </Text>
              <Text size="xs" c="dimmed">
                {meaning}
              </Text>
              {source !== null && (
                <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                  Source: {source}
                </Text>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
