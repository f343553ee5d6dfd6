import { Button, Loader, Menu, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { OutputWork } from '../store/outputs-state.ts';
import type { OfferedFormat } from '../store/output-formats.ts';
import { useApp } from '../store/use-app.ts';
import { formatPercent } from './format.ts';

/** Offers a file in several formats; while it is made, says how far it is and stops it. */
export function OutputMenu<Id extends string>(props: {
  /** `Save report`. */
  readonly label: string;
  readonly choices: readonly OfferedFormat<Id>[];
  readonly disabled?: boolean;
  readonly onChoose: (id: Id) => void;
}): ReactNode {
  const { label, choices, disabled = false, onChoose } = props;
  const work = useApp((state) => state.outputWork);
  const cancel = useApp((state) => state.cancelOutput);
  if (work !== null) {
    return (
      <Button
        variant="default"
        onClick={cancel}
        leftSection={<Loader size={14} aria-hidden />}
        style={{ flexShrink: 0 }}
      >
        Cancel {work.title}
        {work.progress === undefined ? '' : ` · ${shareDone(work.progress)}`}
      </Button>
    );
  }
  return (
    <Menu position="bottom-end" shadow="md" width={300}>
      <Menu.Target>
        <Button
          variant="default"
          disabled={disabled}
          leftSection={<IconDownload size={16} aria-hidden />}
          style={{ flexShrink: 0 }}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ id, name, use }) => (
          <Menu.Item key={id} onClick={() => onChoose(id)}>
            <Text size="sm">{name}</Text>
            <Text size="xs" c="dimmed">
              {use}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function shareDone({ done, total }: NonNullable<OutputWork['progress']>): string {
  return formatPercent(total === 0 ? 0 : done / total);
}
