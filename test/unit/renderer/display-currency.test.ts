import { afterEach, describe, expect, it } from 'vitest';
import type { DisplayCurrency } from '#shared/domain/display-currency.ts';
import { failure } from '#shared/result.ts';
import { axisRate, axisUsd } from '../../../renderer/charts/axis.ts';
import { displayCurrencySentence, writeAmountsIn } from '../../../renderer/ui/display-currency.ts';
import { formatRate, formatUsDollars, formatUsd, formatUsdChange, formatValue } from '../../../renderer/ui/format.ts';
import { fakeHost } from './fake-host.ts';

const atMs = Date.UTC(2026, 10, 28);
const usd: DisplayCurrency = { currency: 'USD', rate: null, atMs, knownCurrencies: ['EUR'] };
const eur: DisplayCurrency = {
  ...usd,
  currency: 'EUR',
  rate: { currency: 'EUR', usdPerUnit: 1.25, fromMs: Date.UTC(2026, 10, 1), source: 'ECB' },
};

afterEach(() => writeAmountsIn(usd));

describe('amounts in the display currency', () => {
  it('are US dollars at the start', () => {
    expect(formatUsd(1080)).toBe('$1,080.00');
  });

  it('are converted wherever a cost is written, small ones too, and on axes', () => {
    writeAmountsIn(eur);
    expect(formatUsd(1080)).toBe('€864.00');
    expect(formatUsd(-0.0125)).toBe('−€0.01');
    expect(formatUsd(0)).toBe('€0.00');
    expect(formatUsdChange(-1080)).toBe('−€864.00');
    expect(formatUsdChange(1e-10)).toBe('€0.00');
    expect(axisUsd(-1250)).toBe('−€1K');
  });

  it('leave published prices, stated terms and derivations in US dollars', () => {
    writeAmountsIn(eur);
    expect(formatRate(2.5)).toBe('$2.50');
    expect(formatRate(0.075)).toBe('$0.075');
    expect(formatUsDollars(20_000)).toBe('$20,000.00');
    expect(formatValue(2.5, 'USD/MTok')).toBe('$2.50 per million tokens');
    expect(formatValue(10, 'USD')).toBe('$10.00');
    expect(axisRate(2.5)).toBe('$2.5');
  });

  it.each([
    ['GBP', '£80.00'],
    ['JPY', '¥80.00'],
    ['CHF', 'CHF 80.00'],
    ['CAD', 'CAD 80.00'],
    ['XYZ', 'XYZ 80.00'],
  ])('in %s look like %s: another dollar never looks like a US dollar', (currency, text) => {
    writeAmountsIn({ ...eur, currency, rate: { currency, usdPerUnit: 1.25, fromMs: 0, source: 'x' } });
    expect(formatUsd(100).replaceAll(' ', ' ')).toBe(text);
  });

  it('fall back to US dollars where there is no rate, and say so', () => {
    const withoutRate = { ...eur, currency: 'GBP', rate: null };
    writeAmountsIn(withoutRate);
    expect(formatUsd(1080)).toBe('$1,080.00');
    expect(displayCurrencySentence(withoutRate)).toBe(
      'No exchange rate of GBP is known for 2026-11-28: amounts are in US dollars.',
    );
  });

  it('name the rate, its day and its source', () => {
    expect(displayCurrencySentence(eur)).toBe('Amounts in EUR at 0.8 per US dollar (2026-11-01, ECB).');
    expect(displayCurrencySentence(usd)).toBeUndefined();
  });
});

describe('the chosen currency', () => {
  it('is kept by the services, and shown from their answer on', async () => {
    const host = fakeHost({ 'settings.chooseDisplayCurrency': () => eur });
    await host.store.getState().chooseDisplayCurrency('EUR');
    expect(host.calls).toEqual([{ method: 'settings.chooseDisplayCurrency', input: { currency: 'EUR' } }]);
    expect(host.store.getState().displayCurrency).toEqual(eur);
    expect(formatUsd(1080)).toBe('€864.00');
  });

  it('stays as it was when it cannot be kept', async () => {
    const host = fakeHost({ 'settings.chooseDisplayCurrency': () => failure('settings-unreadable', 'Not JSON.') });
    await host.store.getState().chooseDisplayCurrency('EUR');
    expect(host.store.getState().displayCurrency).toBeNull();
    expect(host.notices).toEqual([
      { tone: 'failed', title: 'The currency could not be changed', message: 'Not JSON.' },
    ]);
  });
});
