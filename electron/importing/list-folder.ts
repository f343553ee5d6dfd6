import { opendir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { failure, success, type Result } from '#shared/result.ts';
import type { ImportedFile } from './import-request.ts';
import { readLimits, type ReadLimits } from './limits.ts';

/** Endings of files that are looked at in a folder; what they hold is told by their content. */
const textFile = /\.(csv|tsv|txt|json|jsonl|ndjson)(\.gz)?$/i;

/** True when a path is a folder. */
export async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

/**
 * Lists the files of a folder and the folders in it that may hold usage, in the order of their names. Hidden files,
 * links and files of other kinds are passed over. Fails `folder-unreadable`, `folder-empty`, `folder-too-large`.
 * @param name the folder's name, which the files' names begin with.
 */
export async function listFolder(
  path: string,
  name: string = basename(path),
  { folderFiles }: Pick<ReadLimits, 'folderFiles'> = readLimits,
): Promise<Result<readonly ImportedFile[]>> {
  const files: ImportedFile[] = [];
  const folders: ImportedFile[] = [{ path, name }];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    try {
      // One folder after the other, so that no more than one is open.
      // oxlint-disable-next-line no-await-in-loop
      for await (const entry of await opendir(folder.path)) {
        if (entry.name.startsWith('.')) continue;
        const found = { path: join(folder.path, entry.name), name: `${folder.name}/${entry.name}` };
        if (entry.isDirectory()) folders.push(found);
        else if (entry.isFile() && textFile.test(entry.name)) files.push(found);
      }
    } catch {
      return failure('folder-unreadable', `The folder ${folder.name} cannot be read.`, {
        at: { file: folder.name },
        nextStep: 'Check that it is there and that you may read it.',
      });
    }
    if (files.length + folders.length > folderFiles) {
      return failure('folder-too-large', `${name} holds more than ${folderFiles.toLocaleString('en-US')} files.`, {
        at: { file: name },
        nextStep: 'Import the folders in it one by one.',
      });
    }
  }
  if (files.length > 0) return success(files.sort((a, b) => (a.path < b.path ? -1 : 1)));
  return failure('folder-empty', `${name} holds no file that could be usage (CSV, TSV, JSON, JSONL).`, {
    at: { file: name },
    nextStep: 'Pick the folder that the logs or exports are in.',
  });
}
