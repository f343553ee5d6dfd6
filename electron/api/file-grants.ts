import { randomUUID } from 'node:crypto';
import { failure, success, type Result } from '#shared/result.ts';

/** Files that may be waiting at once; beyond it the oldest grant lapses. */
const maximumGrants = 1000;

/** A file that the user handed over: where it lies and what the user calls it. */
export interface GrantedFile {
  readonly path: string;
  /** File name without folders, as the user knows it. */
  readonly name: string;
}

/**
 * Files that the user picked or dropped, by opaque id. The window names files by these ids only, so that a page can
 * never read a path of its own choosing.
 */
export interface FileGrants {
  /** Hands a file to the services. @returns the file's id. */
  grant(path: string, name: string): string;
  /** The file behind an id. Fails `unknown-file` for an id that was never given out or has lapsed. */
  resolve(fileId: string): Result<GrantedFile>;
}

/** An empty set of grants; it lives as long as the services, so a window reload keeps the ids valid. */
export function createFileGrants(): FileGrants {
  const files = new Map<string, GrantedFile>();
  return {
    grant(path, name) {
      const fileId = randomUUID();
      files.set(fileId, { path, name });
      for (const oldest of files.keys()) {
        if (files.size <= maximumGrants) break;
        files.delete(oldest);
      }
      return fileId;
    },
    resolve(fileId) {
      const file = files.get(fileId);
      if (file === undefined) {
        return failure('unknown-file', 'This file is no longer open to Burnrate.', {
          nextStep: 'Pick the file again.',
        });
      }
      return success(file);
    },
  };
}
