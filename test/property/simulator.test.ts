import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scenario } from '#shared/domain/scenario.ts';
import { recompute } from '#simulator';
import {
  cardOf,
  largeCard,
  leverOf,
  run,
  scenarioOf,
  smallCard,
  type CallInput,
  type LeverInput,
} from '../unit/simulator/builders.ts';

const plainCard = cardOf('third/plain', { input: 1, output: 4, cacheRead: 0.1 });
const cards = [largeCard, smallCard, plainCard];
const models = cards.map(({ modelId }) => modelId);

const tokens = fc.integer({ min: 0, max: 20_000 });
const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);

const callArbitrary = fc
  .record({
    first: fc.constantFrom(...models),
    firstShare: share,
    second: fc.constantFrom(...models),
    callsPerRequest: fc.integer({ min: 0, max: 5 }),
    prompt: fc.record({ system: tokens, tools: tokens, history: tokens, user: tokens }),
    output: tokens,
    reasoning: tokens,
    readShare: share,
    batchShare: share,
  })
  .map(({ first, firstShare, second, output, reasoning, readShare, ...rest }): Partial<CallInput> => ({
    ...rest,
    models: [
      { model: first, share: firstShare },
      { model: second, share: 1 - firstShare },
    ],
    answer: { output, reasoning },
    cache: { readShare },
  }));

const leverArbitrary: fc.Arbitrary<LeverInput> = fc.oneof(
  fc
    .record({ system: share, tools: tokens })
    .map(({ system, tools }) =>
      leverOf('prompt-trimming', { cuts: { system: { share: system }, tools: { tokens: tools } } }),
    ),
  fc
    .record({ hitRate: share, cacheableShare: share, ttl: fc.constantFrom('5m', '1h') })
    .map((parameters) => leverOf('prompt-caching', { components: ['system', 'tools'], ...parameters })),
  fc
    .record({ model: fc.constantFrom(...models), share })
    .map((target) => leverOf('routing-mix', { targets: [target] })),
  fc.record({ eligibleShare: share, retryShare: share }).map((parameters) => leverOf('batch', parameters)),
);

const scenarioArbitrary = fc
  .record({
    calls: fc.array(callArbitrary, { minLength: 1, maxLength: 3 }),
    levers: fc.array(leverArbitrary, { maxLength: 4 }),
    requestsPerDay: fc.integer({ min: 0, max: 1_000_000 }),
    growthPerMonth: fc.integer({ min: -50, max: 50 }).map((percent) => percent / 100),
  })
  .map(({ calls, levers, requestsPerDay, growthPerMonth }): Scenario => {
    const base = scenarioOf({
      calendar: {
        startMonth: '2026-12',
        months: 3,
        daysPerMonth: 'calendar',
        growth: { kind: 'compound', perMonth: growthPerMonth },
      },
      levers: levers.map((lever, index) => ({ ...lever, id: `lever-${index}` })),
    });
    return {
      ...base,
      workloads: base.workloads.map((workload) => ({
        ...workload,
        traffic: { requestsPerDay },
        calls: calls.flatMap((call, index) =>
          scenarioOf({ call: { ...call, id: `call-${index}` } }).workloads.flatMap((one) => one.calls),
        ),
      })),
    };
  });

/** How far two amounts are apart, as a part of the larger; amounts below a dollar as if of one dollar. */
function gap(actual: number, expected: number): number {
  return Math.abs(actual - expected) / Math.max(1, Math.abs(actual), Math.abs(expected));
}

/** What rounding may do to a sum of a few hundred float64 numbers. */
const rounding = 1e-9;

