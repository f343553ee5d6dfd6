import { expect, test } from '../loopback-app.ts';
import { amount } from '../page-helpers.ts';

test.describe('ranges on the workbench', () => {
  test('stand below the headline, and belong to the plan as it is now', async ({ page }) => {
    const range = page.getByTestId('optimized-monthly-range');
    await expect(range).toHaveText(/^\$[\d.]+K to \$[\d.]+K$/);
    const before = await range.innerText();
    const prompt = page.getByRole('textbox', { name: 'System prompt, tokens per call' }).first();
    await prompt.fill('9000');
    await prompt.press('Tab');
    await expect(range).toHaveText(/^\$[\d.]+K to \$[\d.]+K$/);
    await expect(range).not.toHaveText(before);

    const table = page.getByRole('table', { name: 'Range of the monthly cost' });
    await expect(table.getByRole('rowheader')).toHaveText(['P5', 'P25', 'P50', 'P75', 'P95', 'Mean']);
    const optimized = await amount(page.getByTestId('optimized-monthly'));
    const [low, high] = [
      await amount(table.getByRole('row', { name: /^P5 / }).getByRole('cell').nth(1)),
      await amount(table.getByRole('row', { name: /^P95/ }).getByRole('cell').nth(1)),
    ];
    expect(low).toBeLessThan(optimized);
    expect(high).toBeGreaterThan(optimized);
  });

  test('say how likely a budget is exceeded, which is remembered', async ({ page }) => {
    const budget = page.getByRole('textbox', { name: 'Budget a month' });
    await expect(page.getByText('Type a budget to see how likely the mean month is above it.')).toBeVisible();
    await budget.fill('1');
    await expect(page.getByText('Above it in 100 % of outcomes; without levers in 100 %.')).toBeVisible();
    await budget.fill('9000000');
    await expect(page.getByText('Above it in 0 % of outcomes; without levers in 0 %.')).toBeVisible();
    await page.reload();
    await expect(page.getByText('Above it in 0 % of outcomes; without levers in 0 %.')).toBeVisible();
  });

  test('give each lever its band and its chance, and each month its own', async ({ page }) => {
    const levers = page.getByRole('table', { name: 'Range and chance of each lever' });
    await expect(levers.getByRole('row').nth(1)).toContainText(/(−\$[\d,.]+ ?[KMB]?){5}100 %$/);
    await expect(page.getByText(/costs \$[\d,.]+ to \$[\d,.]+ in nine of ten outcomes\.$/)).toBeVisible();
    await page.getByRole('radiogroup', { name: 'Cost by month: show as' }).getByText('Table').click();
    const months = page.getByRole('table', { name: 'Cost by month' });
    await expect(months.getByRole('row')).toHaveCount(13);
    await expect(months.getByRole('columnheader', { name: 'P5 to P95' })).toHaveCount(2);
    const units = page.getByRole('table', { name: 'Cost per request, conversation and user' });
    await expect(units.getByRole('row').nth(1)).toContainText(', per request$');
  });
});

test.describe('correlations on the workbench', () => {
  test('are added in words, move the range, and are refused where they contradict each other', async ({ page }) => {
    const range = page.getByTestId('optimized-monthly-range');
    await expect(range).toHaveText(/\$/);
    const before = await range.innerText();
    await page.getByRole('tab', { name: 'Correlations' }).click();
    await page.getByRole('button', { name: 'Add a pair' }).press('Enter');
    await expect(page.getByText(/^When .+ is high, .+ is more often high too\.$/)).toBeVisible();
    const coefficient = page.getByRole('textbox', { name: 'Coefficient' });
    await coefficient.first().fill('0.8');
    await expect(page.getByText(/is nearly always high too\.$/)).toBeVisible();
    await expect(range).toHaveText(/\$/);
    await expect(range).not.toHaveText(before);

    // A moves with B and with C, which are independent of each other: both cannot be as close as that.
    await page.getByRole('button', { name: 'Add a pair' }).click();
    await coefficient.last().fill('0.9');
    const refused = 'The correlations contradict each other: no inputs can move like this together.';
    await expect(page.getByText(refused).first()).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText(refused)).toHaveCount(0);
  });
});
