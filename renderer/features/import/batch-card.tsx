import { Button, CloseButton, Group, Stack, Table, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { ImportBatch, ImportFailure, ImportReport } from '#shared/domain/importing.ts';
import { useApp } from '../../store/use-app.ts';
import { formatCount, formatCounted, formatUsd } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import { FailureNote } from '../../ui/states.tsx';
import { asksForLook, questionOf } from './import-answers.ts';
import { ImportQuestionNote } from './import-question-note.tsx';
import { ReportCard } from './report-card.tsx';

/** What an import of several files did: a line for each import, its report to open, and every file that was refused. */
export function BatchCard(props: {
  readonly jobId: string;
  readonly batch: ImportBatch;
  readonly onClose: () => void;
}): ReactNode {
  const { jobId, batch, onClose } = props;
  const { reports, failures } = batch;
  const [opened, setOpened] = useState<number | null>(reports.length === 1 ? 0 : null);
  const report = opened === null ? undefined : reports[opened];
  return (
    <Stack gap="md">
      <Section
        title={`${formatCounted(reports.length, 'import')} done${failures.length === 0 ? '' : `, ${formatCount(failures.length)} refused`}`}
        aside={<CloseButton aria-label="Close the report of these imports" onClick={onClose} />}
      >
        {reports.length === 0 ? (
          <Text size="sm" c="dimmed">
            Nothing was added.
          </Text>
        ) : (
          <BatchTable reports={reports} opened={opened} onOpen={setOpened} />
        )}
      </Section>
      {failures.map((refused, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- a fixed list, in which names may repeat
        <Refused key={index} jobId={jobId} refused={refused} />
      ))}
      {report !== undefined && <ReportCard report={report} onClose={() => setOpened(null)} />}
    </Stack>
  );
}

function BatchTable(props: {
  readonly reports: readonly ImportReport[];
  readonly opened: number | null;
  readonly onOpen: (index: number | null) => void;
}): ReactNode {
  const { reports, opened, onOpen } = props;
  return (
    <div className="table-scroll">
      <Table aria-label="Imports that were done">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>File</Table.Th>
            <Table.Th className="number-cell">Read</Table.Th>
            <Table.Th className="number-cell">Imported</Table.Th>
            <Table.Th className="number-cell">Duplicate</Table.Th>
            <Table.Th className="number-cell">Rejected</Table.Th>
            <Table.Th className="number-cell">Cost</Table.Th>
            <Table.Th aria-label="Actions" />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {reports.map((report, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a fixed list, in which names may repeat
            <Table.Tr key={index}>
              <Table.Td>{report.file}</Table.Td>
              <Table.Td className="number-cell">{formatCount(report.rowsRead)}</Table.Td>
              <Table.Td className="number-cell">{formatCount(report.imported)}</Table.Td>
              <Table.Td className="number-cell">{formatCount(report.duplicate)}</Table.Td>
              <Table.Td className="number-cell">{formatCount(report.rejected)}</Table.Td>
              <Table.Td className="number-cell">{reportCost(report)}</Table.Td>
              <Table.Td className="number-cell">
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-expanded={opened === index}
                  aria-label={`Report of ${report.file}`}
                  onClick={() => onOpen(opened === index ? null : index)}
                >
                  {opened === index ? 'Hide' : 'Report'}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** Computed cost of the usage that was added; a dash where a bill has none. */
function reportCost({ costUsd, priced, partlyPriced, unpriced }: ImportReport): string {
  if (priced + partlyPriced + unpriced === 0) return '–';
  if (priced + partlyPriced === 0) return 'unknown';
  return unpriced + partlyPriced > 0 ? `${formatUsd(costUsd)} + unknown` : formatUsd(costUsd);
}

function Refused({ jobId, refused }: { readonly jobId: string; readonly refused: ImportFailure }): ReactNode {
  const source = useApp((state) => state.importSources.get(jobId));
  const answer = useApp((state) => state.answerImport);
  const look = useApp((state) => state.inspectGranted);
  const [isAnswered, setAnswered] = useState(false);
  const { file, code, message } = refused;
  if (isAnswered) return null;
  const title = `${file} was not imported`;
  const question = source === undefined ? undefined : questionOf(code);
  if (question !== undefined) {
    return (
      <ImportQuestionNote
        title={title}
        message={message}
        question={question}
        onAnswer={(options) => {
          setAnswered(true);
          void answer(jobId, options, file);
        }}
      />
    );
  }
  const named = source?.files.filter(({ name }) => name === file) ?? [];
  const [only] = named.length === 1 && asksForLook(code) ? named : [];
  return (
    <div>
      <FailureNote title={title} error={refused} />
      {only !== undefined && (
        <Group mt={6}>
          <Button size="xs" variant="default" onClick={() => void look(only)}>
            Look at {file}
          </Button>
        </Group>
      )}
    </div>
  );
}
