import { appendFile, writeFile } from 'node:fs/promises';
import type { Router } from '#api';
import { missingRejectsLine, rejectsHeader, rejectsLines } from '#importing';
import type { ImportReport } from '#shared/domain/importing.ts';
import { failure, success, type Result } from '#shared/result.ts';

/**
 * Writes the rejected rows of imports to one CSV file: all that the ledger keeps, of a dry run those that its report
 * lists. Fails `file-unwritable`, and as `import.rejects` does.
 */
export async function writeRejects(
  router: Router,
  path: string,
  reports: readonly ImportReport[],
): Promise<Result<void>> {
  try {
    await writeFile(path, rejectsHeader);
    for (const report of reports) {
      // One after the other: they go into one file.
      // oxlint-disable-next-line no-await-in-loop
      const written = await appendRejects(router, path, report);
      if (!written.ok) return written;
    }
    return success(undefined);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return failure('file-unwritable', `${path} cannot be written (${code}).`, { at: { file: path } });
  }
}

async function appendRejects(
  router: Router,
  path: string,
  { importId, file, rejects, rejected }: ImportReport,
): Promise<Result<void>> {
  if (importId === null) {
    await appendFile(path, rejectsLines(rejects, file) + missingRejectsLine(rejected, rejects.length, file));
    return success(undefined);
  }
  let offset: number | null = 0;
  while (offset !== null) {
    // oxlint-disable-next-line no-await-in-loop
    const part: Awaited<ReturnType<typeof router.call<'import.rejects'>>> = await router.call('import.rejects', {
      importId,
      offset,
    });
    if (!part.ok) return part;
    const { csv } = part.value;
    // oxlint-disable-next-line no-await-in-loop
    await appendFile(path, offset === 0 ? csv.slice(rejectsHeader.length) : csv);
    offset = part.value.nextOffset;
  }
  return success(undefined);
}
