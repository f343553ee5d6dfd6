import { describe, expect, it } from 'vitest';
import type { Sensitivity } from '#shared/domain/sensitivity.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { cardsOfModels } from '#pricing';
import { createBundledCatalogue } from '#pricing/books';
import { analyseSensitivity, modelsOf } from '#simulator';
import { templates } from '#templates';
import { meanOf, quantitySchema } from '#shared/domain/quantity.ts';
import { scenarioValue, withValue } from '../../../electron/simulator/sensitivity/with-value.ts';
import { largeCard, leverOf, run, scenarioOf, smallCard } from './builders.ts';

const cards = [largeCard, smallCard];

function analyse(scenario: Scenario): Sensitivity {
  const analysed = analyseSensitivity(scenario, cards);
  if (!analysed.ok) throw new Error(analysed.error.message);
  return analysed.value;
}

describe('the tornado', () => {
  it('moves an uncertain input from its P10 to its P90 and a plain one by a tenth', () => {
    const base = scenarioOf();
    const scenario = withValue(base, 'workloads[0].traffic.requestsPerDay', 0);
    const uncertain = {
      ...scenario,
      workloads: scenario.workloads.map((one) => ({
        ...one,
        traffic: { requestsPerDay: { kind: 'uniform' as const, low: 500, high: 1500 } },
      })),
    };
    const { swings } = analyse(uncertain);
    const traffic = swings.find(({ path }) => path.endsWith('requestsPerDay'));
    // $0.009 a request (2,000 in at $3/M, 200 out at $15/M) × 30 days × 600 and 1,400 requests.
    expect(traffic).toMatchObject({ low: 600, high: 1400, range: 'distribution' });
    expect(traffic?.atLow.baselineUsd).toBeCloseTo(162, 9);
    expect(traffic?.atHigh.baselineUsd).toBeCloseTo(378, 9);
    // System prompt 1,000 tokens ± 10 %: ± 100 × $3/M × 30,000 requests = ± $9.
    const system = swings.find(({ path }) => path.endsWith('prompt.system'));
    expect(system).toMatchObject({ low: 900, range: 'assumed', label: 'Support: Answer: System prompt' });
    expect(system?.swingUsd).toBeCloseTo(18, 9);
    expect(swings.map(({ swingUsd }) => swingUsd)).toEqual(
      swings.map(({ swingUsd }) => swingUsd).toSorted((left, right) => right - left),
    );
  });

  it('moves the growth of a fixed cost itself, not the factor that it comes to in a month', () => {
    const fixedCosts = [
      {
        id: 'store',
        name: 'Vector store',
        category: 'vector-store' as const,
        usdPerUnitMonth: 100,
        growthPerMonth: 0.1,
      },
      { id: 'rent', name: 'Rent', category: 'other' as const, usdPerUnitMonth: 50 },
      { id: 'old', name: 'Old system', category: 'compute' as const, usdPerUnitMonth: 100, growthPerMonth: -0.2 },
    ];
    const calendar = { startMonth: '2026-12', months: 3, daysPerMonth: 30 as const };
    const { swings } = analyse(scenarioOf({ calendar, fixedCosts }));
    const growth = swings.find(({ path }) => path === 'fixedCosts[0].growthPerMonth');
    expect(growth).toMatchObject({ label: 'Vector store: Growth per month', unit: 'share', value: 0.1 });
    expect(growth?.low).toBeCloseTo(0.09, 12);
    expect(growth?.high).toBeCloseTo(0.11, 12);
    // $270 of tokens, $50 of rent, 100 + 80 + 64 of the old system; mean of 100 + 109 + 118.81 and of 100 + 111 + 123.21.
    const others = 270 + 50 + 244 / 3;
    expect(growth?.atLow.baselineUsd).toBeCloseTo(others + 327.81 / 3, 9);
    expect(growth?.atHigh.baselineUsd).toBeCloseTo(others + 334.21 / 3, 9);
    // What does not grow has no growth to move, and what shrinks faster costs less.
    expect(swings.map(({ path }) => path)).not.toContain('fixedCosts[1].growthPerMonth');
    const shrinking = swings.find(({ path }) => path === 'fixedCosts[2].growthPerMonth');
    expect(shrinking?.low).toBeCloseTo(-0.22, 12);
    expect(shrinking?.high).toBeCloseTo(-0.18, 12);
  });

  it('moves what the scenario holds: every number that a formula names is the one at its path', () => {
    const catalogue = createBundledCatalogue();
    for (const { id, scenario } of templates('2026-12')) {
      const analysed = analyseSensitivity(scenario, cardsOfModels(catalogue, modelsOf(scenario)).cards);
      if (!analysed.ok) throw new Error(analysed.error.message);
      expect(analysed.value.swings.length).toBeGreaterThan(3);
      for (const { path, value } of analysed.value.swings) {
        const held = quantitySchema.safeParse(scenarioValue(scenario, path));
        expect(held.success && { id, path, value: meanOf(held.data) }).toEqual({ id, path, value });
      }
    }
  });

  it('keeps shares of models summing to 1', () => {
    const scenario = scenarioOf({
      call: {
        models: [
          { model: 'maker/large', share: 0.5 },
          { model: 'other/small', share: 0.5 },
        ],
      },
    });
    const moved = withValue(scenario, 'workloads[0].calls[0].models[0].share', 0.8);
    const shares = moved.workloads[0]?.calls[0]?.models.map(({ share }) => share) ?? [];
    expect(shares[0]).toBeCloseTo(0.8, 12);
    expect(shares[1]).toBeCloseTo(0.2, 12);
    const large = analyse(scenario).swings.find(({ path }) => path.endsWith('models[0].share'));
    // 0.45 and 0.55 on the large model: $270 and $27 a month each alone.
    expect(large?.atHigh.baselineUsd).toBeCloseTo(0.55 * 270 + 0.45 * 27, 9);
  });

  it('stays at the value where the scenario allows no more', () => {
    const scenario = scenarioOf({
      levers: [
        leverOf('routing-mix', {
          targets: [
            { model: 'other/small', share: 0.95 },
            { model: 'maker/large', share: 0.05 },
          ],
        }),
      ],
    });
    const share = analyse(scenario).swings.find(({ path }) => path.endsWith('targets[0].share'));
    expect(share).toMatchObject({ high: 0.95 });
  });
});

