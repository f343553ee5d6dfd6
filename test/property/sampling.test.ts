import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Quantity } from '#shared/domain/quantity.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { leverDefinitions, recompute, sampleSimulation } from '#simulator';
import { compileExpressions } from '../../electron/simulator/sampling/program.ts';
import { copyRoot, createColumns, evaluateBlock } from '../../electron/simulator/sampling/evaluate.ts';
import { largeCard, leverOf, run, scenarioOf, smallCard } from '../unit/simulator/builders.ts';
import { leverCards, rangedLeversOf, scenarioWith, withMoreRanges } from './lever-scenarios.ts';

const cards = [largeCard, smallCard];
const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);

/** Quantities of modest spread: a mean over 4,000 samples is then near enough to normal for a 3-sigma test. */
function quantityAbout(min: number, max: number): fc.Arbitrary<Quantity> {
  const amount = fc.integer({ min, max });
  return fc.oneof(
    amount,
    amount.map((p5) => ({ kind: 'lognormal' as const, p5, p95: p5 * 3 })),
    amount.map((low) => ({ kind: 'uniform' as const, low, high: low * 2 })),
    amount.map((low) => ({ kind: 'triangular' as const, low, mode: low * 1.5, high: low * 4 })),
    amount.map((low) => ({ kind: 'beta' as const, low, mode: low * 1.5, high: low * 4 })),
    amount.map((mean) => ({ kind: 'normal' as const, mean, sd: mean / 3 })),
  );
}

const scenarioArbitrary = fc
  .record({
    requestsPerDay: quantityAbout(10, 100_000),
    callsPerRequest: quantityAbout(1, 4),
    system: quantityAbout(1, 5000),
    user: quantityAbout(1, 5000),
    output: quantityAbout(1, 2000),
    smallShare: share,
    hitRate: share,
    cut: share,
    eligibleShare: share,
  })
  .map((draw): Scenario => {
    const scenario = scenarioOf({
      calendar: { startMonth: '2026-12', months: 2, daysPerMonth: 30, growth: { kind: 'compound', perMonth: 0.1 } },
      call: {
        callsPerRequest: draw.callsPerRequest,
        models: [
          { model: 'maker/large', share: 1 - draw.smallShare },
          { model: 'other/small', share: draw.smallShare },
        ],
        prompt: { system: draw.system, user: draw.user },
        answer: { output: draw.output },
      },
      levers: [
        leverOf('prompt-trimming', { cuts: { system: { share: draw.cut } } }),
        leverOf('prompt-caching', { components: ['system'], cacheableShare: 1, hitRate: draw.hitRate }),
        leverOf('batch', { eligibleShare: draw.eligibleShare, retryShare: 0 }),
      ],
    });
    return {
      ...scenario,
      workloads: scenario.workloads.map((one) => ({ ...one, traffic: { requestsPerDay: draw.requestsPerDay } })),
    };
  });

/**
 * One to four levers of the registry in any order, with any settings, about half of them ranges, on scenarios whose numbers are
 * ranges: all but those that bend a cost, such as those of which a lever takes the smaller or the larger (see `lever-cases.ts`).
 */
const scenarioOfLevers = fc
  .shuffledSubarray(
    leverDefinitions.map(({ kind }) => kind),
    { minLength: 1, maxLength: 4 },
  )
  .chain(rangedLeversOf)
  .chain((levers) => scenarioWith(levers, quantityAbout))
  .chain((scenario) => fc.oneof(fc.constant(scenario), withMoreRanges(scenario)));

describe('Monte Carlo over the closed form', () => {
  it('agrees with it on 200 scenarios over every lever: 3 standard errors but for the odd case, never 6', () => {
    // 400 independent-ish comparisons at 3 sigma miss about once by chance, so one in a hundred may.
    let [compared, beyondThree] = [0, 0];
    const scenariosWith = new Map(leverDefinitions.map(({ kind }) => [kind, 0]));
    fc.assert(
      fc.property(scenarioOfLevers, fc.integer({ min: 0, max: 1e6 }), (scenario, seed) => {
        for (const { kind } of scenario.levers) scenariosWith.set(kind, (scenariosWith.get(kind) ?? 0) + 1);
        const result = run(scenario, leverCards);
        const { monthly } = sampleSimulation(result, { samples: 4000, seed });
        for (const [band, usd] of [
          [monthly.baselineUsd, result.summary.baselineMonthlyUsd],
          [monthly.optimizedUsd, result.summary.optimizedMonthlyUsd],
        ] as const) {
          const distance = Math.abs(band.mean - usd);
          const rounding = 1e-9 * Math.abs(usd);
          expect(distance).toBeLessThanOrEqual(6 * band.standardError + rounding);
          compared += 1;
          if (distance > 3 * band.standardError + rounding) beyondThree += 1;
        }
      }),
      { numRuns: 200, seed: 20_261_123 },
    );
    expect(compared).toBe(400);
    expect(beyondThree).toBeLessThanOrEqual(4);
    // One to four levers in each scenario, so each of twenty is in an eighth of them on average.
    expect([...scenariosWith].filter(([, scenarios]) => scenarios < 8)).toEqual([]);
  });

  it('evaluates the flat program as the tree evaluates itself, when every input stands at its mean', () => {
    fc.assert(
      fc.property(scenarioArbitrary, (scenario) => {
        for (const { baseline, optimized } of run(scenario, cards).months) {
          const program = compileExpressions([baseline.expression, optimized.expression]);
          const columns = createColumns(program, 1);
          for (const [index, input] of program.inputs.entries()) columns[index]?.fill(input.value);
          evaluateBlock(program, columns, 1);
          const values = new Float64Array(2);
          for (const [index, root] of program.roots.entries()) copyRoot(root, columns, 1, values, index);
          const expected = [recompute(baseline.expression), recompute(optimized.expression)];
          for (const [index, value] of values.entries()) {
            expect(Math.abs(value - (expected[index] ?? 0))).toBeLessThanOrEqual(1e-12 * Math.abs(value));
          }
        }
      }),
    );
  });

  it('has percentiles that ascend and a P5–P95 band that holds the median', () => {
    fc.assert(
      fc.property(scenarioArbitrary, fc.integer(), (scenario, seed) => {
        const { months } = sampleSimulation(run(scenario, cards), { samples: 200, seed });
        for (const { baselineUsd, optimizedUsd, savingUsd } of months) {
          for (const { p5, p25, p50, p75, p95 } of [baselineUsd, optimizedUsd, savingUsd]) {
            expect([p5, p25, p50, p75, p95].toSorted((left, right) => left - right)).toEqual([p5, p25, p50, p75, p95]);
          }
        }
      }),
    );
  });
});
