import { Anchor, Box, Collapse, Group, List, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { dayOf } from '#shared/time.ts';
import { useApp } from '../../store/use-app.ts';
import { formatCount } from '../../ui/format.ts';

/** Where the scenario comes from: its note, its source, or the usage that it was calibrated from. */
export function ScenarioAbout(): ReactNode {
  const note = useApp(({ history }) => history?.present.note);
  const source = useApp(({ history }) => history?.present.source);
  const provenance = useApp(({ history }) => history?.present.provenance);
  const [isOpen, { toggle }] = useDisclosure(false);
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
            Calibrated from {formatCount(provenance.records)} usage records of {dayOf(provenance.fromMs)} to{' '}
            {dayOf(provenance.toMs)}.
          </Text>
          {assumptions.length > 0 && (
            <Anchor component="button" type="button" size="sm" onClick={toggle} aria-expanded={isOpen}>
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
      <Collapse expanded={isOpen} keepMounted={false}>
        <List size="sm" mt={4} c="dimmed">
          {assumptions.map((assumption) => (
            <List.Item key={assumption}>{assumption}</List.Item>
          ))}
        </List>
      </Collapse>
    </Box>
  );
}
