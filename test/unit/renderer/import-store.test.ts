import { describe, expect, it } from 'vitest';
import type { FileInspection } from '#shared/domain/importing.ts';
import type { JobSnapshot } from '#shared/domain/job.ts';
import { failure } from '#shared/result.ts';
import { mergeJob, reportOf } from '../../../renderer/store/import-slice.ts';
import { fakeHost } from './fake-host.ts';

const inspection: FileInspection = {
  file: 'usage.csv',
  sizeBytes: 10,
  matches: [],
  columns: ['a'],
  previewRows: [],
  needsModel: false,
  isTrace: false,
};

function job(id: string, state: JobSnapshot['state'], rows = 0): JobSnapshot {
  return { id, kind: 'import', title: id, state, progress: { done: 0, total: null, rows, elapsedMs: 0 } };
}

const usageFile = new File(['a'], 'usage.csv');

describe('jobs', () => {
  it('are replaced by their newest snapshot', () => {
    const jobs = mergeJob([job('a', 'running', 1), job('b', 'running')], job('a', 'running', 9));
    expect(jobs.map(({ progress }) => progress.rows)).toEqual([9, 0]);
  });

  it('that have ended are not revived by a late progress event', () => {
    const ended = [job('a', 'succeeded', 10)];
    expect(mergeJob(ended, job('a', 'running', 9))).toBe(ended);
  });

  it('of another kind of result have no report', () => {
    expect(reportOf({ ...job('a', 'succeeded'), result: { rows: 1 } })).toBeUndefined();
  });

  it('that the services know of come back after a reload, oldest first', async () => {
    const { store } = fakeHost({ 'jobs.list': () => [job('new', 'running'), job('old', 'succeeded')] });
    await store.getState().refreshJobs();
    expect(store.getState().jobs.map(({ id }) => id)).toEqual(['old', 'new']);
  });
});

describe('a file', () => {
  it('is handed over and looked at', async () => {
    const host = fakeHost({ 'import.inspect': () => inspection });
    await host.store.getState().inspectFile(usageFile);
    expect(host.calls).toEqual([{ method: 'import.inspect', input: { fileId: 'id-of-usage.csv' } }]);
    expect(host.store.getState().draft).toMatchObject({ step: 'inspected', name: 'usage.csv', inspection });
  });

  it('that cannot be read says why', async () => {
    const { store } = fakeHost({ 'import.inspect': () => failure('not-text', 'This is not a text file.') });
    await store.getState().inspectFile(usageFile);
    expect(store.getState().draft).toMatchObject({ step: 'failed', error: { code: 'not-text' } });
  });

  it('picked last wins, whatever answers first', async () => {
    const { store } = fakeHost({ 'import.inspect': ({ fileId }) => ({ ...inspection, file: fileId }) });
    const first = store.getState().inspectFile(usageFile);
    const second = store.getState().inspectFile(new File(['b'], 'later.csv'));
    await Promise.all([first, second]);
    expect(store.getState().draft).toMatchObject({ step: 'inspected', name: 'later.csv' });
  });

  it('leaves the desk when its import has started', async () => {
    const host = fakeHost({
      'import.inspect': () => inspection,
      'import.start': () => ({ jobId: 'j' }),
      'jobs.list': () => [job('j', 'running')],
    });
    await host.store.getState().inspectFile(usageFile);
    await host.store.getState().startImport({ preset: 'trace', model: 'maker/large' });
    expect(host.store.getState()).toMatchObject({ draft: { step: 'none' }, jobs: [{ id: 'j' }] });
    expect(host.calls[1]?.input).toEqual({
      fileId: 'id-of-usage.csv',
      options: { preset: 'trace', model: 'maker/large' },
    });
  });

  it('stays on the desk when its import did not start', async () => {
    const host = fakeHost({
      'import.inspect': () => inspection,
      'import.start': () => failure('unknown-model', 'There is no such model.'),
    });
    await host.store.getState().inspectFile(usageFile);
    await host.store.getState().startImport({});
    expect(host.store.getState().draft).toMatchObject({ step: 'inspected', starting: false });
    expect(host.notices).toMatchObject([{ tone: 'failed', message: 'There is no such model.' }]);
  });
});
