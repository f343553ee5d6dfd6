import { ActionIcon, Group, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** The head of a small card: its name, to type over, and a cross that removes it. */
export function NameRow(props: {
  /** What the name is of: `Name of the tier`. */
  readonly label: string;
  readonly name: string;
  /** The sentence to show when something in the card is at fault. */
  readonly problem: string | undefined;
  readonly onEdit: (name: string) => void;
  readonly onDone: () => void;
  /** `Remove the tier Free`. */
  readonly removeLabel: string;
  /** Absent = it stays. */
  readonly onRemove: (() => void) | undefined;
}): ReactNode {
  const { label, name, problem, onEdit, onDone, removeLabel, onRemove } = props;
  return (
    <Group gap="xs" wrap="nowrap">
      <TextInput
        size="xs"
        variant="unstyled"
        fw={600}
        flex={1}
        aria-label={label}
        maxLength={200}
        value={name}
        error={problem}
        onChange={(event) => onEdit(event.currentTarget.value)}
        onBlur={onDone}
      />
      {onRemove !== undefined && (
        <ActionIcon size="sm" aria-label={removeLabel} title={removeLabel} onClick={onRemove}>
          <IconX size={14} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}
