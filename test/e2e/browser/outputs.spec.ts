import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, test } from '../loopback-app.ts';
import { importFile } from '../page-helpers.ts';

const usage = resolve(import.meta.dirname, '../../fixtures/imports/openai-completions.csv');

/** The file that a format of a menu gives. */
async function saved(
  page: Page,
  menu: string,
  format: string,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  await page.getByRole('button', { name: menu }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: new RegExp(`^${format}`) }).click();
  const download = await downloading;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test.describe('what leaves Burnrate', () => {
  test('is the ledger as FOCUS, OpenMetrics and JSON, and a report of its month', async ({ page }) => {
    await importFile(page, usage);
    await page.getByRole('link', { name: 'Ledger' }).click();
    const focus = await saved(page, 'Other formats', 'FOCUS 1.2');
    expect(focus.name).toBe('burnrate-focus-1.2.csv');
    const lines = focus.bytes.toString().trimEnd().split('\r\n');
    expect(lines[0]).toContain('BilledCost');
    expect(lines.length).toBeGreaterThan(5);

    const metrics = await saved(page, 'Other formats', 'OpenMetrics');
    expect(metrics.bytes.toString()).toMatch(/^burnrate_cost_usd_total\{provider="openai",model="[^"]+"\} \d/m);
    expect(metrics.bytes.toString().endsWith('# EOF\n')).toBe(true);

    const records = await saved(page, 'Other formats', 'JSON');
    const document = JSON.parse(records.bytes.toString()) as { readonly records: readonly unknown[] };
    expect(document.records).toHaveLength(5);

    await page.getByRole('link', { name: 'Overview' }).click();
    const month = await saved(page, 'Save month report', 'Web page');
    expect(month.name).toMatch(/^burnrate-\d{4}-\d{2}\.html$/);
    expect(month.bytes.toString()).toContain('AI spending in');
  });

  test('is a report of the plan, as a page and as a PDF, with the figures on the screen', async ({ page }) => {
    await page.getByRole('link', { name: 'Compare' }).click();
    const optimized = await page.getByTestId('optimized-monthly').innerText();
    const html = await saved(page, 'Save report', 'Web page');
    expect(html.name).toMatch(/\.html$/);
    const text = html.bytes.toString();
    expect(text).toContain(optimized.trim());

    const pdf = await saved(page, 'Save report', 'PDF');
    expect(pdf.bytes.subarray(0, 8).toString()).toBe('%PDF-1.4');

    const report = await page.context().newPage();
    await report.setContent(text);
    await expect(report.getByRole('heading', { name: 'What each lever changes' })).toBeVisible();
    await expect(report.getByRole('table', { name: 'USD by month' })).toBeVisible();
    await expect(report.getByRole('img').first()).toBeVisible();
  });
});
