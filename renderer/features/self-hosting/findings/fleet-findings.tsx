import { List, Select, SimpleGrid, Table, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { FleetReport } from '#shared/domain/self-hosting.ts';
import { formatUsd } from '../../../ui/format.ts';
import { Section } from '../../../ui/section.tsx';
import { BreakEvenChart } from './break-even-chart.tsx';
import { ComparisonTable } from './comparison-table.tsx';
import { CumulativeCost } from './cumulative-cost.tsx';
import { HybridTable } from './hybrid-table.tsx';
import { MustBeTrue } from './must-be-true.tsx';
import { UtilisationMap } from './utilisation-map.tsx';

/** What was worked out of one fleet: bill, use, comparisons, and what would have to be true. */
export function FleetFindings({ report }: { readonly report: FleetReport }): ReactNode {
  const { comparisons, hybrid, notes, outlook } = report;
  const [first] = comparisons;
  return (
    <>
      <Section title="Cost of a month" description={first?.sentence ?? 'No price of an API is known to compare with.'}>
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
          <Bill report={report} />
          <List size="sm" spacing={4}>
            <List.Item>{speedSentence(report)}</List.Item>
            {notes.map((note) => (
              <List.Item key={note}>{note}</List.Item>
            ))}
          </List>
        </SimpleGrid>
      </Section>
      <ComparisonTable comparisons={comparisons} years={outlook.years} />
      <AgainstOne report={report} />
      <UtilisationMap size={report.size} />
      {hybrid !== undefined && <HybridTable hybrid={hybrid} />}
    </>
  );
}

/** Charts and conditions against one of the APIs, chosen where there are several. */
function AgainstOne({ report }: { readonly report: FleetReport }): ReactNode {
  const { comparisons, outlook } = report;
  const [chosen, setChosen] = useState(0);
  const comparison = comparisons[chosen] ?? comparisons[0];
  if (comparison === undefined) return null;
  return (
    <>
      {comparisons.length > 1 && (
        <Select
          maw={380}
          label="Charts and conditions against"
          allowDeselect={false}
          data={comparisons.map(({ name }, index) => ({ value: String(index), label: name }))}
          value={String(comparisons.indexOf(comparison))}
          onChange={(index) => setChosen(Number(index))}
        />
      )}
      <BreakEvenChart comparison={comparison} years={outlook.years} />
      <CumulativeCost comparison={comparison} years={outlook.years} />
      <MustBeTrue comparison={comparison} years={outlook.years} />
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
    ? `A replica makes ${count(tokensPerSecond)} tokens a second by the roofline: expect ${count(tokensPerSecond * expected.low)} to ${count(tokensPerSecond * expected.high)}.`
    : `A replica makes ${count(tokensPerSecond)} tokens a second, as measured.`;
}
