import { Group, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { RemoveCross } from './remove-cross.tsx';

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
      {onRemove !== undefined && <RemoveCross label={removeLabel} onRemove={onRemove} />}
    </Group>
  );
}
