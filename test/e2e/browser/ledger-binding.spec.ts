import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../loopback-app.ts';
import { importFile } from '../page-helpers.ts';

/** Thirty days with a request every hour, the last one at eleven at night: 24 a day. */
function hourlyUsage(): string {
  const rows = Array.from({ length: 30 * 24 }, (_none, hour) => {
    const at = new Date(Date.UTC(2026, 9, 1, hour)).toISOString();
    return `${at},openai,gpt-4o,chat,1000,${100 + (hour % 24)}`;
  });
  return `timestamp,provider,model,project,input_tokens,output_tokens\n${rows.join('\n')}\n`;
}

test('a number is bound to the ledger, says what was measured, and is undone like any edit', async ({ page, app }) => {
  const file = join(app.dataFolder, 'usage.csv');
  writeFileSync(file, hourlyUsage());
  await importFile(page, file);
  await page.getByRole('link', { name: 'Scenario' }).click();
  await page.getByRole('button', { name: 'Range of Requests per day' }).first().click();
  await page.getByRole('menuitem', { name: /Measured in the ledger/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Requests per day: measured in the ledger' });
  await expect(dialog.getByText('30 days to 2026-10-30', { exact: false })).toBeVisible();

  await dialog.getByLabel('Last days').fill('10');
  await expect(dialog.getByText(/gives 10 days for this number, and a range needs at least 20/)).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Bind to the ledger' })).toBeDisabled();

  await dialog.getByLabel('Last days').fill('30');
  await dialog.getByRole('button', { name: 'Bind to the ledger' }).click();
  await expect(page.getByText(/mean 24.*30 days to 2026-10-30/).first()).toBeVisible();
  await expect(page.getByText(/1 number measured in the ledger/)).toBeVisible();

  await page.getByRole('button', { name: 'Refresh from the ledger', exact: true }).click();
  await expect(page.getByText('One number was read anew.')).toBeVisible();

  await page.keyboard.press('ControlOrMeta+z');
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByText(/number measured in the ledger/)).toBeHidden();
});

test('a fixed cost is shared by workloads, steps up, and takes a price of the catalogue', async ({ page }) => {
  await page.getByRole('link', { name: 'Scenario' }).click();
  await page.getByRole('tab', { name: 'Fixed costs' }).click();
  await page.getByRole('button', { name: 'Add fixed cost' }).click();
  const card = page.getByRole('region', { name: 'New fixed cost' });
  await card.getByRole('button', { name: 'Add a step' }).click();
  await card.getByRole('textbox', { name: /^Units from 20/ }).fill('3');
  await card.getByRole('button', { name: 'Catalogue price for New fixed cost' }).click();
  await page
    .getByRole('menuitem', { name: /Pinecone/ })
    .filter({ hasText: 'GB-month' })
    .click();
  await expect(card.getByRole('textbox', { name: 'USD per unit, USD per unit and month' })).toHaveValue('0.33');
  await expect(card.getByRole('button', { name: 'Note on USD per unit, written' })).toBeVisible();
  await card.getByRole('combobox', { name: 'Workloads that New fixed cost belongs to' }).click();
  await page.getByRole('option').nth(0).click();
  await page.getByRole('option').nth(1).click();
  await page.keyboard.press('Escape');
  await expect(card.getByRole('slider', { name: /^Share of / })).toHaveCount(2);
});
