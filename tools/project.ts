import { join } from 'node:path';

/** Absolute path of the project's root folder. */
export const projectFolder = join(import.meta.dirname, '..');

/** Absolute path of a file or folder of the project. */
export function inProject(...parts: readonly string[]): string {
  return join(projectFolder, ...parts);
}
