import { Button, Code, Table } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import type { DiffMarker } from '#shared/domain/plan-comparison.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { scenarioNames } from '#shared/domain/cost-line-names.ts';
import type { PeriodView } from '../../store/period-view.ts';
import { Amount } from '../../ui/amount.tsx';
import { Section } from '../../ui/section.tsx';
import { formatPercentChange, formatUsdChange } from '../../ui/format.ts';
import { costTree, type CostTreeNode } from './cost-tree.ts';
import { Marker, PartName, toneOf } from './tree-cells.tsx';
import { useOpenBranches } from './use-open-branches.ts';

const markerNames: Readonly<Record<DiffMarker, string>> = {
  '+': 'only in the optimized plan',
  '-': 'only in the baseline',
  '~': 'changed',
  '=': 'the same',
};

/** The difference as a tree: workload → call → model → token kind, with old and new amounts. */
export function CostTreeTable({
  view,
  scenario,
}: {
  readonly view: PeriodView;
  readonly scenario: Scenario;
}): ReactNode {
  const tree = useMemo(
    () => costTree(view.baseline.lines, view.optimized.lines, scenarioNames(scenario)),
    [view, scenario],
  );
  const { visible, isOpen, toggle, isAllOpen, toggleAll } = useOpenBranches(tree);
  return (
    <Section
      title="Where it differs"
      description={
        <>
          Cost per month, {view.label.toLowerCase()}. <Code>+</Code> new, <Code>-</Code> gone, <Code>~</Code> changed.
        </>
      }
      aside={
        <Button variant="default" size="compact-sm" onClick={toggleAll} style={{ flexShrink: 0 }}>
          {isAllOpen ? 'Close all' : 'Open all'}
        </Button>
      }
    >
      <div className="table-scroll">
        <Table aria-label="Difference by workload, call, model and token kind" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={36}>
                <span aria-hidden>±</span>
              </Table.Th>
              <Table.Th>Part</Table.Th>
              <Table.Th className="number-cell">Baseline</Table.Th>
              <Table.Th className="number-cell">Optimized</Table.Th>
              <Table.Th className="number-cell">Change</Table.Th>
              <Table.Th className="number-cell">%</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {visible.map((node) => (
              <TreeRow key={node.id} node={node} isOpen={isOpen(node.id)} onToggle={() => toggle(node.id)} />
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Section>
  );
}

function TreeRow(props: {
  readonly node: CostTreeNode;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}): ReactNode {
  const { node, isOpen, onToggle } = props;
  const { label, level, marker, before, after, deltaUsd, deltaShare, children } = node;
  const tone = toneOf(marker, deltaUsd);
  return (
    <Table.Tr fw={level === 0 ? 600 : 400}>
      <Table.Td>
        <Marker marker={marker} meaning={markerNames[marker]} tone={tone} />
      </Table.Td>
      <Table.Td>
        <PartName label={label} level={level} hasChildren={children.length > 0} isOpen={isOpen} onToggle={onToggle} />
      </Table.Td>
      <Table.Td className="number-cell">
        <Amount label={`${label}, baseline`} amount={before} />
      </Table.Td>
      <Table.Td className="number-cell">
        <Amount label={`${label}, optimized`} amount={after} />
      </Table.Td>
      <Table.Td className="number-cell">
        <span className={tone}>{marker === '=' ? '–' : changeText(node)}</span>
      </Table.Td>
      <Table.Td className="number-cell">
        <span className={tone}>{marker === '=' || deltaShare === null ? '–' : formatPercentChange(deltaShare)}</span>
      </Table.Td>
    </Table.Tr>
  );
}

/** A change of which a part has no known price is no number: the known part may be all that moved, or none of it. */
function changeText({ before, after, deltaUsd }: CostTreeNode): string {
  const hasUnknown = before?.hasUnknown === true || after?.hasUnknown === true;
  if (!hasUnknown) return formatUsdChange(deltaUsd);
  return Math.abs(deltaUsd) < 5e-9 ? 'unknown' : `${formatUsdChange(deltaUsd)} + unknown`;
}
