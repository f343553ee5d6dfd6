import { Button, Group, Progress, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { JobSnapshot } from '#shared/domain/job.ts';
import { runningJob } from '../store/running-jobs.ts';
import { useApp } from '../store/use-app.ts';
import { formatPercent } from './format.ts';

/** Work under way: how far it is, and a way to stop it. */
export function WorkProgress(props: {
  /** What is under way; its job may still wait to begin. */
  readonly kind: JobSnapshot['kind'];
  /** What is being done: `Comparing models on past forecasts`. */
  readonly label: string;
  readonly onCancel: (jobId: string) => void;
}): ReactNode {
  const { kind, label, onCancel } = props;
  const job = useApp(({ jobs }) => runningJob(jobs, kind));
  const { done = 0, total = null } = job?.progress ?? {};
  const share = total === null || total === 0 ? null : Math.min(1, done / total);
  return (
    <Group gap="sm" wrap="nowrap" role="status" aria-label={label}>
      <Progress
        flex={1}
        value={(share ?? 1) * 100}
        animated={share === null}
        striped={share === null}
        aria-label={label}
        transitionDuration={0}
      />
      <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
        {label}
        {share !== null && ` · ${formatPercent(Math.round(share * 100) / 100)}`}
      </Text>
      <Button
        variant="default"
        size="xs"
        disabled={job === undefined}
        onClick={() => {
          if (job !== undefined) onCancel(job.id);
        }}
      >
        Cancel
      </Button>
    </Group>
  );
}
