import { createHash, type Hash } from 'node:crypto';
import { success, type Result } from '#shared/result.ts';
import { openContent, type ContentSource } from './read/read-content.ts';

/** A file's identity. */
export interface ContentHash {
  /** SHA-256 of the uncompressed content, hex: a gzipped copy is the same content. */
  readonly sha256: string;
  /** Bytes on disk. */
  readonly sizeBytes: number;
}

/** A hash to feed with content as it passes. */
export function createContentHash(): Hash {
  return createHash('sha256');
}

/** Hashes a file's uncompressed content. Fails as `openContent` does. */
export async function hashContent(source: ContentSource): Promise<Result<ContentHash>> {
  const content = await openContent(source);
  if (!content.ok) return content;
  const hash = createContentHash();
  for await (const chunk of content.value.chunks) {
    if (!chunk.ok) return chunk;
    hash.update(chunk.value);
  }
  return success({ sha256: hash.digest('hex'), sizeBytes: content.value.sizeBytes });
}
