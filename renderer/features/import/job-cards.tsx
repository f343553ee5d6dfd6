import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { JobSnapshot } from '#shared/domain/job.ts';
import { batchOf, reportOf } from '../../store/import-slice.ts';
import { useApp } from '../../store/use-app.ts';
import { formatCount, formatPercent } from '../../ui/format.ts';
import { Section } from '../../ui/section.tsx';
import { FailureNote } from '../../ui/states.tsx';
import { BatchCard } from './batch-card.tsx';
import { questionOf } from './import-answers.ts';
import { ImportQuestionNote } from './import-question-note.tsx';
import { ReportCard } from './report-card.tsx';

/** Imports under way, and the outcome of the last one that has ended. */
export function JobCards(): ReactNode {
  const jobs = useApp((state) => state.jobs);
  const dismissed = useApp((state) => state.dismissedJobs);
  const sources = useApp((state) => state.importSources);

  /** Of several files, some may still wait for an answer while another is imported. */
  function asks({ id, kind }: JobSnapshot): boolean {
    return kind === 'import-many' && sources.has(id);
  }

  const imports = jobs.filter(({ kind }) => kind === 'import' || kind === 'import-many');
  const last = imports.findLast(({ state }) => state !== 'running');
  const shown = imports.filter(
    (job) => job.state === 'running' || ((job === last || asks(job)) && !dismissed.has(job.id)),
  );
  return shown.toReversed().map((job) => <JobCard key={job.id} job={job} />);
}

function JobCard({ job }: { readonly job: JobSnapshot }): ReactNode {
  const dismiss = useApp((state) => state.dismissJob);
  const answer = useApp((state) => state.answerImport);
  // After a reload the window no longer knows what was started: the sentence says how to go on.
  const canAnswer = useApp((state) => state.importSources.has(job.id));
  switch (job.state) {
    case 'running':
      return <RunningJob job={job} />;
    case 'succeeded': {
      const batch = batchOf(job);
      if (batch !== undefined) return <BatchCard jobId={job.id} batch={batch} onClose={() => dismiss(job.id)} />;
      const report = reportOf(job);
      return report === undefined ? null : <ReportCard report={report} onClose={() => dismiss(job.id)} />;
    }
    case 'failed': {
      const question = canAnswer ? questionOf(job.error?.code) : undefined;
      if (question !== undefined) {
        return (
          <ImportQuestionNote
            title={`${job.title} stopped; nothing was added yet`}
            message={job.error?.message ?? ''}
            question={question}
            onAnswer={(options) => void answer(job.id, options)}
            onClose={() => dismiss(job.id)}
          />
        );
      }
      return (
        <FailureNote
          title={`${job.title} failed; the ledger is as it was`}
          error={job.error ?? { code: 'unknown', message: 'No reason was given.' }}
          onClose={() => dismiss(job.id)}
        />
      );
    }
    case 'cancelled':
      return (
        <FailureNote
          title={`${job.title} was cancelled`}
          error={{
            code: 'cancelled',
            message:
              job.kind === 'import-many'
                ? 'Imports that were done stay, the one under way added nothing. Importing the files again adds nothing twice.'
                : 'Nothing was added: the ledger is as it was.',
          }}
          onClose={() => dismiss(job.id)}
        />
      );
  }
}

function RunningJob({ job }: { readonly job: JobSnapshot }): ReactNode {
  const cancel = useApp((state) => state.cancelJob);
  const { done, total, rows, elapsedMs } = job.progress;
  const share = total === null || total === 0 ? null : Math.min(1, done / total);
  const perSecond = elapsedMs > 0 ? (rows * 1000) / elapsedMs : 0;
  return (
    <Section
      title={job.title}
      aside={
        <Button variant="default" size="xs" onClick={() => void cancel(job.id)}>
          Cancel import
        </Button>
      }
    >
      <Stack gap={6}>
        <Progress
          value={(share ?? 1) * 100}
          animated={share === null}
          striped={share === null}
          aria-label={job.title}
          transitionDuration={0}
        />
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {rows === 0 ? 'Reading the file' : `${formatCount(rows)} rows · ${formatCount(perSecond)} rows/s`}
          </Text>
          <Text size="sm" c="dimmed">
            {share === null ? '' : formatPercent(share)}
          </Text>
        </Group>
      </Stack>
    </Section>
  );
}
