import type { JobSnapshot } from '#shared/domain/job.ts';
import type { SliceContext } from './state.ts';

/** The job of a kind that runs; the last of several. */
export function runningJob(jobs: readonly JobSnapshot[], kind: JobSnapshot['kind']): JobSnapshot | undefined {
  return jobs.findLast((job) => job.kind === kind && job.state === 'running');
}

/** Stops every job of a kind that runs. */
export async function cancelRunning({ get, services }: SliceContext, kind: JobSnapshot['kind']): Promise<void> {
  const running = get().jobs.filter((job) => job.kind === kind && job.state === 'running');
  await Promise.all(running.map(({ id }) => services.bridge.call('jobs.cancel', { jobId: id })));
}
