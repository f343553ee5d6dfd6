import { describe, expect, it } from 'vitest';
import { convertAt, type ExchangeRate } from '#shared/domain/exchange-rate.ts';

const january = Date.UTC(2027, 0, 1);
const june = Date.UTC(2027, 5, 1);
const rates: readonly ExchangeRate[] = [
  { currency: 'EUR', usdPerUnit: 1.25, fromMs: june, source: 'June' },
  { currency: 'EUR', usdPerUnit: 1, fromMs: january, source: 'January' },
  { currency: 'GBP', usdPerUnit: 2, fromMs: january, source: 'January' },
];

describe('convertAt', () => {
  it('uses the latest rate that holds: $10 at $1.25 a euro are 8 euros', () => {
    expect(convertAt(10, 'EUR', june, rates)).toMatchObject({
      ok: true,
      value: { amount: 8, rate: { source: 'June' } },
    });
    expect(convertAt(10, 'EUR', june - 1, rates)).toMatchObject({ ok: true, value: { amount: 10 } });
    expect(convertAt(10, 'GBP', june, rates)).toMatchObject({ ok: true, value: { amount: 5 } });
  });

  it('lets the later of two rates from the same instant hold', () => {
    const corrected = [...rates, { currency: 'GBP', usdPerUnit: 4, fromMs: january, source: 'corrected' }];
    expect(convertAt(10, 'GBP', june, corrected)).toMatchObject({ ok: true, value: { amount: 2.5 } });
  });

  it('needs no rate for US dollars', () => {
    expect(convertAt(10, 'USD', 0, [])).toEqual({ ok: true, value: { currency: 'USD', amount: 10 } });
  });

  it('fails, rather than guess, before the first rate and for an unknown currency', () => {
    expect(convertAt(10, 'EUR', january - 1, rates)).toMatchObject({
      ok: false,
      error: { code: 'no-exchange-rate', message: 'No exchange rate of EUR is known for 2026-12-31.' },
    });
    expect(convertAt(10, 'JPY', june, rates)).toMatchObject({ ok: false });
  });
});
