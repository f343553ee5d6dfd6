import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { optimiseOptionsSchema, type Optimisation, type OptimiseOptions } from '#shared/domain/optimisation.ts';
import type { Lever, Scenario } from '#shared/domain/scenario.ts';
import { optimiseAtOnce } from '#simulator';
import { largeCard, leverOf, run, scenarioOf, smallCard, type LeverInput } from '../unit/simulator/builders.ts';

const cards = [largeCard, smallCard];
const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);

const leverInput: fc.Arbitrary<LeverInput> = fc
  .oneof(
    fc.record({ outputShare: share }).map((parameters) => leverOf('response-length', parameters)),
    fc
      .record({ hitRate: share, lookupUsd: fc.constantFrom(0, 0.000_1, 0.001, 0.01) })
      .map((parameters) => leverOf('response-cache', parameters)),
    fc
      .record({ hitRate: share, falseHitShare: share, lookupUsd: fc.constantFrom(0, 0.001) })
      .map((parameters) => leverOf('semantic-cache', parameters)),
    fc
      .record({ acceptRate: share, falseAcceptShare: share, checkUsd: fc.constantFrom(0, 0.001, 0.01) })
      .map((parameters) => leverOf('cascade', { model: 'other/small', ...parameters })),
    fc
      .record({ hitRate: share })
      .map((parameters) => leverOf('prompt-caching', { components: ['system'], ...parameters })),
    share.map((part) => leverOf('routing-mix', { targets: [{ model: 'other/small', share: part }] })),
    share.map((part) => leverOf('batch', { eligibleShare: part })),
  )
  .chain((lever) => fc.boolean().map((enabled) => ({ ...lever, enabled })));

const smallScenario: fc.Arbitrary<Scenario> = fc
  .record({
    levers: fc.array(leverInput, { minLength: 1, maxLength: 4 }),
    large: share,
    small: share,
    hasModels: fc.boolean(),
  })
  .map(({ levers, large, small, hasModels }) => {
    const scenario = scenarioOf({ levers: levers.map((lever, index) => ({ ...lever, id: `lever-${index}` })) });
    const latency = { firstTokenSeconds: 0.5, tokensPerSecond: 100 };
    const performance = [
      { model: 'maker/large', quality: large, latency: { ...latency, firstTokenSeconds: 2 } },
      // A model whose quality is not known takes over nothing.
      hasModels ? { model: 'other/small', quality: small, latency } : { model: 'other/small', latency },
    ];
    return { ...scenario, workloads: scenario.workloads.map((workload) => ({ ...workload, performance })) };
  });

const limits = fc.record(
  {
    minQuality: share,
    maxLatencySeconds: fc.integer({ min: 1, max: 60 }).map((tenths) => tenths / 10),
    maxMonthlyUsd: fc.integer({ min: 1, max: 400 }),
    maxChanges: fc.integer({ min: 0, max: 4 }),
  },
  { requiredKeys: [] },
);

/** A plan by its parts, costed by the engine itself: nothing of the optimiser. */
interface Tried {
  readonly usd: number;
  readonly quality: number | undefined;
  readonly latencySeconds: number | undefined;
  readonly changes: number;
}

/** Every combination of levers on and off and of the call's model, by the long way. */
function bruteForce(scenario: Scenario): readonly Tried[] {
  const { levers } = scenario;
  const knowsSmall = scenario.workloads[0]?.performance?.some(
    ({ model, quality }) => model === 'other/small' && quality !== undefined,
  );
  const takeover: Lever = {
    id: 'takeover',
    kind: 'routing-mix',
    enabled: true,
    scope: {},
    parameters: { targets: [{ model: 'other/small', share: 1 }] },
  };
  const tried: Tried[] = [];
  for (const first of knowsSmall === true ? [[], [takeover]] : [[]]) {
    for (let set = 0; set < 2 ** levers.length; set += 1) {
      const chosen = levers.map((lever, index) => ({ ...lever, enabled: (set & (1 << index)) !== 0 }));
      const { summary, performance } = run({ ...scenario, levers: [...first, ...chosen] }, cards);
      const [workload] = performance?.optimized ?? [];
      tried.push({
        usd: summary.optimizedMonthlyUsd,
        quality: workload?.quality?.value,
        latencySeconds: workload?.latency?.value,
        changes: first.length + chosen.filter(({ enabled }, index) => enabled !== levers[index]?.enabled).length,
      });
    }
  }
  return tried;
}

