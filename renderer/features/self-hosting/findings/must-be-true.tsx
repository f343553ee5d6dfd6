import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ConditionReport, FleetComparison } from '#shared/domain/self-hosting.ts';
import { formatCount, formatCounted, formatPercent, formatUsd } from '../../../ui/format.ts';
import { Section } from '../../../ui/section.tsx';

/** What one input would have to be, all others as they are, for the fleet to be the cheaper one over the years. */
export function MustBeTrue(props: { readonly comparison: FleetComparison; readonly years: number }): ReactNode {
  const { comparison, years } = props;
  return (
    <Section
      title="What would have to be true"
      description={`For the fleet to cost less than ${comparison.name.replace(/^The /, 'the ')} over ${formatCounted(years, 'year')}: one number moves, all others stay.`}
    >
      <div className="table-scroll">
        <Table aria-label="What would have to be true">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Variable</Table.Th>
              <Table.Th className="number-cell">Today</Table.Th>
              <Table.Th className="number-cell">Needed</Table.Th>
              <Table.Th>Comment</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {comparison.conditions.map((condition) => (
              <Table.Tr key={condition.subject}>
                <Table.Td>
                  {condition.variable}
                  <Text span size="xs" c="dimmed" display="block">
                    {isShare(condition) ? `per cent ${condition.unit}` : condition.unit}
                  </Text>
                </Table.Td>
                <Table.Td className="number-cell">{valueOf(condition, condition.today)}</Table.Td>
                <Table.Td className="number-cell">{neededOf(condition)}</Table.Td>
                <Table.Td>
                  {condition.holds && (
                    <Text span inherit fw={600}>
                      {'True today. '}
                    </Text>
                  )}
                  {condition.comment}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Section>
  );
}

function neededOf(condition: ConditionReport): string {
  if (condition.needed === null) return '–';
  return `${condition.fleetWins === 'above' ? '≥' : '≤'} ${valueOf(condition, condition.needed)}`;
}

function valueOf(condition: ConditionReport, value: number): string {
  if (isShare(condition)) return formatPercent(value);
  return condition.unit.startsWith('USD') ? formatUsd(value) : formatCount(value < 100 ? value : Math.round(value));
}

function isShare({ subject }: ConditionReport): boolean {
  return subject === 'growth' || subject === 'api-decline';
}
