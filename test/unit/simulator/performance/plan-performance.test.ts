import { describe, expect, it } from 'vitest';
import type { WorkloadPerformance } from '#shared/domain/plan-performance.ts';
import { scenarioSchema, type Scenario } from '#shared/domain/scenario.ts';
import { leverDefinitions, recompute } from '#simulator';
import { answeringOf } from '../../../../electron/simulator/answering.ts';
import { buildPlan } from '../../../../electron/simulator/build-plan.ts';
import { prepareLevers } from '../../../../electron/simulator/prepare-levers.ts';
import { applyLevers } from '../../../../electron/simulator/stages.ts';
import { leverOf, run, scenarioOf, type LeverInput, type WorkloadInput } from '../builders.ts';

type Numbers = NonNullable<WorkloadInput['performance']>;

/** Large: 0.9 good, 1 s + 200 tokens at 100 a second = 3 s. Small: 0.7 good, 0.5 s + 200 ÷ 400 = 1 s. */
const numbers: Numbers = [
  { model: 'maker/large', quality: 0.9, latency: { firstTokenSeconds: 1, tokensPerSecond: 100 } },
  { model: 'other/small', quality: 0.7, latency: { firstTokenSeconds: 0.5, tokensPerSecond: 400 } },
];

function withNumbers(scenario: Scenario, performance: Numbers): Scenario {
  return { ...scenario, workloads: scenario.workloads.map((workload) => ({ ...workload, performance })) };
}

function optimized(levers: LeverInput[], performance: Numbers = numbers): WorkloadPerformance {
  const [workload] = run(withNumbers(scenarioOf({ levers }), performance)).performance?.optimized ?? [];
  if (workload === undefined) throw new Error('No workload.');
  return workload;
}

describe('expected quality and latency', () => {
  it('are the model’s own without levers, each leaf with its path', () => {
    const { quality, latency, missing } = optimized([]);
    expect(quality).toMatchObject({ value: 0.9, path: 'workloads[0].performance[0].quality', source: 'your number' });
    expect(latency?.value).toBeCloseTo(3, 12);
    expect(missing).toEqual([]);
  });

  it('mix by share when calls are routed', () => {
    const { quality, latency } = optimized([
      leverOf('routing-mix', { targets: [{ model: 'other/small', share: 0.4 }] }),
    ]);
    // 0.6 × 0.9 + 0.4 × 0.7; 0.6 × 3 s + 0.4 × 1 s.
    expect(quality?.value).toBeCloseTo(0.82, 12);
    expect(latency?.value).toBeCloseTo(2.2, 12);
  });

  it('of a cascade: accepted answers are as good as the check, escalated calls wait for both models', () => {
    const { quality, latency } = optimized([
      leverOf('cascade', { model: 'other/small', acceptRate: 0.6, falseAcceptShare: 0.05 }),
    ]);
    // 0.6 × 0.95 + 0.4 × 0.9; 0.6 × 1 s + 0.4 × (1 s + 3 s).
    expect(quality?.value).toBeCloseTo(0.93, 12);
    expect(latency?.value).toBeCloseTo(2.2, 12);
  });

  it('of a cascade that asks the same model again: what was refused stays refused', () => {
    const again = leverOf('cascade', { model: 'maker/large', acceptRate: 0.6, falseAcceptShare: 0.05 });
    expect(optimized([again]).quality?.value).toBeCloseTo(0.6 * 0.95, 12);
  });

  it('of a semantic cache: false hits spoil good answers, hits take no model’s time', () => {
    const { quality, latency } = optimized([leverOf('semantic-cache', { hitRate: 0.5, falseHitShare: 0.1 })]);
    // 0.9 × (1 − 0.5 × 0.1); half of the calls at 3 s.
    expect(quality?.value).toBeCloseTo(0.855, 12);
    expect(latency?.value).toBeCloseTo(1.5, 12);
  });

  it('of an exact cache: as good as before, and faster', () => {
    const { quality, latency } = optimized([leverOf('response-cache', { hitRate: 0.2 })]);
    expect(quality?.value).toBeCloseTo(0.9, 12);
    expect(latency?.value).toBeCloseTo(2.4, 12);
  });

  it('of shorter answers: faster; of a batch prompt: every item waits for the whole call', () => {
    expect(optimized([leverOf('response-length', { outputShare: 0.5 })]).latency?.value).toBeCloseTo(2, 12);
    // One call writes 10 answers: 1 s + 2,000 tokens at 100 a second.
    const together = optimized([leverOf('request-batching', { itemsPerCall: 10, sharedComponents: ['system'] })]);
    expect(together.latency?.value).toBeCloseTo(21, 12);
  });

  it('levers compose: a cache before a cascade', () => {
    const { quality, latency } = optimized([
      leverOf('semantic-cache', { hitRate: 0.5, falseHitShare: 0.1 }),
      leverOf('cascade', { model: 'other/small', acceptRate: 0.6, falseAcceptShare: 0.05 }),
    ]);
    expect(quality?.value).toBeCloseTo(0.93 * 0.95, 12);
    expect(latency?.value).toBeCloseTo(1.1, 12);
    for (const tree of [quality, latency]) {
      if (tree === undefined) throw new Error('Not known.');
      expect(recompute(tree)).toBeCloseTo(tree.value, 12);
    }
  });

  it('take a class’s own number before the model’s, weighed by the classes that make the call', () => {
    const scenario = scenarioOf();
    const classed = scenarioSchema.parse({
      ...scenario,
      workloads: scenario.workloads.map((workload) => ({
        ...workload,
        classes: [
          { id: 'simple', name: 'Simple', share: 0.75 },
          { id: 'complex', name: 'Complex', share: 0.25 },
        ],
        calls: workload.calls.map((call) => ({ ...call, classes: ['simple', 'complex'] })),
        performance: [
          { model: 'maker/large', quality: 0.9 },
          { model: 'maker/large', class: 'complex', quality: 0.5 },
        ],
      })),
    });
    const [workload] = run(classed).performance?.baseline ?? [];
    expect(workload?.quality?.value).toBeCloseTo(0.75 * 0.9 + 0.25 * 0.5, 12);
  });

  it('are unknown, and say what to enter, where a number is missing', () => {
    const { quality, latency, missing } = optimized(
      [leverOf('routing-mix', { targets: [{ model: 'other/small', share: 0.4 }] })],
      [{ model: 'maker/large', quality: 0.9 }],
    );
    expect(quality).toBeUndefined();
    expect(latency).toBeUndefined();
    expect(missing).toEqual([
      { workloadId: 'support', modelId: 'other/small', number: 'quality' },
      { workloadId: 'support', modelId: 'maker/large', number: 'latency' },
      { workloadId: 'support', modelId: 'other/small', number: 'latency' },
    ]);
  });

  it('of a call known by median and P95: the mean of that lognormal', () => {
    const { latency } = optimized([], [{ model: 'maker/large', latency: { p50Seconds: 2, p95Seconds: 8 } }]);
    // ln(8 ÷ 2) ÷ 1.6448536 = 0.842807; 2 × e^(0.842807² ÷ 2) = 2.85282.
    expect(latency?.value).toBeCloseTo(2.8528, 3);
  });
});

