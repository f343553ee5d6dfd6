import { Alert, Button, FileButton, Select, Stack, Table, Text } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useMemo, useState, type ReactNode } from 'react';
import type { HostingBook } from '#shared/domain/hosting-book.ts';
import type { Failure } from '#shared/result.ts';
import { openHostingBook } from '../../engine.ts';
import { mergeHostingBooks, readHostingBook } from '../../hosting-engine.ts';
import { useApp } from '../../store/use-app.ts';
import { useEdits } from '../../store/use-edits.ts';
import { Section } from '../../ui/section.tsx';
import { FailureNote } from '../../ui/states.tsx';
import { bookRows, bookSubjects, type BookSubject } from './hosting-book-rows.ts';

/** Prices of GPUs, electricity, network, storage and staff with their dates and sources; a file of one's own adds to them. */
export function HostingBookSection(): ReactNode {
  const own = useApp(({ history }) => history?.present.hostingBook);
  const [subject, setSubject] = useState<BookSubject>('offers');
  const rows = useMemo(() => bookRows(openHostingBook(own), own, subject), [own, subject]);
  return (
    <Section
      title="Hosting book"
      description="Dated prices that a fleet can take. Entries of your own are kept in this scenario; one of the same id takes the place of the bundled ones."
      aside={<ImportBook present={own} />}
    >
      <Stack gap="xs">
        <Select
          size="xs"
          maw={260}
          label="Show"
          allowDeselect={false}
          data={bookSubjects.map(({ value, label }) => ({ value, label }))}
          value={subject}
          onChange={(value) => {
            const picked = bookSubjects.find((known) => known.value === value);
            if (picked !== undefined) setSubject(picked.value);
          }}
        />
        <div className="table-scroll" style={{ maxHeight: 320, overflowY: 'auto' }}>
          <Table aria-label="Hosting book" stickyHeader>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>What</Table.Th>
                <Table.Th className="number-cell">Figure</Table.Th>
                <Table.Th>From</Table.Th>
                <Table.Th>Source</Table.Th>
                <Table.Th>Entry</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.key}>
                  <Table.Td>{row.what}</Table.Td>
                  <Table.Td className="number-cell">{row.figure}</Table.Td>
                  <Table.Td style={{ whiteSpace: 'nowrap' }}>{row.from}</Table.Td>
                  <Table.Td>{row.source}</Table.Td>
                  <Table.Td style={{ whiteSpace: 'nowrap' }}>{row.isOwn ? 'yours' : 'bundled'}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
        {rows.length === 0 && (
          <Text size="sm" c="dimmed">
            No entry yet: import a file that has some.
          </Text>
        )}
      </Stack>
    </Section>
  );
}

/** Adds a file's entries to the scenario's own, as one step that can be undone. */
function ImportBook({ present }: { readonly present: HostingBook | undefined }): ReactNode {
  const { editOnce } = useEdits();
  const [outcome, setOutcome] = useState<string | Failure | null>(null);

  async function take(file: File | null): Promise<void> {
    if (file === null) return;
    const read = readHostingBook(await file.text(), file.name);
    if (!read.ok) {
      setOutcome(read.error);
      return;
    }
    const { book, added, replaced, unchanged } = mergeHostingBooks(present, read.value);
    editOnce('Import a hosting book', (scenario) => ({ ...scenario, hostingBook: book }));
    setOutcome(`${file.name}: ${added} new, ${replaced} replaced, ${unchanged} unchanged.`);
  }

  return (
    <Stack gap="xs" align="flex-end">
      <FileButton
        accept="application/json,.json"
        inputProps={{ 'aria-label': 'Hosting book file' }}
        onChange={(file) => void take(file)}
      >
        {(props) => (
          <Button {...props} size="xs" variant="default" leftSection={<IconFileImport size={14} aria-hidden />}>
            Import a hosting book
          </Button>
        )}
      </FileButton>
      {typeof outcome === 'string' && (
        <Alert color="pine" variant="light" role="status" withCloseButton onClose={() => setOutcome(null)}>
          {outcome}
        </Alert>
      )}
      {outcome !== null && typeof outcome !== 'string' && (
        <FailureNote title="The hosting book was not imported" error={outcome} onClose={() => setOutcome(null)} />
      )}
    </Stack>
  );
}
