import { Code, Select, Table, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { InputChange, PlanComparison, ScenarioDifference } from '#shared/domain/plan-comparison.ts';
import { Change } from '../../ui/amount.tsx';
import { formatPercentChange } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import { DriverList, rounding } from './driver-list.tsx';
import { Marker } from './tree-cells.tsx';

/** What differs between the first plan and another: every attribute with its effect, and the change by driver. */
export function PlanChanges({ comparison }: { readonly comparison: PlanComparison }): ReactNode {
  const { scenarios, differences } = comparison;
  const [chosen, setChosen] = useState(0);
  const index = Math.min(chosen, differences.length - 1);
  const difference = differences[index];
  if (difference === undefined) return null;
  const [first, other] = [scenarios[0]?.name ?? '', scenarios[index + 1]?.name ?? ''];
  return (
    <Section
      title="What differs"
      description={`From ${first} to ${other}.`}
      aside={
        differences.length > 1 && (
          <Select
            w={230}
            aria-label="Plan to show the differences of"
            allowDeselect={false}
            value={String(index)}
            data={differences.map((_one, at) => ({ value: String(at), label: scenarios[at + 1]?.name ?? '' }))}
            onChange={(value) => setChosen(Number(value))}
          />
        )
      }
    >
      <ChangeTable difference={difference} label={`Attributes that differ, ${first} to ${other}`} />
      <Drivers difference={difference} />
    </Section>
  );
}

const meanings: Readonly<Record<InputChange['marker'], string>> = { '+': 'added', '-': 'taken out', '~': 'changed' };

function ChangeTable({
  difference: { changes, otherUsd },
  label,
}: {
  readonly difference: ScenarioDifference;
  readonly label: string;
}): ReactNode {
  if (changes.length === 0) return <Text size="sm">No attribute differs: the plans are the same.</Text>;
  return (
    <>
      <Text size="sm" c="dimmed" mb="xs">
        <Code>+</Code> added, <Code>-</Code> taken out, <Code>~</Code> changed. Effects on the mean month are of one
        change after the other, top to bottom, and sum to the difference.
      </Text>
      <div className="table-scroll">
        <Table aria-label={label}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={28}>
                <span aria-hidden>±</span>
              </Table.Th>
              <Table.Th>Attribute</Table.Th>
              <Table.Th>First</Table.Th>
              <Table.Th>This plan</Table.Th>
              <Table.Th className="number-cell">%</Table.Th>
              <Table.Th className="number-cell">Effect a month</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {changes.map(({ path, marker, from, to, changeShare, effectUsd }) => (
              <Table.Tr key={path}>
                <Table.Td>
                  <Marker marker={marker} meaning={meanings[marker]} />
                </Table.Td>
                <Table.Td>
                  <Code>{path}</Code>
                </Table.Td>
                <Table.Td>{from ?? '–'}</Table.Td>
                <Table.Td>{to ?? '–'}</Table.Td>
                <Table.Td className="number-cell">
                  {changeShare === null ? '–' : formatPercentChange(changeShare)}
                </Table.Td>
                <Table.Td className="number-cell">
                  {effectUsd === null ? <span className="dimmed">with the next</span> : <Change usd={effectUsd} />}
                </Table.Td>
              </Table.Tr>
            ))}
            {Math.abs(otherUsd) >= rounding && (
              <Table.Tr>
                <Table.Td />
                <Table.Td colSpan={4}>Anything else, such as the order of levers</Table.Td>
                <Table.Td className="number-cell">
                  <Change usd={otherUsd} />
                </Table.Td>
              </Table.Tr>
            )}
          </Table.Tbody>
        </Table>
      </div>
    </>
  );
}

/** The same difference by what moved: volume, mix, tokens, cache, price, fees. */
function Drivers({ difference: { split } }: { readonly difference: ScenarioDifference }): ReactNode {
  if (split.drivers.every(({ usd }) => Math.abs(usd) < rounding)) return null;
  return (
    <>
      <Text size="sm" fw={600} mt="md" mb={4}>
        The same difference by what moved
      </Text>
      <DriverList split={split} columns={6} />
    </>
  );
}
