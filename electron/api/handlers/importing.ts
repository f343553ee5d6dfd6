import { readFile } from 'node:fs/promises';
import { describeGroup, groupFiles, inspectFile, isFolder, listFolder, readMapping } from '#importing';
import { missingRejectsLine, rejectsHeader, rejectsLines, type ImportedFile } from '#importing';
import { failure, success, type Result } from '#shared/result.ts';
import type { Ledger } from '#ledger';
import type { JobRegistry } from '#workers';
import type { FileGrants } from '../file-grants.ts';
import type { Handlers } from '../handler.ts';

/** What the import handlers need. */
export interface ImportServices {
  readonly files: FileGrants;
  readonly jobs: Pick<JobRegistry, 'start'>;
  /** The open ledger; a function, because the host may open another one. */
  readonly ledger: () => Pick<Ledger, 'listImports' | 'rejectedRows'>;
}

/** The largest mapping file that is read; a mapping of 2,000 columns stays far below. */
const mappingBytes = 1024 * 1024;

/** Rejected rows of one answer: some megabytes of text. */
const rejectsOfPart = 20_000;

type ImportMethod =
  'import.inspect' | 'import.start' | 'import.startMany' | 'import.survey' | 'import.mapping' | 'import.rejects';

/** Implements looking at files and importing them. Files and folders are named by the ids that the host gave out. */
export function importHandlers({ files, jobs, ledger }: ImportServices): Handlers<ImportMethod> {
  /** The files behind some ids, folders opened. */
  async function resolveAll(fileIds: readonly string[]): Promise<Result<{ name: string; files: ImportedFile[] }>> {
    const found: ImportedFile[] = [];
    const names: string[] = [];
    for (const fileId of fileIds) {
      const file = files.resolve(fileId);
      if (!file.ok) return file;
      const { path, name } = file.value;
      names.push(name);
      // oxlint-disable-next-line no-await-in-loop
      const listed = (await isFolder(path)) ? await listFolder(path, name) : success([{ path, name }]);
      if (!listed.ok) return listed;
      found.push(...listed.value);
    }
    const [name = ''] = names;
    return success({ name: names.length === 1 ? name : `${found.length.toLocaleString('en-US')} files`, files: found });
  }

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
    async 'import.startMany'({ fileIds, options }) {
      const found = await resolveAll(fileIds);
      if (!found.ok) return found;
      const input = { ...found.value, options };
      const job = jobs.start({ title: `Importing ${input.name}`, task: { kind: 'import-many', input } });
      return success({ jobId: job.id });
    },
    async 'import.survey'({ fileIds, options }) {
      const found = await resolveAll(fileIds);
      if (!found.ok) return found;
      const grouped = await groupFiles({ ...found.value, options });
      if (!grouped.ok) return grouped;
      const { groups, failures } = grouped.value;
      return success({ groups: groups.map(describeGroup), failures: [...failures] });
    },
    async 'import.mapping'({ fileId }) {
      const file = files.resolve(fileId);
      if (!file.ok) return file;
      const { path, name } = file.value;
      try {
        const text = await readFile(path, 'utf8');
        if (text.length <= mappingBytes) return readMapping(text, name);
      } catch {
        return failure('file-not-found', `${name} cannot be read.`, { at: { file: name } });
      }
      return failure('invalid-mapping', `${name} is too large for a mapping file.`, { at: { file: name } });
    },
    'import.rejects'({ importId, offset = 0 }) {
      const found = ledger()
        .listImports()
        .find(({ id }) => id === importId);
      if (found === undefined) {
        return failure('unknown-import', `The ledger holds no import ${importId}.`, {
          nextStep: 'Look at the list of imports again.',
        });
      }
      const rejects = ledger().rejectedRows(importId, offset, rejectsOfPart);
      const isLast = rejects.length < rejectsOfPart;
      const end = offset + rejects.length;
      const lines = rejectsLines(rejects, found.file);
      const last = isLast ? missingRejectsLine(found.rejected, end, found.file) : '';
      return success({
        fileName: `import-${importId}-rejected-rows.csv`,
        csv: `${offset === 0 ? rejectsHeader : ''}${lines}${last}`,
        rows: rejects.length,
        nextOffset: isLast ? null : end,
      });
    },
  };
}
