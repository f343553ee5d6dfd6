import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SimulationResult } from '#shared/domain/simulation.ts';
import { useRanges } from '../../store/use-ranges.ts';
import { Change } from '../../ui/amount.tsx';
import { formatUsd } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';

/** Room for one lever's row and for the heading, px. */
const rowHeight = 37;

/** Who saves what when order does not decide: each lever's Shapley value beside what it changes in order. */
export function FairSharesCard({ result }: { readonly result: SimulationResult }): ReactNode {
  const state = useRanges(result);
  const steps = result.months[0]?.waterfall.length ?? 0;
  if (steps < 2) return null;
  const attribution = state.step === 'ready' ? state.attribution : undefined;
  const orders = attribution?.method === 'sampled' ? 'random' : 'all';
  return (
    <Section
      title="Fair shares"
      description={`Levers act on what the ones before them leave, so order decides who looks best. The fair share is each lever’s change averaged over ${orders} orders (Shapley value); mean month.`}
    >
      <div style={{ minHeight: rowHeight * (steps + 1) }} aria-busy={attribution === undefined}>
        {attribution !== undefined && (
          <Table aria-label="Fair shares of the saving">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Lever</Table.Th>
                <Table.Th className="number-cell">Fair share</Table.Th>
                <Table.Th className="number-cell">In order</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {attribution.levers.map((lever) => (
                <Table.Tr key={lever.leverId}>
                  <Table.Td>{lever.leverName}</Table.Td>
                  <Table.Td className="number-cell">
                    <Change usd={lever.shapleyUsd} />
                    {attribution.method === 'sampled' && (
                      <Text span size="xs" c="dimmed" title="Standard error of the sampled value">
                        {' '}
                        ± {formatUsd(lever.standardErrorUsd)}
                      </Text>
                    )}
                  </Table.Td>
                  <Table.Td className="number-cell">
                    <Change usd={lever.inOrderUsd} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </div>
    </Section>
  );
}
