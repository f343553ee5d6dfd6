import type { ImportBatch, ImportFailure, ImportReport } from '#shared/domain/importing.ts';
import { success, type Result } from '#shared/result.ts';
import { fileState } from './hash-content.ts';
import { groupFiles, importFailure } from './group-files.ts';
import { importJoined } from './import-file.ts';
import type { JoinedRequest } from './import-request.ts';

/**
 * Imports several files, or a folder's: logs of one JSON format together, every other file by itself, each import a
 * transaction of its own. A file that cannot be imported is told and the others go on. Fails `cancelled` alone; what was
 * imported before the cancel stays, and a second run adds nothing twice.
 */
export async function importMany(request: JoinedRequest): Promise<Result<ImportBatch>> {
  const grouped = await groupFiles(request);
  if (!grouped.ok) return grouped;
  const { groups } = grouped.value;
  const failures: ImportFailure[] = [...grouped.value.failures];
  const reports: ImportReport[] = [];
  const sizes = await Promise.all(groups.map((group) => sizeOf(group.files)));
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let done = 0;
  let rows = 0;
  for (const [index, { name, files }] of groups.entries()) {
    // One after the other: each is its own transaction on the one ledger.
    // oxlint-disable-next-line no-await-in-loop
    const report = await importJoined({
      ...request,
      name,
      files,
      onProgress: (progress) =>
        request.onProgress?.({ done: Math.min(total, done + progress.done), total, rows: rows + progress.rows }),
    });
    if (report.ok) reports.push(report.value);
    else if (report.error.code === 'cancelled') return report;
    else failures.push(importFailure({ name, path: '' }, report.error));
    done += sizes[index] ?? 0;
    rows += report.ok ? report.value.rowsRead : 0;
  }
  return success({ reports, failures });
}

async function sizeOf(files: JoinedRequest['files']): Promise<number> {
  const states = await Promise.all(files.map((file) => fileState(file.path)));
  return states.reduce((sum, state) => sum + (state?.sizeBytes ?? 0), 0);
}
