import { ActionIcon, Tooltip } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { useLatest } from './use-latest.ts';

interface RemoveButtonProps {
  /** What it removes: the button's name. */
  readonly label: string;
  readonly tooltip: string;
  readonly disabled?: boolean;
  readonly onRemove: () => void;
}

/** Takes a card away. It stays as it is while the card's numbers are dragged. */
export function RemoveButton(props: RemoveButtonProps): ReactNode {
  return <StaticButton {...props} onRemove={useLatest(props.onRemove)} />;
}

const StaticButton = memo(function StaticButton(props: RemoveButtonProps): ReactNode {
  const { label, tooltip, disabled = false, onRemove } = props;
  return (
    <Tooltip label={tooltip}>
      <ActionIcon aria-label={label} disabled={disabled} onClick={onRemove}>
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
});
