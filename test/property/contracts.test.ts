import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contractMonth, explainPrice, underContract, type MonthUsage } from '#pricing';
import { contractTermsSchema, type ContractTerms } from '#shared/domain/contract-terms.ts';
import { tokenKinds } from '#shared/domain/token-kinds.ts';
import { anyCard, anyConsumption } from './pricing-arbitraries.ts';

const anyPercent = fc.double({ min: 0, max: 100, noNaN: true });
const anyUsd = fc.double({ min: 0, max: 1e6, noNaN: true });
const anyScope = fc.record({ provider: fc.constantFrom('anthropic', 'openai') }, { requiredKeys: [] });

const anyUsage: fc.Arbitrary<readonly MonthUsage[]> = fc.array(
  fc.record({
    provider: fc.constantFrom('anthropic', 'openai'),
    model: fc.constantFrom('a', 'b'),
    kind: fc.constantFrom(...tokenKinds, 'webSearch' as const),
    quantity: fc.integer({ min: 1, max: 1e9 }),
    usd: anyUsd,
  }),
  { maxLength: 8 },
);

const anyVolume = fc
  .tuple(
    anyScope,
    fc.constantFrom('usd' as const, 'tokens' as const),
    fc.array(anyPercent, { minLength: 1, maxLength: 4 }),
  )
  .map(([scope, measure, percents]) => ({
    name: 'volume',
    ...scope,
    measure,
    tiers: percents.map((percentOff, index) => ({ from: index * 100_000, percentOff })),
  }));
const anyTerms: fc.Arbitrary<ContractTerms> = fc
  .record({
    volume: fc.array(anyVolume, { maxLength: 2 }),
    provisioned: fc.array(
      fc.tuple(anyScope, fc.double({ min: 0, max: 1, noNaN: true })).map(([scope, coveredShare]) => ({
        name: 'provisioned',
        ...scope,
        units: 2,
        usdPerUnitHour: 3,
        coveredShare,
      })),
      { maxLength: 2 },
    ),
    commitments: fc.array(
      fc.tuple(anyScope, anyUsd).map(([scope, usdPerMonth]) => ({ name: 'commitment', ...scope, usdPerMonth })),
      { maxLength: 2 },
    ),
  })
  .map((terms) => contractTermsSchema.parse({ format: 'burnrate-contract', version: 1, name: 'any', ...terms }));

describe('laws of contracts', () => {
  it('lets the lines of a month sum to its total, each with a sentence that says how', () => {
    fc.assert(
      fc.property(anyTerms, anyUsage, (terms, usage) => {
        const { lines, usd } = contractMonth(terms, '2027-02', usage);
        expect(usd).toBe(lines.reduce((sum, line) => sum + line.usd, 0));
        expect(lines.every(({ formula }) => formula.endsWith('.'))).toBe(true);
        expect(lines.slice(0, usage.length).map((line) => line.usd)).toEqual(usage.map((line) => line.usd));
      }),
    );
  });

  it('never bills less than nothing, nor less than the largest commitment', () => {
    fc.assert(
      fc.property(anyTerms, anyUsage, (terms, usage) => {
        const { usd } = contractMonth(terms, '2027-02', usage);
        const committed = Math.max(0, ...terms.commitments.map(({ usdPerMonth }) => usdPerMonth));
        expect(usd).toBeGreaterThanOrEqual(committed - 1e-6);
      }),
    );
  });

  it('never makes more usage cheaper where usage is measured in dollars: discounts are marginal', () => {
    fc.assert(
      fc.property(anyTerms, anyUsage, fc.nat({ max: 7 }), anyUsd, (terms, usage, index, more) => {
        const byDollars = { ...terms, volume: terms.volume.filter(({ measure }) => measure === 'usd') };
        const grown = usage.map((line, position) => (position === index ? { ...line, usd: line.usd + more } : line));
        const before = contractMonth(byDollars, '2027-02', usage).usd;
        expect(contractMonth(byDollars, '2027-02', grown).usd).toBeGreaterThanOrEqual(before - 1e-6);
      }),
    );
  });

  it('takes the same percentage off every line of a record that a plain discount covers', () => {
    fc.assert(
      fc.property(anyCard, anyConsumption, anyPercent, (card, used, percentOff) => {
        const plain = { ...card };
        delete plain.contract;
        const terms = contractTermsSchema.parse({
          format: 'burnrate-contract',
          version: 1,
          name: 'any',
          discounts: [{ percentOff }],
        });
        const [discounted = plain] = underContract(plain, terms);
        const listed = explainPrice(plain, used).usd ?? 0;
        expect(explainPrice(discounted, used).usd ?? 0).toBeCloseTo((listed * (100 - percentOff)) / 100, 6);
      }),
    );
  });
});
