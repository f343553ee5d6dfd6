import { expect, test } from '../loopback-app.ts';
import { amount } from '../page-helpers.ts';

test.describe('undo, redo and autosave', () => {
  test('take back an intent at a time by keyboard: a number typed digit by digit, a choice of a picker', async ({
    page,
  }) => {
    const optimized = page.getByTestId('optimized-monthly');
    const before = await amount(optimized);
    const prompt = page.getByRole('textbox', { name: 'System prompt, tokens per call' }).first();
    const tokens = await prompt.inputValue();
    await prompt.fill('');
    await prompt.pressSequentially('12345');
    await expect.poll(() => amount(optimized)).toBeGreaterThan(before);
    await prompt.press('Control+z');
    await expect(prompt).toHaveValue(tokens);
    expect(await amount(optimized)).toBeCloseTo(before, 2);
    await prompt.press('Control+Shift+Z');
    await expect(prompt).toHaveValue('12,345');
    await prompt.press('Control+z');

    // The focus stays in the picker after a choice, and the choice is taken back from there.
    const model = page.getByRole('combobox', { name: /^Model/ }).first();
    const chosen = await model.inputValue();
    await model.fill('gpt-4.1-nano');
    await page
      .getByRole('option', { name: /^openai\/gpt-4\.1-nano/ })
      .first()
      .click();
    await expect(model).not.toHaveValue(chosen);
    await model.press('Control+z');
    await expect(model).toHaveValue(chosen);
  });

  test('a budget is no part of the plan: undo there leaves the plan alone', async ({ page }) => {
    const prompt = page.getByRole('textbox', { name: 'System prompt, tokens per call' }).first();
    await prompt.fill('5000');
    await prompt.press('Tab');
    const budget = page.getByRole('textbox', { name: 'Budget a month' });
    await budget.fill('100');
    await budget.press('Control+z');
    await expect(prompt).toHaveValue('5,000');
  });

  test('an edit is saved by itself and is there after a reload', async ({ page }) => {
    const prompt = page.getByRole('textbox', { name: 'System prompt, tokens per call' }).first();
    await prompt.fill('4321');
    await expect(page.getByText('Saving…')).toBeVisible();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    await page.reload();
    await expect(prompt).toHaveValue('4,321');
  });
});
