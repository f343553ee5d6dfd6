import type { AppEvent } from '#shared/contract.ts';
import type { JobSnapshot } from '#shared/domain/job.ts';
import { failure, success, type Result } from '#shared/result.ts';
import type { JobRunner } from './runner.ts';
import type { Task, TaskKind, TaskOutput, TaskProgress } from './tasks.ts';

/** Ended jobs that are remembered; older ones are forgotten, never running ones. */
const rememberedJobs = 50;

/** A job to start. */
export interface JobRequest<K extends TaskKind = TaskKind> {
  /** What the job is called on screens: `Importing usage.csv`. */
  readonly title: string;
  readonly task: Task<K>;
}

/** What a job registry works with. */
export interface JobRegistryOptions {
  readonly runner: JobRunner;
  /** A clock for durations, ms. */
  readonly monotonicMs: () => number;
  /** Gets every change of a job, progress at most ten times a second, and `ledger-changed` when one changed the ledger. */
  readonly emit: (event: AppEvent) => void;
}

/** Long work by id. It lives with the services, so jobs survive a window reload. */
export interface JobRegistry {
  /** Starts a job. @returns its first snapshot. */
  start(request: JobRequest): JobSnapshot;
  /** Runs a task that answers a question: seen and cancelled as every job, but only its caller gets the result. */
  answer<K extends TaskKind>(request: JobRequest<K>): Promise<Result<TaskOutput<K>>>;
  /** Every job that is remembered, newest first. */
  list(): readonly JobSnapshot[];
  /** Asks a job to stop; one that has ended stays as it is. Fails `unknown-job`. */
  cancel(jobId: string): Result<JobSnapshot>;
  /** Resolves with the last snapshot of a job when it has ended. Fails `unknown-job`. */
  ended(jobId: string): Promise<Result<JobSnapshot>>;
  /** Cancels everything and resolves when the last transaction has ended. */
  close(): Promise<void>;
}

interface Job {
  snapshot: JobSnapshot;
  readonly controller: AbortController;
  readonly done: Promise<unknown>;
}

/** True when a task's result says that it stored something. */
function hasChangedLedger(output: TaskOutput<TaskKind>): boolean {
  if ('applied' in output) return output.applied;
  const reports = 'reports' in output ? output.reports : [output];
  return reports.some((report) => 'importId' in report && report.importId !== null);
}

/** A registry without jobs. */
export function createJobRegistry({ runner, monotonicMs, emit }: JobRegistryOptions): JobRegistry {
  const jobs = new Map<string, Job>();
  let started = 0;

  function update(job: Job, change: Partial<JobSnapshot>): void {
    job.snapshot = { ...job.snapshot, ...change };
    emit({ type: 'job', job: job.snapshot });
  }

  function forgetOldest(): void {
    const ended = [...jobs.values()].filter((job) => job.snapshot.state !== 'running');
    for (const job of ended.slice(0, Math.max(0, ended.length - rememberedJobs))) jobs.delete(job.snapshot.id);
  }

  function find(jobId: string): Result<Job> {
    const job = jobs.get(jobId);
    return job === undefined ? failure('unknown-job', `There is no job ${JSON.stringify(jobId)}.`) : success(job);
  }

  /** Starts a job. @param keepsResult true = its last snapshot has what it gave. */
  function begin<K extends TaskKind>(
    { title, task }: JobRequest<K>,
    keepsResult: boolean,
  ): { readonly job: Job; readonly result: Promise<Result<TaskOutput<K>>> } {
    const startedMs = monotonicMs();
    const controller = new AbortController();
    const id = `job-${++started}`;
    function progressOf(progress: TaskProgress): JobSnapshot['progress'] {
      return { ...progress, elapsedMs: Math.max(0, monotonicMs() - startedMs) };
    }
    const snapshot: JobSnapshot = {
      id,
      kind: task.kind,
      title,
      state: 'running',
      progress: progressOf({ done: 0, total: null, rows: 0 }),
    };

    async function follow(): Promise<Result<TaskOutput<K>>> {
      const result = await runner.run(task, {
        signal: controller.signal,
        onProgress: (progress) => update(job, { progress: progressOf(progress) }),
      });
      const progress = progressOf(job.snapshot.progress);
      if (result.ok) {
        const complete = { ...progress, done: progress.total ?? progress.done };
        update(job, { state: 'succeeded', progress: complete, ...(keepsResult && { result: result.value }) });
        if (hasChangedLedger(result.value)) emit({ type: 'ledger-changed' });
      } else {
        const { at, ...error } = result.error;
        const state = error.code === 'cancelled' ? 'cancelled' : 'failed';
        update(job, { state, progress, error: { ...error, ...(at === undefined ? {} : { at: { ...at } }) } });
      }
      forgetOldest();
      return result;
    }

    const result = Promise.resolve().then(follow);
    const job: Job = { snapshot, controller, done: result };
    jobs.set(id, job);
    emit({ type: 'job', job: snapshot });
    return { job, result };
  }

  return {
    start: (request) => begin(request, true).job.snapshot,
    answer: (request) => begin(request, false).result,
    list: () => [...jobs.values()].map((job) => job.snapshot).reverse(),
    cancel(jobId) {
      const job = find(jobId);
      if (!job.ok) return job;
      job.value.controller.abort();
      return success(job.value.snapshot);
    },
    async ended(jobId) {
      const job = find(jobId);
      if (!job.ok) return job;
      await job.value.done;
      return success(job.value.snapshot);
    },
    async close() {
      for (const job of jobs.values()) job.controller.abort();
      await runner.close();
      await Promise.all([...jobs.values()].map((job) => job.done));
    },
  };
}
