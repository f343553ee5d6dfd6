import { Button } from '@mantine/core';
import { useFileDialog } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import { useApp } from '../../store/use-app.ts';
import { ConfirmRestore } from './confirm-restore.tsx';

/** Picks a backup from anywhere and, once confirmed, puts it in the ledger's place. */
export function RestoreFromFile({ size = 'sm' }: { readonly size?: 'xs' | 'sm' }): ReactNode {
  const restore = useApp((state) => state.restoreLedger);
  const work = useApp((state) => state.ledgerWork);
  const [picked, setPicked] = useState<File | null>(null);
  const dialog = useFileDialog({
    multiple: false,
    resetOnOpen: true,
    onChange: (files) => setPicked(files?.[0] ?? null),
  });
  return (
    <>
      <Button
        variant="default"
        size={size}
        disabled={work !== null}
        loading={work?.kind === 'restore'}
        onClick={dialog.open}
      >
        Restore from a file…
      </Button>
      <ConfirmRestore
        name={picked?.name ?? null}
        onClose={() => setPicked(null)}
        onConfirm={() => {
          if (picked !== null) void restore(picked);
        }}
      />
    </>
  );
}
