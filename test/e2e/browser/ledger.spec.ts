import type { Page } from '@playwright/test';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { expect, test } from '../loopback-app.ts';
import { chooseFile, importFile } from '../page-helpers.ts';

const fixtures = resolve(import.meta.dirname, '../../fixtures/imports');

/** Imports the trace as gpt-4o, and OpenAI's export as it stands. */
async function importBoth(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Import' }).click();
  await chooseFile(page, resolve(fixtures, 'trace.csv'));
  const trace = page.getByRole('region', { name: 'trace.csv' });
  await trace.getByRole('combobox', { name: 'Model' }).fill('openai/gpt-4o');
  await page
    .getByRole('option', { name: /openai\/gpt-4o(?![-\w])/ })
    .first()
    .click();
  await trace.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Imported trace.csv' })).toBeVisible();

  await importFile(page, resolve(fixtures, 'openai-completions.csv'));
}

/** The text of a download. */
async function exported(page: Page, button: string): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  return readFile(await (await download).path(), 'utf8');
}

test.describe('the ledger', () => {
  test('is empty at first, and says where usage comes from', async ({ page }) => {
    await page.getByRole('link', { name: 'Ledger' }).click();
    await expect(page.getByText('The ledger is empty')).toBeVisible();
    await page.getByRole('link', { name: 'Import usage' }).click();
    await expect(page.getByRole('heading', { name: 'Import', level: 1 })).toBeVisible();
  });

  test('shows, filters, groups and exports what was imported', async ({ page }) => {
    await importBoth(page);
    await page.getByRole('link', { name: 'Ledger' }).click();
    const totals = page.getByRole('region', { name: 'Totals' });
    // 4 requests of the trace, 5 rows with usage of the export.
    await expect(totals).toContainText('Records9');
    await expect(page.getByRole('img', { name: /16 Nov 2023/ })).toBeVisible();

    await page.getByRole('combobox', { name: 'Group by' }).click();
    await page.getByRole('option', { name: 'Import', exact: true }).click();
    const groups = page.getByRole('grid', { name: 'Cost by import' });
    // 1,967 × $2.50/M + 336 × $10/M = $0.0082775.
    await expect(groups.getByRole('row', { name: /1 · trace\.csv/ })).toContainText('$0.008278');

    await page.getByRole('combobox', { name: 'Project' }).click();
    await page.getByRole('option', { name: 'proj_alpha' }).click();
    await page.keyboard.press('Escape');
    await expect(totals).toContainText('Records5');
    await expect(groups.getByRole('row')).toHaveCount(2);
    const groupsCsv = await exported(page, 'Export groups as CSV');
    expect(groupsCsv.trimEnd().split('\r\n')).toHaveLength(2);

    await page.getByRole('link', { name: 'Records', exact: true }).click();
    const records = page.getByRole('grid', { name: 'Usage records' });
    await expect(records.getByRole('row')).toHaveCount(6);
    await expect(records.getByRole('row', { name: /gpt-4o-2024-08-06/ })).toContainText('53,440');
    await records.focus();
    await page.keyboard.press('Control+End');
    await expect(records.locator('[data-active]')).toHaveCount(1);
    const recordsCsv = await exported(page, 'Export records as CSV');
    expect(recordsCsv.trimEnd().split('\r\n')).toHaveLength(6);
    expect(recordsCsv).not.toContain('2023-11-16');

    await page.getByRole('button', { name: 'Show all' }).click();
    await expect(totals).toContainText('Records9');
    await page.getByLabel('To, included').fill('2023-12-31');
    await expect(totals).toContainText('Records4');
  });

  test('is backed up, and put back as it was', async ({ page }) => {
    await importBoth(page);
    await page.getByRole('link', { name: 'Ledger' }).click();
    await page.getByRole('link', { name: 'Backup and check' }).click();
    await page.getByRole('button', { name: 'Back up now' }).click();
    const restore = page.getByRole('button', { name: /^Restore usage\.ledger/ }).first();
    await expect(restore).toBeVisible();

    await page.getByRole('link', { name: 'Import' }).click();
    await page.getByRole('button', { name: 'Undo the import of trace.csv' }).click();
    await page.getByRole('button', { name: 'Undo import' }).click();
    await expect(page.getByRole('button', { name: 'Undo the import of trace.csv' })).toHaveCount(0);

    await page.getByRole('link', { name: 'Ledger' }).click();
    await expect(page.getByRole('region', { name: 'Totals' })).toContainText('Records5');
    await page.getByRole('link', { name: 'Backup and check' }).click();
    await restore.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Restore', exact: true }).click();
    await expect(page.getByText(/The ledger holds 9 usage records/)).toBeVisible();
  });
});

test.describe('several files at once', () => {
  test('are told apart, imported in turn, and asked about one by one', async ({ page }) => {
    await page.getByRole('link', { name: 'Import' }).click();
    const dialog = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose files' }).click();
    await (
      await dialog
    ).setFiles(['openai-completions.csv', 'openai-bad-rows.csv', 'trace.csv'].map((name) => resolve(fixtures, name)));
    const survey = page.getByRole('region', { name: '3 files' });
    await expect(survey.getByRole('row')).toHaveCount(4);
    await survey.getByRole('button', { name: 'Import all' }).click();

    // The second file repeats a bucket of the first, and the trace names no model: each asks for itself.
    await expect(page.getByRole('heading', { name: '1 import done, 2 refused' })).toBeVisible();
    const overlap = page.getByRole('alert').filter({ hasText: 'openai-bad-rows.csv repeats usage' });
    await overlap.getByRole('button', { name: 'Add only what is new' }).click();
    await expect(page.getByRole('heading', { name: 'Imported openai-bad-rows.csv' })).toBeVisible();
    const rejects = await exported(page, 'Save them as CSV');
    expect(rejects).toContain('is negative');

    await page.getByRole('button', { name: 'Look at trace.csv' }).click();
    await expect(page.getByRole('region', { name: 'trace.csv' }).getByText(/Recognised:/)).toBeVisible();
  });
});

/** The host of a folder whose ledger is another program's file. */
const spoilt = test.extend({
  dataFolder: async ({ dataFolder }, use) => {
    await writeFile(join(dataFolder, 'usage.ledger'), 'This is a letter, and no ledger.\n'.repeat(200));
    await use(dataFolder);
  },
});

spoilt.describe('a ledger that cannot be opened', () => {
  spoilt('is told on every screen that needs it, with the way on', async ({ page }) => {
    await page.getByRole('link', { name: 'Import' }).click();
    await expect(page.getByRole('region', { name: 'Status' })).toContainText('cannot be read');
    await expect(page.getByRole('alert').filter({ hasText: 'cannot be used as it is' })).toContainText(
      'not a Burnrate ledger',
    );
    await page.getByRole('link', { name: 'Open the Ledger screen' }).click();
    const problem = page.getByRole('alert', { name: 'The file is not a Burnrate ledger' });
    await expect(problem).toContainText('Burnrate leaves it alone');
    await expect(problem.getByRole('button', { name: 'Restore from a file…' })).toBeVisible();
  });
});
