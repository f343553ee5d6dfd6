import { Button, Group, Modal, Text } from '@mantine/core';
import type { ReactNode } from 'react';

/** Asks before a backup takes the ledger's place. @param props.name the backup; null = nothing is asked. */
export function ConfirmRestore(props: {
  readonly name: string | null;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}): ReactNode {
  const { name, onClose, onConfirm } = props;
  return (
    <Modal
      opened={name !== null}
      onClose={onClose}
      title="Restore this backup?"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Text size="sm">
        {name} is checked and takes the ledger’s place. The present ledger is kept beside it as a copy, which can be
        restored in turn.
      </Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep the present ledger
        </Button>
        <Button
          color="ember"
          onClick={() => {
            onConfirm();
            onClose();
          }}
        >
          Restore
        </Button>
      </Group>
    </Modal>
  );
}
