import { describe, expect, it } from 'vitest';
import type { Sensitivity } from '#shared/domain/sensitivity.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { analyseSensitivity } from '#simulator';
import { withValue } from '../../../electron/simulator/sensitivity/with-value.ts';
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
