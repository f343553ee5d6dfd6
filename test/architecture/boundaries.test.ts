import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync, copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { cruise, type ICruiseResult, type IConfiguration } from 'dependency-cruiser';
import { afterEach, describe, expect, it } from 'vitest';

const projectFolder = resolve(import.meta.dirname, '../..');
const configuration = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as IConfiguration;

type Tree = Readonly<Record<string, string>>;
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Lays a small tree out in a temporary folder and gives the names of the rules that it breaks. */
async function brokenRules(tree: Tree): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'burnrate-boundaries-'));
  folders.push(folder);
  symlinkSync(join(projectFolder, 'node_modules'), join(folder, 'node_modules'));
  copyFileSync(join(projectFolder, 'package.json'), join(folder, 'package.json'));
  for (const [file, text] of Object.entries(tree)) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  const roots = [...new Set(Object.keys(tree).map((file) => file.split('/')[0] ?? ''))];
  const { output } = await cruise(roots, {
    ...configuration.options,
    ruleSet: { forbidden: configuration.forbidden ?? [] },
    validate: true,
    baseDir: folder,
  });
  const { summary } = output as ICruiseResult;
  return summary.violations.map((violation) => violation.rule.name);
}

/** For each rule, the smallest tree that breaks it. */
const breaches: readonly (readonly [rule: string, tree: Tree])[] = [
  [
    'no-cycles',
    {
      'shared/a.ts': "import { b } from './b.ts'; export const a = () => b;",
      'shared/b.ts': "import { a } from './a.ts'; export const b = () => a;",
    },
  ],
  ['shared-imports-only-zod', { 'shared/a.ts': "import { readFileSync } from 'node:fs'; export { readFileSync };" }],
  ['shared-imports-only-zod', { 'shared/a.ts': "import { create } from 'zustand'; export { create };" }],
  [
    'renderer-sees-shared-and-ui-packages',
    { 'renderer/app.ts': "export * from '#simulator';", 'electron/simulator/index.ts': 'export const engine = 1;' },
  ],
  [
    'renderer-engine-is-the-pure-simulator',
    { 'renderer/engine.ts': "export * from '#ledger';", 'electron/ledger/index.ts': 'export const ledger = 1;' },
  ],
  [
    'renderer-hosting-engine-is-pure-self-hosting',
    {
      'renderer/hosting-engine.ts': "export * from '#ledger';",
      'electron/ledger/index.ts': 'export const ledger = 1;',
    },
  ],
  ['renderer-knows-no-node', { 'renderer/app.ts': "import { join } from 'node:path'; export { join };" }],
  [
    'renderer-knows-no-host-packages',
    { 'renderer/app.ts': "import Database from 'better-sqlite3'; export { Database };" },
  ],
  [
    'pure-rooms-do-no-io',
    { 'electron/pricing/index.ts': "import { readFileSync } from 'node:fs'; export { readFileSync };" },
  ],
  [
    'pure-rooms-know-only-pure-rooms',
    {
      'electron/simulator/index.ts': "export * from '#ledger';",
      'electron/ledger/index.ts': 'export const ledger = 1;',
    },
  ],
  [
    'simulator-carries-no-price-data',
    {
      'electron/simulator/index.ts': "export * from '#pricing/books';",
      'electron/pricing/books/index.ts': 'export const book = 1;',
    },
  ],
  ['electron-only-in-the-shell', { 'electron/api/index.ts': "import { app } from 'electron'; export { app };" }],
  [
    'container-knows-no-shell',
    {
      'electron/container.ts': "export * from './shell/index.ts';",
      'electron/shell/index.ts': 'export const shell = 1;',
    },
  ],
  [
    'database-only-in-the-ledger',
    { 'electron/api/index.ts': "import Database from 'better-sqlite3'; export { Database };" },
  ],
  [
    'ledger-is-entered-by-its-index',
    {
      'electron/api/index.ts': "export * from '../ledger/rows.ts';",
      'electron/ledger/rows.ts': 'export const rows = 1;',
    },
  ],
  [
    'features-do-not-know-each-other',
    {
      'renderer/features/compare/view.ts': "export * from '../scenario/model.ts';",
      'renderer/features/scenario/model.ts': 'export const model = 1;',
    },
  ],
  ['product-knows-no-tests', { 'shared/a.ts': "export * from '../test/a.ts';", 'test/a.ts': 'export const a = 1;' }],
  ['no-unresolvable', { 'shared/a.ts': "export * from './nowhere.ts';" }],
];

describe('the boundaries of the house', () => {
  it.each(breaches)('are enforced: %s', async (rule, tree) => {
    expect(await brokenRules(tree)).toContain(rule);
  });

  it('let a tree pass that keeps them', async () => {
    const tree = {
      'shared/a.ts': "import { z } from 'zod'; export const a = z.string();",
      'electron/simulator/index.ts': "export { a as engine } from '#shared/a.ts';",
      'renderer/engine.ts': "export { engine } from '#simulator';",
      'electron/ledger/index.ts': "import Database from 'better-sqlite3'; export { Database };",
      'electron/main.ts': "import { app } from 'electron'; export { app };",
    };
    expect(await brokenRules(tree)).toEqual([]);
  });

  it('show every rule failing on an example', () => {
    const rooms = /-is-entered-by-its-index$/;
    const names = (configuration.forbidden ?? []).map((rule) => rule.name ?? '').filter((name) => !rooms.test(name));
    expect(new Set(breaches.map(([rule]) => rule).filter((name) => !rooms.test(name)))).toEqual(new Set(names));
  });
});
