import { rename, writeFile } from 'node:fs/promises';

/** Writes a file whole or not at all: to a temporary file beside it, then renamed over it. @param content text is written as UTF-8. */
export async function writeFileAtomically(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, content, 'utf8');
  await rename(temporary, file);
}