describe('a simulation', () => {
  it('gives the baseline when every lever is off', () => {
    fc.assert(
      fc.property(scenarioArbitrary, (scenario) => {
        const off = { ...scenario, levers: scenario.levers.map((lever) => ({ ...lever, enabled: false })) };
        for (const month of run(off, cards).months) expect(month.optimized).toEqual(month.baseline);
      }),
    );
  });

  it('is not changed by levers that are set to nothing', () => {
    const nothing = [
      leverOf('prompt-trimming', { cuts: { system: { share: 0 }, tools: { tokens: 0 } } }),
      leverOf('prompt-caching', { components: ['system'], cacheableShare: 0, hitRate: 1 }),
      leverOf('routing-mix', { targets: [{ model: 'other/small', share: 0 }] }),
      leverOf('batch', { eligibleShare: 0, retryShare: 0.5 }),
    ].map((lever) => ({ ...lever, scope: {} }));
    fc.assert(
      fc.property(scenarioArbitrary, (scenario) => {
        const { months } = run({ ...scenario, levers: nothing }, cards);
        for (const { baseline, optimized } of months) expect(gap(optimized.usd, baseline.usd)).toBeLessThan(rounding);
      }),
    );
  });

  it('has a waterfall that leads from the baseline to the optimized cost, step by step', () => {
    fc.assert(
      fc.property(scenarioArbitrary, (scenario) => {
        for (const { baseline, optimized, waterfall } of run(scenario, cards).months) {
          let at = baseline.usd;
          for (const { beforeUsd, afterUsd, deltaUsd } of waterfall) {
            expect(beforeUsd).toBe(at);
            expect(deltaUsd).toBe(afterUsd - beforeUsd);
            at = afterUsd;
          }
          expect(at).toBe(optimized.usd);
          const total = waterfall.reduce((sum, { deltaUsd }) => sum + deltaUsd, baseline.usd);
          expect(gap(total, optimized.usd)).toBeLessThan(rounding);
        }
      }),
    );
  });

  it('shows no figure that its own leaves do not give', () => {
    fc.assert(
      fc.property(scenarioArbitrary, (scenario) => {
        const month = run(scenario, cards).months[2];
        if (month === undefined) throw new Error('No third month');
        for (const side of [month.baseline, month.optimized]) {
          expect(recompute(side.expression)).toBe(side.usd);
          for (const { expression, usd } of side.lines) expect(recompute(expression)).toBe(usd);
          expect(
            gap(
              side.lines.reduce((sum, { usd }) => sum + (usd ?? 0), 0),
              side.usd,
            ),
          ).toBeLessThan(rounding);
        }
      }),
    );
  });

  it('adds up over workloads', () => {
    fc.assert(
      fc.property(scenarioArbitrary, scenarioArbitrary, (left, right) => {
        const workloads = [left, right].flatMap((scenario, index) =>
          scenario.workloads.map((workload) => ({ ...workload, id: `workload-${index}` })),
        );
        const together = { ...left, workloads };
        const alone = workloads.map((workload) => run({ ...left, workloads: [workload] }, cards).summary);
        const { summary } = run(together, cards);
        expect(
          gap(
            summary.baselineTotalUsd,
            alone.reduce((sum, { baselineTotalUsd }) => sum + baselineTotalUsd, 0),
          ),
        ).toBeLessThan(rounding);
        expect(
          gap(
            summary.optimizedTotalUsd,
            alone.reduce((sum, { optimizedTotalUsd }) => sum + optimizedTotalUsd, 0),
          ),
        ).toBeLessThan(rounding);
      }),
    );
  });

  it('scales with traffic: twice the requests, twice the cost; never less for more', () => {
    fc.assert(
      fc.property(scenarioArbitrary, fc.integer({ min: 1, max: 1000 }), (scenario, more) => {
        function costAt(change: (requestsPerDay: number) => number): number {
          const workloads = scenario.workloads.map((workload) => {
            const { requestsPerDay } = workload.traffic;
            if (typeof requestsPerDay !== 'number') throw new Error('Expected a plain number');
            return { ...workload, traffic: { requestsPerDay: change(requestsPerDay) } };
          });
          return run({ ...scenario, workloads }, cards).summary.optimizedTotalUsd;
        }
        const before = costAt((requests) => requests);
        expect(
          gap(
            costAt((requests) => requests * 2),
            before * 2,
          ),
        ).toBeLessThan(rounding);
        expect(costAt((requests) => requests + more)).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('scales months by their days: without growth a month of 31 days costs 31/28 of one of 28', () => {
    fc.assert(
      fc.property(scenarioArbitrary, (scenario) => {
        const { months } = run(
          { ...scenario, calendar: { ...scenario.calendar, growth: { kind: 'compound', perMonth: 0 } } },
          cards,
        );
        const [december, , february] = months;
        if (december === undefined || february === undefined) throw new Error('Three months expected');
        expect(gap(december.optimized.usd * 28, february.optimized.usd * 31)).toBeLessThan(rounding);
      }),
    );
  });

  it('never gets cheaper when a prompt grows', () => {
    fc.assert(
      fc.property(scenarioArbitrary, tokens, (scenario, more) => {
        const longer = {
          ...scenario,
          workloads: scenario.workloads.map((workload) => ({
            ...workload,
            calls: workload.calls.map((call) => ({ ...call, prompt: { ...call.prompt, retrieved: more } })),
          })),
        };
        const before = run(scenario, cards).summary.optimizedTotalUsd;
        expect(run(longer, cards).summary.optimizedTotalUsd).toBeGreaterThanOrEqual(before * (1 - 1e-12));
      }),
    );
  });
});
