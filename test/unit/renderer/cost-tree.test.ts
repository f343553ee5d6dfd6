import { describe, expect, it } from 'vitest';
import { costTree, type CostTreeNode } from '../../../renderer/features/compare/cost-tree.ts';
import { branchIds, deepBranches, visibleNodes } from '../../../renderer/features/compare/tree-nodes.ts';
import { scenarioNames } from '#shared/domain/cost-line-names.ts';
import { breakdown } from '../../../renderer/store/cost-groups.ts';
import { meanOfHorizon, periodView } from '../../../renderer/store/period-view.ts';
import { cardOf, leverOf, run, scenarioOf } from '../simulator/builders.ts';

const cards = [cardOf('maker/large', { input: 3, output: 15 }), cardOf('other/small', { input: 0.3, output: 1.5 })];
const scenario = scenarioOf({ levers: [leverOf('routing-mix', { targets: [{ model: 'other/small', share: 0.5 }] })] });
const names = scenarioNames(scenario);

function treeOf(levers: typeof scenario.levers, priced = cards): readonly CostTreeNode[] {
  const view = periodView(run({ ...scenario, levers }, priced), meanOfHorizon);
  return costTree(view.baseline.lines, view.optimized.lines, names);
}

function find(nodes: readonly CostTreeNode[], label: string): CostTreeNode | undefined {
  for (const node of nodes) {
    const found = node.label === label ? node : find(node.children, label);
    if (found !== undefined) return found;
  }
  return undefined;
}

describe('the tree of differences', () => {
  // 30,000 requests × 2,000 prompt tokens × $3 + 200 answer tokens × $15 per million = $180 + $90 = $270.
  // Half of the calls at a tenth of the price: 135 + 13.50 = $148.50.
  const tree = treeOf(scenario.levers);

  it('goes from workload to call to model to kind', () => {
    const path = [tree[0], tree[0]?.children[0], tree[0]?.children[0]?.children[0]];
    expect(path.map((node) => node?.label)).toEqual(['Support', 'Answer', 'maker/large']);
    expect(path[2]?.children.map(({ label }) => label)).toEqual(['Input', 'Output']);
  });

  it('marks what changed, what is new and what it costs', () => {
    expect(tree[0]).toMatchObject({ marker: '~', before: { usd: 270 } });
    expect(tree[0]?.after?.usd).toBeCloseTo(148.5, 9);
    expect(tree[0]?.deltaUsd).toBeCloseTo(-121.5, 9);
    expect(tree[0]?.deltaShare).toBeCloseTo(-0.45, 9);
    expect(find(tree, 'other/small')).toMatchObject({ marker: '+', before: null, deltaShare: null });
    expect(find(tree, 'other/small')?.after?.usd).toBeCloseTo(13.5, 9);
  });

  it('marks what is gone when a model takes over everything', () => {
    const all = treeOf([leverOf('routing-mix', { targets: [{ model: 'other/small', share: 1 }] })].map(complete));
    expect(find(all, 'maker/large')).toMatchObject({ marker: '-', after: null });
  });

  it('marks nothing when nothing differs', () => {
    const markers = visibleNodes(treeOf([]), new Set(branchIds(treeOf([])))).map(({ marker }) => marker);
    expect(new Set(markers)).toEqual(new Set(['=']));
  });

  it('sums: every node is the sum of its children', () => {
    for (const node of visibleNodes(tree, new Set(branchIds(tree)))) {
      if (node.children.length === 0) continue;
      const sum = node.children.reduce((total, { after }) => total + (after?.usd ?? 0), 0);
      expect(sum).toBeCloseTo(node.after?.usd ?? 0, 9);
    }
  });

  it('shows the children of open nodes only, and starts with calls in sight', () => {
    expect(visibleNodes(tree, new Set()).map(({ label }) => label)).toEqual(['Support']);
    const closed = new Set(deepBranches(tree));
    const open = new Set(branchIds(tree).filter((id) => !closed.has(id)));
    expect(visibleNodes(tree, open).map(({ label }) => label)).toEqual(['Support', 'Answer']);
  });

  it('says that a part is unknown where a model has no price, and never counts it as $0', () => {
    const [large] = cards;
    if (large === undefined) throw new Error('There are cards');
    const partly = treeOf(scenario.levers, [large]);
    expect(find(partly, 'other/small')?.after).toMatchObject({ hasUnknown: true });
    expect(partly[0]).toMatchObject({ after: { hasUnknown: true }, deltaShare: null });
    expect(partly[0]?.after?.usd).toBeCloseTo(135, 9);
  });

  function complete(lever: ReturnType<typeof leverOf>): (typeof scenario.levers)[number] {
    return { ...lever, scope: {} };
  }
});

describe('the breakdown', () => {
  const { baseline, optimized } = periodView(run(scenario, cards), meanOfHorizon);

  it('groups both sides and puts the largest first', () => {
    const rows = breakdown(baseline.lines, optimized.lines, 'model', names);
    expect(rows.map(({ label }) => label)).toEqual(['maker/large', 'other/small']);
    expect(rows[1]?.baseline).toBeNull();
    const kinds = breakdown(baseline.lines, optimized.lines, 'kind', names);
    expect(kinds.map(({ label, baseline }) => [label, baseline?.usd])).toEqual([
      ['Input', 180],
      ['Output', 90],
    ]);
  });

  it('adds up to the side whatever it groups by', () => {
    for (const grouping of ['workload', 'model', 'kind'] as const) {
      const rows = breakdown(baseline.lines, optimized.lines, grouping, names);
      expect(rows.reduce((sum, row) => sum + (row.optimized?.usd ?? 0), 0)).toBeCloseTo(optimized.usd, 9);
    }
  });
});

describe('names', () => {
  it('are those of the scenario, also for fees; an id without one stands for itself', () => {
    const [workload] = scenario.workloads;
    if (workload === undefined) throw new Error('There is a workload');
    const withFee = scenarioNames({
      ...scenario,
      workloads: [{ ...workload, fees: [{ id: 'search', name: 'Search', usdPerRequest: 0.001 }] }],
    });
    expect(withFee.fee('support', 'support/fee/search')).toBe('Search');
    expect(withFee.call('support', 'answer')).toBe('Answer');
    expect(withFee.workload('gone')).toBe('gone');
  });
});
