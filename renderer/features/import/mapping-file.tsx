import { Button, Group } from '@mantine/core';
import { useFileDialog } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useApp } from '../../store/use-app.ts';
import { buildMapping, draftOf, type ImportChoices, type MappingDraft } from './mapping-model.ts';

/** Reads a mapping from a file, and saves the one on the screen: next month's export is mapped in one step. */
export function MappingFile(props: {
  readonly choices: ImportChoices;
  readonly onMapping: (mapping: MappingDraft) => void;
}): ReactNode {
  const { choices, onMapping } = props;
  const readMapping = useApp((state) => state.readMapping);
  const saveMapping = useApp((state) => state.saveMapping);
  const dialog = useFileDialog({
    multiple: false,
    accept: 'application/json,.json',
    resetOnOpen: true,
    onChange(files) {
      const file = files?.[0];
      if (file !== undefined) void read(file);
    },
  });

  async function read(file: File): Promise<void> {
    const mapping = await readMapping(file);
    if (mapping !== undefined) onMapping(draftOf(mapping));
  }

  return (
    <Group gap="xs">
      <Button variant="default" size="xs" onClick={dialog.open}>
        Read a mapping file
      </Button>
      <Button
        variant="default"
        size="xs"
        disabled={choices.mapping.time === null}
        onClick={() => saveMapping(buildMapping(choices.mapping), 'burnrate-mapping.json')}
      >
        Save this mapping
      </Button>
    </Group>
  );
}
