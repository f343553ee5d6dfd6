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
});