it('a published share stands in, labelled, only where the workload has no number of its own', () => {
  const onMini = scenarioOf({ call: { models: [{ model: 'openai/gpt-4o-mini', share: 1 }] } });
  const latency = { p50Seconds: 1, p95Seconds: 2 };
  const [labelled] = run(withNumbers(onMini, [{ model: 'openai/gpt-4o-mini', latency }])).performance?.baseline ?? [];
  expect(labelled?.quality).toMatchObject({
    value: 0.8478,
    source: expect.stringMatching(/^default: .*not your task$/),
  });
  const [unknown] = run(withNumbers(onMini, [{ model: 'maker/large', quality: 0.9 }])).performance?.baseline ?? [];
  expect(unknown?.quality).toBeUndefined();
});

describe.each(leverDefinitions.map((definition) => [definition.kind, definition] as const))(
  '%s',
  (kind, definition) => {
    it('accounts for its routes: the ways to an answer sum to 1 and call each model as often as it is billed', () => {
      const levers = [
        leverOf('cascade', { model: 'other/small', acceptRate: 0.6 }),
        leverOf(kind, { ...definition.defaults }, { id: 'tried' }),
      ];
      const scenario = scenarioOf({ levers });
      const prepared = prepareLevers(scenario);
      if (!prepared.ok) throw new Error(prepared.error.message);
      const plan = applyLevers(buildPlan(scenario), prepared.value).at(-1)?.plan;
      for (const call of plan?.workloads.flatMap(({ calls }) => calls) ?? []) {
        const { paths } = answeringOf(call);
        expect(paths.reduce((sum, { share }) => sum + share.value, 0)).toBeCloseTo(1, 12);
        for (const { modelId, share } of call.routes) {
          const asked = paths.reduce(
            (sum, path) => sum + path.share.value * path.models.filter((model) => model === modelId).length,
            0,
          );
          expect(asked).toBeCloseTo(share.value, 12);
        }
      }
    });
  },
);
