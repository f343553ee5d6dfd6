import { test as base, type ElectronApplication, type Page, _electron as electron } from '@playwright/test';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const projectFolder = resolve(import.meta.dirname, '../..');

/** The Electron to drive: `ELECTRON_OVERRIDE_DIST_PATH` names its folder, as Electron's own package reads it. */
function electronExecutable(): string | undefined {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(projectFolder, 'node_modules/electron/dist');
  const executable = join(folder, 'electron');
  return existsSync(executable) ? executable : undefined;
}

/** Why the Electron journeys cannot run here; undefined when they can. */
export function whyNoElectron(): string | undefined {
  if (process.platform !== 'linux') return 'the Electron journeys run on Linux';
  if (electronExecutable() === undefined) return 'no Electron binary here (set ELECTRON_OVERRIDE_DIST_PATH)';
  if ((process.env['DISPLAY'] ?? '') === '') return 'no display here (run under xvfb-run)';
  return undefined;
}

/** A window of the real app, with a data folder of its own. */
export const test = base.extend<{ electronApp: ElectronApplication; page: Page }>({
  electronApp: async ({}, use) => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'burnrate-electron-'));
    const executablePath = electronExecutable();
    if (executablePath === undefined) throw new Error('No Electron binary.');
    const app = await electron.launch({
      executablePath,
      args: ['--no-sandbox', '--log-level=3', projectFolder],
      env: { ...(process.env as Record<string, string>), BURNRATE_HOME: dataFolder },
    });
    await use(app);
    await app.close();
    await rm(dataFolder, { recursive: true, force: true });
  },
  page: async ({ electronApp }, use) => {
    await use(await electronApp.firstWindow());
  },
});

export { expect } from '@playwright/test';
