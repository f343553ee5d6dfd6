import { describe, expect, it } from 'vitest';
import type { FileInspection } from '#shared/domain/importing.ts';
import type { JobSnapshot } from '#shared/domain/job.ts';
import { failure } from '#shared/result.ts';
import { mergeJob, reportOf } from '../../../renderer/store/import-slice.ts';
import { questionOf } from '../../../renderer/features/import/import-answers.ts';
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

describe('several files', () => {
  const survey = { groups: [], failures: [] };
  const two = [
    { file: usageFile, isFolder: false },
    { file: new File(['b'], 'bill.csv'), isFolder: false },
  ];

  it('are surveyed together and imported by one job', async () => {
    const host = fakeHost({
      'import.survey': () => survey,
      'import.startMany': () => ({ jobId: 'j' }),
      'jobs.list': () => [],
    });
    await host.store.getState().takeFiles(two);
    expect(host.store.getState().draft).toMatchObject({ step: 'surveyed', name: '2 files' });
    await host.store.getState().startSurveyed({ keepPersonalData: true });
    expect(host.calls[1]).toEqual({
      method: 'import.startMany',
      input: { fileIds: ['id-of-usage.csv', 'id-of-bill.csv'], options: { keepPersonalData: true } },
    });
    expect(host.store.getState().draft).toEqual({ step: 'none' });
  });

  it('that go by one name and are a folder are one import of many', async () => {
    const host = fakeHost({
      'import.survey': () => survey,
      'import.startMany': () => ({ jobId: 'j' }),
      'jobs.list': () => [],
    });
    await host.store.getState().takeFiles([{ file: new File([], 'projects'), isFolder: true }]);
    await host.store.getState().startSurveyed({});
    expect(host.calls.map(({ method }) => method)).toEqual(['import.survey', 'import.startMany', 'jobs.list']);
  });

  it('are refused in one sentence beyond a thousand, before any is handed over', async () => {
    const host = fakeHost({});
    await host.store.getState().takeFiles(Array.from({ length: 1001 }, () => ({ file: usageFile, isFolder: false })));
    expect(host.store.getState().draft).toMatchObject({ step: 'failed', error: { code: 'too-many-files' } });
    expect(host.calls).toEqual([]);
  });

  it('that ask are answered one by one, with the options they were started with', async () => {
    const host = fakeHost({
      'import.survey': () => survey,
      'import.startMany': () => ({ jobId: 'j' }),
      'import.start': () => ({ jobId: 'k' }),
      'jobs.list': () => [],
    });
    await host.store.getState().takeFiles(two);
    await host.store.getState().startSurveyed({ keepPersonalData: true });
    await host.store.getState().answerImport('j', { overlap: 'skip' }, 'bill.csv');
    expect(host.calls.at(-2)).toEqual({
      method: 'import.start',
      input: { fileId: 'id-of-bill.csv', options: { keepPersonalData: true, overlap: 'skip' } },
    });
  });
});

describe('a question of a failed import', () => {
  it('is asked for what an answer can end, and for nothing else', () => {
    expect(questionOf('overlapping-import')?.answers.map(({ options }) => options.overlap)).toEqual([
      'skip',
      'replace',
      'add',
    ]);
    expect(questionOf('date-order-ambiguous')?.answers.map(({ options }) => options.dateOrder)).toEqual(['mdy', 'dmy']);
    expect(questionOf('file-not-found')).toBeUndefined();
    expect(questionOf('toString')).toBeUndefined();
  });
});

describe('rejected rows', () => {
  it('are handed over as the CSV that the services wrote', async () => {
    const host = fakeHost({
      'import.rejects': () => ({ fileName: 'rejected.csv', csv: 'file,line\r\n', rows: 0, nextOffset: null }),
    });
    await host.store.getState().saveRejects(3);
    expect(host.saved[0]?.name).toBe('rejected.csv');
    expect(await host.saved[0]?.content.text()).toBe('file,line\r\n');
  });
});
