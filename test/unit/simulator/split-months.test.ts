import { describe, expect, it } from 'vitest';
import type { ChangeSplit } from '#shared/domain/attribution.ts';
import { splitMonths } from '#simulator';
import { cardOf, largeCard, leverOf, run, scenarioOf } from './builders.ts';

function driversOf({ drivers }: ChangeSplit): Record<string, number> {
  return Object.fromEntries(drivers.map(({ driver, usd }) => [driver, usd]));
}

const growing = {
  calendar: {
    startMonth: '2026-12',
    months: 4,
    daysPerMonth: 30 as const,
    growth: { kind: 'compound' as const, perMonth: 0.1 },
  },
  fixedCosts: [
    { id: 'store', name: 'Store', category: 'storage' as const, usdPerUnitMonth: 100, growthPerMonth: 0.05 },
  ],
};

describe('the split between two months of a plan', () => {
  it('is volume where only traffic grows, and fees where fixed costs do', () => {
    const split = splitMonths(run(scenarioOf(growing)), '2026-12', '2027-01');
    if (!split.ok) throw new Error(split.error.message);
    // 30,000 requests of $0.009 are $270; 10 % more are $27, and 5 % more of $100 are $5.
    expect(split.value.baseline.fromUsd).toBeCloseTo(370, 9);
    expect(split.value.baseline.toUsd).toBeCloseTo(402, 9);
    const { volume, fees, ...others } = driversOf(split.value.baseline);
    expect(volume).toBeCloseTo(27, 9);
    expect(fees).toBeCloseTo(5, 9);
    for (const usd of Object.values(others)) expect(usd).toBeCloseTo(0, 9);
  });

  it('tells a dated price change from growth, and sums exactly on both sides and in both directions', () => {
    const changeMs = Date.UTC(2027, 0, 1);
    const cards = [
      { ...largeCard, effectiveToMs: changeMs },
      cardOf('maker/large', { input: 2, output: 10, cacheRead: 0.2 }, { effectiveFromMs: changeMs }),
    ];
    const levers = [leverOf('prompt-trimming', { cuts: { system: { share: 0.5 } } })];
    const result = run(scenarioOf({ ...growing, levers }), cards);
    for (const [from, to] of [
      ['2026-12', '2027-03'],
      ['2027-02', '2026-12'],
    ] as const) {
      const split = splitMonths(result, from, to);
      if (!split.ok) throw new Error(split.error.message);
      for (const side of ['baseline', 'optimized'] as const) {
        const { fromUsd, toUsd, drivers } = split.value[side];
        const monthUsd = (month: string): number => result.months.find((one) => one.month === month)?.[side].usd ?? 0;
        expect(fromUsd).toBeCloseTo(monthUsd(from), 9);
        expect(toUsd).toBeCloseTo(monthUsd(to), 9);
        expect(drivers.reduce((sum, { usd }) => sum + usd, 0)).toBeCloseTo(toUsd - fromUsd, 9);
        expect(Math.sign(driversOf(split.value[side])['price'] ?? 0)).toBe(to === '2026-12' ? 1 : -1);
      }
    }
  });

  it('names the horizon when a month is not in it', () => {
    const split = splitMonths(run(scenarioOf(growing)), '2026-12', '2028-01');
    expect(split).toMatchObject({
      ok: false,
      error: { code: 'unknown-month', nextStep: 'It runs from 2026-12 to 2027-03.' },
    });
  });
});
