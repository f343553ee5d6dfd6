import { List, SimpleGrid, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FleetReport } from '#shared/domain/self-hosting.ts';
import { formatUsd } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import { CumulativeCost } from './cumulative-cost.tsx';
import { UtilisationMap } from './utilisation-map.tsx';

/** What was worked out of one fleet: bill, use, comparisons, and what would have to be true. */
export function FleetFindings({ report }: { readonly report: FleetReport }): ReactNode {
  const { comparisons, hybrid, notes } = report;
  const [first] = comparisons;
  return (
    <>
      <Section title="Cost of a month" description={first?.sentence ?? 'No price of an API is known to compare with.'}>
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
          <Bill report={report} />
          <List size="sm" spacing={4}>
            <List.Item>{speedSentence(report)}</List.Item>
            {hybrid !== undefined && <List.Item>{hybrid.sentence}</List.Item>}
            {notes.map((note) => (
              <List.Item key={note}>{note}</List.Item>
            ))}
          </List>
        </SimpleGrid>
      </Section>
      <UtilisationMap size={report.size} />
      {first !== undefined && <CumulativeCost comparison={first} years={report.outlook.years} />}
      {first !== undefined && (
        <Section
          title="What would have to be true"
          description={`One number moves, all others stay, against ${first.name.toLowerCase()}.`}
        >
          <List size="sm" spacing={4}>
            {first.conditions.map(({ subject, sentence }) => (
              <List.Item key={subject}>{sentence}</List.Item>
            ))}
          </List>
        </Section>
      )}
    </>
  );
}

function Bill({ report }: { readonly report: FleetReport }): ReactNode {
  const { monthly, size } = report;
  return (
    <div className="table-scroll">
      <Table aria-label={`Monthly bill of ${report.name}`}>
        <Table.Tbody>
          {monthly.lines.map(({ id, label, usd }) => (
            <Table.Tr key={id}>
              <Table.Td>{label}</Table.Td>
              <Table.Td className="number-cell">{formatUsd(usd)}</Table.Td>
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Td>
              <Text size="sm" fw={600}>
                {size.replicas} {size.replicas === 1 ? 'replica' : 'replicas'} in all
              </Text>
            </Table.Td>
            <Table.Td className="number-cell">{formatUsd(monthly.usd)}</Table.Td>
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </div>
  );
}

function speedSentence({ replica }: FleetReport): string {
  const { tokensPerSecond, expected, basis } = replica;
  const count = (value: number): string => Math.round(value).toLocaleString('en-US');
  return basis === 'roofline'
    ? `A replica makes ${count(tokensPerSecond)} tokens a second by the roofline; measurements are 14 to 27 % lower: expect ${count(tokensPerSecond * expected.low)} to ${count(tokensPerSecond * expected.high)}.`
    : `A replica makes ${count(tokensPerSecond)} tokens a second, as measured.`;
}
