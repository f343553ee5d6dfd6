import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { contractMonth, type ContractMonth, type MonthUsage } from '#pricing';
import { contractTermsSchema } from '#shared/domain/contract-terms.ts';

const opus: MonthUsage = { provider: 'anthropic', model: 'claude-opus-5', kind: 'input', quantity: 2e9, usd: 10_000 };
const sonnet: MonthUsage = {
  provider: 'anthropic',
  model: 'claude-sonnet-5',
  kind: 'output',
  quantity: 1e8,
  usd: 1000,
};
const gpt: MonthUsage = { provider: 'openai', model: 'gpt-4o', kind: 'input', quantity: 4e8, usd: 1000 };
const search: MonthUsage = { provider: 'openai', model: 'gpt-4o', kind: 'webSearch', quantity: 1000, usd: 10 };

function month(
  terms: Partial<z.input<typeof contractTermsSchema>>,
  usage: readonly MonthUsage[] = [opus, sonnet, gpt, search],
  text = '2027-02',
): ContractMonth {
  const contract = contractTermsSchema.parse({ format: 'burnrate-contract', version: 1, name: 'Test', ...terms });
  return contractMonth(contract, text, usage);
}

function linesOf({ lines }: ContractMonth, ...steps: string[]): unknown[] {
  return lines.filter(({ step }) => steps.includes(step)).map(({ name, usd, formula }) => [name, usd, formula]);
}

