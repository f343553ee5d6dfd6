import { expect, test } from '../loopback-app.ts';
import { dayAfter, writeMadeUsage } from '../made-usage.ts';
import { importFile } from '../page-helpers.ts';

test.describe('anomalies', () => {
  test('ranks the days that are out of line, and keeps what was said of them', async ({ page, app }) => {
    const from = '2026-08-03';
    const usage = await writeMadeUsage(app.dataFolder, {
      from,
      days: 90,
      // Two Thursdays: one at four times the traffic, one at twice.
      factorOf: (day) => (day === 45 ? 4 : day === 73 ? 2 : 1),
    });
    await importFile(page, usage);
    await page.getByRole('link', { name: 'Anomalies' }).click();
    await expect(page.getByRole('heading', { name: '2 days out of line' })).toBeVisible();
    const cards = page.getByRole('region').filter({ has: page.getByRole('button', { name: /^Acknowledge/ }) });
    await expect(cards.first()).toContainText('17 Sept 2026');
    expect(dayAfter(from, 45)).toBe('2026-09-17');
    await expect(page.getByRole('table', { name: '17 Sept 2026: by model' })).toContainText('claude-sonnet-4-5');

    await page.getByLabel('Note on 17 Sept 2026').fill('A load test of the new index.');
    await page.getByLabel('Note on 17 Sept 2026').blur();
    await page.getByRole('button', { name: 'Acknowledge 17 Sept 2026' }).click();
    await expect(page.getByRole('heading', { name: '1 day out of line' })).toBeVisible();

    // It survives a reload, and a look at another time.
    await page.reload();
    await expect(page.getByRole('heading', { name: '1 day out of line' })).toBeVisible();
    await page.getByLabel('From', { exact: true }).fill('2026-08-10');
    await page.getByRole('switch', { name: 'Hide acknowledged (1)' }).click();
    await expect(page.getByLabel('Note on 17 Sept 2026')).toHaveValue('A load test of the new index.');
    await page.getByRole('button', { name: 'Open again 17 Sept 2026' }).click();
    await expect(page.getByText('Hide acknowledged (0)')).toBeVisible();
  });
});
