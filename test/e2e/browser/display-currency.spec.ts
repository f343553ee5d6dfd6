import { expect, test } from '../loopback-app.ts';

test('amounts follow the chosen currency on every screen, at a dated rate, and stored money does not change', async ({
  page,
}) => {
  const baseline = page.getByTestId('baseline-monthly');
  await expect(baseline).toHaveText(/^\$/);
  const inDollars = Number((await baseline.innerText()).replace(/[^\d.]/g, ''));

  // Without a rate: dollars, and the window says so and leads to where a rate is given.
  await page.getByRole('button', { name: 'Currency of amounts: USD' }).click();
  await page.getByRole('menuitemradio', { name: /^EUR/ }).click();
  await expect(page.getByText(/^No exchange rate of EUR is known for .*: amounts are in US dollars\./)).toBeVisible();
  await expect(baseline).toHaveText(/^\$/);
  await page.getByRole('link', { name: 'Add a rate' }).click();

  await page.getByRole('textbox', { name: 'One EUR costs' }).fill('1.25');
  await page.getByRole('textbox', { name: 'From', exact: true }).last().fill('2026-01-01');
  await page.getByRole('textbox', { name: 'Source' }).fill('ECB');
  await page.getByRole('button', { name: 'Add the rate' }).click();
  await expect(page.getByText(/^Amounts in EUR at 0\.8 per US dollar \(2026-01-01, ECB\)\./)).toBeVisible();

  await page.getByRole('link', { name: 'Scenario', exact: true }).click();
  await expect(baseline).toHaveText(/^€/);
  const inEuros = Number((await baseline.innerText()).replace(/[^\d.]/g, ''));
  expect(inEuros / inDollars).toBeCloseTo(0.8, 4);

  // The derivation adds up in dollars, and ends with the rate.
  await baseline.click();
  const drawer = page.getByRole('dialog', { name: 'How this figure is computed' });
  await expect(drawer.getByText(/^\$/).first()).toBeVisible();
  await expect(drawer.getByText(/^€.* Amounts in EUR at 0\.8 per US dollar/)).toBeVisible();
  await page.getByRole('button', { name: 'Close the explanation' }).click();

  // Kept for the next start.
  await page.reload();
  await expect(page.getByTestId('baseline-monthly')).toHaveText(/^€/);
});
