import { describe, expect, it } from 'vitest';
import type { PlanComparison } from '#shared/domain/plan-comparison.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { wrapLabel } from '../../../renderer/charts/wrap-label.ts';
import { planSentence } from '../../../renderer/features/compare/plan-sentence.ts';
import { comparePlans } from '../../../electron/simulator/comparison/compare-plans.ts';
import { largeCard, scenarioOf } from '../simulator/builders.ts';
import { fakeHost, type FakeHost } from './fake-host.ts';

/** A library in memory that compares with the real engine. */
function libraryOf(...scenarios: readonly Scenario[]): FakeHost {
  const files = new Map(scenarios.map((scenario) => [scenario.name.toLowerCase(), scenario]));
  const entryOf = (id: string) => ({ id, name: files.get(id)?.name ?? id, modifiedMs: 0 });
  return fakeHost({
    'scenario.list': () => [...files.keys()].map(entryOf),
    'scenario.open': ({ id }) => ({ entry: entryOf(id), scenario: files.get(id) ?? scenarioOf() }),
    'scenario.create': ({ scenario }) => {
      const id = `file-${files.size + 1}`;
      files.set(id, scenario as Scenario);
      return entryOf(id);
    },
    'scenario.save': ({ id, scenario }) => {
      files.set(id, scenario as Scenario);
      return entryOf(id);
    },
    'scenario.compare': (input) => comparePlans(input.scenarios as Scenario[], [largeCard]),
    'catalogue.cards': () => ({ cards: [largeCard], unknown: [] }),
  });
}

/** The base plan with other traffic. */
function planOf(name: string, requestsPerDay: number): Scenario {
  const base = scenarioOf({ name });
  return { ...base, workloads: base.workloads.map((workload) => ({ ...workload, traffic: { requestsPerDay } })) };
}

async function opened(host: FakeHost, id: string): Promise<FakeHost['store']> {
  await host.store.getState().loadLibrary();
  await host.store.getState().openScenario(id);
  return host.store;
}

function comparisonOf({ store }: FakeHost): PlanComparison {
  const answer = store.getState().planComparison?.answer;
  if (answer?.ok !== true) throw new Error('The plans can be compared.');
  return answer.value;
}

describe('plans of the library side by side', () => {
  it('one plan alone is no comparison', async () => {
    const host = libraryOf(planOf('A', 1000));
    const store = await opened(host, 'a');
    await store.getState().refreshPlanComparison();
    expect(store.getState()).toMatchObject({ comparedPlans: ['a'], planComparison: null, comparingPlans: false });
    expect(host.calls.some(({ method }) => method === 'scenario.compare')).toBe(false);
  });

  it('others are held against the first, at most five, each once', async () => {
    const host = libraryOf(...['A', 'B', 'C', 'D', 'E', 'F'].map((name, index) => planOf(name, 1000 + 500 * index)));
    const store = await opened(host, 'a');
    await store.getState().comparePlans(['a', 'b', 'b', 'c', 'd', 'e', 'f']);
    expect(store.getState().comparedPlans).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(comparisonOf(host).differences.map(({ deltaShare }) => deltaShare)).toEqual([
      expect.closeTo(0.5, 9),
      expect.closeTo(1, 9),
      expect.closeTo(1.5, 9),
      expect.closeTo(2, 9),
    ]);
  });

  it('the open plan counts as it is edited, and a deleted plan goes', async () => {
    const host = libraryOf(planOf('A', 1000), planOf('B', 1000), planOf('C', 1000));
    const store = await opened(host, 'b');
    await store.getState().comparePlans(['a', 'b', 'c']);
    expect(planSentence(comparisonOf(host))).toMatch(/^All plans cost the same: \$/);
    store.getState().edit('traffic', () => planOf('B', 500));
    host.answers['scenario.list'] = () => ['a', 'b'].map((id) => ({ id, name: id, modifiedMs: 0 }));
    await store.getState().loadLibrary();
    await store.getState().refreshPlanComparison();
    expect(store.getState().planComparison?.ids).toEqual(['a', 'b']);
    expect(comparisonOf(host).differences[0]?.changes).toMatchObject([
      { path: 'support.traffic.requestsPerDay', marker: '~', from: '1,000', to: '500', changeShare: -0.5 },
    ]);
    expect(planSentence(comparisonOf(host))).toMatch(/^B costs least: .* \(50 %\) less than A\.$/);
  });

  it('a branch remembers its parent and is compared with it at once', async () => {
    const host = libraryOf(planOf('A', 1000));
    const store = await opened(host, 'a');
    expect(await store.getState().branchScenario()).toBe(true);
    expect(store.getState().history?.present).toMatchObject({
      name: 'A (branch)',
      parent: { id: 'a', name: 'A' },
    });
    await store.getState().refreshPlanComparison();
    expect(store.getState().comparedPlans).toEqual(['a', 'file-2']);
    expect(comparisonOf(host).differences[0]?.changes).toEqual([]);
  });

  it('an opened branch is held against its parent unless other plans were chosen', async () => {
    const branch = { ...planOf('B', 2000), parent: { id: 'a', name: 'A' } };
    const store = await opened(libraryOf(planOf('A', 1000), branch), 'b');
    await store.getState().refreshPlanComparison();
    expect(store.getState().comparedPlans).toEqual(['a', 'b']);
  });

  it('an open plan that cannot be computed says why', async () => {
    const host = libraryOf(planOf('A', 1000), planOf('B', 2000));
    const store = await opened(host, 'b');
    store.getState().edit('traffic', () => planOf('B', -1));
    await store.getState().comparePlans(['a', 'b']);
    expect(store.getState().planComparison?.answer).toMatchObject({ ok: false, error: { code: 'invalid-scenario' } });
  });

  it('an answer to an older choice does not replace a newer one', async () => {
    const host = libraryOf(planOf('A', 1000), planOf('B', 2000), planOf('C', 3000));
    const store = await opened(host, 'a');
    const older = store.getState().comparePlans(['a', 'b']);
    await store.getState().comparePlans(['a', 'c']);
    await older;
    expect(store.getState().planComparison?.ids).toEqual(['a', 'c']);
  });
});

describe('a label of an axis', () => {
  it('breaks at spaces, and says where it was cut', () => {
    expect(wrapLabel('Customer support assistant (branch)', 26, 2)).toEqual(['Customer support assistant', '(branch)']);
    expect(wrapLabel('one two three', 3, 2)).toEqual(['one', 'two …']);
    expect(wrapLabel('internationalisation of all', 12)).toEqual(['internationalisation', 'of all']);
  });
});
