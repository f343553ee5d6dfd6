import { Anchor, Box, Collapse, Group, List, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { boundQuantities } from '#shared/domain/bound-quantities.ts';
import type { Provenance, Scenario } from '#shared/domain/scenario.ts';
import { dayOf } from '#shared/time.ts';
import { useApp } from '../../store/use-app.ts';
import { formatCounted } from '../../ui/format.ts';

/** Where the scenario comes from: its note, its source, or the usage that it was calibrated from. */
export function ScenarioAbout(): ReactNode {
  const note = useApp(({ history }) => history?.present.note);
  const source = useApp(({ history }) => history?.present.source);
  const provenance = useApp(({ history }) => history?.present.provenance);
  const parent = useApp(({ history }) => history?.present.parent);
  const isFresh = useApp(({ entry, calibratedId }) => entry !== null && entry.id === calibratedId);
  const [choice, setChoice] = useState<boolean | null>(null);
  const isOpen = choice ?? isFresh;
  const assumptions = provenance?.assumptions ?? [];
  return (
    <Box mb="md" maw={900}>
      {provenance === undefined ? (
        <Text size="sm" c="dimmed">
          {note ?? 'Change any number: the cost on the right follows as you drag.'}
        </Text>
      ) : (
        <Group gap={6}>
          <Text size="sm" c="dimmed">
            Calibrated from {formatCounted(provenance.records, 'usage record')} of {periodOf(provenance)}.
          </Text>
          {assumptions.length > 0 && (
            <Anchor
              component="button"
              type="button"
              size="sm"
              onClick={() => setChoice(!isOpen)}
              aria-expanded={isOpen}
            >
              {isOpen ? 'Hide' : 'Show'}{' '}
              {assumptions.length === 1 ? 'the assumption' : `${assumptions.length} assumptions`}
            </Anchor>
          )}
        </Group>
      )}
      {source !== undefined && (
        <Text size="xs" c="dimmed">
          Source: {source}
        </Text>
      )}
      {parent !== undefined && (
        <Text size="xs" c="dimmed">
          Branch of {parent.name}. <Anchor href="#/compare/plans">Show what differs</Anchor>
        </Text>
      )}
      <BoundNumbers />
      <Collapse expanded={isOpen} keepMounted={false}>
        <Text size="sm" fw={600} mt="xs">
          What the data could not tell, and what was assumed instead
        </Text>
        <List size="sm" mt={4} c="dimmed">
          {assumptions.map((assumption) => (
            <List.Item key={assumption}>{assumption}</List.Item>
          ))}
        </List>
      </Collapse>
    </Box>
  );
}

/** How many numbers the ledger gives, with a way to read it again. */
function BoundNumbers(): ReactNode {
  // Compared by what is in it: a slider that leaves them alone does not draw this again.
  const { numbers, oldestDay } = useApp(useShallow(({ history }) => readingsOf(history?.present)));
  const refresh = useApp((state) => state.refreshBindings);
  if (numbers === 0) return null;
  return (
    <Group gap={6}>
      <Text size="sm" c="dimmed">
        {formatCounted(numbers, 'number')} measured in the ledger, read {oldestDay}.
      </Text>
      <Anchor component="button" type="button" size="sm" onClick={() => void refresh()}>
        Refresh from the ledger
      </Anchor>
    </Group>
  );
}

/** How many numbers are bound, and the day on which the one that has not been refreshed for longest was read. */
function readingsOf(scenario: Scenario | undefined): { readonly numbers: number; readonly oldestDay: string } {
  const bound = scenario === undefined ? [] : [...boundQuantities(scenario).values()];
  const days = bound.map(({ binding }) => binding?.resolvedOn ?? '');
  return { numbers: bound.length, oldestDay: days.sort()[0] ?? '' };
}

function periodOf({ fromMs, toMs }: Provenance): string {
  const [first, last] = [dayOf(fromMs), dayOf(toMs)];
  return first === last ? first : `${first} to ${last}`;
}
