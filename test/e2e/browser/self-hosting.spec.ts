import { expect, test } from '../loopback-app.ts';

test('a first fleet: from nothing to its bill, its week and what would have to be true', async ({ page }) => {
  await page.getByTestId('optimized-monthly').waitFor();
  await page.getByRole('link', { name: 'Self-host' }).click();
  await expect(page.getByText('No fleet yet')).toBeVisible();
  await page.getByRole('button', { name: 'Add fleet' }).click();
  await expect(page.getByText(/At [\d,]+ requests a day the fleet costs \$/)).toBeVisible();
  await expect(page.getByText('measurements are 14 to 27 % lower').first()).toBeVisible();
  await expect(page.getByRole('img', { name: /busy over all paid hours/ })).toBeVisible();
  await expect(page.getByText(/the fleet wins if the rent is at most/)).toBeVisible();
  if (process.env['BURNRATE_PICTURES'] !== undefined) {
    for (const colorScheme of ['light', 'dark'] as const) {
      // oxlint-disable-next-line no-await-in-loop
      await page.emulateMedia({ colorScheme });
      // oxlint-disable-next-line no-await-in-loop
      await page.screenshot({
        path: `${process.env['BURNRATE_PICTURES']}/self-host-${colorScheme}.png`,
        fullPage: true,
      });
    }
  }

  const rent = page.getByLabel('Rent of a GPU, USD an hour');
  const bill = page.getByRole('table', { name: /^Monthly bill of/ });
  const before = await bill.innerText();
  await rent.fill('8');
  await rent.blur();
  await expect(bill).not.toHaveText(before);

  await page.getByRole('button', { name: /^Remove/ }).click();
  await expect(page.getByText('No fleet yet')).toBeVisible();
});
