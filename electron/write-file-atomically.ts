import { rename, writeFile } from 'node:fs/promises';

/** Writes a text file whole or not at all: to a temporary file beside it, then renamed over it. */
export async function writeFileAtomically(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, text, 'utf8');
  await rename(temporary, file);
}
