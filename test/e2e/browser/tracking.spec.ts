import { resolve } from 'node:path';
import { expect, test } from '../loopback-app.ts';
import { amount, importFile } from '../page-helpers.ts';

const usage = resolve(import.meta.dirname, '../../fixtures/imports/openai-completions.csv');

test.describe('tracking', () => {
  test('says where usage comes from while there is none', async ({ page }) => {
    await page.getByRole('link', { name: 'Overview' }).click();
    await expect(page.getByText('No usage is recorded yet')).toBeVisible();
    await page.getByRole('link', { name: 'Budgets' }).click();
    await expect(page.getByText('No budget yet')).toBeVisible();
  });

  test('shows what is spent, and tells once when a budget is used up', async ({ page }) => {
    await importFile(page, usage);
    await page.getByRole('link', { name: 'Overview' }).click();
    const month = page.getByTestId('spend-month');
    const spentUsd = await amount(month);
    expect(spentUsd).toBeGreaterThan(0);
    await expect(page.getByRole('table', { name: 'The month by model' })).toBeVisible();
    // The last records, each opening into its amounts and prices.
    const recent = page.getByRole('table', { name: 'Recent usage' });
    await recent.getByRole('button', { name: /^\$/ }).first().click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Open Input/ })
      .click();
    await expect(page.getByRole('dialog')).toContainText('Tokens × rate');
    await page.keyboard.press('Escape');

    await page.getByRole('link', { name: 'Budgets' }).click();
    await page.getByRole('button', { name: 'New budget' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByText('Give it a name.')).toBeVisible();
    await dialog.getByLabel('Name').fill('The team');
    // Twice the amount is spent: every threshold is passed.
    await dialog
      .getByLabel('Amount', { exact: false })
      .first()
      .fill((spentUsd / 2).toFixed(6));
    await dialog.getByRole('button', { name: 'Save' }).click();

    const card = page.getByRole('region', { name: 'The team' });
    await expect(card.getByText('200 % used')).toBeVisible();
    const alerts = page.getByRole('table', { name: 'Alerts' });
    await expect(alerts.getByRole('row')).toHaveCount(1 + 4);
    await page.getByRole('button', { name: 'Mark all as seen' }).click();
    await expect(alerts.getByText('not yet')).toHaveCount(0);

    await page.reload();
    await expect(card.getByText('200 % used')).toBeVisible();
    await expect(alerts.getByRole('row')).toHaveCount(1 + 4);
  });
});
