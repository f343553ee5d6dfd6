import { ActionIcon, Box, Button, Code, Group, Table, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useMemo, useState, type ReactNode } from 'react';
import type { Scenario } from '#shared/domain/scenario.ts';
import { scenarioNames } from '#shared/domain/cost-line-names.ts';
import type { PeriodView } from '../../store/period-view.ts';
import { Amount } from '../../ui/amount.tsx';
import { Section } from '../../ui/section.tsx';
import { formatPercentChange, formatUsdChange } from '../../ui/format.ts';
import { branchIds, costTree, deepBranches, visibleNodes, type CostTreeNode, type DiffMarker } from './cost-tree.ts';

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
  const branches = useMemo(() => branchIds(tree), [tree]);
  const [closed, setClosed] = useState<ReadonlySet<string>>(() => new Set(deepBranches(tree)));
  const open = useMemo(() => new Set(branches.filter((id) => !closed.has(id))), [branches, closed]);
  const isAllOpen = open.size === branches.length;

  function toggle(id: string): void {
    const next = new Set(closed);
    if (!next.delete(id)) next.add(id);
    setClosed(next);
  }

  return (
    <Section
      title="Where it differs"
      description={
        <>
          Cost per month, {view.label.toLowerCase()}. <Code>+</Code> new, <Code>-</Code> gone, <Code>~</Code> changed.
        </>
      }
      aside={
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => setClosed(isAllOpen ? new Set(branches) : new Set())}
          style={{ flexShrink: 0 }}
        >
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
            {visibleNodes(tree, open).map((node) => (
              <TreeRow key={node.id} node={node} isOpen={open.has(node.id)} onToggle={() => toggle(node.id)} />
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
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const tone = marker === '=' || Math.abs(deltaUsd) < 5e-9 ? undefined : deltaUsd < 0 ? 'saving' : 'increase';
  return (
    <Table.Tr fw={level === 0 ? 600 : 400}>
      <Table.Td ff="monospace">
        <span aria-label={markerNames[marker]} role="img" title={markerNames[marker]} className={tone}>
          {marker === '=' ? '' : marker}
        </span>
      </Table.Td>
      <Table.Td>
        <Group gap={4} wrap="nowrap" pl={level * 22}>
          {children.length > 0 ? (
            <ActionIcon
              size="sm"
              aria-expanded={isOpen}
              aria-label={`${isOpen ? 'Close' : 'Open'} ${label}`}
              onClick={onToggle}
            >
              <Chevron size={15} aria-hidden />
            </ActionIcon>
          ) : (
            <Box w={22} />
          )}
          <Text size="sm" fw="inherit">
            {label}
          </Text>
        </Group>
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
