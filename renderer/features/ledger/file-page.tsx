import { Button, Code, Group, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { JobSnapshot } from '#shared/domain/job.ts';
import type { LedgerStatus } from '#shared/domain/ledger-status.ts';
import { verifiedRecords } from '../../store/ledger-view.ts';
import { useApp } from '../../store/use-app.ts';
import { formatBytes, formatCount, formatCounted } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import { FailureNote } from '../../ui/states.tsx';
import { CopyTable } from './copy-table.tsx';
import { RestoreFromFile } from './restore-from-file.tsx';

/** The ledger's file: where it is, its backups, and a check of everything in it. */
export function FilePage({ status }: { readonly status: LedgerStatus }): ReactNode {
  const work = useApp((state) => state.ledgerWork);
  const backUp = useApp((state) => state.backUpLedger);
  const exists = status.state === 'ready';
  return (
    <Stack gap="md" maw={1080}>
      <Section title="The file">
        <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm" mb="xs">
          <Fact name="State" value={exists ? 'Ready' : 'Not made yet'} />
          <Fact name="Usage records" value={status.records === null ? '–' : formatCount(status.records)} />
          <Fact name="Imports" value={status.imports === null ? '–' : formatCount(status.imports)} />
          <Fact name="Size" value={status.sizeBytes === null ? '–' : formatBytes(status.sizeBytes)} />
        </SimpleGrid>
        <Text size="xs" c="dimmed">
          <Code>{status.file}</Code>
        </Text>
      </Section>
      <Section
        title="Backups"
        description="A backup is a copy of the whole ledger beside it. A restore keeps the replaced ledger as a copy too."
        aside={
          <Group gap="xs" wrap="nowrap">
            <RestoreFromFile />
            <Button disabled={!exists || work !== null} loading={work?.kind === 'backup'} onClick={() => void backUp()}>
              Back up now
            </Button>
          </Group>
        }
      >
        <CopyTable copies={status.copies} />
      </Section>
      <CheckSection exists={exists} />
    </Stack>
  );
}

function CheckSection({ exists }: { readonly exists: boolean }): ReactNode {
  const jobs = useApp((state) => state.jobs);
  const verify = useApp((state) => state.verifyLedger);
  const cancel = useApp((state) => state.cancelJob);
  const last = jobs.findLast(({ kind }) => kind === 'verify');
  const isRunning = last?.state === 'running';
  return (
    <Section
      title="Check"
      description="Reads every page, record and total of the ledger and compares them. It is checked in brief at each start."
      aside={
        isRunning ? (
          <Button variant="default" onClick={() => void cancel(last.id)}>
            Stop the check
          </Button>
        ) : (
          <Button variant="default" disabled={!exists} onClick={() => void verify()}>
            Check everything
          </Button>
        )
      }
    >
      <CheckOutcome job={last} />
    </Section>
  );
}

function CheckOutcome({ job }: { readonly job: JobSnapshot | undefined }): ReactNode {
  if (job === undefined) {
    return (
      <Text size="sm" c="dimmed">
        Not checked since Burnrate was started.
      </Text>
    );
  }
  switch (job.state) {
    case 'running': {
      const { done, total, rows } = job.progress;
      return (
        <Stack gap={6}>
          <Progress value={total === null || total === 0 ? 100 : (100 * done) / total} aria-label={job.title} />
          <Text size="sm" c="dimmed">
            {formatCounted(rows, 'record')} read
          </Text>
        </Stack>
      );
    }
    case 'succeeded': {
      const records = verifiedRecords(job);
      return (
        <Text size="sm" component="output">
          Sound: {records === undefined ? 'everything' : formatCounted(records, 'record')} read and checked, no
          difference found.
        </Text>
      );
    }
    case 'failed':
      return (
        <FailureNote
          title={job.error?.code === 'ledger-corrupt' ? 'The check found damage' : 'The check could not finish'}
          error={job.error ?? { code: 'unknown', message: 'No reason was given.' }}
        />
      );
    case 'cancelled':
      return (
        <Text size="sm" c="dimmed">
          Stopped before the end: nothing is known of the rest.
        </Text>
      );
  }
}

function Fact({ name, value }: { readonly name: string; readonly value: string }): ReactNode {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <Text fz={18} fw={600}>
        {value}
      </Text>
    </div>
  );
}
