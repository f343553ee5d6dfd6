import { chromium, test as base, type Browser, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromiumExecutable } from './chromium.ts';

const projectFolder = resolve(import.meta.dirname, '../..');

/** A running loopback host with a data folder of its own. */
export interface LoopbackApp {
  readonly url: string;
  readonly dataFolder: string;
}

async function startApp(dataFolder: string): Promise<{ readonly app: LoopbackApp; readonly host: ChildProcess }> {
  const host = spawn(process.execPath, [join(projectFolder, 'dist/main/serve.cjs'), '--with-parent'], {
    env: { ...process.env, BURNRATE_HOME: dataFolder },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((found, failed) => {
    let text = '';
    host.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const match = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(text);
      if (match !== null) found(match[0]);
    });
    host.once('exit', (code) => failed(new Error(`The loopback host ended with code ${code}.`)));
  });
  return { app: { url, dataFolder }, host };
}

async function stopped(host: ChildProcess): Promise<void> {
  const ended = new Promise((done) => host.once('exit', done));
  host.kill('SIGTERM');
  await ended;
}

/** Every journey gets its own services, data folder and page; a console error or a policy breach fails it. */
export const test = base.extend<{ app: LoopbackApp; page: Page }, { sharedBrowser: Browser }>({
  sharedBrowser: [
    async ({}, use) => {
      const browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: ['--no-sandbox'] });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],
  app: async ({}, use) => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'burnrate-e2e-'));
    const { app, host } = await startApp(dataFolder);
    await use(app);
    await stopped(host);
    await rm(dataFolder, { recursive: true, force: true });
  },
  page: async ({ app, sharedBrowser }, use) => {
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
    base.expect(problems).toEqual([]);
  },
});

export { expect } from '@playwright/test';
