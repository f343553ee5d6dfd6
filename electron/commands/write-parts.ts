import { open, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { failure, type Result } from '#shared/result.ts';
import type { CommandHost } from './command-host.ts';

/** Takes a piece of a file's text. */
export type WriteText = (text: string) => void | Promise<void>;

/**
 * Writes a file piece by piece: whole or not at all. What cannot be written is a failure `file-not-written`.
 * @param file `-` = standard output.
 * @param make writes the pieces; its failure leaves no file.
 */
export async function writeParts<T>(
  host: CommandHost,
  file: string,
  make: (write: WriteText) => Promise<Result<T>>,
): Promise<Result<T>> {
  // What is printed ends with a line feed of its own.
  if (file === '-') return make((text) => host.print(text.replace(/\r?\n$/, '')));
  const target = resolve(host.workingFolder, file);
  const partial = `${target}.${process.pid}.tmp`;
  try {
    const handle = await open(partial, 'w');
    let written: Result<T>;
    try {
      written = await make((text) => handle.writeFile(text));
    } finally {
      await handle.close();
    }
    if (written.ok) await rename(partial, target);
    else await rm(partial, { force: true });
    return written;
  } catch (error) {
    await rm(partial, { force: true });
    if (!isSystemError(error)) throw error;
    return failure('file-not-written', 'The file cannot be written there.', { at: { file } });
  }
}

/** True for what the operating system refused; anything else is a bug. */
function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error;
}
