import { describe, expect, it } from 'vitest';
import {
  analyseSensitivity,
  checkScenario,
  parseScenario,
  sampleSimulation,
  scenarioInputs,
  scenarioToText,
} from '#simulator';
import type { Scenario } from '#shared/domain/scenario.ts';
import type { Failure, Result } from '#shared/result.ts';
import { largeCard, leverOf, run, scenarioOf, smallCard, type LeverInput } from './builders.ts';

const hitRate = { kind: 'uniform', low: 0.2, high: 0.8 };

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function failureOf(result: Result<unknown>): Failure | undefined {
  return result.ok ? undefined : result.error;
}

function planWith(...levers: LeverInput[]): Scenario {
  return scenarioOf({
    call: { prompt: { system: 2000, user: 500 }, answer: { output: 300 } },
    levers,
  });
}

function caching(rate: unknown): LeverInput {
  return leverOf('prompt-caching', { components: ['system'], cacheableShare: 1, hitRate: rate });
}

describe('ranges among the parameters of levers', () => {
  it('cost what their means cost in closed form', () => {
    const [ranged, plain] = [run(planWith(caching(hitRate))), run(planWith(caching(0.5)))];
    expect(ranged.summary.optimizedMonthlyUsd).toBeCloseTo(plain.summary.optimizedMonthlyUsd, 9);
  });

  it('are sampled: the band of a cost that is linear in the parameter reaches what its ends cost', () => {
    const result = run(planWith(caching(hitRate)));
    const { monthly, uncertainInputs, levers } = sampleSimulation(result, { samples: 20_000, seed: 1 });
    expect(uncertainInputs).toEqual(['levers[0].parameters.hitRate']);
    // P5 and P95 of a uniform range lie a twentieth of its width inside its ends.
    const costAt = (rate: number): number => run(planWith(caching(rate))).summary.optimizedMonthlyUsd;
    expect(monthly.optimizedUsd.p5 / costAt(0.77)).toBeCloseTo(1, 2);
    expect(monthly.optimizedUsd.p95 / costAt(0.23)).toBeCloseTo(1, 2);
    expect(monthly.baselineUsd.standardError).toBeCloseTo(0, 9);
    expect(levers[0]?.savingProbability).toBeGreaterThan(0.9);
  });

  it('appear as inputs with their range, and swing from P10 to P90', () => {
    const scenario = planWith(caching(hitRate));
    const input = scenarioInputs(scenario, run(scenario)).find(({ path }) => path === 'levers[0].parameters.hitRate');
    expect(input).toMatchObject({ value: 0.5, distribution: hitRate });
    const { swings } = valueOf(analyseSensitivity(scenario, [largeCard, smallCard]));
    const swing = swings.find(({ path }) => path === 'levers[0].parameters.hitRate');
    expect(swing).toMatchObject({ range: 'distribution' });
    expect(swing?.low).toBeCloseTo(0.26, 9);
    expect(swing?.high).toBeCloseTo(0.74, 9);
  });

  it('stand anywhere a number does: in a list, in a cut', () => {
    const scenario = planWith(
      leverOf('prompt-trimming', { cuts: { system: { share: { kind: 'uniform', low: 0.1, high: 0.3 } } } }),
      leverOf('routing-mix', {
        targets: [{ model: 'other/small', share: { kind: 'beta', low: 0, mode: 0.3, high: 0.9 } }],
      }),
    );
    const { uncertainInputs } = sampleSimulation(run(scenario), { samples: 100, seed: 1 });
    expect(uncertainInputs.toSorted()).toEqual([
      'levers[0].parameters.cuts.system.share',
      'levers[1].parameters.targets[0].share',
    ]);
  });

  it('come back from the file as they were written', () => {
    const text = scenarioToText(planWith(caching(hitRate)));
    const again = valueOf(parseScenario(text, 'plan.burnrate.json'));
    expect(again.levers[0]?.parameters['hitRate']).toEqual(hitRate);
    expect(scenarioToText(again)).toBe(text);
  });

  it('are refused where they reach values that the lever does not take, by path and in one sentence', () => {
    const tooFar = checkScenario(planWith(caching({ kind: 'uniform', low: 0.5, high: 1.5 })));
    expect(failureOf(tooFar)).toMatchObject({
      code: 'invalid-scenario',
      at: { path: 'levers[0].parameters.hitRate' },
      message: expect.stringMatching(/must be at most 1.*highest values\.$/),
    });
    const broken = checkScenario(planWith(caching({ kind: 'uniform', low: 0.5 })));
    expect(failureOf(broken)).toMatchObject({ at: { path: 'levers[0].parameters.hitRate.high' } });
  });

  it('say so where the lever can only work with the mean', () => {
    const derived = leverOf('response-cache', {
      hitRateFrom: 'popularity',
      hitRate: 0,
      skew: { kind: 'uniform', low: 0.6, high: 1 },
    });
    const result = run(planWith(derived));
    expect(result.summary.steps[0]?.notes).toContain(
      'The range of skew is not sampled: the lever works with its mean.',
    );
  });
});
