import { inspectFile } from '#importing';
import { success } from '#shared/result.ts';
import type { JobRegistry } from '#workers';
import type { FileGrants } from '../file-grants.ts';
import type { Handlers } from '../handler.ts';

/** What the import handlers need. */
export interface ImportServices {
  readonly files: FileGrants;
  readonly jobs: Pick<JobRegistry, 'start'>;
}

/** Implements looking at a file and importing it. Files are named by the ids that the host gave out. */
export function importHandlers({ files, jobs }: ImportServices): Pick<Handlers, 'import.inspect' | 'import.start'> {
  return {
    async 'import.inspect'({ fileId }) {
      const file = files.resolve(fileId);
      return file.ok ? inspectFile(file.value) : file;
    },
    'import.start'({ fileId, options }) {
      const file = files.resolve(fileId);
      if (!file.ok) return file;
      const { path, name } = file.value;
      const job = jobs.start({ title: `Importing ${name}`, task: { kind: 'import', input: { path, name, options } } });
      return success({ jobId: job.id });
    },
  };
}
