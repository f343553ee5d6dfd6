import { resolve } from 'node:path';
import { expect, test } from '../loopback-app.ts';
import { amount, chooseFile, dragSlider, sliderPlace } from '../page-helpers.ts';

const fixtures = resolve(import.meta.dirname, '../../fixtures/imports');

test.describe('the main job', () => {
  test('opens a sample scenario on first run, with its cost before and after', async ({ page }) => {
    await expect(page.getByRole('heading', { name: 'Scenario', level: 1 })).toBeVisible();
    await expect(page.getByRole('button', { name: /open: Customer support assistant/ })).toBeVisible();
    const [baseline, optimized, saving] = await Promise.all(
      ['baseline-monthly', 'optimized-monthly', 'saving-monthly'].map((id) => amount(page.getByTestId(id))),
    );
    expect(baseline).toBeGreaterThan(0);
    expect(saving).toBeCloseTo((baseline ?? 0) - (optimized ?? 0), 1);
  });

  test('recomputes while a slider is dragged, and undoes the drag as one step', async ({ page }) => {
    await page.getByRole('tab', { name: /Levers/ }).click();
    const optimized = page.getByTestId('optimized-monthly');
    const before = await amount(optimized);
    const share = page.getByRole('textbox', { name: 'Calls moved, per cent' });
    await expect(share).toHaveValue('40 %');

    await dragSlider(page, 'Calls moved, slider', 80, { release: false });
    const during = await amount(optimized);
    expect(during, 'more calls on the small model cost less, before the mouse is released').toBeLessThan(before);
    await page.mouse.up();
    await expect(share).not.toHaveValue('40 %');

    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(share).toHaveValue('40 %');
    expect(await amount(optimized)).toBeCloseTo(before, 2);
  });

  test('follows a slider back to where the drag began, and by the keyboard', async ({ page }) => {
    await page.getByRole('tab', { name: /Levers/ }).click();
    const optimized = page.getByTestId('optimized-monthly');
    const before = await amount(optimized);
    const share = page.getByRole('textbox', { name: 'Calls moved, per cent' });
    const slider = page.getByRole('slider', { name: 'Calls moved, slider' });
    const { x, y } = await sliderPlace(slider);

    await dragSlider(page, 'Calls moved, slider', 80, { release: false });
    await expect(share).not.toHaveValue('40 %');
    await page.mouse.move(x, y, { steps: 10 });
    await expect(share).toHaveValue('40 %');
    expect(await amount(optimized)).toBeCloseTo(before, 2);
    await page.mouse.up();

    await slider.press('ArrowRight');
    await expect(share).toHaveValue('41 %');
    await slider.press('Home');
    await expect(share).toHaveValue('0 %');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(share).toHaveValue('41 %');
  });

  test('shows the waterfall as a chart, a sentence and a table that adds up', async ({ page }) => {
    await page.getByRole('link', { name: 'Compare' }).click();
    const waterfall = page.getByRole('region', { name: 'What each lever changes' });
    await expect(waterfall.getByRole('img')).toHaveAccessibleName(
      /^4 levers take the month from \$[\d,.]+ to \$[\d,.]+/,
    );

    await waterfall.getByText('Table', { exact: true }).click();
    const rows = waterfall.getByRole('row');
    await expect(rows.filter({ hasText: 'Prompt caching' })).toHaveCount(1);
    const baseline = await amount(page.getByTestId('baseline-monthly').first());
    const optimized = await amount(page.getByTestId('optimized-monthly').first());
    const changes = await waterfall.getByRole('button', { name: /^−\$/ }).allInnerTexts();
    const sum = changes.map((text) => -Number(text.replace(/[^\d.]/g, ''))).reduce((a, b) => a + b, 0);
    expect(sum).toBeCloseTo(optimized - baseline, 0);
  });

  test('explains a figure down to a price with its source and date', async ({ page }) => {
    await page.getByTestId('baseline-monthly').click();
    const drawer = page.getByRole('dialog', { name: 'How this figure is computed' });
    await expect(drawer).toBeVisible();
    for (let depth = 0; depth < 40; depth += 1) {
      const next = drawer.getByRole('button', { expanded: false }).first();
      // Each opening shows the next level; how many there are is what is being found out.
      // oxlint-disable-next-line no-await-in-loop
      if ((await next.count()) === 0 || (await drawer.getByText(/genai-prices 0\.1\.8/).count()) > 0) break;
      // oxlint-disable-next-line no-await-in-loop
      await next.click();
    }
    await expect(drawer.getByText(/genai-prices 0\.1\.8/).first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(drawer).toBeHidden();
  });

  test('imports a trace, calibrates a baseline from it and opens it', async ({ page }) => {
    await page.getByRole('link', { name: 'Import' }).click();
    await chooseFile(page, resolve(fixtures, 'trace.csv'));
    const card = page.getByRole('region', { name: 'trace.csv' });
    await expect(card.getByText(/Recognised: the columns TIMESTAMP/)).toBeVisible();
    await expect(card.getByRole('button', { name: 'Import', exact: true })).toBeDisabled();

    await card.getByRole('combobox', { name: 'Model' }).fill('openai/gpt-4o');
    await page
      .getByRole('option', { name: /openai\/gpt-4o(?![-\w])/ })
      .first()
      .click();
    await card.getByRole('button', { name: '1 hour' }).click();
    await card.getByRole('button', { name: 'Import', exact: true }).click();

    // 374 + 396 + 1,000 + 197 = 1,967 tokens in, 44 + 109 + 0 + 183 = 336 out.
    await expect(page.getByText('1,967')).toBeVisible();
    await expect(page.getByText('336', { exact: true })).toBeVisible();

    await page
      .getByRole('button', { name: /Calibrate/ })
      .first()
      .click();
    await expect(page.getByRole('heading', { name: 'Scenario', level: 1 })).toBeVisible();
    // 1,967 × $2.50/M + 336 × $10/M = $0.0082775 an hour; 720 such hours = $5.9598 a month.
    await expect(page.getByTestId('baseline-monthly')).toHaveText('$5.96');
  });

  test('says which line of a file is bad and why, and adds a file only once', async ({ page }) => {
    await page.getByRole('link', { name: 'Import' }).click();
    async function importFile(): Promise<void> {
      await chooseFile(page, resolve(fixtures, 'openai-bad-rows.csv'));
      await page
        .getByRole('region', { name: 'openai-bad-rows.csv' })
        .getByRole('button', { name: 'Import', exact: true })
        .click();
    }
    await importFile();
    await expect(page.getByText(/"-5" is negative/)).toBeVisible();
    await expect(page.getByText(/same content/i)).toHaveCount(0);
    await importFile();
    await expect(page.getByText(/same content/i).first()).toBeVisible();
  });
});
