import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { PriceCard } from '#shared/domain/price.ts';
import { formatCount, formatRate } from '../../ui/format.ts';
import { rateTable } from './rate-table-model.ts';

/** Every rate of a card: kinds and long-context steps down, service tiers across; then what is billed by the piece. */
export function RateTable({ card }: { readonly card: PriceCard }): ReactNode {
  const { columns, rows, units } = rateTable(card);
  return (
    <>
      {rows.length > 0 && (
        <div className="table-scroll">
          <Table aria-label="Rates in USD per million tokens">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>USD per million tokens</Table.Th>
                {columns.map(({ serviceTier, multiplier, source }) => (
                  <Table.Th key={serviceTier} className="number-cell" title={`Source: ${source}`} tt="capitalize">
                    {serviceTier}
                    <Text size="xs" c="dimmed" fw={400} h={17}>
                      {multiplier === null ? '' : `× ${formatCount(multiplier)}`}
                    </Text>
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ kind, label, aboveInputTokens, usdPerMTok, derivation, source }) => (
                <Table.Tr key={`${kind} ${aboveInputTokens}`} title={source === null ? undefined : `Source: ${source}`}>
                  <Table.Td>
                    {aboveInputTokens === null ? (
                      <>
                        {label}
                        {derivation !== null && (
                          <Text span size="xs" c="dimmed">
                            {' '}
                            = {derivation}
                          </Text>
                        )}
                      </>
                    ) : (
                      <Text size="sm" c="dimmed" pl="md">
                        {label}, prompt above {formatCount(aboveInputTokens)} tokens
                      </Text>
                    )}
                  </Table.Td>
                  {usdPerMTok.map((usd, index) => (
                    <Table.Td key={columns[index]?.serviceTier} className="number-cell">
                      {usd === null ? 'unknown' : formatRate(usd)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {units.length > 0 && (
        <Table aria-label="Prices of other units" mt={rows.length > 0 ? 'sm' : 0}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{rows.length > 0 ? 'Besides tokens' : 'Billed by'}</Table.Th>
              <Table.Th className="number-cell">USD</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {units.map(({ label, one, usdPerUnit, source }) => (
              <Table.Tr key={label} title={source === null ? undefined : `Source: ${source}`}>
                <Table.Td>
                  {label}
                  <Text span size="xs" c="dimmed">
                    {' '}
                    per {one}
                  </Text>
                </Table.Td>
                <Table.Td className="number-cell">{formatRate(usdPerUnit)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {rows.length === 0 && units.length === 0 && <Text size="sm">This card has no price of any kind.</Text>}
    </>
  );
}
