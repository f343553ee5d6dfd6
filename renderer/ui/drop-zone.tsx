import '@mantine/dropzone/styles.css';
import { Button, Group, Text } from '@mantine/core';
import { Dropzone, type DropzoneProps } from '@mantine/dropzone';
import { useFileDialog } from '@mantine/hooks';
import { IconFileUpload } from '@tabler/icons-react';
import type { PickedFile } from './picked-file.ts';
import { useRef, type ReactNode } from 'react';

export interface DropZoneProps {
  /** `Drop a usage file here`. */
  readonly title: string;
  /** What files are understood. */
  readonly hint: string;
  /** Name of the file field. */
  readonly label: string;
  /** True while a file is being read. */
  readonly isReading: boolean;
  /** Told the files that were dropped or picked: one, or with `several` at least one. */
  readonly onFiles: (files: readonly PickedFile[]) => void;
  /** True = several files, and folders with all that they hold, can be dropped or picked at once. */
  readonly several?: boolean;
  /** True = a dropped folder is handed over as it is; otherwise the files in it are. */
  readonly keepsFolders?: boolean;
}

/** Where a file is dropped or picked. */
export function DropZone(props: DropZoneProps): ReactNode {
  const { title, hint, label, isReading, onFiles, several = false, keepsFolders = false } = props;
  const openPicker = useRef<() => void>(null);
  const folders = useRef(new WeakSet<File>());
  const folderPicker = useFileDialog({
    directory: true,
    multiple: true,
    resetOnOpen: true,
    onChange: (files) => give([...(files ?? [])].filter(({ name }) => !name.startsWith('.'))),
  });

  function give(files: readonly File[]): void {
    const picked = files.map((file) => ({ file, isFolder: folders.current.has(file) }));
    if (picked.length > 0) onFiles(several ? picked : picked.slice(0, 1));
  }

  return (
    <Dropzone
      onDrop={give}
      multiple={several}
      // A folder is one file here: the host opens it, and knows its name.
      {...(keepsFolders && { getFilesFromEvent: async (event) => filesAsDropped(event, folders.current) })}
      openRef={openPicker}
      activateOnClick={false}
      activateOnKeyboard={false}
      enablePointerEvents
      loading={isReading}
      inputProps={{ 'aria-label': label }}
      radius="lg"
    >
      <Group justify="space-between" px="xs" mih={56} wrap="nowrap">
        <Group gap="md" wrap="nowrap">
          <IconFileUpload size={32} stroke={1.4} aria-hidden color="var(--chart-optimized)" style={{ flexShrink: 0 }} />
          <div>
            <Text fw={600}>{title}</Text>
            <Text size="sm" c="dimmed">
              {hint}
            </Text>
          </div>
        </Group>
        <Group gap="xs" wrap="nowrap" style={{ flexShrink: 0 }}>
          {several && (
            <Button variant="default" onClick={folderPicker.open}>
              Choose a folder
            </Button>
          )}
          <Button onClick={() => openPicker.current?.()}>{several ? 'Choose files' : 'Choose a file'}</Button>
        </Group>
      </Group>
    </Dropzone>
  );
}

type FilesGetter = NonNullable<DropzoneProps['getFilesFromEvent']>;

/** The files of a drop or of the file dialog; dropped folders stay whole and are noted. */
function filesAsDropped(event: Parameters<FilesGetter>[0], folders: WeakSet<File>): File[] {
  if (!('type' in event)) return [];
  const transfer = 'dataTransfer' in event ? event.dataTransfer : null;
  if (transfer === null) {
    const { target } = event;
    return target instanceof HTMLInputElement ? [...(target.files ?? [])] : [];
  }
  return [...transfer.items].flatMap((item) => {
    const file = item.getAsFile();
    if (file === null) return [];
    if (item.webkitGetAsEntry()?.isDirectory === true) folders.add(file);
    return [file];
  });
}
