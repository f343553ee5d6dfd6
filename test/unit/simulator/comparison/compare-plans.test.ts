import { describe, expect, it } from 'vitest';
import type { ComparisonNode, PlanComparison } from '#shared/domain/plan-comparison.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { comparePlans } from '#simulator';
import { largeCard, leverOf, scenarioOf, smallCard } from '../builders.ts';

const cards = [largeCard, smallCard];

function compare(...scenarios: readonly Scenario[]): PlanComparison {
  const result = comparePlans(scenarios, cards);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function differenceOf(from: Scenario, to: Scenario): PlanComparison['differences'][number] {
  const [only] = compare(from, to).differences;
  if (only === undefined) throw new Error('Two scenarios have a difference.');
  return only;
}

function nodeAt(nodes: readonly ComparisonNode[], id: string): ComparisonNode | undefined {
  return nodes.map((node) => (node.id === id ? node : nodeAt(node.children, id))).find((found) => found !== undefined);
}

/** $0.009 a request: 2,000 tokens at $3 and 200 at $15 per million; 1,000 a day for 30 days are $270. */
const first = scenarioOf();
const busier = {
  ...first,
  name: 'Busier',
  workloads: first.workloads.map((workload) => ({ ...workload, traffic: { requestsPerDay: 1200 } })),
};

describe('comparePlans', () => {
  it('names the changed attribute with both values, the change and what it costs', () => {
    const { changes, deltaMonthlyUsd, deltaShare, otherUsd } = differenceOf(first, busier);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({
      path: 'support.traffic.requestsPerDay',
      marker: '~',
      from: '1,000',
      to: '1,200',
    });
    expect(changes[0]?.changeShare).toBeCloseTo(0.2, 12);
    // 200 more requests a day × 30 days × $0.009.
    expect(changes[0]?.effectUsd).toBeCloseTo(54, 9);
    expect(deltaMonthlyUsd).toBeCloseTo(54, 9);
    expect(deltaShare).toBeCloseTo(0.2, 12);
    expect(otherUsd).toBeCloseTo(0, 9);
  });

  it('marks parts that are new, gone, changed and the same', () => {
    const moved = scenarioOf({ call: { models: [{ model: 'other/small', share: 1 }] } });
    const { tree } = compare(first, moved, first);
    expect(nodeAt(tree, '/support/answer')?.differences.map(({ marker }) => marker)).toEqual(['~', '=']);
    expect(nodeAt(tree, '/support/answer/maker/large')?.differences.map(({ marker }) => marker)).toEqual(['-', '=']);
    expect(nodeAt(tree, '/support/answer/other/small')?.differences.map(({ marker }) => marker)).toEqual(['+', '=']);
    expect(nodeAt(tree, '/support/answer/other/small')?.amounts.map((amount) => amount?.usd.toFixed(2))).toEqual([
      undefined,
      // A tenth of the prices: $27 a month.
      '27.00',
      undefined,
    ]);
  });

  it('carries an effect over a state that is no valid scenario to the change that completes it', () => {
    const tiers = [{ id: 'free', name: 'Free', users: 100, requestsPerUserPerDay: 12 }];
    const withTiers = {
      ...first,
      workloads: first.workloads.map((workload) => ({ ...workload, traffic: { tiers } })),
    };
    const { changes, deltaMonthlyUsd } = differenceOf(first, withTiers);
    expect(changes.map(({ path, marker, effectUsd }) => [path, marker, effectUsd === null])).toEqual([
      ['support.traffic.requestsPerDay', '-', true],
      ['support.traffic.tiers', '+', false],
    ]);
    expect(changes[1]?.effectUsd).toBeCloseTo(deltaMonthlyUsd, 9);
  });

  it('adds and removes levers, and explains all of the change', () => {
    const trimmed = scenarioOf({ levers: [leverOf('prompt-trimming', { cuts: { system: { share: 0.5 } } })] });
    const cached = scenarioOf({
      levers: [leverOf('prompt-caching', { components: ['tools'], cacheableShare: 1, hitRate: 0.9 })],
    });
    const { changes, deltaMonthlyUsd, otherUsd, split } = differenceOf(trimmed, cached);
    expect(changes.map(({ path, marker }) => [path, marker])).toEqual([
      ['levers.prompt-trimming', '-'],
      ['levers.prompt-caching', '+'],
    ]);
    const effects = changes.reduce((sum, { effectUsd }) => sum + (effectUsd ?? 0), otherUsd);
    expect(effects).toBeCloseTo(deltaMonthlyUsd, 9);
    expect(split.drivers.reduce((sum, { usd }) => sum + usd, 0)).toBeCloseTo(deltaMonthlyUsd, 9);
  });

  it('leaves out names and notes, and says nothing of equal scenarios', () => {
    expect(differenceOf(first, { ...first, name: 'Other', note: 'Another note' })).toMatchObject({
      changes: [],
      deltaMonthlyUsd: 0,
      otherUsd: 0,
    });
  });

  it('finds no changed attribute in another order of the same levers', () => {
    const levers = [
      leverOf('prompt-trimming', { cuts: { system: { share: 0.5 } } }),
      leverOf('prompt-caching', { components: ['system'], cacheableShare: 1, hitRate: 0.9 }),
    ];
    const { changes } = differenceOf(scenarioOf({ levers }), scenarioOf({ levers: levers.toReversed() }));
    expect(changes).toEqual([]);
  });

  it('does not count a part without a known price as $0', () => {
    const unknown = scenarioOf({ call: { models: [{ model: 'nobody/knows', share: 1 }] } });
    const { tree, scenarios } = compare(first, unknown);
    expect(nodeAt(tree, '/support')?.amounts[1]).toMatchObject({ hasUnknown: true });
    expect(nodeAt(tree, '/support')?.differences[0]?.deltaShare).toBeNull();
    expect(scenarios[1]?.unpricedModels).toEqual(['nobody/knows']);
  });
});
