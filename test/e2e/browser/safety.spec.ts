import { expect, test } from '../loopback-app.ts';

test.describe('the page', () => {
  test('runs no script that is not its own', async ({ page, expectedProblems }) => {
    const violation = await page.evaluate(
      () =>
        new Promise<string>((seen) => {
          document.addEventListener('securitypolicyviolation', (event) => seen(event.violatedDirective));
          const script = document.createElement('script');
          script.textContent = 'window.intruder = true';
          document.body.append(script);
        }),
    );
    expect(violation).toBe('script-src-elem');
    expect(await page.evaluate(() => 'intruder' in window)).toBe(false);
    // The browser reports the refusal on the console, as it should.
    expectedProblems.push(/Content Security Policy/);
  });

  test('asks nothing of any other machine', async ({ page, app }) => {
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== new URL(app.url).origin) foreign.push(request.url());
    });
    await page.reload();
    await page.getByTestId('optimized-monthly').waitFor();
    for (const name of ['Compare', 'Import', 'Catalogue', 'Scenario']) {
      // oxlint-disable-next-line no-await-in-loop
      await page.getByRole('link', { name }).click();
    }
    expect(foreign).toEqual([]);
  });
});

test.describe('appearance', () => {
  test('follows the system and can be set, and is kept', async ({ page }) => {
    const root = page.locator('html');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect(root).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await page.getByRole('button', { name: 'Colour scheme' }).click();
    await page
      .getByRole('menuitem', { name: 'Light' })
      .or(page.getByRole('menuitemradio', { name: 'Light' }))
      .click();
    await expect(root).toHaveAttribute('data-mantine-color-scheme', 'light');
    await page.reload();
    await expect(root).toHaveAttribute('data-mantine-color-scheme', 'light');
  });

  test('fits a small window without a horizontal scroll bar', async ({ page }) => {
    for (const viewport of [
      { width: 1024, height: 640 },
      { width: 1280, height: 800 },
    ]) {
      // oxlint-disable-next-line no-await-in-loop
      await page.setViewportSize(viewport);
      for (const name of ['Scenario', 'Compare', 'Import', 'Catalogue']) {
        // oxlint-disable-next-line no-await-in-loop
        await page.getByRole('link', { name }).click();
        // oxlint-disable-next-line no-await-in-loop
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(overflow, `${name} at ${viewport.width} px`).toBeLessThanOrEqual(0);
      }
    }
  });
});
