import { Badge, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PriceLayer } from '#shared/domain/price-book.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { formatDay, formatRate } from '../../ui/format.ts';

/** What each book and override says by itself, the deciding one first: one row for each dated card. */
export function LayerTable(props: { readonly layers: readonly PriceLayer[]; readonly nowMs: number }): ReactNode {
  const { layers, nowMs } = props;
  const inUse = layers.find(({ cards }) => cards.some((card) => holdsAt(card, nowMs)));
  return (
    <div className="table-scroll">
      <Table aria-label="What each book says">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Book</Table.Th>
            <Table.Th>From</Table.Th>
            <Table.Th>Until</Table.Th>
            <Table.Th className="number-cell">Input</Table.Th>
            <Table.Th className="number-cell">Output</Table.Th>
            <Table.Th className="number-cell">Cache read</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {layers.flatMap((layer) =>
            layer.cards.toReversed().map((card, index) => (
              <Table.Tr key={`${layer.layer} ${layer.documentId ?? ''} ${card.priceVersion}`}>
                <Table.Td>
                  {index === 0 && (
                    <>
                      {layer.label}{' '}
                      {layer.layer === 'bundled' && (
                        <Text span size="xs" c="dimmed">
                          bundled
                        </Text>
                      )}
                    </>
                  )}
                </Table.Td>
                <Table.Td>
                  {card.effectiveFromMs === null ? 'since ever' : formatDay(card.effectiveFromMs)}{' '}
                  {layer === inUse && holdsAt(card, nowMs) && (
                    <Badge size="sm" variant="light">
                      in use
                    </Badge>
                  )}
                </Table.Td>
                <Table.Td>{card.effectiveToMs === null ? 'open' : formatDay(card.effectiveToMs)}</Table.Td>
                {(['input', 'output', 'cacheRead'] as const).map((kind) => (
                  <Table.Td key={kind} className="number-cell">
                    {card.rates[kind] === undefined ? '–' : formatRate(card.rates[kind].usdPerMTok)}
                  </Table.Td>
                ))}
              </Table.Tr>
            )),
          )}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function holdsAt({ effectiveFromMs, effectiveToMs }: PriceCard, atMs: number): boolean {
  return (effectiveFromMs === null || effectiveFromMs <= atMs) && (effectiveToMs === null || atMs < effectiveToMs);
}
