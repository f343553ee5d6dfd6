import { success } from '#shared/result.ts';
import type { JobRegistry } from '#workers';
import type { Handlers } from '../handler.ts';

/** Implements listing and cancelling jobs. */
export function jobHandlers(jobs: Pick<JobRegistry, 'list' | 'cancel'>): Pick<Handlers, 'jobs.list' | 'jobs.cancel'> {
  return {
    'jobs.list': () => success([...jobs.list()]),
    'jobs.cancel': ({ jobId }) => jobs.cancel(jobId),
  };
}
