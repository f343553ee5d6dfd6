import { describe, expect, it } from 'vitest';
import { createFileGrants } from '../../../../electron/api/file-grants.ts';
import { importHandlers } from '../../../../electron/api/handlers/importing.ts';
import { jobHandlers } from '../../../../electron/api/handlers/jobs.ts';
import { contract } from '#shared/contract.ts';
import { failure } from '#shared/result.ts';
import { createJobRegistry } from '#workers';
import { fixture } from '../../importing/in-memory.ts';
import { createHandRunner } from '../../workers/fake-runner.ts';

function createServices() {
  const files = createFileGrants();
  const runner = createHandRunner();
  const jobs = createJobRegistry({ runner, monotonicMs: () => 0, emit: () => undefined });
  return {
    files,
    runner,
    jobs,
    handlers: {
      ...importHandlers({ files, jobs, ledger: () => ({ listImports: () => [], rejectedRows: () => [] }) }),
      ...jobHandlers(jobs),
    },
  };
}

describe('the import and job handlers', () => {
  it('look at a granted file, in the form of the contract', async () => {
    const { files, handlers } = createServices();
    const fileId = files.grant(fixture('trace.csv'), 'trace.csv');
    const result = await handlers['import.inspect']({ fileId });
    if (!result.ok) throw new Error(result.error.message);
    expect(contract['import.inspect'].output.parse(result.value)).toEqual(result.value);
    expect(result.value.matches[0]?.preset).toBe('trace');
  });

  it('start an import as a job that can be listed and cancelled', async () => {
    const { files, handlers, jobs, runner } = createServices();
    const fileId = files.grant(fixture('trace.csv'), 'trace.csv');
    expect(await handlers['import.start']({ fileId, options: { model: 'openai/gpt-4o' } })).toEqual({
      ok: true,
      value: { jobId: 'job-1' },
    });
    expect(await handlers['jobs.list']({})).toMatchObject({ value: [{ id: 'job-1', title: 'Importing trace.csv' }] });
    await Promise.resolve();
    expect(await handlers['jobs.cancel']({ jobId: 'job-1' })).toMatchObject({ ok: true });
    expect(runner.controls[0]?.signal?.aborted).toBe(true);
    runner.end(failure('cancelled', 'The import was cancelled.'));
    expect(await jobs.ended('job-1')).toMatchObject({ value: { state: 'cancelled' } });
  });

  it('refuse ids that were never given out', async () => {
    const { handlers } = createServices();
    expect(await handlers['import.inspect']({ fileId: '/etc/passwd' })).toMatchObject({
      error: { code: 'unknown-file' },
    });
    expect(await handlers['import.start']({ fileId: 'x', options: {} })).toMatchObject({
      error: { code: 'unknown-file' },
    });
    expect(await handlers['jobs.cancel']({ jobId: 'x' })).toMatchObject({ error: { code: 'unknown-job' } });
  });
});
