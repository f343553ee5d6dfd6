import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const source = new URL('../../../electron/compile-cache.ts', import.meta.url).href;

/** Runs a process that keeps its code in a data folder and loads a module after that. */
function runKeeping(dataFolder: string): void {
  const script = `
    const { keepCompiledCode } = await import(${JSON.stringify(source)});
    keepCompiledCode(${JSON.stringify(dataFolder)});
    await import(${JSON.stringify(new URL('../../../electron/data-folder.ts', import.meta.url).href)});
  `;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(status).toBe(0);
}

describe('keepCompiledCode', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'burnrate-compile-cache-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('keeps compiled code in the data folder', () => {
    runKeeping(folder);
    expect(readdirSync(join(folder, 'compile-cache'))).not.toEqual([]);
  });

  it('makes no data folder', () => {
    const absent = join(folder, 'absent');
    runKeeping(absent);
    expect(existsSync(absent)).toBe(false);
  });
});
