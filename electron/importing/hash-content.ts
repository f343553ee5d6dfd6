import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { success, type Result } from '#shared/result.ts';
import { openContent, type ContentSource } from './read/read-content.ts';

/** Hashes a file's uncompressed content: SHA-256, hex. A gzipped copy is the same content. Fails as `openContent` does. */
export async function hashContent(source: ContentSource): Promise<Result<string>> {
  const content = await openContent(source);
  if (!content.ok) return content;
  const hash = createHash('sha256');
  for await (const chunk of content.value.chunks) {
    if (!chunk.ok) return chunk;
    hash.update(chunk.value);
  }
  return success(hash.digest('hex'));
}

/** The content of several files together, in whatever order they come and whatever they are called. */
export function hashTogether(hashes: readonly string[]): string {
  const [only, ...others] = hashes;
  if (only !== undefined && others.length === 0) return only;
  return createHash('sha256').update(hashes.toSorted().join('\n')).digest('hex');
}

/** A file's size and times: as long as they stay, its content does. */
export interface FileState {
  /** Bytes on disk. */
  readonly sizeBytes: number;
  /** Device, inode and times to the nanosecond. */
  readonly version: string;
}

/** The present state of a file; undefined when it cannot be told, because the file is gone for one. */
export async function fileState(path: string): Promise<FileState | undefined> {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return { sizeBytes: Number(size), version: [dev, ino, size, mtimeNs, ctimeNs].join(' ') };
  } catch {
    return undefined;
  }
}

/** True when a file is as it was. */
export function isSameState(before: FileState | undefined, after: FileState | undefined): boolean {
  return before !== undefined && before.version === after?.version;
}
