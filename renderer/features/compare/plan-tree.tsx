import { Button, Code, Group, Switch, Table, Text } from '@mantine/core';
import { useMemo, useState, type ReactNode } from 'react';
import type { ComparisonNode, DiffMarker, PartAmount, PartDifference } from '#shared/domain/plan-comparison.ts';
import { formatPercentChange, formatUsd, formatUsdChange } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import type { ComparedPlans } from './compared-plans.ts';
import { Marker, PartName, toneOf } from './tree-cells.tsx';
import { useOpenBranches } from './use-open-branches.ts';

const meanings: Readonly<Record<DiffMarker, string>> = {
  '+': 'not in the first plan',
  '-': 'only in the first plan',
  '~': 'changed',
  '=': 'the same',
};

/** Every part of every plan: workload → call → model → token kind, with its difference from the first plan's. */
export function PlanTree({ ids, comparison }: ComparedPlans): ReactNode {
  const { scenarios, tree } = comparison;
  const [onlyDifferences, setOnlyDifferences] = useState(false);
  const shown = useMemo(() => (onlyDifferences ? differingParts(tree) : tree), [onlyDifferences, tree]);
  const { visible, isOpen, toggle, isAllOpen, toggleAll } = useOpenBranches(shown);
  return (
    <Section
      title="Part by part"
      description={
        <>
          Cost of the mean month. <Code>+</Code> not in the first plan, <Code>-</Code> only in it, <Code>~</Code>{' '}
          changed.
        </>
      }
      aside={
        <Group gap="sm" wrap="nowrap" style={{ flexShrink: 0 }}>
          <Switch
            size="sm"
            label="Only what differs"
            checked={onlyDifferences}
            onChange={({ currentTarget }) => setOnlyDifferences(currentTarget.checked)}
          />
          <Button variant="default" size="compact-sm" onClick={toggleAll}>
            {isAllOpen ? 'Close all' : 'Open all'}
          </Button>
        </Group>
      }
    >
      {shown.length === 0 ? (
        <Text size="sm">No part differs: every plan costs the same everywhere.</Text>
      ) : (
        <div className="table-scroll">
          <Table
            aria-label="Plans by workload, call, model and token kind"
            highlightOnHover
            miw={260 + scenarios.length * 140}
          >
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Part</Table.Th>
                {scenarios.map(({ name }, index) => (
                  <Table.Th key={ids[index]} className="number-cell" style={{ whiteSpace: 'normal' }}>
                    {name}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {visible.map((node) => (
                <PartRow
                  key={node.id}
                  ids={ids}
                  node={node}
                  isOpen={isOpen(node.id)}
                  onToggle={() => toggle(node.id)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Section>
  );
}

/** The parts in which a plan differs from the first, with what is above them. */
function differingParts(nodes: readonly ComparisonNode[]): readonly ComparisonNode[] {
  return nodes.flatMap((node) =>
    node.differences.some(({ marker }) => marker !== '=') ? [{ ...node, children: differingParts(node.children) }] : [],
  );
}

function PartRow(props: {
  readonly ids: readonly string[];
  readonly node: ComparisonNode;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}): ReactNode {
  const { ids, node, isOpen, onToggle } = props;
  const { label, level, amounts, differences, children } = node;
  return (
    <Table.Tr fw={level === 0 ? 600 : 400} style={{ verticalAlign: 'top' }}>
      <Table.Td>
        <PartName label={label} level={level} hasChildren={children.length > 0} isOpen={isOpen} onToggle={onToggle} />
      </Table.Td>
      {amounts.map((amount, index) => (
        <Table.Td key={ids[index]} className="number-cell">
          <AmountText amount={amount} />
          <Difference difference={differences[index - 1]} hasUnknown={hasUnknown(amounts[0]) || hasUnknown(amount)} />
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

function hasUnknown(amount: PartAmount | null | undefined): boolean {
  return amount?.hasUnknown === true;
}

function AmountText({ amount }: { readonly amount: PartAmount | null }): ReactNode {
  if (amount === null) return <span className="dimmed">–</span>;
  if (!amount.hasUnknown) return formatUsd(amount.usd);
  return <span className="increase">{amount.usd === 0 ? 'unknown' : `${formatUsd(amount.usd)} + unknown`}</span>;
}

/** The change from the first plan: sign, amount, per cent; nothing where it is the same. */
function Difference(props: {
  readonly difference: PartDifference | undefined;
  readonly hasUnknown: boolean;
}): ReactNode {
  const { difference } = props;
  if (difference === undefined || difference.marker === '=') return null;
  const { marker, deltaUsd, deltaShare } = difference;
  const tone = toneOf(marker, deltaUsd);
  const change = props.hasUnknown && Math.abs(deltaUsd) < 5e-9 ? 'unknown' : formatUsdChange(deltaUsd);
  return (
    <Text size="xs" fw={400} component="div" {...(tone && { className: tone })}>
      <Marker marker={marker} meaning={meanings[marker]} /> {change}
      {props.hasUnknown && change !== 'unknown' && ' + unknown'}
      {deltaShare !== null && ` (${formatPercentChange(deltaShare)})`}
    </Text>
  );
}
