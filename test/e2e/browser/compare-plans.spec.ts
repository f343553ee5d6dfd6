import { expect, test } from '../loopback-app.ts';
import { amount } from '../page-helpers.ts';

test.describe('plans side by side', () => {
  test('a branch remembers its parent, and shows what was changed in it and what that does', async ({ page }) => {
    const before = await amount(page.getByTestId('optimized-monthly'));
    await page.getByRole('link', { name: 'Compare' }).click();
    await page.getByRole('link', { name: 'Plans side by side' }).click();
    await expect(page.getByText('Choose a second plan')).toBeVisible();

    await page.getByRole('button', { name: 'Branch the open plan' }).press('Enter');
    const chosen = page.getByRole('list', { name: 'Plans that are compared' });
    await expect(chosen.getByRole('listitem')).toHaveCount(2);
    await expect(chosen.getByRole('listitem').nth(1)).toContainText('open · branch of');
    await expect(page.getByText('No attribute differs: the plans are the same.')).toBeVisible();

    // Twice the system prompt in the branch.
    await page.getByRole('link', { name: 'Scenario', exact: true }).click();
    await expect(page.getByText(/^Branch of .+\. Show what differs$/)).toBeVisible();
    const prompt = page.getByRole('textbox', { name: 'System prompt, tokens per call' }).first();
    const tokens = Number((await prompt.inputValue()).replace(/\D/g, ''));
    await prompt.fill(String(2 * tokens));
    await prompt.press('Tab');
    const after = await amount(page.getByTestId('optimized-monthly'));
    await page.getByRole('link', { name: 'Show what differs' }).click();

    // The comparison of before the edit is there, marked as busy, until the new one is.
    await expect.poll(() => amount(page.getByTestId('plan-monthly-1'))).toBeCloseTo(after, 2);
    expect(await amount(page.getByTestId('plan-monthly-0'))).toBeCloseTo(before, 2);
    const changes = page.getByRole('table', { name: /^Attributes that differ/ });
    const row = changes.getByRole('row').filter({ hasText: 'prompt.system' });
    await expect(row.getByRole('img', { name: 'changed' })).toBeVisible();
    await expect(row).toContainText('+100 %');

    // By keyboard: the branch becomes the measure, and the change turns round.
    await page.getByRole('button', { name: /^Compare with .* make it the first$/ }).press('Enter');
    await expect(page.getByTestId('plan-change-1')).toContainText('−');
    await page.getByRole('button', { name: 'Open all' }).press('Enter');
    const tree = page.getByRole('table', { name: 'Plans by workload, call, model and token kind' });
    await expect(tree.getByRole('img', { name: 'changed' }).first()).toBeVisible();

    // The table twin has what the bars show.
    await page.getByRole('radiogroup', { name: 'Cost a month: show as' }).getByText('Table').click();
    await expect(page.getByRole('table', { name: 'Cost of each plan' }).getByRole('row')).toHaveCount(3);
  });

  test('plans of the library are added and taken out', async ({ page }) => {
    await page.getByRole('button', { name: /^Scenario library/ }).click();
    await page.getByRole('menuitem', { name: /^Duplicate/ }).click();
    await expect(page.getByRole('button', { name: /\(copy\)$/ })).toBeVisible();
    // The library opens the copy on its screen; the way to another one begins there.
    await page.waitForURL(/#\/scenario$/);
    await page.goto(`${page.url().split('#')[0]}#/compare/plans`);
    const chosen = page.getByRole('list', { name: 'Plans that are compared' });
    await expect(chosen.getByRole('listitem')).toHaveCount(1);
    await page.getByRole('combobox', { name: 'Add a plan' }).click();
    await page.getByRole('option').first().click();
    await expect(chosen.getByRole('listitem')).toHaveCount(2);
    await expect(page.getByTestId('plan-change-1')).toBeVisible();
    await chosen
      .getByRole('button', { name: /^Take .* out$/ })
      .last()
      .press('Enter');
    await expect(page.getByText('Choose a second plan')).toBeVisible();
  });
});
