import { beforeEach, describe, expect, it } from 'vitest';
import type { AppEvent } from '#shared/contract.ts';
import { jobSnapshotSchema } from '#shared/domain/job.ts';
import { failure, success } from '#shared/result.ts';
import { createJobRegistry, type JobRegistry } from '#workers';
import { createHandRunner, smallReport, type HandRunner } from './fake-runner.ts';

const request = {
  title: 'Importing usage.csv',
  task: { kind: 'import', input: { path: '/tmp/usage.csv', name: 'usage.csv', options: {} } },
} as const;

describe('createJobRegistry', () => {
  let runner: HandRunner;
  let events: AppEvent[];
  let clockMs: number;
  let jobs: JobRegistry;

  beforeEach(() => {
    runner = createHandRunner();
    events = [];
    clockMs = 1000;
    jobs = createJobRegistry({ runner, monotonicMs: () => clockMs, emit: (event) => events.push(event) });
  });

  it('follows a job from start to success and announces that the ledger changed', async () => {
    const started = jobs.start(request);
    expect(started).toEqual({
      id: 'job-1',
      kind: 'import',
      title: 'Importing usage.csv',
      state: 'running',
      progress: { done: 0, total: null, rows: 0, elapsedMs: 0 },
    });
    await Promise.resolve();
    clockMs = 1500;
    runner.controls[0]?.onProgress?.({ done: 40, total: 100, rows: 7 });
    expect(jobs.list()[0]?.progress).toEqual({ done: 40, total: 100, rows: 7, elapsedMs: 500 });
    clockMs = 2000;
    runner.end(success(smallReport));
    const ended = await jobs.ended('job-1');
    expect(ended).toMatchObject({
      value: { state: 'succeeded', progress: { done: 100, total: 100, rows: 7, elapsedMs: 1000 }, result: smallReport },
    });
    expect(events.map((event) => (event.type === 'job' ? event.job.state : event.type))).toEqual([
      'running',
      'running',
      'succeeded',
      'ledger-changed',
    ]);
    for (const event of events) if (event.type === 'job') jobSnapshotSchema.parse(event.job);
  });

  it('does not announce a change of the ledger that did not happen', async () => {
    jobs.start(request);
    await Promise.resolve();
    runner.end(success({ ...smallReport, importId: null, imported: 0, duplicate: 1 }));
    await jobs.ended('job-1');
    expect(events.some((event) => event.type === 'ledger-changed')).toBe(false);
  });

  it('keeps a failure with its place and next step', async () => {
    jobs.start(request);
    await Promise.resolve();
    runner.end(
      failure('empty-file', 'usage.csv is empty.', { at: { file: 'usage.csv' }, nextStep: 'Export it again.' }),
    );
    expect(await jobs.ended('job-1')).toMatchObject({
      value: {
        state: 'failed',
        error: { code: 'empty-file', at: { file: 'usage.csv' }, nextStep: 'Export it again.' },
      },
    });
  });

  it('cancels a running job by its signal, and calls it cancelled only when it has ended so', async () => {
    jobs.start(request);
    await Promise.resolve();
    expect(jobs.cancel('job-1')).toMatchObject({ value: { state: 'running' } });
    expect(runner.controls[0]?.signal?.aborted).toBe(true);
    runner.end(failure('cancelled', 'The import was cancelled.'));
    expect(await jobs.ended('job-1')).toMatchObject({ value: { state: 'cancelled' } });
    expect(jobs.cancel('job-1')).toMatchObject({ value: { state: 'cancelled' } });
  });

  it('knows its jobs: newest first, unknown ones refused, old ended ones forgotten', async () => {
    expect(jobs.cancel('job-9')).toMatchObject({ error: { code: 'unknown-job' } });
    expect(await jobs.ended('job-9')).toMatchObject({ error: { code: 'unknown-job' } });
    for (let count = 1; count <= 60; count++) {
      jobs.start(request);
      await Promise.resolve();
      if (count === 1) continue;
      // The first job is left running; each later one ends at once.
      runner.end(success(smallReport));
      await new Promise(setImmediate);
    }
    const ids = jobs.list().map((job) => job.id);
    expect(ids[0]).toBe('job-60');
    expect(ids.length).toBeLessThanOrEqual(51);
    expect(jobs.list().some((job) => job.state === 'running')).toBe(true);
  });

  it('cancels everything when it closes, and waits for the end', async () => {
    jobs.start(request);
    await Promise.resolve();
    const closing = jobs.close();
    expect(runner.controls[0]?.signal?.aborted).toBe(true);
    runner.end(failure('cancelled', 'The import was cancelled.'));
    await closing;
    expect(runner.isClosed()).toBe(true);
    expect(jobs.list()[0]?.state).toBe('cancelled');
  });
});
