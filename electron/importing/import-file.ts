import type { ImportReport } from '#shared/domain/importing.ts';
import { failure, success, type Failed, type Result } from '#shared/result.ts';
import { ledgerFailure } from '#ledger';
import { fileState, hashContent, hashTogether, isSameState } from './hash-content.ts';
import { duplicateReport } from './import-report.ts';
import { createImportRun } from './import-run.ts';
import { createProgress, type ProgressSteps } from './progress.ts';
import type { ImportRequest, JoinedRequest } from './import-request.ts';
import { orAsWindows1252 } from './read/assume-encoding.ts';

/**
 * Reads a usage file into the ledger: first its hash, so that the same content adds nothing, then its rows in one
 * transaction; a large file that the ledger hardly holds is hashed while its rows are read. Any failure leaves the ledger as it was.
 *
 * Fails as `openSource` and `prepareReading` do, and with `no-usable-rows`, `file-changed`, `cancelled`, or the ledger's
 * own failures (`overlapping-import` among them).
 */
export function importFile(request: ImportRequest): Promise<Result<ImportReport>> {
  const { path, name } = request;
  return importJoined({ ...request, name, files: [{ path, name }] });
}

/**
 * Reads several files of one JSON format into the ledger as one import: of rows with equal keys one counts, in whichever
 * of the files they stand. Fails as `importFile` does.
 */
export async function importJoined(request: JoinedRequest): Promise<Result<ImportReport>> {
  try {
    const [file, ...others] = request.files;
    // A folder's logs are JSON, which is UTF-8.
    if (file === undefined || others.length > 0) return await hashAndImport(request);
    return await orAsWindows1252({ ...file, signal: request.signal, limits: request.limits }, (encoded) =>
      hashAndImport({ ...request, files: [{ ...file, encoding: encoded.encoding }] }),
    );
  } catch (error) {
    const failed = ledgerFailure(error);
    if (failed === undefined) throw error;
    return failed;
  }
}

async function hashAndImport(request: JoinedRequest): Promise<Result<ImportReport>> {
  const { files, ledger } = request;
  const states = await Promise.all(files.map((file) => fileState(file.path)));
  const sizes = states.map((state) => state?.sizeBytes ?? 0);
  const progress = createProgress(sizes, request.onProgress);
  const sizeBytes = sizes.reduce((sum, size) => sum + size, 0);
  const run = createImportRun(request, sizeBytes);
  try {
    let sha256: string | undefined;
    if (!ledger.hasImportOfSize(sizeBytes) && (await run.startThread(undefined))) progress.skipHash();
    else {
      const hash = await hashFiles(request, progress);
      if (!hash.ok) return hash;
      sha256 = hash.value;
      const earlier = ledger.findImport(sha256);
      if (earlier !== undefined) return success(duplicateReport(request, earlier));
      await run.startThread(sha256);
    }
    for (const [index, file] of files.entries()) {
      // oxlint-disable-next-line no-await-in-loop
      const read = await run.read(file, sha256, progress);
      if (!read.ok) return read;
      // oxlint-disable-next-line no-await-in-loop
      if (!isSameState(states[index], await fileState(file.path))) return fileChanged(file.name);
      progress.nextFile();
    }
    // A packed copy of what the ledger holds has another size.
    const earlier = sha256 === undefined ? ledger.findImport(run.contentHash()) : undefined;
    return earlier === undefined ? run.finish() : success(duplicateReport(request, earlier));
  } finally {
    await run.end();
  }
}

/** The hash of all files together. Fails as `hashContent` does. */
async function hashFiles(request: JoinedRequest, progress: ProgressSteps): Promise<Result<string>> {
  const hashes: string[] = [];
  for (const file of request.files) {
    // One after the other: a disk reads no faster in parallel.
    // oxlint-disable-next-line no-await-in-loop
    const hash = await hashContent({ ...request, ...file, onBytesRead: progress.bytes });
    if (!hash.ok) return hash;
    progress.nextFile();
    hashes.push(hash.value);
  }
  progress.endHash();
  return success(hashTogether(hashes));
}

function fileChanged(name: string): Failed {
  return failure('file-changed', `${name} changed while it was being read; nothing was added.`, {
    at: { file: name },
    nextStep: 'Wait until the file is complete and import it again.',
  });
}
