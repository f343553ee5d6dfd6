import { Anchor, Button, Group, Modal, Skeleton, Table, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { ImportSummary } from '#shared/domain/importing.ts';
import type { Failure } from '#shared/result.ts';
import { dayOf } from '#shared/time.ts';
import { hashOf } from '../../store/screens.ts';
import { useApp } from '../../store/use-app.ts';
import { formatCompact, formatCount, formatCounted, formatLocalInstant, formatUsd } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import { FailureNote } from '../../ui/states.tsx';

/** What is in the ledger, import by import, each to undo. */
export function ImportHistory(): ReactNode {
  const imports = useApp((state) => state.imports);
  const error = useApp((state) => state.importsError);
  const undoImport = useApp((state) => state.undoImport);
  const [toUndo, setToUndo] = useState<ImportSummary | null>(null);
  if (error !== null) return <UnreadLedger error={error} />;
  return (
    <Section title="In the ledger">
      {imports === null ? (
        <Skeleton h={64} />
      ) : imports.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing yet. The first file that you import appears here, and can be taken out again.
        </Text>
      ) : (
        <div className="table-scroll">
          <Table aria-label="Imports in the ledger">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>File</Table.Th>
                <Table.Th>Usage from</Table.Th>
                <Table.Th className="number-cell">Records</Table.Th>
                <Table.Th className="number-cell">Tokens</Table.Th>
                <Table.Th className="number-cell">Cost</Table.Th>
                <Table.Th aria-label="Actions" />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {imports.map((entry) => (
                <Table.Tr key={entry.id}>
                  <Table.Td>
                    <Text size="sm">{entry.file}</Text>
                    <Text size="xs" c="dimmed">
                      {formatLocalInstant(entry.importedAtMs)}
                      {entry.rejected > 0 && ` · ${formatCounted(entry.rejected, 'row')} rejected`}
                    </Text>
                  </Table.Td>
                  <Table.Td>{period(entry)}</Table.Td>
                  <Table.Td className="number-cell">{formatCount(entry.records)}</Table.Td>
                  <Table.Td className="number-cell" title={formatCount(entry.totalTokens)}>
                    {formatCompact(entry.totalTokens)}
                  </Table.Td>
                  <Table.Td className="number-cell">{costText(entry)}</Table.Td>
                  <Table.Td className="number-cell">
                    <Button
                      variant="subtle"
                      size="compact-sm"
                      aria-label={`Undo the import of ${entry.file}`}
                      onClick={() => setToUndo(entry)}
                    >
                      Undo
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      <Modal
        opened={toUndo !== null}
        onClose={() => setToUndo(null)}
        title="Undo this import?"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Text size="sm">
          {toUndo === null
            ? ''
            : `${formatCounted(toUndo.records, 'usage record')} of ${toUndo.file} will leave the ledger. Scenarios that were calibrated from them stay.`}
        </Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={() => setToUndo(null)} data-autofocus>
            Keep it
          </Button>
          <Button
            color="ember"
            onClick={() => {
              if (toUndo !== null) void undoImport(toUndo.id);
              setToUndo(null);
            }}
          >
            Undo import
          </Button>
        </Group>
      </Modal>
    </Section>
  );
}

/** A ledger that does not say what it holds; its own screen has the ways on. */
function UnreadLedger({ error }: { readonly error: Failure }): ReactNode {
  const refresh = useApp((state) => state.refreshImports);
  return (
    <Section title="In the ledger">
      <FailureNote
        title="The ledger cannot be used as it is"
        error={{
          ...error,
          nextStep: 'Nothing can be imported until it opens; the Ledger screen says what can be done.',
        }}
        onRetry={() => void refresh()}
      />
      <Anchor size="sm" href={hashOf('ledger')} mt="xs">
        Open the Ledger screen
      </Anchor>
    </Section>
  );
}

function period({ firstMs, lastMs }: ImportSummary): string {
  if (firstMs === null || lastMs === null) return '–';
  const [first, last] = [dayOf(firstMs), dayOf(lastMs)];
  return first === last ? first : `${first} to ${last}`;
}

/** Cost of the priced part; unknown when nothing has a price. */
function costText({ costUsd, unpriced, records }: ImportSummary): string {
  if (unpriced === records && records > 0) return 'unknown';
  return unpriced > 0 ? `${formatUsd(costUsd)} + unknown` : formatUsd(costUsd);
}
