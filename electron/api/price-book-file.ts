import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { bookTooLarge, maximumBookSize } from '#pricing/books';
import { failure, success, type Result } from '#shared/result.ts';
import type { GrantedFile } from './file-grants.ts';

/** A price file as it was read. */
export interface PriceBookFile {
  /** Its name as the user knows it. */
  readonly file: string;
  readonly text: string;
  /** SHA-256 of its content, hex. */
  readonly sha256: string;
}

/** Reads a price file. Fails `file-not-found` or `book-too-large`. */
export async function readPriceBookFile({ path, name }: GrantedFile): Promise<Result<PriceBookFile>> {
  let content: Buffer;
  try {
    const { size } = await stat(path);
    if (size > maximumBookSize) return bookTooLarge(name);
    content = await readFile(path);
  } catch {
    return failure('file-not-found', 'The price file cannot be read.', { at: { file: name } });
  }
  return success({ file: name, text: content.toString('utf8'), sha256: sha256Of(content) });
}

/** SHA-256 of a text or content, hex. */
export function sha256Of(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
