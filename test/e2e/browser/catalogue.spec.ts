import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../loopback-app.ts';
import { chooseFile } from '../page-helpers.ts';

/** A price book in LiteLLM's format: two models that the bundled book has, and one that nobody has. */
const smallBook = {
  sample_spec: { input_cost_per_token: 0, litellm_provider: 'one of https://docs.litellm.ai/docs/providers' },
  // The bundled book says $2.50 and $10.00 per million tokens.
  'gpt-4o': { litellm_provider: 'openai', mode: 'chat', input_cost_per_token: 2e-6, output_cost_per_token: 10e-6 },
  'gpt-4o-mini': {
    litellm_provider: 'openai',
    mode: 'chat',
    input_cost_per_token: 0.15e-6,
    output_cost_per_token: 0.6e-6,
  },
  'gpt-journey': { litellm_provider: 'openai', mode: 'chat', input_cost_per_token: 1e-6, output_cost_per_token: 4e-6 },
};

async function openCatalogue(page: Page, part?: string): Promise<void> {
  await page.getByRole('link', { name: 'Catalogue' }).click();
  if (part !== undefined) await page.getByRole('link', { name: part }).click();
}

async function openModel(page: Page, search: string, id: string): Promise<void> {
  await openCatalogue(page);
  await page.getByRole('textbox', { name: 'Search models and tools' }).fill(search);
  await page.getByRole('checkbox', { name: `Compare ${id}`, exact: true }).waitFor();
  await page
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox', { name: `Compare ${id}`, exact: true }) })
    .getByRole('link')
    .click();
}

function writeBook(folder: string, name: string, book: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, JSON.stringify(book));
  return file;
}

