import { Button, Table, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { LedgerCopy } from '#shared/domain/ledger-status.ts';
import { useApp } from '../../store/use-app.ts';
import { formatBytes, formatLocalInstant } from '../../ui/format.ts';
import { ConfirmRestore } from './confirm-restore.tsx';

/** Copies of the ledger that lie beside it, newest first, each to restore. */
export function CopyTable({ copies }: { readonly copies: readonly LedgerCopy[] }): ReactNode {
  const restore = useApp((state) => state.restoreLedger);
  const isBusy = useApp((state) => state.ledgerWork !== null);
  const [asked, setAsked] = useState<LedgerCopy | null>(null);
  if (copies.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        None yet. A backup, and the copy that is kept before a restore or a migration, appear here.
      </Text>
    );
  }
  return (
    <div className="table-scroll">
      <Table aria-label="Copies of the ledger">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>File</Table.Th>
            <Table.Th w={180}>Made</Table.Th>
            <Table.Th w={110} className="number-cell">
              Size
            </Table.Th>
            <Table.Th w={110} aria-label="Actions" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {copies.map((copy) => (
            <Table.Tr key={copy.file}>
              <Table.Td>
                <Text size="sm" title={copy.file}>
                  {fileNameOf(copy.file)}
                </Text>
              </Table.Td>
              <Table.Td>{formatLocalInstant(copy.modifiedMs)}</Table.Td>
              <Table.Td className="number-cell">{formatBytes(copy.sizeBytes)}</Table.Td>
              <Table.Td className="number-cell">
                <Button
                  variant="subtle"
                  size="compact-sm"
                  disabled={isBusy}
                  aria-label={`Restore ${fileNameOf(copy.file)}`}
                  onClick={() => setAsked(copy)}
                >
                  Restore
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <ConfirmRestore
        name={asked === null ? null : fileNameOf(asked.file)}
        onClose={() => setAsked(null)}
        onConfirm={() => {
          if (asked !== null) void restore({ copy: asked.file });
        }}
      />
    </div>
  );
}

/** The last part of a path, whichever way its folders are written. */
function fileNameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
