import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test, whyNoElectron } from '../electron-app.ts';

const reason = whyNoElectron();
// A skipped journey says why, whatever the reporter shows.
if (reason !== undefined) process.stdout.write(`Electron journeys of drops skipped: ${reason}\n`);

const fixtures = resolve(import.meta.dirname, '../../fixtures/imports');

/** Drops files and folders of the disk on the page's field for usage files, as the desktop does. */
async function drop(page: Page, paths: readonly string[]): Promise<void> {
  const box = await page.getByText('Drop usage files or folders here').boundingBox();
  if (box === null) throw new Error('There is no field for usage files.');
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2, data };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    // One after the other: they are one gesture.
    // oxlint-disable-next-line no-await-in-loop
    await session.send('Input.dispatchDragEvent', { type, ...at });
  }
  await session.detach();
}

test.describe('dropping on the desktop window', () => {
  test.skip(reason !== undefined, reason);
  let folder = '';

  test.beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'burnrate-drop-'));
  });
  test.afterEach(() => rm(folder, { recursive: true, force: true }));

  test('a folder is opened with all that is in it, and imported', async ({ page }) => {
    const logs = join(folder, 'agent logs');
    await mkdir(join(logs, 'deep', 'er'), { recursive: true });
    await cp(join(fixtures, 'claude-code-session.jsonl'), join(logs, 'deep', 'er', 'session.jsonl'));
    await cp(join(fixtures, 'openai-completions.csv'), join(logs, 'openai.csv'));
    await writeFile(join(logs, 'notes.txt'), 'nothing of use');
    await page.getByRole('link', { name: 'Import' }).click();
    await drop(page, [logs]);
    const card = page.getByRole('region', { name: 'agent logs' });
    await expect(card.getByText('session.jsonl')).toBeVisible();
    await expect(card.getByText('openai.csv')).toBeVisible();
    await card.getByRole('button', { name: /^Import/ }).click();
    const done = page.getByRole('table', { name: 'Imports that were done' });
    await expect(done.getByRole('row')).toHaveCount(3);
    await expect(done.getByText('agent logs/openai.csv')).toBeVisible();
  });

  test('one file is looked at, and several are sorted', async ({ page }) => {
    await page.getByRole('link', { name: 'Import' }).click();
    await drop(page, [join(fixtures, 'openai-completions.csv')]);
    await expect(page.getByRole('region', { name: 'openai-completions.csv' })).toBeVisible();
    await drop(page, [join(fixtures, 'openai-completions.csv'), join(fixtures, 'cursor-events.csv')]);
    await expect(page.getByRole('region', { name: '2 files' }).getByText('cursor-events.csv')).toBeVisible();
  });
});
