import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { explainPrice, monthOfRecords } from '#pricing';
import { contractTermsSchema, type ContractTerms } from '#shared/domain/contract-terms.ts';
import { exampleCard } from '../example-card.ts';

const card = exampleCard();
const record = {
  card,
  ...explainPrice(card, { tokens: { input: 1_000_000 }, units: {}, requests: 1, serviceTier: 'standard' }),
};
const usd = record.usd ?? 0;

function terms(more: Partial<z.input<typeof contractTermsSchema>>): ContractTerms {
  return contractTermsSchema.parse({ format: 'burnrate-contract', version: 1, name: 'Test', ...more });
}

describe('monthOfRecords', () => {
  it('is so many records without contracts', () => {
    expect(usd).toBeGreaterThan(0);
    expect(monthOfRecords(record, 1000, [], '2026-11')).toEqual({ month: '2026-11', lines: [], usd: 1000 * usd });
  });

  it('tops a commitment up, and gives the whole month', () => {
    const promise = terms({ commitments: [{ name: 'Promise', usdPerMonth: 2500 * usd }] });
    const month = monthOfRecords(record, 1000, [promise], '2026-11');
    expect(month.lines.map(({ step }) => step)).toEqual(['usage', 'commitment']);
    expect(month.usd).toBeCloseTo(2500 * usd, 9);
  });

  it('lets a second contract see what the first left: 10 % off, then topped up to the whole again', () => {
    const volume = terms({
      volume: [{ name: 'Tiers', measure: 'usd', tiers: [{ from: 0, percentOff: 10 }] }],
    });
    const promise = terms({ commitments: [{ name: 'Promise', usdPerMonth: 1000 * usd }] });
    const month = monthOfRecords(record, 1000, [volume, promise], '2026-11');
    const steps = month.lines.map((line) => [line.step, line.usd / usd]);
    expect(steps.map(([step]) => step)).toEqual(['usage', 'volume', 'commitment']);
    expect(steps[1]?.[1]).toBeCloseTo(-100, 9);
    expect(steps[2]?.[1]).toBeCloseTo(100, 9);
    expect(month.usd).toBeCloseTo(1000 * usd, 9);
  });
});
