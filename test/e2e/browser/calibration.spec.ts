import { expect, test } from '../loopback-app.ts';
import { writeMadeUsage } from '../made-usage.ts';
import { importFile } from '../page-helpers.ts';

test.describe('calibration', () => {
  test('shows every fit with its sample and interval, and what the data cannot tell', async ({ page, app }) => {
    await importFile(page, await writeMadeUsage(app.dataFolder, { from: '2026-08-03', days: 70 }));
    await page.getByRole('link', { name: 'Calibration' }).click();
    await page.getByRole('button', { name: 'Fit the ledger' }).click();
    const weekdays = page.getByRole('region', { name: 'Arrivals by weekday' });
    await expect(weekdays).toContainText('the busiest day');
    await weekdays.getByText('Table', { exact: true }).click();
    await expect(weekdays.getByRole('row')).toHaveCount(1 + 7);
    await expect(page.getByRole('region', { name: 'Cache hit rates' })).toContainText('95 % interval');
    await expect(page.getByRole('region', { name: 'Retries' })).toContainText('Missing: It takes a request log');
    await expect(page.getByRole('region', { name: 'Tokens per call' })).toContainText('one record a request');
    await page.getByRole('button', { name: 'Open as a scenario' }).click();
    await expect(page.getByTestId('optimized-monthly')).toBeVisible();
  });
});