describe('contractMonth', () => {
  it('is the usage itself without terms', () => {
    const result = month({});
    expect(result.usd).toBe(12_010);
    expect(result.lines.map(({ step, name, usd }) => [step, name, usd])).toEqual([
      ['usage', 'anthropic/claude-opus-5', 10_000],
      ['usage', 'anthropic/claude-sonnet-5', 1000],
      ['usage', 'openai/gpt-4o', 1000],
      ['usage', 'openai/gpt-4o', 10],
    ]);
    expect(result.lines[0]?.formula).toBe('Input: 2,000,000,000 at card prices.');
  });

  describe('volume discounts', () => {
    const volume = [
      {
        name: 'Volume',
        provider: 'anthropic',
        measure: 'usd' as const,
        tiers: [
          { from: 5000, percentOff: 10 },
          { from: 10_000, percentOff: 20 },
        ],
      },
    ];

    it('discount only what lies beyond each bound: $5,000 × 10 % + $1,000 × 20 % = $700 off $11,000', () => {
      const result = month({ volume });
      expect(result.usd).toBeCloseTo(12_010 - 700, 9);
      expect(linesOf(result, 'volume')).toEqual([
        ['Volume', expect.closeTo(-500, 9), '$5,000.00 beyond $5,000.00 × 10 % off.'],
        ['Volume', expect.closeTo(-200, 9), '$1,000.00 beyond $10,000.00 × 20 % off.'],
      ]);
    });

    it('do nothing below the first bound, nor at it', () => {
      expect(month({ volume }, [{ ...opus, usd: 5000 }]).usd).toBe(5000);
      expect(linesOf(month({ volume }, [{ ...opus, usd: 5000 }]), 'volume')).toEqual([]);
    });

    it('can count tokens: 1 G of 2 G tokens beyond 1 G are half of $10,000, of which 10 % is $500', () => {
      const byTokens = [{ name: 'Tokens', measure: 'tokens' as const, tiers: [{ from: 1e9, percentOff: 10 }] }];
      const result = month({ volume: byTokens }, [opus]);
      expect(result.usd).toBeCloseTo(9500, 9);
      expect(linesOf(result, 'volume')).toEqual([
        ['Tokens', expect.closeTo(-500, 9), '$5,000.00 for 1,000,000,000 tokens beyond 1,000,000,000 × 10 % off.'],
      ]);
    });

    it('leave out units that are no tokens where tokens are counted', () => {
      const byTokens = { name: 'Tokens', measure: 'tokens' as const, tiers: [{ from: 0, percentOff: 100 }] };
      // All tokens lie beyond 0: the whole spend in scope is free, searches by the piece included.
      expect(month({ volume: [byTokens] }, [gpt, search]).usd).toBeCloseTo(0, 9);
      expect(month({ volume: [{ ...byTokens, kinds: ['input'] }] }, [gpt, search]).usd).toBeCloseTo(10, 9);
    });

    it('let the first term that fits some usage hold', () => {
      const twice = [...volume, { name: 'Also', measure: 'usd' as const, tiers: [{ from: 0, percentOff: 50 }] }];
      // Anthropic by the first term, the rest ($1,010) at half price by the second.
      expect(month({ volume: twice }).usd).toBeCloseTo(11_000 - 700 + 505, 9);
    });
  });

  describe('provisioned throughput', () => {
    const units = {
      name: 'PTU',
      provider: 'openai',
      model: 'gpt-4o',
      kinds: ['input' as const],
      units: 2,
      usdPerUnitHour: 1,
      coveredShare: 0.9,
    };
    const provisioned = [units];

    it('is paid for every hour of the month, and the usage it covers is not: 2 × 672 h × $1 − 90 % of $1,000', () => {
      const result = month({ provisioned }, [gpt, search]);
      expect(result.usd).toBeCloseTo(1000 + 10 + 1344 - 900, 9);
      expect(linesOf(result, 'provisioned', 'covered')).toEqual([
        ['PTU', 1344, '2 units × 672 hours × $1.00 a unit-hour.'],
        [
          'PTU',
          expect.closeTo(-900, 9),
          '90 % of $1,000.00 runs on the provisioned units and is not billed by the token.',
        ],
      ]);
    });

    it('follows the hours of the calendar month, or those that were bought', () => {
      expect(linesOf(month({ provisioned }, [], '2027-01'), 'provisioned')).toMatchObject([
        ['PTU', 2 * 744, expect.anything()],
      ]);
      const limited = [{ ...units, hoursPerMonth: 100 }];
      expect(linesOf(month({ provisioned: limited }, []), 'provisioned')).toMatchObject([
        ['PTU', 200, expect.anything()],
      ]);
    });

    it('costs the same without any usage', () => {
      expect(month({ provisioned }, []).usd).toBe(1344);
    });

    it('takes no volume discount itself, and leaves only the spilled usage to one', () => {
      const volume = [{ name: 'V', measure: 'usd' as const, tiers: [{ from: 0, percentOff: 50 }] }];
      expect(month({ provisioned, volume }, [gpt]).usd).toBeCloseTo(1344 + 50, 9);
    });
  });

  describe('commitments', () => {
    const commitments = [{ name: 'Commit', provider: 'anthropic', usdPerMonth: 15_000 }];

    it('bill the larger of promise and usage, and show the shortfall', () => {
      const result = month({ commitments });
      expect(result.usd).toBeCloseTo(15_000 + 1010, 9);
      expect(linesOf(result, 'commitment')).toEqual([
        ['Commit', 4000, '$11,000.00 used of $15,000.00 committed: the missing $4,000.00 is billed too.'],
      ]);
    });

    it('add nothing where usage meets them, and say so', () => {
      const met = [{ name: 'Commit', provider: 'anthropic', usdPerMonth: 11_000 }];
      expect(month({ commitments: met }).usd).toBe(12_010);
      expect(linesOf(month({ commitments: met }), 'commitment')).toEqual([
        ['Commit', 0, '$11,000.00 used of $11,000.00 committed: met.'],
      ]);
    });

    it('count what is left after volume discounts, and provisioned units', () => {
      const volume = [
        { name: 'V', provider: 'anthropic', measure: 'usd' as const, tiers: [{ from: 0, percentOff: 10 }] },
      ];
      expect(linesOf(month({ commitments, volume }), 'commitment')).toMatchObject([
        ['Commit', expect.closeTo(5100, 9), expect.anything()],
      ]);
      const provisioned = [
        { name: 'P', provider: 'anthropic', units: 1, hoursPerMonth: 100, usdPerUnitHour: 20, coveredShare: 1 },
      ];
      // 2,000 for the units, all usage covered by them: 13,000 missing.
      expect(linesOf(month({ commitments, provisioned }), 'commitment')).toMatchObject([
        ['Commit', expect.closeTo(13_000, 9), expect.anything()],
      ]);
    });
  });

  it('leaves a month outside the contract as it is', () => {
    const terms = { from: '2027-03-01', to: '2027-06-01', commitments: [{ name: 'c', usdPerMonth: 1e6 }] };
    expect(month(terms, [gpt], '2027-02').usd).toBe(1000);
    expect(month(terms, [gpt], '2027-03').usd).toBe(1e6);
    expect(month(terms, [gpt], '2027-05').usd).toBe(1e6);
    expect(month(terms, [gpt], '2027-06').usd).toBe(1000);
  });
});