function knowsAll({ workloads }: Scenario): boolean {
  return workloads.every(({ performance = [] }) => performance.every(({ quality }) => quality !== undefined));
}

type Asked = Partial<Pick<OptimiseOptions, 'minQuality' | 'maxLatencySeconds' | 'maxMonthlyUsd' | 'maxChanges'>>;

function keeps(one: Tried, asked: Asked): boolean {
  const slack = 1e-9;
  return (
    (asked.minQuality === undefined || (one.quality ?? -1) >= asked.minQuality - slack) &&
    (asked.maxLatencySeconds === undefined || (one.latencySeconds ?? Infinity) <= asked.maxLatencySeconds + slack) &&
    (asked.maxMonthlyUsd === undefined || one.usd <= asked.maxMonthlyUsd * (1 + slack)) &&
    (asked.maxChanges === undefined || one.changes <= asked.maxChanges)
  );
}

/** Undefined where no plan keeps the limits, or a number that one needs is not known. */
function best(scenario: Scenario, asked: Asked): Optimisation | undefined {
  const result = optimiseAtOnce(scenario, cards, optimiseOptionsSchema.parse(asked));
  if (result.ok) return result.value;
  expect(['limits-not-met', 'quality-unknown', 'latency-unknown']).toContain(result.error.code);
  return undefined;
}

describe('optimise', () => {
  it('finds what trying everything by the engine itself finds', () => {
    fc.assert(
      fc.property(smallScenario, limits, (scenario, asked) => {
        const found = best(scenario, asked);
        const fitting = bruteForce(scenario).filter((one) => keeps(one, asked));
        const cheapest = Math.min(...fitting.map(({ usd }) => usd));
        // Unknown numbers refuse a limit as a whole; otherwise a refusal says that nothing fits.
        fc.pre(found !== undefined || knowsAll(scenario));
        // The least of none is Infinity.
        expect(found?.recommended.usd ?? Infinity).toBeCloseTo(cheapest, 6);
      }),
      { numRuns: 100 },
    );
  });

  it('costs what simulate() makes of the plan that it returns', () => {
    fc.assert(
      fc.property(smallScenario, limits, (scenario, asked) => {
        const found = best(scenario, asked);
        fc.pre(found !== undefined);
        const { summary, performance } = run(found.scenario, cards);
        expect(summary.optimizedMonthlyUsd).toBeCloseTo(found.recommended.usd, 9);
        const [workload] = performance?.optimized ?? [];
        expect(workload?.quality?.value ?? -1).toBeCloseTo(found.recommended.quality ?? -1, 12);
      }),
      { numRuns: 60 },
    );
  });

  it('never gets cheaper by another limit, nor dearer by another change allowed', () => {
    fc.assert(
      fc.property(smallScenario, limits, fc.integer({ min: 0, max: 4 }), (scenario, asked, maxChanges) => {
        const { maxChanges: _limit, ...others } = asked;
        const [free, limited] = [best(scenario, {}), best(scenario, others)];
        expect(limited?.recommended.usd ?? Infinity).toBeGreaterThanOrEqual((free?.recommended.usd ?? 0) - 1e-9);
        const [fewer, more] = [maxChanges, maxChanges + 1].map((most) =>
          best(scenario, { ...others, maxChanges: most }),
        );
        expect(more?.recommended.usd ?? Infinity).toBeLessThanOrEqual((fewer?.recommended.usd ?? Infinity) + 1e-9);
      }),
      { numRuns: 40 },
    );
  });

  it('has a frontier on which no plan is beaten', () => {
    fc.assert(
      fc.property(smallScenario, (scenario) => {
        const frontier = best(scenario, {})?.frontier ?? [];
        for (const [index, one] of frontier.entries()) {
          const beaten = frontier.some(
            (other, at) =>
              at !== index &&
              other.usd <= one.usd &&
              (other.quality ?? 0) >= (one.quality ?? 0) &&
              (other.latencySeconds ?? 0) <= (one.latencySeconds ?? 0),
          );
          expect(beaten).toBe(false);
        }
      }),
      { numRuns: 40 },
    );
  });
});
