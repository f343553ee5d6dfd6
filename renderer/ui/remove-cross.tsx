import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** A small cross that takes a row away. @param props.label what it takes away: `Remove the fee Search`. */
export function RemoveCross({ label, onRemove }: { readonly label: string; readonly onRemove: () => void }): ReactNode {
  return (
    <ActionIcon size="sm" aria-label={label} title={label} onClick={onRemove}>
      <IconX size={14} aria-hidden />
    </ActionIcon>
  );
}
