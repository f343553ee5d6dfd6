import '@mantine/dropzone/styles.css';
import { Button, Group, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconFileUpload } from '@tabler/icons-react';
import { useRef, type ReactNode } from 'react';
import { useApp } from '../../store/use-app.ts';

/** Where a file is dropped or picked. */
export function FileDrop(): ReactNode {
  const inspectFile = useApp((state) => state.inspectFile);
  const isReading = useApp(({ draft }) => draft.step === 'reading');
  const openPicker = useRef<() => void>(null);
  return (
    <Dropzone
      onDrop={([file]) => {
        if (file !== undefined) void inspectFile(file);
      }}
      multiple={false}
      openRef={openPicker}
      activateOnClick={false}
      activateOnKeyboard={false}
      enablePointerEvents
      loading={isReading}
      inputProps={{ 'aria-label': 'Usage file' }}
      radius="lg"
    >
      <Group justify="space-between" px="xs" mih={56} wrap="nowrap">
        <Group gap="md" wrap="nowrap">
          <IconFileUpload size={32} stroke={1.4} aria-hidden color="var(--chart-optimized)" />
          <div>
            <Text fw={600}>Drop a usage file here</Text>
            <Text size="sm" c="dimmed">
              A request trace, OpenAI’s completions usage export, or any CSV with a time and token columns; also as .gz.
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
