import { Anchor, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useApp } from '../../store/use-app.ts';

/** Where the open scenario stands with its file; says why when it is not saved. */
export function SaveStatus(): ReactNode {
  const hasScenario = useApp(({ entry }) => entry !== null);
  const saveState = useApp((state) => state.saveState);
  const hasProblem = useApp(({ problem }) => problem !== null);
  const saveError = useApp((state) => state.saveError);
  const flushSave = useApp((state) => state.flushSave);
  if (!hasScenario) return null;
  return (
    <Group component="output" gap={6} wrap="nowrap" miw={92}>
      {saveState === 'failed' ? (
        <Text size="xs" className="increase" title={saveError?.message}>
          Not saved: {saveError?.message ?? 'the services refused it.'}{' '}
          <Anchor component="button" type="button" fz="xs" onClick={() => void flushSave()}>
            Save again
          </Anchor>
        </Text>
      ) : hasProblem && saveState === 'pending' ? (
        <Text size="xs" className="increase">
          Not saved: a value cannot be used
        </Text>
      ) : (
        <Text size="xs" c="dimmed">
          {saveState === 'saved' ? 'Saved' : 'Saving…'}
        </Text>
      )}
    </Group>
  );
}
