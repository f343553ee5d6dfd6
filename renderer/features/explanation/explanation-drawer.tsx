import { Anchor, Box, Button, Code, Drawer, Group, Text } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Expression } from '#shared/domain/expression.ts';
import { useApp } from '../../store/use-app.ts';
import { formatValue } from '../../ui/format.ts';
import { formulaOf, operationName } from './formula.ts';

/** Operands shown before the rest is folded away. */
const firstOperands = 40;

/** The derivation of one figure: a tree of formulas down to the user's numbers and dated prices. */
export function ExplanationDrawer(): ReactNode {
  const explained = useApp((state) => state.explained);
  const close = useApp((state) => state.closeExplanation);
  return (
    <Drawer
      opened={explained !== null}
      onClose={close}
      position="right"
      size={560}
      title="How this figure is computed"
      closeButtonProps={{ 'aria-label': 'Close the explanation' }}
    >
      {explained !== null && (
        <>
          <Text fw={600}>{explained.label}</Text>
          <Text fz={26} fw={600} mb={4}>
            {formatValue(explained.value, explained.unit)}
          </Text>
          <Text size="sm" c="dimmed" mb="md">
            Open a line to see what it is made of. Every branch ends in a number that you gave, one that was measured,
            or a price with its source and date.
          </Text>
          <DerivationNode expression={explained} depth={0} />
        </>
      )}
    </Drawer>
  );
}

function DerivationNode({ expression, depth }: { readonly expression: Expression; readonly depth: number }): ReactNode {
  const [isOpen, setOpen] = useState(depth === 0);
  const [showAll, setShowAll] = useState(false);
  const isLeaf = expression.operation === 'input';
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <Box py={3}>
      <Group gap={4} wrap="nowrap" align="flex-start">
        {isLeaf ? (
          <Box w={18} />
        ) : (
          <Anchor
            component="button"
            type="button"
            c="dimmed"
            w={18}
            h={20}
            aria-expanded={isOpen}
            aria-label={`${isOpen ? 'Close' : 'Open'} ${expression.label}`}
            onClick={() => setOpen(!isOpen)}
          >
            <Chevron size={16} aria-hidden />
          </Anchor>
        )}
        <Box flex={1} miw={0}>
          <Group justify="space-between" gap="sm" wrap="nowrap" align="baseline">
            <Text size="sm">{expression.label}</Text>
            <Text size="sm" fw={600} ta="right" style={{ whiteSpace: 'nowrap' }}>
              {formatValue(expression.value, expression.unit)}
            </Text>
          </Group>
          {!isLeaf && (
            <Text size="xs" c="dimmed">
              {operationName(expression.operation)}: {formulaOf(expression)}
            </Text>
          )}
          <Origin expression={expression} />
        </Box>
      </Group>
      {!isLeaf && isOpen && (
        <Box className="derivation-children">
          {expression.operands.slice(0, showAll ? undefined : firstOperands).map((operand, index) => (
            // Operands are never reordered while the drawer shows them.
            // oxlint-disable-next-line react/no-array-index-key
            <DerivationNode key={index} expression={operand} depth={depth + 1} />
          ))}
          {!showAll && expression.operands.length > firstOperands && (
            <Button variant="subtle" size="compact-xs" onClick={() => setShowAll(true)}>
              Show {expression.operands.length - firstOperands} more
            </Button>
          )}
        </Box>
      )}
    </Box>
  );
}

function Origin({ expression }: { readonly expression: Expression }): ReactNode {
  const source = expression.operation === 'input' ? expression.source : undefined;
  const path = expression.operation === 'input' ? expression.path : undefined;
  return (
    <>
      {source !== undefined && (
        <Text size="xs" c="dimmed">
          Source: {source}
        </Text>
      )}
      {path !== undefined && (
        <Text size="xs" c="dimmed">
          In the scenario: <Code fz={11}>{path}</Code>
        </Text>
      )}
      {expression.notes?.map((note) => (
        <Text key={note} size="xs" c="dimmed" fs="italic">
          {note}
        </Text>
      ))}
    </>
  );
}
