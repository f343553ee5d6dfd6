import { resolve } from 'node:path';
import { expect, test, whyNoElectron } from '../electron-app.ts';
import { amount, dragSlider } from '../page-helpers.ts';

const reason = whyNoElectron();
// A skipped journey says why, whatever the reporter shows.
if (reason !== undefined) process.stdout.write(`Electron journeys skipped: ${reason}\n`);

test.describe('the desktop window', () => {
  test.skip(reason !== undefined, reason);

  test('is sandboxed, isolated and on its own scheme', async ({ electronApp, page }) => {
    expect(page.url()).toMatch(/^burnrate:\/\/app\//);
    const preferences = await electronApp.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const contents = window?.webContents as unknown as
        { getLastWebPreferences(): Record<string, unknown> } | undefined;
      return contents?.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
    const seen = await page.evaluate(() => ({
      node: 'require' in window || 'process' in window,
      bridge: Object.keys((window as unknown as { burnrate: object }).burnrate).sort(),
    }));
    expect(seen).toEqual({ node: false, bridge: ['call', 'grantFile', 'host', 'onEvent'] });
  });

  test('opens no other window and goes nowhere else', async ({ electronApp, page }) => {
    await page.getByTestId('optimized-monthly').waitFor();
    const seen = await electronApp.evaluate(async ({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const refused = new Promise((done) => window?.webContents.once('will-navigate', done));
      await window?.webContents.executeJavaScript(
        "window.open('https://example.com'); setTimeout(() => { location.href = 'https://example.com' }); 1",
      );
      await refused;
      return { url: window?.webContents.getURL(), windows: BrowserWindow.getAllWindows().length };
    });
    expect(seen).toEqual({ url: 'burnrate://app/', windows: 1 });
  });

  test('shows the sample, recomputes on a drag, and imports a file through the real dialog path', async ({ page }) => {
    await page.getByRole('tab', { name: /Levers/ }).click();
    const optimized = page.getByTestId('optimized-monthly');
    const before = await amount(optimized);
    await dragSlider(page, 'Calls moved, slider', 60);
    expect(await amount(optimized)).toBeLessThan(before);

    await page.getByRole('link', { name: 'Import' }).click();
    await page
      .getByRole('main')
      .locator('input[type=file]')
      .setInputFiles(resolve(import.meta.dirname, '../../fixtures/imports/openai-completions.csv'));
    const card = page.getByRole('region', { name: 'openai-completions.csv' });
    await card.getByRole('button', { name: 'Import', exact: true }).click();
    // The hand sums of the fixture: 65,740 uncached input and 12,746 output tokens.
    await expect(page.getByText('65,740')).toBeVisible();
    await expect(page.getByText('12,746')).toBeVisible();
  });
});
