import '@mantine/dropzone/styles.css';
import { Button, Group, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconFileUpload } from '@tabler/icons-react';
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
  readonly onFile: (file: File) => void;
}

/** Where a file is dropped or picked. */
export function DropZone({ title, hint, label, isReading, onFile }: DropZoneProps): ReactNode {
  const openPicker = useRef<() => void>(null);
  return (
    <Dropzone
      onDrop={([file]) => {
        if (file !== undefined) onFile(file);
      }}
      multiple={false}
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
          <IconFileUpload size={32} stroke={1.4} aria-hidden color="var(--chart-optimized)" />
          <div>
            <Text fw={600}>{title}</Text>
            <Text size="sm" c="dimmed">
              {hint}
            </Text>
          </div>
        </Group>
        <Button onClick={() => openPicker.current?.()} style={{ flexShrink: 0 }}>
          Choose a file
        </Button>
      </Group>
    </Dropzone>
  );
}
