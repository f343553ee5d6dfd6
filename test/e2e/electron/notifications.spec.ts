import { resolve } from 'node:path';
import { expect, test, whyNoElectron } from '../electron-app.ts';
import { importFile } from '../page-helpers.ts';

const reason = whyNoElectron();

/** What the page may call, as the preload exposes it. */
interface Calls {
  readonly burnrate: { readonly call: Readonly<Record<string, (input: object) => Promise<unknown>>> };
}

test.describe('the desktop', () => {
  test.skip(reason !== undefined, reason);

  test('is told once when a budget reaches its thresholds', async ({ electronApp, page }) => {
    await electronApp.evaluate(({ Notification }) => {
      const shown: string[] = [];
      // A machine without a notification service has none to show: what would be shown is kept instead.
      Notification.isSupported = () => true;
      Notification.prototype.show = function keep(this: Electron.Notification) {
        shown.push(`${this.title} | ${this.body}`);
      };
      Object.assign(globalThis, { shownNotifications: shown });
    });
    const shown = (): Promise<readonly string[]> =>
      electronApp.evaluate(() => (globalThis as unknown as { shownNotifications: string[] }).shownNotifications);

    await importFile(page, resolve(import.meta.dirname, '../../fixtures/imports/openai-completions.csv'));
    const check = (): Promise<unknown> =>
      page.evaluate(() => (window as unknown as Calls).burnrate.call['budget.check']?.({}));
    await page.evaluate(() =>
      (window as unknown as Calls).burnrate.call['budget.save']?.({
        budget: { name: 'The team', period: 'month', amountUsd: 0.000_001, thresholds: [0.5, 1] },
      }),
    );
    await check();
    // Two thresholds at once: the highest says it all.
    await expect.poll(shown).toEqual([expect.stringContaining('The team: 100 % used | $')]);
    await check();
    expect(await shown()).toHaveLength(1);
  });
});
