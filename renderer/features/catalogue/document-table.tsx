import { Button, Group, Modal, Table, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { PriceDocument } from '#shared/domain/price-book.ts';
import { useApp } from '../../store/use-app.ts';
import { formatLocalInstant } from '../../ui/format.ts';

/** Price documents, newest first: what each does, and a way to take it back. Withdrawn ones stay in sight. */
export function DocumentTable(props: {
  readonly documents: readonly PriceDocument[];
  readonly label: string;
  /** Opens a document's content; absent = its summary says it all. */
  readonly onView?: (document: PriceDocument) => void;
}): ReactNode {
  const { documents, label, onView } = props;
  const withdraw = useApp((state) => state.withdrawDocument);
  const [toWithdraw, setToWithdraw] = useState<PriceDocument | null>(null);
  return (
    <div className="table-scroll">
      <Table aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>What it does</Table.Th>
            <Table.Th w={170}>Added</Table.Th>
            <Table.Th w={190} aria-label="Actions" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {documents.map((document) => (
            <Table.Tr key={document.id}>
              <Table.Td>
                <Text size="sm" {...(document.withdrawnAtMs !== null && { td: 'line-through', c: 'dimmed' })}>
                  {document.summary}
                </Text>
                <DocumentNote document={document} />
              </Table.Td>
              <Table.Td>
                <Text size="sm">{formatLocalInstant(document.recordedAtMs)}</Text>
              </Table.Td>
              <Table.Td className="number-cell">
                {onView !== undefined && (
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    aria-label={`View ${document.name}`}
                    onClick={() => onView(document)}
                  >
                    View
                  </Button>
                )}
                {document.withdrawnAtMs === null ? (
                  <Button
                    variant="subtle"
                    size="compact-sm"
                    aria-label={`Withdraw ${document.name}`}
                    onClick={() => setToWithdraw(document)}
                  >
                    Withdraw
                  </Button>
                ) : (
                  <Text span size="xs" c="dimmed" pr="xs">
                    withdrawn {formatLocalInstant(document.withdrawnAtMs)}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Modal
        opened={toWithdraw !== null}
        onClose={() => setToWithdraw(null)}
        title="Withdraw this?"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Text size="sm">{toWithdraw?.summary}</Text>
        <Text size="sm" mt="xs">
          It will no longer count for any date. Usage in the ledger keeps the price it was priced at, and this entry
          stays in the list.
        </Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => setToWithdraw(null)} data-autofocus>
            Keep it
          </Button>
          <Button
            color="ember"
            onClick={() => {
              if (toWithdraw !== null) void withdraw(toWithdraw);
              setToWithdraw(null);
            }}
          >
            Withdraw
          </Button>
        </Group>
      </Modal>
    </div>
  );
}

function DocumentNote({ document }: { readonly document: PriceDocument }): ReactNode {
  const { content } = document;
  const note =
    content.kind === 'override' ? content.note : content.kind === 'contract' ? content.terms.note : undefined;
  if (note === undefined) return null;
  return (
    <Text size="xs" c="dimmed">
      {note}
    </Text>
  );
}
