import { chromium, test as base, type Browser, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumExecutable } from './chromium.ts';
import { startLoopbackApp, type LoopbackApp } from './start-loopback-app.ts';

/** Every journey gets its own services, data folder and page; a console error or a policy breach fails it. */
export const test = base.extend<
  { dataFolder: string; app: LoopbackApp; page: Page; expectedProblems: RegExp[] },
  { sharedBrowser: Browser }
>({
  sharedBrowser: [
    async ({}, use) => {
      const browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: ['--no-sandbox'] });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  dataFolder: async ({}, use) => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'burnrate-e2e-'));
    await use(dataFolder);
    await rm(dataFolder, { recursive: true, force: true });
  },
  app: async ({ dataFolder }, use) => {
    const app = await startLoopbackApp(dataFolder);
    await use(app);
    await app.stop();
  },
  expectedProblems: async ({}, use) => {
    await use([]);
  },
  page: async ({ app, sharedBrowser, expectedProblems }, use) => {
    const context = await sharedBrowser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    await page.goto(app.url);
    await use(page);
    await context.close();
    const unexpected = problems.filter((problem) => !expectedProblems.some((pattern) => pattern.test(problem)));
    base.expect(unexpected).toEqual([]);
  },
});

export { expect } from '@playwright/test';