test.describe('the catalogue', () => {
  test('finds a model by the name people use, with the keyboard alone, and comes back to the same row', async ({
    page,
  }) => {
    await openCatalogue(page);
    const grid = page.getByRole('grid', { name: 'Prices' });
    await expect(page.getByText(/^1,\d{3} of 1,\d{3} /)).toBeVisible();
    await page.getByRole('textbox', { name: 'Search models and tools' }).fill('claude haiku 4.5');
    await expect(grid.getByRole('row').nth(1)).toContainText('claude-haiku-4-5');

    await grid.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Claude Haiku 4.5' })).toBeVisible();
    const rates = page.getByRole('table', { name: 'Rates in USD per million tokens' });
    await expect(rates.getByRole('row', { name: /^Input/ })).toContainText('$1.00');
    await expect(rates.getByRole('row', { name: /^Output/ })).toContainText('$5.00');

    await page.goBack();
    await expect(page.getByRole('textbox', { name: 'Search models and tools' })).toHaveValue('claude haiku 4.5');
    await expect(grid).toBeFocused();
  });

  test('shows the history of a price as a chart, a sentence and a table', async ({ page }) => {
    // OpenAI lowered o3 from $10 and $40 to $2 and $8 on 10 June 2025.
    await openModel(page, 'o3', 'openai/o3');
    const history = page.getByRole('region', { name: 'Price history' });
    await expect(history.getByRole('img')).toHaveAccessibleName(
      /^Today’s price since 10 Jun 2025: \$2\.00 input, .* per million tokens\. Before: \$10\.00 input, /,
    );
    await history.getByText('Table', { exact: true }).click();
    await expect(history.getByRole('table')).toContainText('since ever');
    expect(await history.getByRole('row').count()).toBeGreaterThan(2);
  });

  test('prices a mix on several models, and says against the first', async ({ page }) => {
    await openCatalogue(page);
    for (const id of ['openai/gpt-4o', 'openai/gpt-4o-mini']) {
      // One search after the other.
      // oxlint-disable-next-line no-await-in-loop
      await page.getByRole('textbox', { name: 'Search models and tools' }).fill(id);
      // oxlint-disable-next-line no-await-in-loop
      await page.getByRole('checkbox', { name: `Compare ${id}`, exact: true }).click();
    }
    await page.getByRole('link', { name: 'Compare 2 of 5' }).click();
    for (const [label, value] of [
      ['Requests per day', '1000'],
      ['Input', '1000'],
      ['Cache read', '0'],
      ['Output', '100'],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop
      await page.getByRole('textbox', { name: label, exact: true }).fill(value);
    }
    // 1,000 × $2.50/M + 100 × $10/M = $0.0035 a request; × 30,437.5 requests = $106.53.
    await expect(page.getByTestId('month-openai/gpt-4o')).toHaveText('$106.53');
    // 1,000 × $0.15/M + 100 × $0.60/M = $0.00021; × 30,437.5 = $6.39.
    await expect(page.getByTestId('month-openai/gpt-4o-mini')).toHaveText('$6.39');
    await expect(page.getByText(/−\$100\.14 \(−94 %\)/)).toBeVisible();
  });

  test('overrides a price from today on, shows it, and takes it back', async ({ page }) => {
    await openModel(page, 'gpt-4o', 'openai/gpt-4o');
    await page.getByRole('button', { name: /Override a price/ }).click();
    const dialog = page.getByRole('dialog', { name: /Override the price/ });
    await dialog.getByRole('button', { name: 'Save the price' }).click();
    await expect(dialog.getByText('Give at least one price.')).toBeVisible();
    await dialog.getByRole('textbox', { name: /^Input/ }).fill('1.25');
    await expect(dialog.getByText('−50 %')).toBeVisible();
    await dialog.getByRole('textbox', { name: /^Note/ }).fill('Invoice of October');
    await dialog.getByRole('button', { name: 'Save the price' }).click();
    await expect(dialog).toBeHidden();

    const rates = page.getByRole('table', { name: 'Rates in USD per million tokens' });
    await expect(rates.getByRole('row', { name: /^Input/ })).toContainText('$1.25');
    const history = page.getByRole('region', { name: 'Price history' });
    await expect(history.getByRole('img')).toHaveAccessibleName(/\$1\.25 input, .*Before: \$2\.50 input/);
    await expect(page.getByText('Invoice of October')).toBeVisible();

    await page.getByRole('button', { name: /^Withdraw/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
    await expect(rates.getByRole('row', { name: /^Input/ })).toContainText('$2.50');
    await expect(page.getByText(/^withdrawn /)).toBeVisible();
  });

  test('imports a book after showing what it changes, and says where books differ', async ({ page, app }) => {
    await openCatalogue(page, 'Import a price book');
    await chooseFile(page, writeBook(app.dataFolder, 'prices.json', smallBook));
    const card = page.getByRole('region', { name: 'prices.json' });
    await expect(card.getByText(/^1 model is new, \d+ prices of 2 models change/)).toBeVisible();
    const change = card.getByRole('row', { name: /^openai\/gpt-4o Input USD/ });
    await expect(change).toContainText('$2.50');
    await expect(change).toContainText('$2.00');
    await expect(change).toContainText('−20 %');
    // What the book leaves out is not free.
    await expect(card.getByRole('row', { name: /^openai\/gpt-4o Cache read USD/ })).toContainText('not in this book');
    await card.getByRole('tab', { name: /^Added/ }).click();
    await expect(card.getByRole('row', { name: /gpt-journey/ })).toContainText('$4.00');
    await card.getByRole('button', { name: 'Apply the book' }).click();

    await openModel(page, 'gpt-4o', 'openai/gpt-4o');
    const rates = page.getByRole('table', { name: 'Rates in USD per million tokens' });
    await expect(rates.getByRole('row', { name: /^Input/ })).toContainText('$2.00');
    const differing = page.getByRole('table', { name: 'Where price books differ' });
    await expect(differing).toContainText('$2.00');
    await expect(differing).toContainText('$2.50');
    await expect(differing).toContainText('genai-prices');
  });

  test('refuses a book with a bad price, says where it stands, and applies nothing', async ({ page, app }) => {
    await openCatalogue(page, 'Import a price book');
    const bad = { ...smallBook, 'gpt-4o': { ...smallBook['gpt-4o'], input_cost_per_token: -1 } };
    await chooseFile(page, writeBook(app.dataFolder, 'bad.json', bad));
    const note = page.getByRole('alert');
    await expect(note).toContainText('bad.json was refused; nothing was applied');
    await expect(note).toContainText('gpt-4o');
    await expect(note).toContainText('input_cost_per_token');
    await openCatalogue(page, 'My prices');
    await expect(page.getByText('None. Only the bundled book is in use.')).toBeVisible();
  });

  test('scrolls through thousands of rows with only those in sight in the page', async ({ page, app }) => {
    const many = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [
        `journey-${String(index).padStart(4, '0')}`,
        { litellm_provider: 'openai', mode: 'chat', input_cost_per_token: 1e-6, output_cost_per_token: 2e-6 },
      ]),
    );
    await openCatalogue(page, 'Import a price book');
    await chooseFile(page, writeBook(app.dataFolder, 'many.json', many));
    await page.getByRole('button', { name: 'Apply the book' }).click();
    await expect(page.getByText(/^4,\d{3} of 4,\d{3} /)).toBeVisible();

    const grid = page.getByRole('grid', { name: 'Prices' });
    await grid.focus();
    await page.keyboard.press('Control+End');
    const last = Number(await grid.getAttribute('aria-rowcount'));
    expect(last).toBeGreaterThan(4500);
    await expect(grid.locator(`[aria-rowindex="${last}"]`)).toBeInViewport();
    expect(await grid.getByRole('row').count()).toBeLessThan(80);
    await page.keyboard.press('PageUp');
    const active = await grid.getAttribute('aria-activedescendant');
    await expect(page.locator(`[id="${active}"]`)).toBeInViewport();
  });
});
