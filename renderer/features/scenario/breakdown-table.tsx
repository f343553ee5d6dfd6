import { Table } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import type { Scenario } from '#shared/domain/scenario.ts';
import { scenarioNames } from '#shared/domain/cost-line-names.ts';
import { breakdown, type BreakdownGrouping } from '../../store/cost-groups.ts';
import type { PeriodView } from '../../store/period-view.ts';
import { Amount } from '../../ui/amount.tsx';
import { Section } from '../../ui/section.tsx';
import { SwitchBetween } from '../../ui/switch-between.tsx';

const groupings = [
  { value: 'workload', label: 'Workload' },
  { value: 'model', label: 'Model' },
  { value: 'kind', label: 'Kind' },
] as const;

/** Cost by workload, model or token kind, both sides. */
export function BreakdownTable(props: { readonly view: PeriodView; readonly scenario: Scenario }): ReactNode {
  const { view, scenario } = props;
  const [grouping, setGrouping] = useState<BreakdownGrouping>('kind');
  const rows = useMemo(
    () => breakdown(view.baseline.lines, view.optimized.lines, grouping, scenarioNames(scenario)),
    [view, grouping, scenario],
  );
  return (
    <Section
      title="Where the cost is"
      aside={<SwitchBetween label="Break down by" value={grouping} options={groupings} onChange={setGrouping} />}
    >
      <div className="table-scroll">
        <Table aria-label={`Cost per month by ${grouping}`}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{headings[grouping]}</Table.Th>
              <Table.Th className="number-cell">Baseline</Table.Th>
              <Table.Th className="number-cell">Optimized</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map(({ key, label, baseline, optimized }) => (
              <Table.Tr key={key}>
                <Table.Td>{label}</Table.Td>
                <Table.Td className="number-cell">
                  <Amount label={`${label}, baseline`} amount={baseline} />
                </Table.Td>
                <Table.Td className="number-cell">
                  <Amount label={`${label}, optimized`} amount={optimized} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Section>
  );
}

const headings: Readonly<Record<BreakdownGrouping, string>> = {
  workload: 'Workload',
  model: 'Model',
  kind: 'Token kind',
};
