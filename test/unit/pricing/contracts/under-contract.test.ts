import { describe, expect, it } from 'vitest';
import { cardAt, explainPrice, underContract } from '#pricing';
import { contractTermsSchema, type ContractTerms } from '#shared/domain/contract-terms.ts';
import { priceCardSchema } from '#shared/domain/price.ts';
import type { z } from 'zod';
import { exampleCard } from '../example-card.ts';

function terms(more: Partial<z.input<typeof contractTermsSchema>>): ContractTerms {
  return contractTermsSchema.parse({ format: 'burnrate-contract', version: 1, name: 'Acme 2027', ...more });
}

const card = exampleCard({ unitRates: { webSearch: { usdPerUnit: 0.01 } } });

function priceUnder(contract: ContractTerms): number | null {
  const [only] = underContract(card, contract);
  if (only === undefined) throw new Error('expected a card');
  // 1 M × $4/M + 1 M × $16/M + 100 × $0.01 = $21
  return explainPrice(only, {
    tokens: { input: 1_000_000, output: 1_000_000 },
    units: { webSearch: 100 },
    requests: 1,
    serviceTier: 'standard',
  }).usd;
}

describe('underContract', () => {
  it('takes a percentage off everything: 15 % off $21 is $17.85', () => {
    expect(priceUnder(terms({ discounts: [{ percentOff: 15 }] }))).toBeCloseTo(17.85, 12);
  });

  it('takes it off some kinds only: 4 + 16 × 0.75 + 1 × 0.5 = $16.50', () => {
    const contract = terms({
      discounts: [
        { kinds: ['output'], percentOff: 25 },
        { kinds: ['webSearch'], percentOff: 50 },
      ],
    });
    expect(priceUnder(contract)).toBeCloseTo(16.5, 12);
  });

  it('lets the first fitting discount hold: discounts do not add up', () => {
    const contract = terms({
      discounts: [{ kinds: ['output'], percentOff: 25 }, { provider: 'acme', percentOff: 10 }, { percentOff: 90 }],
    });
    // (4 + 1) × 0.9 + 16 × 0.75
    expect(priceUnder(contract)).toBeCloseTo(16.5, 12);
  });

  it('charges a margin where the percentage is negative', () => {
    expect(priceUnder(terms({ discounts: [{ percentOff: -10 }] }))).toBeCloseTo(23.1, 12);
  });

  it('gives the card as it is when no discount fits', () => {
    expect(underContract(card, terms({ discounts: [{ provider: 'other', percentOff: 10 }] }))).toEqual([card]);
    expect(underContract(card, terms({ commitments: [{ name: 'c', usdPerMonth: 5 }] }))).toEqual([card]);
  });

  it('splits a card at the first and last day of the contract, and versions the part under it', () => {
    const contract = terms({ from: '2027-01-01', to: '2028-01-01', discounts: [{ percentOff: 20 }] });
    const parts = underContract(card, contract);
    expect(
      parts.map(({ effectiveFromMs, effectiveToMs, contract: own }) => [
        effectiveFromMs,
        effectiveToMs,
        own?.multiplier,
      ]),
    ).toEqual([
      [null, Date.UTC(2027, 0, 1), undefined],
      [Date.UTC(2027, 0, 1), Date.UTC(2028, 0, 1), 0.8],
      [Date.UTC(2028, 0, 1), null, undefined],
    ]);
    expect(parts.map(({ priceVersion }) => priceVersion === card.priceVersion)).toEqual([true, false, true]);
    for (const part of parts) expect(priceCardSchema.parse(part)).toEqual(part);
    expect(cardAt(parts, Date.UTC(2027, 5, 1))?.contract?.name).toBe('Acme 2027');
    expect(cardAt(parts, Date.UTC(2026, 11, 31))?.contract).toBeUndefined();
  });

  it('versions differ when the terms do', () => {
    const version = (percentOff: number): string | undefined =>
      underContract(card, terms({ discounts: [{ percentOff }] }))[0]?.priceVersion;
    expect(version(10)).not.toBe(version(11));
    expect(version(10)).toBe(version(10));
  });

  it('leaves a card alone whose time the contract does not touch', () => {
    const old = exampleCard({ effectiveToMs: Date.UTC(2026, 0, 1) });
    expect(underContract(old, terms({ from: '2027-01-01', discounts: [{ percentOff: 20 }] }))).toEqual([old]);
  });

  it('does not stack on a card that has a contract already', () => {
    const [once] = underContract(card, terms({ discounts: [{ percentOff: 10 }] }));
    if (once === undefined) throw new Error('expected a card');
    expect(underContract(once, terms({ discounts: [{ percentOff: 50 }] }))).toEqual([once]);
  });
});
