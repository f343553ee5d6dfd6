import type { Page } from '@playwright/test';
import { expect, test } from '../loopback-app.ts';

async function addFleet(page: Page): Promise<void> {
  await page.getByTestId('optimized-monthly').waitFor();
  await page.getByRole('link', { name: 'Self-host' }).click();
  await expect(page.getByText('No fleet yet')).toBeVisible();
  await page.getByRole('button', { name: 'Add fleet' }).click();
  await expect(page.getByText(/At [\d,]+ requests a day the fleet costs \$/).first()).toBeVisible({
    timeout: 30_000,
  });
}

async function open(page: Page, group: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${group}`) }).click();
}

test('a first fleet: from nothing to its bill, its week and what would have to be true', async ({ page }) => {
  await addFleet(page);
  await expect(page.getByText('published measurements are 14 to 27 % below it').first()).toBeVisible();
  await expect(page.getByRole('img', { name: /busy over all paid hours/ })).toBeVisible();
  await expect(page.getByRole('table', { name: 'What would have to be true' })).toBeVisible();
  await page.getByRole('button', { name: /^Remove New fleet/ }).click();
  await expect(page.getByText('No fleet yet')).toBeVisible();
});

test('a fleet is edited where its figures are: price, model, scaling; every edit can be undone', async ({ page }) => {
  await addFleet(page);
  const bill = page.getByRole('table', { name: /^Monthly bill of/ });

  // The rate comes from the hosting book, with its date and source; a figure of one's own takes its place.
  await expect(page.getByText('Rented at $3.99 per GPU-hour (RunPod, 2026-11-09)')).toBeVisible();
  await open(page, 'Paying for GPUs');
  await expect(page.getByText('data-receipts 109 (datareceipts), seen 2026-11-09')).toBeVisible();
  await page.getByRole('combobox', { name: 'On-demand rate from' }).click();
  await page.getByRole('option', { name: 'A figure of my own' }).click();
  const rent = page.getByRole('textbox', { name: 'On-demand rate, USD per GPU-hour' });
  await expect(rent).toHaveValue('3.99');
  const before = await bill.innerText();
  await rent.fill('8');
  await rent.blur();
  await expect(page.getByText('Rented at $8.00 per GPU-hour')).toBeVisible();
  await expect(bill).not.toHaveText(before);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rent).toHaveValue('3.99');
  await expect.poll(() => bill.innerText()).toBe(before);

  // A model that does not fit says so, with what to do.
  await open(page, 'Model and speed');
  await expect(page.getByText(/^Fits: weights take 16\.06 of 80 GB/)).toBeVisible();
  await page.getByRole('combobox', { name: 'Model', exact: true }).click();
  await page.getByRole('option', { name: 'Llama 3.3 70B' }).click();
  await expect(page.getByText('The model does not fit', { exact: true })).toBeVisible();
  await open(page, 'Hardware');
  await page.getByRole('textbox', { name: 'GPUs of a replica' }).fill('4');
  await expect(page.getByText(/^Fits: weights take 141 of 320 GB/)).toBeVisible();

  // Everything else is there too; a wrong value is told at its field.
  await open(page, 'Scaling');
  await page.getByText('Autoscaling', { exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Cold start, seconds, paid' })).toHaveValue('300');
  await open(page, 'Outlook');
  const lowest = page.getByRole('textbox', { name: 'Fall of API prices a year: lowest, per cent' });
  await lowest.fill('60');
  await lowest.blur();
  await expect(page.getByText(/low, likely and high must ascend/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(/low, likely and high must ascend/)).toHaveCount(0);
});

test('the keyboard reaches every group of a fleet', async ({ page }) => {
  await addFleet(page);
  await page.getByRole('textbox', { name: 'Name of the fleet' }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: /^Remove New fleet/ })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: /^Hardware/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'GPU', exact: true })).toBeVisible();
});

test('the answer against each API: where the lines cross, what must be true, the years, and why a ratio is no time', async ({
  page,
}) => {
  await addFleet(page);
  await open(page, 'Compared with');
  await page.getByRole('button', { name: 'Compare with another API' }).click();
  const against = page.getByRole('table', { name: 'The fleet against each API' });
  // The scenario's models, each of its three by itself, and the added one.
  await expect(against.getByRole('row')).toHaveCount(6);
  await expect(against.getByText(/^[\d,]+ requests/).first()).toBeVisible();
  await expect(against.getByText(/tokens a month$/).first()).toBeVisible();
  await expect(page.getByText(/Fleet ÷ API is a ratio, not a time: \$[\d,.]+ ÷ \$[\d,.]+ = \d+\.\d\d\./)).toBeVisible();
  // Five APIs and the fleet, which costs the same with each of them behind it.
  await expect(page.getByRole('table', { name: 'Paid in all after one to five years' }).getByRole('row')).toHaveCount(
    7,
  );

  const breakEven = page.getByRole('region', { name: 'Break-even over volume' });
  await expect(
    breakEven.getByText(/the fleet is cheaper from [\d,]+ requests a day in the first month on/),
  ).toBeVisible();
  await expect(breakEven.getByText(/in 90 % of 250 outlooks of growth, API prices and GPU prices/)).toBeVisible();
  await breakEven.getByText('Table', { exact: true }).click();
  await expect(breakEven.getByRole('table', { name: 'Cost of a mean month by volume' }).getByRole('row')).toHaveCount(
    22,
  );

  const conditions = page.getByRole('table', { name: 'What would have to be true' });
  await expect(conditions.getByRole('columnheader')).toHaveText(['Variable', 'Today', 'Needed', 'Comment']);
  await expect(conditions.getByRole('row', { name: /Rent of GPUs/ })).toContainText('$3.99');
  const before = await conditions.innerText();
  await page.getByRole('combobox', { name: 'Charts and conditions against' }).click();
  await page.getByRole('option', { name: 'Other API' }).click();
  await expect.poll(() => conditions.innerText()).not.toBe(before);
});

test('a hosting book of one’s own: imported, listed with date and source, taken by the fleet, and undone', async ({
  page,
}) => {
  await addFleet(page);
  const choose = async (name: string, text: string): Promise<void> => {
    await page
      .getByLabel('Hosting book file')
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  };
  await choose('broken.json', '{"services": [{"id": "post"}]}');
  await expect(page.getByText('The hosting book was not imported')).toBeVisible();
  const post = {
    id: 'post',
    kind: 'staff',
    name: 'Platform engineer',
    usd: 9000,
    from: '2026-01-01',
    source: 'HR plan',
  };
  await choose('prices.json', JSON.stringify({ services: [post] }));
  await expect(page.getByText('prices.json: 1 new, 0 replaced, 0 unchanged.')).toBeVisible();

  await page.getByRole('combobox', { name: 'Show', exact: true }).click();
  await page.getByRole('option', { name: 'Electricity, network, storage, staff' }).click();
  const entry = page.getByRole('table', { name: 'Hosting book' }).getByRole('row', { name: /Platform engineer/ });
  await expect(entry).toContainText('2026-01-01');
  await expect(entry).toContainText('HR plan');
  await expect(entry).toContainText('yours');

  await open(page, 'Running costs');
  await page.getByRole('combobox', { name: 'Cost of a post from' }).click();
  await page.getByRole('option', { name: /Platform engineer/ }).click();
  const staff = page.getByRole('table', { name: /^Monthly bill of/ }).getByRole('row', { name: /Staff/ });
  await expect(staff).toContainText('$4,500.00');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(staff).toContainText('$6,000.00');
});

test('published figures are read again: both readings of the paper, the ratio of the guide, the error of the roofline', async ({
  page,
}) => {
  await addFleet(page);
  await open(page, 'Months to earn back on-premise hardware');
  const paper = page.getByRole('table', { name: 'Months to earn back on-premise hardware' });
  // Against GPT-5, Opus, Sonnet, Grok and Gemini: what was printed, then both readings.
  const rows = paper.getByRole('row');
  await expect(rows.nth(1)).toHaveText(/Kimi-K2.*Published.*69\.3–44\.0––/);
  await expect(rows.nth(2)).toHaveText(/Effective69\.38\.6544\.044\.069\.3/);
  await expect(rows.nth(3)).toHaveText(/Stated77\.2/);
  await open(page, '“Months to break even” of a popular guide');
  await expect(page.getByText(/6,667 requests a day is where both cost the same/)).toBeVisible();
  await open(page, 'The roofline against measurements');
  await expect(page.getByRole('table', { name: 'The roofline against measurements' })).toContainText('−14');
});
