import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createContainer, type Container } from '../../../electron/container.ts';
import { silentLogger } from '#api';

const november = Date.UTC(2026, 10, 1);
let folder: string;
let services: Container;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'burnrate-currency-'));
  services = createContainer({
    dataFolder: folder,
    host: 'direct',
    workerFile: 'unused',
    logger: silentLogger,
    version: 'test',
    now: () => Date.UTC(2026, 10, 28),
  });
});
afterEach(async () => {
  await services.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the display currency', () => {
  it('is US dollars without a ledger, and makes none', async () => {
    const { router } = services;
    expect(await router.call('settings.displayCurrency', {})).toMatchObject({
      ok: true,
      value: { currency: 'USD', rate: null, knownCurrencies: [] },
    });
  });

  it('has the latest rate that holds today, and none once that is withdrawn', async () => {
    const { router } = services;
    const rate = { currency: 'EUR', usdPerUnit: 1.08, fromMs: november, source: 'ECB' };
    await router.call('catalogue.saveExchangeRate', { ...rate, usdPerUnit: 1.05, fromMs: Date.UTC(2026, 0, 1) });
    const saved = await router.call('catalogue.saveExchangeRate', rate);
    await router.call('catalogue.saveExchangeRate', { ...rate, usdPerUnit: 2, fromMs: Date.UTC(2027, 0, 1) });
    const chosen = await router.call('settings.chooseDisplayCurrency', { currency: 'EUR' });
    expect(chosen).toMatchObject({ ok: true, value: { currency: 'EUR', rate, knownCurrencies: ['EUR'] } });
    if (!saved.ok) throw new Error(saved.error.message);
    await router.call('catalogue.withdraw', { documentId: saved.value.document.id });
    expect(await router.call('settings.displayCurrency', {})).toMatchObject({ value: { rate: { usdPerUnit: 1.05 } } });
  });

  it('may be one without a rate: that is said, not guessed', async () => {
    const chosen = await services.router.call('settings.chooseDisplayCurrency', { currency: 'GBP' });
    expect(chosen).toMatchObject({ ok: true, value: { currency: 'GBP', rate: null } });
  });
});
