import { expect, test } from '../loopback-app.ts';
import { amount } from '../page-helpers.ts';

test.describe('planning by hand', () => {
  test('takes a system prompt as its text, counts it, and goes back to a number', async ({ page }) => {
    const baseline = page.getByTestId('baseline-monthly');
    const before = await amount(baseline);
    await page.getByRole('button', { name: 'Give System prompt as text' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'System prompt as text' });
    await dialog.getByRole('textbox', { name: 'Text' }).fill('You answer in one sentence.');
    await expect(dialog.getByText('6 tokens, exact')).toBeVisible();
    await dialog.getByRole('button', { name: 'Use this text' }).click();
    await expect(page.getByText('6 tokens, exact')).toBeVisible();
    expect(await amount(baseline)).toBeLessThan(before);

    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await amount(baseline)).toBeCloseTo(before, 2);
    await page.getByRole('button', { name: 'Redo' }).click();
    await page.getByRole('button', { name: 'Use a number for System prompt instead of its text' }).click();
    await expect(page.getByRole('textbox', { name: 'System prompt, tokens per call' }).first()).toHaveValue('6');
  });

  test('keeps a note and its source with an input, and shows them in the explanation', async ({ page }) => {
    await page.getByRole('button', { name: 'Note on Requests per day' }).first().press('Enter');
    await page.getByRole('textbox', { name: 'Note', exact: true }).fill('Forecast of the product team');
    await page.getByRole('textbox', { name: 'Source' }).fill('Roadmap, May 2027');
    await page.getByRole('button', { name: 'Keep' }).click();
    await expect(page.getByRole('button', { name: 'Note on Requests per day, written' })).toBeFocused();
    await page.getByRole('button', { name: 'Note on Requests per day, written' }).click();
    await expect(page.getByRole('textbox', { name: 'Source' })).toHaveValue('Roadmap, May 2027');
  });

  test('starts a plan from a template, with its cost and the notes of its numbers', async ({ page }) => {
    await page.getByRole('button', { name: /^Scenario library/ }).click();
    await page.getByRole('menuitem', { name: 'New plan…' }).click();
    const gallery = page.getByRole('dialog', { name: 'New plan' });
    await expect(gallery.getByRole('button', { name: /^Start from / })).toHaveCount(6);
    await gallery.getByRole('button', { name: 'Start from Chat support' }).click();
    await expect(page.getByRole('button', { name: /open: Chat support/ })).toBeVisible();
    // 10,000 × 30 × (1,580 × $2.50 + 180 × $10) ÷ 10⁶.
    expect(await amount(page.getByTestId('baseline-monthly'))).toBeCloseTo(1725, 2);
    await page.getByRole('button', { name: 'Note on System prompt, written' }).click();
    await expect(page.getByRole('textbox', { name: 'Source' })).toHaveValue(/75 English words/);
  });
});