describe('break-even values', () => {
  function hitRateOfCaching(ttl: string): number | undefined {
    const scenario = scenarioOf({
      levers: [leverOf('prompt-caching', { components: ['system'], cacheableShare: 1, hitRate: 0.6, ttl })],
    });
    return analyse(scenario).breakEvens.find(({ path }) => path === 'levers[0].parameters.hitRate')?.breakEven;
  }

  it('are those published for caching: 21.74 % of hits with writes at 1.25, 52.63 % with writes at 2', () => {
    // h* = (w − 1) ÷ (w − r): 0.25 ÷ 1.15 and 1 ÷ 1.9 with reads at 0.1 (reference/models.md 2.2).
    expect(hitRateOfCaching('5m')).toBeCloseTo(0.25 / 1.15, 9);
    expect(hitRateOfCaching('1h')).toBeCloseTo(1 / 1.9, 9);
  });

  it('are told in a sentence, with the side that saves', () => {
    const scenario = scenarioOf({
      levers: [leverOf('prompt-caching', { components: ['system'], cacheableShare: 1, hitRate: 0.1 })],
    });
    const found = analyse(scenario).breakEvens.find(({ path }) => path === 'levers[0].parameters.hitRate');
    expect(found).toMatchObject({ savesWhen: 'above', value: 0.1 });
    expect(found?.sentence).toBe('Prompt caching pays when cache hit rate is above 21.74 %.');
  });

  it('do not exist where a lever always saves, nor without levers', () => {
    const always = scenarioOf({ levers: [leverOf('batch', { eligibleShare: 0.5, retryShare: 0 })] });
    expect(analyse(always).breakEvens).toEqual([]);
    expect(analyse(scenarioOf()).breakEvens).toEqual([]);
  });

  it('turn the saving at the value they name', () => {
    const scenario = scenarioOf({
      levers: [leverOf('prompt-caching', { components: ['system'], cacheableShare: 1, hitRate: 0.1 })],
    });
    for (const { path, breakEven, savesWhen } of analyse(scenario).breakEvens) {
      const [below, above] = [0.99, 1.01].map(
        (factor) => run(withValue(scenario, path, breakEven * factor), cards).summary.savingMonthlyUsd,
      );
      expect(Math.sign(above ?? 0)).toBe(savesWhen === 'above' ? 1 : -1);
      expect(Math.sign(below ?? 0)).toBe(savesWhen === 'above' ? -1 : 1);
    }
  });
});
