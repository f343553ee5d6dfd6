import { Button, Group, Menu, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useFileDialog } from '@mantine/hooks';
import {
  IconChevronDown,
  IconCopy,
  IconFileImport,
  IconFileText,
  IconGitBranch,
  IconPencil,
  IconPlus,
  IconRulerMeasure,
  IconTemplate,
  IconTrash,
} from '@tabler/icons-react';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useApp } from '../../store/use-app.ts';
import { formatLocalInstant } from '../../ui/format.ts';

const TemplateGallery = lazy(async () => ({ default: (await import('./template-gallery.tsx')).TemplateGallery }));

/** The open scenario's name; behind it the library: open, new, duplicate, delete, open a file. */
export function LibraryMenu(): ReactNode {
  const name = useApp(({ history }) => history?.present.name);
  const entry = useApp((state) => state.entry);
  const entries = useApp((state) => state.entries);
  const openScenario = useApp((state) => state.openScenario);
  const createStarter = useApp((state) => state.createStarter);
  const duplicate = useApp((state) => state.duplicateScenario);
  const branch = useApp((state) => state.branchScenario);
  const calibrate = useApp((state) => state.calibrate);
  const openFile = useApp((state) => state.openScenarioFile);
  const hasUsage = useApp(({ imports }) => (imports ?? []).length > 0);
  const [dialog, setDialog] = useState<'none' | 'rename' | 'delete' | 'templates'>('none');
  const filePicker = useFileDialog({
    multiple: false,
    accept: 'application/json,.json',
    resetOnOpen: true,
    onChange(files) {
      const file = files?.[0];
      if (file !== undefined) open(() => openFile(file));
    },
  });

  async function openBy(action: () => Promise<unknown>): Promise<void> {
    await action();
    window.location.hash = '#/scenario';
  }
  function open(action: () => Promise<unknown>): void {
    void openBy(action);
  }

  return (
    <>
      <Menu position="bottom-start" shadow="md" width={320}>
        <Menu.Target>
          <Button
            variant="default"
            size="sm"
            rightSection={<IconChevronDown size={16} aria-hidden />}
            aria-label={`Scenario library, open: ${name ?? 'none'}`}
            maw={380}
          >
            {name ?? 'Scenario library'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah="80vh" style={{ overflowY: 'auto' }}>
          {entry !== null && (
            <>
              <Menu.Label>This scenario</Menu.Label>
              <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setDialog('rename')}>
                Name and note…
              </Menu.Item>
              <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => open(duplicate)}>
                Duplicate
              </Menu.Item>
              <Menu.Item leftSection={<IconGitBranch size={16} aria-hidden />} onClick={() => open(() => branch())}>
                Branch
                <Text size="xs" c="dimmed">
                  A copy that remembers this plan, to compare with it
                </Text>
              </Menu.Item>
              <Menu.Item
                leftSection={<IconTrash size={16} aria-hidden />}
                color="ember"
                onClick={() => setDialog('delete')}
              >
                Delete…
              </Menu.Item>
              <Menu.Divider />
            </>
          )}
          <Menu.Label>New</Menu.Label>
          <Menu.Item leftSection={<IconTemplate size={16} aria-hidden />} onClick={() => setDialog('templates')}>
            New plan…
          </Menu.Item>
          <Menu.Item leftSection={<IconPlus size={16} aria-hidden />} onClick={() => open(createStarter)}>
            New scenario
          </Menu.Item>
          <Menu.Item
            leftSection={<IconRulerMeasure size={16} aria-hidden />}
            disabled={!hasUsage}
            onClick={() => open(calibrate)}
          >
            Calibrate from the ledger
            {!hasUsage && (
              <Text size="xs" c="dimmed">
                Import usage first
              </Text>
            )}
          </Menu.Item>
          <Menu.Item leftSection={<IconFileImport size={16} aria-hidden />} onClick={filePicker.open}>
            Open a scenario file…
          </Menu.Item>
          {entries !== null && entries.length > 0 && (
            <>
              <Menu.Divider />
              <Menu.Label>Library</Menu.Label>
              {entries.map((other) => (
                <Menu.Item
                  key={other.id}
                  leftSection={<IconFileText size={16} aria-hidden />}
                  aria-current={other.id === entry?.id ? 'true' : undefined}
                  onClick={() => open(() => openScenario(other.id))}
                >
                  <Text size="sm" fw={other.id === entry?.id ? 600 : 400} truncate>
                    {other.name}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {other.id === entry?.id ? 'Open · ' : ''}changed {formatLocalInstant(other.modifiedMs)}
                    {other.parent !== undefined && ` · branch of ${other.parent.name}`}
                  </Text>
                </Menu.Item>
              ))}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <NameDialog opened={dialog === 'rename'} onClose={() => setDialog('none')} />
      {dialog === 'templates' && (
        <Suspense>
          <TemplateGallery onClose={() => setDialog('none')} />
        </Suspense>
      )}
      <DeleteDialog opened={dialog === 'delete'} onClose={() => setDialog('none')} />
    </>
  );
}

function NameDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }): ReactNode {
  // Not the scenario: a closed dialog would render in every frame of a slider.
  const name = useApp(({ history }) => history?.present.name);
  const note = useApp(({ history }) => history?.present.note);
  return (
    <Modal opened={opened} onClose={onClose} title="Name and note" closeButtonProps={{ 'aria-label': 'Close' }}>
      {name !== undefined && <NameForm key={name} name={name} note={note ?? ''} onClose={onClose} />}
    </Modal>
  );
}

function NameForm(props: { readonly name: string; readonly note: string; readonly onClose: () => void }): ReactNode {
  const edit = useApp((state) => state.edit);
  const sealEdit = useApp((state) => state.sealEdit);
  const [name, setName] = useState(props.name);
  const [note, setNote] = useState(props.note);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        edit('name', ({ note: _earlier, ...scenario }) => ({
          ...scenario,
          name: name.trim(),
          ...(note.trim() !== '' && { note: note.trim() }),
        }));
        sealEdit();
        props.onClose();
      }}
    >
      <Stack gap="sm">
        <TextInput
          label="Name"
          required
          maxLength={200}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label="Note"
          autosize
          minRows={3}
          maxRows={10}
          maxLength={5000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            Cancel
          </Button>
          <Button type="submit" disabled={name.trim() === ''}>
            Apply
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function DeleteDialog({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }): ReactNode {
  const name = useApp(({ history }) => history?.present.name);
  const remove = useApp((state) => state.removeScenario);
  return (
    <Modal opened={opened} onClose={onClose} title="Delete this scenario?" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Text size="sm">“{name}” is removed from the library with its file. This cannot be undone.</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep it
        </Button>
        <Button
          color="ember"
          onClick={() => {
            onClose();
            void remove();
          }}
        >
          Delete
        </Button>
      </Group>
    </Modal>
  );
}
