import type { Page } from '@playwright/test';
import { expect, test } from '../loopback-app.ts';
import { writeMadeUsage } from '../made-usage.ts';
import { amount, importFile } from '../page-helpers.ts';

/** 100 days to 9 November: the month is to be ended by the forecast. */
async function importDays(page: Page, dataFolder: string, days: number): Promise<void> {
  await importFile(page, await writeMadeUsage(dataFolder, { from: '2026-08-02', days }));
}

test.describe('forecast', () => {
  test('says where usage comes from while there is none', async ({ page }) => {
    await page.getByRole('link', { name: 'Forecast' }).click();
    await expect(page.getByText('No usage is recorded yet')).toBeVisible();
  });

  test('ends the month with bands, beside how well such forecasts did, and knows launches and budgets', async ({
    page,
    app,
  }) => {
    await importDays(page, app.dataFolder, 100);
    await page.getByRole('link', { name: 'Forecast' }).click();
    const monthEnd = page.getByTestId('forecast-month-end');
    const expected = await amount(monthEnd);
    expect(expected).toBeGreaterThan(0);
    await expect(page.getByRole('table', { name: 'Backtest' }).getByRole('row', { name: /MASE/ })).toContainText(
      /\d\.\d\d/,
    );

    const chart = page.getByRole('region', { name: 'Spend ahead' });
    await chart.getByText('Months', { exact: true }).click();
    await chart.getByText('Table', { exact: true }).click();
    const table = chart.getByRole('table', { name: 'Spend ahead' });
    // August begins on the 2nd in the file: it is no whole month. September, October, and three months ahead.
    await expect(table.getByRole('row')).toHaveCount(1 + 2 + 3);

    await page.getByLabel('Budget of the month, USD').fill((expected / 2).toFixed(2));
    await page.getByLabel('Budget of the month, USD').blur();
    await expect(page.getByTestId('forecast-run-out')).toHaveText(/Nov 2026/);

    await page.getByLabel('Launch or other step on').fill('2026-11-20');
    await page.getByLabel('Spend from then on').fill('100');
    await page.getByRole('button', { name: 'Add launch' }).click();
    await expect(page.getByRole('table', { name: 'Known facts' })).toContainText('Launch: all spend');
    await expect.poll(() => amount(monthEnd)).toBeGreaterThan(1.2 * expected);

    // One project's share is less than the whole.
    await page.getByRole('combobox', { name: 'Project' }).click();
    await page.getByRole('option', { name: 'support' }).click();
    await expect.poll(() => amount(monthEnd)).toBeLessThan(expected);
  });

  test('of a few days is a run rate that says so', async ({ page, app }) => {
    await importDays(page, app.dataFolder, 5);
    await page.getByRole('link', { name: 'Forecast' }).click();
    await expect(page.getByRole('region', { name: 'Method: Run rate' })).toContainText('models need 14');
    await expect(page.getByText('by convention, not an estimate')).toBeVisible();
  });
});
