import { existsSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';

/** Folder of compiled code in the data folder. */
export const compileCacheFolderName = 'compile-cache';

/**
 * Lets Node keep the code that it compiles from here on and take it from there the next time, where it can (from 22.1 on).
 * Only in a data folder that is there: looking at a price must not make one. It cannot fail: what is missing or does not
 * fit is compiled as ever.
 */
export function keepCompiledCode(dataFolder: string): void {
  if ('enableCompileCache' in module && existsSync(dataFolder)) {
    module.enableCompileCache(join(dataFolder, compileCacheFolderName));
  }
}
