import { ActionIcon, Button, Group, Popover, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconNote } from '@tabler/icons-react';
import { memo, useState, type ReactNode } from 'react';
import type { InputNote as Note } from '#shared/domain/scenario.ts';
import { setInputNote } from '../store/edits-scenario-parts.ts';
import { useApp } from '../store/use-app.ts';

/** A small mark beside an input: opens its note and the source of its number. Filled in when there is one. */
export const InputNote = memo(function InputNote(props: { readonly path: string; readonly label: string }): ReactNode {
  const { path, label } = props;
  const note = useApp(({ history }) => history?.present.inputNotes[path]);
  const [opened, setOpened] = useState(false);
  const title = note === undefined ? `Note on ${label}` : (note.note ?? note.source ?? '');
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" shadow="md" width={320} trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon
          size="sm"
          aria-label={note === undefined ? `Note on ${label}` : `Note on ${label}, written`}
          title={title}
          aria-expanded={opened}
          variant={note === undefined ? 'subtle' : 'light'}
          {...(note === undefined && { c: 'dimmed' })}
          onClick={() => setOpened(!opened)}
        >
          <IconNote size={14} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <NoteForm path={path} label={label} note={note} onClose={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
});

function NoteForm(props: {
  readonly path: string;
  readonly label: string;
  readonly note: Note | undefined;
  readonly onClose: () => void;
}): ReactNode {
  const { path, label, onClose } = props;
  const edit = useApp((state) => state.edit);
  const sealEdit = useApp((state) => state.sealEdit);
  const [note, setNote] = useState(props.note?.note ?? '');
  const [source, setSource] = useState(props.note?.source ?? '');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        sealEdit();
        edit(`note ${path}`, (scenario) => setInputNote(scenario, path, { note, source }));
        sealEdit();
        onClose();
      }}
    >
      <Stack gap="xs">
        <Text size="sm" fw={600}>
          {label}
        </Text>
        <Textarea
          label="Note"
          description="Why this number."
          size="xs"
          autosize
          minRows={2}
          maxRows={8}
          maxLength={2000}
          data-autofocus
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <TextInput
          label="Source"
          description="Where it comes from: a report, a page, a person and a date."
          size="xs"
          maxLength={500}
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs">
          <Button size="xs" variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button size="xs" type="submit">
            Keep
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
