import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scenario } from '#shared/domain/scenario.ts';
import { comparePlans } from '#simulator';
import { largeCard, leverOf, scenarioOf, smallCard, type LeverInput } from '../unit/simulator/builders.ts';

const cards = [largeCard, smallCard];
const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const amount = fc.integer({ min: 0, max: 10_000 });

const leverArbitrary: fc.Arbitrary<LeverInput> = fc.oneof(
  share.map((cut) => leverOf('prompt-trimming', { cuts: { system: { share: cut } } })),
  share.map((hitRate) => leverOf('prompt-caching', { components: ['system'], cacheableShare: 1, hitRate })),
  share.map((moved) => leverOf('routing-mix', { targets: [{ model: 'other/small', share: moved }] })),
  share.map((eligibleShare) => leverOf('batch', { eligibleShare, retryShare: 0 })),
);

const scenarioArbitrary = fc
  .record({
    requestsPerDay: amount,
    system: amount,
    output: amount,
    smallShare: share,
    months: fc.integer({ min: 1, max: 4 }),
    levers: fc.uniqueArray(leverArbitrary, { maxLength: 4, selector: ({ id }) => id }),
  })
  .map(({ requestsPerDay, system, output, smallShare, months, levers }): Scenario => {
    const scenario = scenarioOf({
      calendar: { startMonth: '2026-12', months, daysPerMonth: 30, growth: { kind: 'compound', perMonth: 0.05 } },
      call: {
        models: [
          { model: 'maker/large', share: 1 - smallShare },
          { model: 'other/small', share: smallShare },
        ],
        prompt: { system },
        answer: { output },
      },
      levers,
    });
    return { ...scenario, workloads: scenario.workloads.map((one) => ({ ...one, traffic: { requestsPerDay } })) };
  });

function isNear(actual: number, expected: number, scale: number): boolean {
  return Math.abs(actual - expected) <= 1e-9 * Math.max(1, scale);
}

describe('the comparison of two plans', () => {
  it('is explained wholly by its drivers, by its changed attributes and by its parts', () => {
    fc.assert(
      fc.property(scenarioArbitrary, scenarioArbitrary, (left, right) => {
        const compared = comparePlans([left, right], cards);
        if (!compared.ok) throw new Error(compared.error.message);
        const { differences, scenarios, tree } = compared.value;
        const [difference] = differences;
        const [from, to] = scenarios;
        if (difference === undefined || from === undefined || to === undefined) throw new Error('Two plans');
        const scale = from.monthlyUsd + to.monthlyUsd;
        const { deltaMonthlyUsd, split, changes, otherUsd } = difference;
        const byDriver = split.drivers.reduce((sum, { usd }) => sum + usd, 0);
        const byAttribute = changes.reduce((sum, { effectUsd }) => sum + (effectUsd ?? 0), otherUsd);
        const byPart = tree.reduce((sum, node) => sum + (node.differences[0]?.deltaUsd ?? 0), 0);
        expect(isNear(byDriver, deltaMonthlyUsd, scale)).toBe(true);
        expect(isNear(byAttribute, deltaMonthlyUsd, scale)).toBe(true);
        expect(isNear(byPart, deltaMonthlyUsd, scale)).toBe(true);
      }),
    );
  });

  it('finds nothing between a plan and itself', () => {
    fc.assert(
      fc.property(scenarioArbitrary, (scenario) => {
        const compared = comparePlans([scenario, structuredClone(scenario)], cards);
        if (!compared.ok) throw new Error(compared.error.message);
        expect(compared.value.differences[0]).toMatchObject({ deltaMonthlyUsd: 0, changes: [], otherUsd: 0 });
        expect(compared.value.tree.every((node) => node.differences[0]?.marker === '=')).toBe(true);
      }),
    );
  });
});
