import { expect, test } from '../loopback-app.ts';
import { writeMadeUsage } from '../made-usage.ts';
import { amount, importFile } from '../page-helpers.ts';

test.describe('plan against actual', () => {
  test('pins a calibrated plan, explains each month, and makes the next version', async ({ page, app }) => {
    await page.clock.setFixedTime(new Date('2026-11-28T12:00:00Z'));
    await importFile(page, await writeMadeUsage(app.dataFolder, { from: '2026-10-20', days: 38 }));
    await page.getByRole('button', { name: /Calibrate/ }).click();
    await expect(page.getByTestId('optimized-monthly')).toBeVisible();

    await page.getByRole('link', { name: 'Plan vs actual' }).click();
    await page.getByRole('button', { name: /^Pin/ }).click();
    const months = page.getByRole('table', { name: 'Plan and actual by month' });
    await expect(months.getByRole('row')).toHaveCount(2);

    // Calibrated on the same usage: the plan is near, and the drivers sum to the difference.
    const [, planned, actual] = await months.getByRole('row').last().getByRole('cell').all();
    if (planned === undefined || actual === undefined) throw new Error('The month has no amounts.');
    const [planUsd, actualUsd] = [await amount(planned), await amount(actual)];
    expect(Math.abs(actualUsd - planUsd) / actualUsd).toBeLessThan(0.05);
    const card = page.getByRole('region', { name: 'Why it differs' });
    await card.getByText('Table', { exact: true }).click();
    const drivers = card.getByRole('row').filter({ hasNotText: /^(Driver|Plan|Actual)/ });
    await expect(drivers).toHaveCount(7);

    await page.reload();
    await expect(page.getByRole('table', { name: 'Pinned plans' }).getByRole('row')).toHaveCount(2);
    await page.getByRole('button', { name: 'Make the next version from the ledger' }).click();
    await expect(page.getByRole('button', { name: /version 2/ }).first()).toBeVisible();
  });

  test('says what to do while no plan is pinned', async ({ page }) => {
    await page.getByRole('link', { name: 'Plan vs actual' }).click();
    await expect(page.getByText('No plan is pinned yet')).toBeVisible();
  });
});
