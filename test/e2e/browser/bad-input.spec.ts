import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { scenarioSchema, type Scenario } from '#shared/domain/scenario.ts';
import { expect, test } from '../loopback-app.ts';
import { chooseFile } from '../page-helpers.ts';

const example = resolve(import.meta.dirname, '../../../examples/gpt-3.5-turbo-input.burnrate.json');

/** Writes a variation of an example and opens it from the library menu. */
async function openScenario(page: Page, folder: string, name: string, change: (scenario: Scenario) => unknown) {
  const scenario = scenarioSchema.parse(JSON.parse(readFileSync(example, 'utf8')));
  const file = join(folder, `${name}.burnrate.json`);
  writeFileSync(file, JSON.stringify(change({ ...scenario, name })));
  await page.getByRole('button', { name: /^Scenario library/ }).click();
  const dialog = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: /Open a scenario file/ }).click();
  await (await dialog).setFiles(file);
}

test.describe('what cannot be used', () => {
  test('a model without a price is named with its tokens, and never costs $0', async ({ page, app }) => {
    await openScenario(page, app.dataFolder, 'Unknown model', (scenario) => ({
      ...scenario,
      workloads: scenario.workloads.map((workload) => ({
        ...workload,
        calls: workload.calls.map((call) => ({ ...call, models: [{ model: 'acme/secret-1', share: 1 }] })),
      })),
    }));
    // 10,000 requests a day × 500 tokens × 30 days = 150 million tokens.
    await expect(
      page.getByText(/Cost unknown for 150,000,000 tokens a month of model acme\/secret-1/).first(),
    ).toBeVisible();
    await expect(page.getByText(/priced part only/)).toBeVisible();
  });

  test('a bad scenario file is refused with one sentence, and what was open stays open', async ({ page, app }) => {
    await openScenario(page, app.dataFolder, 'Too long', (scenario) => ({
      ...scenario,
      calendar: { ...scenario.calendar, months: 99 },
    }));
    await expect(page.getByText("'months' must be at most 60, but is 99.")).toBeVisible();
    await expect(page.getByRole('button', { name: /open: Customer support assistant/ })).toBeVisible();
  });

  test('a file that is no usage is refused before anything is imported', async ({ page }) => {
    await page.getByRole('link', { name: 'Import' }).click();
    await chooseFile(page, resolve(import.meta.dirname, '../../../docs/compare-dark.png'));
    await expect(page.getByText('compare-dark.png is a binary file, not text.')).toBeVisible();
    await expect(page.getByText(/Nothing yet\./)).toBeVisible();
  });
});
