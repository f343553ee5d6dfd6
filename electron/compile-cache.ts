import { existsSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';

/**
 * Where Node keeps the code that it has compiled; undefined while there is no data folder: looking at a price must not
 * make one.
 */
export function compileCacheFolder(dataFolder: string): string | undefined {
  return existsSync(dataFolder) ? join(dataFolder, 'compile-cache') : undefined;
}

/**
 * Lets Node keep the code that it compiles from here on and take it from there the next time, where it can (from 22.1 on).
 * It cannot fail: what is missing or does not fit is compiled as ever.
 */
export function keepCompiledCode(dataFolder: string): void {
  const folder = compileCacheFolder(dataFolder);
  if (folder !== undefined && 'enableCompileCache' in module) module.enableCompileCache(folder);
}
