import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const projectFolder = resolve(import.meta.dirname, '../..');
const pureFolders = [
  'shared',
  'electron/pricing',
  'electron/simulator',
  'electron/forecasting',
  'electron/tracking',
  'electron/warehouse',
];
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Lints one file, laid at a path of a temporary copy of the project's configuration. */
function lint(file: string, text: string): { readonly passed: boolean; readonly report: string } {
  const folder = mkdtempSync(join(tmpdir(), 'burnrate-purity-'));
  folders.push(folder);
  copyFileSync(join(projectFolder, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
  mkdirSync(join(folder, dirname(file)), { recursive: true });
  writeFileSync(join(folder, file), text);
  // Without types: the rules on trial read syntax, and the temporary folder has no tsconfig.
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(projectFolder, 'node_modules/oxlint/bin/oxlint'), '--config', '.oxlintrc.json', '.'],
    { cwd: folder, encoding: 'utf8' },
  );
  return { passed: status === 0, report: stdout };
}

function sourcesOf(folder: string): readonly string[] {
  return readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

describe('pure folders', () => {
  it.each([
    ['electron/pricing/a.ts', 'export const now = Date.now();', 'read no clock'],
    ['electron/simulator/a.ts', 'export const draw = Math.random();', 'draw no randomness'],
    ['electron/forecasting/a.ts', 'export const start = performance.now();', 'read no clock'],
    ['electron/tracking/a.ts', 'export const now = Date.now();', 'read no clock'],
    ['electron/warehouse/a.ts', 'export const now = Date.now();', 'read no clock'],
    ['shared/a.ts', 'export const home = process.env;', 'read no environment'],
    ['shared/a.ts', "export const page = fetch('https://example.com');", 'Nothing leaves the machine'],
  ])('in %s, the linter refuses %s', (file, text, message) => {
    const { passed, report } = lint(file, text);
    expect(passed).toBe(false);
    expect(report).toContain(message);
  });

  it('may hold what the others may not: the linter lets a host read the clock', () => {
    expect(lint('electron/api/a.ts', 'export const now = Date.now();')).toMatchObject({ passed: true });
  });

  it.each(pureFolders)('%s never asks for the present by `new Date()`', (folder) => {
    const sources = sourcesOf(folder);
    expect(sources.length).toBeGreaterThan(0);
    const asking = sources.filter((file) => /new Date\(\s*\)/.test(readFileSync(join(projectFolder, file), 'utf8')));
    expect(asking).toEqual([]);
  });
});
