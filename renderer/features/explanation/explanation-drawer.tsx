import { Box, Button, Code, Drawer, Group, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { Expression } from '#shared/domain/expression.ts';
import { useApp } from '../../store/use-app.ts';
import { displayCurrencySentence } from '../../ui/display-currency.ts';
import { formatUsd, formatValue } from '../../ui/format.ts';
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
          <InDisplayCurrency expression={explained} />
          <Text size="sm" c="dimmed" mb="md">
            Open a line to see what it is made of. Every branch ends in a number that you gave, one that was measured,
            or a price with its source and date.
          </Text>
          <Derivation expression={explained} />
        </>
      )}
    </Drawer>
  );
}

/** The amount in the currency that the screens show it in, as the last step of its derivation. */
function InDisplayCurrency({ expression }: { readonly expression: Expression }): ReactNode {
  const display = useApp((state) => state.displayCurrency);
  if (display === null || display.rate === null || expression.unit !== 'USD') return null;
  return (
    <Text size="sm" mb="xs">
      {formatUsd(expression.value)}. {displayCurrencySentence(display)}
    </Text>
  );
}

/** What a node is made of: its formula with values, then each operand. */
function Derivation({ expression }: { readonly expression: Expression }): ReactNode {
  const [showsAll, setShowsAll] = useState(false);
  if (expression.operation === 'input') return <Origin expression={expression} />;
  const { operands } = expression;
  return (
    <>
      <Text size="xs" c="dimmed">
        {operationName(expression.operation)}: {formulaOf(expression)}
      </Text>
      <Origin expression={expression} />
      <Box className="derivation-children">
        {operands.slice(0, showsAll ? undefined : firstOperands).map((operand, index) => (
          // Operands are never reordered while the drawer shows them.
          // oxlint-disable-next-line react/no-array-index-key
          <Operand key={index} expression={operand} />
        ))}
        {!showsAll && operands.length > firstOperands && (
          <Button variant="subtle" size="compact-xs" onClick={() => setShowsAll(true)}>
            Show {operands.length - firstOperands} more
          </Button>
        )}
      </Box>
    </>
  );
}

/** One operand: its label and value; an operation opens into its own derivation. */
function Operand({ expression }: { readonly expression: Expression }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const isLeaf = expression.operation === 'input';
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const heading = (
    <Group justify="space-between" gap="sm" wrap="nowrap" align="baseline" flex={1}>
      <Text size="sm">{expression.label}</Text>
      <Text size="sm" fw={600} ta="right" style={{ whiteSpace: 'nowrap' }}>
        {formatValue(expression.value, expression.unit)}
      </Text>
    </Group>
  );
  return (
    <Box py={3}>
      {isLeaf ? (
        <Box pl={20}>
          {heading}
          <Origin expression={expression} />
        </Box>
      ) : (
        <>
          <UnstyledButton
            w="100%"
            aria-expanded={isOpen}
            aria-label={`${isOpen ? 'Close' : 'Open'} ${expression.label}: ${formatValue(expression.value, expression.unit)}`}
            onClick={() => setOpen(!isOpen)}
          >
            <Group gap={4} wrap="nowrap" align="flex-start">
              <Chevron size={16} aria-hidden style={{ flexShrink: 0, marginTop: 2 }} />
              {heading}
            </Group>
          </UnstyledButton>
          {isOpen && (
            <Box pl={7}>
              <Derivation expression={expression} />
            </Box>
          )}
        </>
      )}
    </Box>
  );
}

function Origin({ expression }: { readonly expression: Expression }): ReactNode {
  const source = expression.operation === 'input' ? expression.source : undefined;
  const path = expression.operation === 'input' ? expression.path : undefined;
  const written = useApp(({ history }) => (path === undefined ? undefined : history?.present.inputNotes[path]));
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
      {written?.note !== undefined && (
        <Text size="xs" style={{ whiteSpace: 'pre-wrap' }}>
          Note: {written.note}
        </Text>
      )}
      {written?.source !== undefined && (
        <Text size="xs" c="dimmed">
          Source of the number: {written.source}
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
