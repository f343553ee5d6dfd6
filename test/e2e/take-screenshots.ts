import { chromium, type Page } from '@playwright/test';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildWhenStale } from '../../tools/build-when-stale.ts';
import { chromiumExecutable } from './chromium.ts';
import { writeMadeUsage } from './made-usage.ts';
import { importFile } from './page-helpers.ts';
import { startLoopbackApp } from './start-loopback-app.ts';

/**
 * `npm run screenshots [-- FOLDER]`: photographs every screen of the real app, in light and dark, into
 * `out/screenshots` or the folder given: for looking at a change as a stranger would. The README's pictures are copies.
 */

const folder = resolve(process.argv[2] ?? join(import.meta.dirname, '../../out/screenshots'));
const viewport = { width: 1440, height: 900 };

/** Every picture: its name, and how to get there. */
const pictures: readonly (readonly [name: string, open: (page: Page) => Promise<void>])[] = [
  [
    'scenario',
    async (page) => {
      await page.getByRole('link', { name: 'Scenario' }).click();
      await page.getByRole('tab', { name: /Levers/ }).click();
    },
  ],
  ['compare', (page) => visit(page, 'Compare')],
  [
    'compare-plans',
    async (page) => {
      await page.getByRole('link', { name: 'Plans side by side' }).click();
      await page.getByRole('heading', { level: 1, name: 'Compare' }).waitFor();
    },
  ],
  [
    'sensitivity',
    async (page) => {
      await page.getByRole('link', { name: 'Sensitivity' }).click();
      await page.getByText('moves the cost most').waitFor();
    },
  ],
  [
    'optimise',
    async (page) => {
      await page.getByRole('link', { name: 'Optimise' }).click();
      await page
        .getByRole('textbox', { name: 'Good answers, Ticket triage, openai/gpt-4o-mini', exact: true })
        .fill('88');
      await page.getByRole('button', { name: 'Find the cheapest plan' }).click();
      await page.getByRole('heading', { name: 'Recommended plan' }).waitFor();
    },
  ],
  [
    'self-hosting',
    async (page) => {
      await visit(page, 'Self-host');
      await clickOnce(page, 'Add fleet');
    },
  ],
  ['overview', (page) => visit(page, 'Overview')],
  ['budgets', (page) => visit(page, 'Budgets')],
  [
    'forecast',
    async (page) => {
      await visit(page, 'Forecast');
      await page.getByTestId('forecast-month-end').waitFor();
    },
  ],
  ['anomalies', (page) => visit(page, 'Anomalies')],
  [
    'plan-actual',
    async (page) => {
      await visit(page, 'Plan vs actual');
      await clickOnce(page, /^Pin /);
    },
  ],
  ['import', (page) => visit(page, 'Import')],
  [
    'calibration',
    async (page) => {
      await visit(page, 'Calibration');
      await clickOnce(page, 'Fit the ledger');
    },
  ],
  ['ledger', (page) => visit(page, 'Ledger')],
  ['catalogue', (page) => visit(page, 'Catalogue')],
  [
    'model',
    async (page) => {
      await page.getByRole('textbox', { name: 'Search models and tools' }).fill('openai o3');
      await page.getByRole('gridcell', { name: 'o3', exact: true }).click();
    },
  ],
];

/** Presses a button that the first picture needs and the second finds done. */
async function clickOnce(page: Page, name: string | RegExp): Promise<void> {
  const button = page.getByRole('button', { name }).first();
  const isThere = await button.waitFor({ timeout: 2000 }).then(
    () => true,
    () => false,
  );
  if (isThere) await button.click();
}

async function visit(page: Page, title: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: title, exact: true }).click();
}

await buildWhenStale();
await mkdir(folder, { recursive: true });
const dataFolder = await mkdtemp(join(tmpdir(), 'burnrate-pictures-'));
const app = await startLoopbackApp(dataFolder);
const browser = await chromium.launch({ executablePath: await chromiumExecutable(), args: ['--no-sandbox'] });
try {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  await page.goto(app.url);
  await page.getByTestId('optimized-monthly').waitFor();
  await importFile(
    page,
    await writeMadeUsage(dataFolder, { from: '2026-08-02', days: 100, factorOf: (day) => (day === 95 ? 3 : 1) }),
  );
  for (const colorScheme of ['light', 'dark'] as const) {
    // One picture after the other, in one window.
    // oxlint-disable-next-line no-await-in-loop
    await page.emulateMedia({ colorScheme });
    for (const [name, open] of pictures) {
      // oxlint-disable-next-line no-await-in-loop
      await open(page);
      // Charts and screens arrive with their scripts: long enough for a slow machine.
      // oxlint-disable-next-line no-await-in-loop
      await page.waitForTimeout(1000);
      // oxlint-disable-next-line no-await-in-loop
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
    }
  }
} finally {
  await browser.close();
  await app.stop();
  await rm(dataFolder, { recursive: true, force: true });
}
