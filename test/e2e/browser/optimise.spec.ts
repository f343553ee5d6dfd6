import { expect, test } from '../loopback-app.ts';
import { amount } from '../page-helpers.ts';

test.describe('optimising a plan', () => {
  test('refuses an unknown quality, finds the cheapest plan, applies it as one step, and keeps it as a plan of its own', async ({
    page,
  }) => {
    await page.getByRole('link', { name: 'Optimise' }).click();
    await expect(page.getByRole('heading', { name: 'Optimise', level: 1 })).toBeVisible();

    // A limit on what is not known is refused, with what to enter.
    await page.getByRole('textbox', { name: 'Good answers, at least' }).fill('90');
    await page.getByRole('button', { name: 'Find the cheapest plan' }).click();
    await expect(page.getByText('A limit on quality needs to know how good the answers are')).toBeVisible();
    await page.getByRole('textbox', { name: 'Good answers, at least' }).fill('');

    // The user's own number makes a model a candidate for the calls of its workload.
    await page
      .getByRole('textbox', { name: 'Good answers, Ticket triage, openai/gpt-4o-mini', exact: true })
      .fill('88');
    await page.getByRole('button', { name: 'Find the cheapest plan' }).click();
    await expect(page.getByRole('heading', { name: 'Recommended plan' })).toBeVisible();
    const changes = page.getByRole('table', { name: 'Changes of the recommended plan' });
    await expect(changes.getByRole('row', { name: /Ticket triage.*openai\/gpt-4o-mini/ })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Lever by lever' })).toBeVisible();
    await expect(page.getByText(/so none is better\./)).toBeVisible();

    await page.getByRole('button', { name: 'Save as a branch' }).click();
    await expect(page.getByText(/\(optimised\)/).first()).toBeVisible();

    await page.getByRole('button', { name: 'Find the cheapest plan' }).click();
    await expect(page.getByText(/Nothing to change/)).toBeVisible();
    await page.getByRole('link', { name: 'Scenario' }).click();
    expect(await amount(page.getByTestId('optimized-monthly'))).toBeGreaterThan(0);
  });

  test('applies the recommended plan as one step that undo takes back', async ({ page }) => {
    const optimized = page.getByTestId('optimized-monthly');
    const before = await amount(optimized);
    await page.getByRole('link', { name: 'Optimise' }).click();
    await page
      .getByRole('textbox', { name: 'Good answers, Ticket triage, openai/gpt-4o-mini', exact: true })
      .fill('88');
    await page.getByRole('button', { name: 'Find the cheapest plan' }).click();
    await page.getByRole('button', { name: 'Apply to this plan' }).click();
    await page.getByRole('link', { name: 'Scenario' }).click();
    await expect.poll(() => amount(optimized)).toBeLessThan(before - 1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => amount(optimized)).toBeCloseTo(before, 2);
  });

  test('keeps what it found when the screen is left, marks it stale after an edit, and can be cancelled', async ({
    page,
  }) => {
    await page.getByRole('link', { name: 'Optimise' }).click();
    await page.getByRole('combobox', { name: 'May Prompt caching change' }).click();
    await page.getByRole('option', { name: 'Stays on' }).click();
    await page.getByRole('button', { name: 'Find the cheapest plan' }).click();
    await expect(page.getByRole('heading', { name: 'Recommended plan' })).toBeVisible();
    await expect(page.getByText(/^Use Prompt caching/)).toHaveCount(0);

    // The frontier is a sentence, a chart and a table.
    await expect(page.getByText(/beaten by no other/).first()).toBeVisible();
    await page.getByRole('link', { name: 'Sensitivity' }).click();
    await page.getByRole('link', { name: 'Optimise' }).click();
    await expect(page.getByRole('heading', { name: 'Recommended plan' })).toBeVisible();
    await expect(page.getByText('The plan has changed since this search')).toHaveCount(0);

    await page.getByRole('link', { name: 'Scenario' }).click();
    const prompt = page.getByRole('textbox', { name: 'System prompt, tokens per call' }).first();
    await prompt.fill('5000');
    await prompt.press('Tab');
    await page.getByRole('link', { name: 'Optimise' }).click();
    await expect(page.getByText('The plan has changed since this search')).toBeVisible();

    // Samples for every plan of three more models: long enough to be stopped.
    for (const model of ['openai/gpt-4.1', 'openai/gpt-4.1-mini', 'anthropic/claude-haiku-4-5']) {
      // oxlint-disable-next-line no-await-in-loop -- one model after the other
      await page.getByRole('combobox', { name: 'Models that may take over any call' }).fill(model);
      // oxlint-disable-next-line no-await-in-loop
      await page.getByRole('option', { name: model, exact: true }).click();
    }
    await page.getByRole('combobox', { name: 'Make small' }).click();
    await page.getByRole('option', { name: 'P95 of monthly cost' }).click();
    await page.getByRole('button', { name: 'Find the cheapest plan' }).click();
    await expect(page.getByRole('progressbar', { name: 'Search progress' })).toBeVisible();
    await page.getByRole('button', { name: 'Cancel' }).press('Enter');
    await expect(page.getByRole('progressbar', { name: 'Search progress' })).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Find the cheapest plan' })).toBeEnabled();
    await expect(page.getByRole('heading', { name: 'Recommended plan' })).toBeVisible();
  });
});
