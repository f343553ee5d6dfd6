import { describe, expect, it } from 'vitest';
import { optimiseAtOnce } from '#simulator';
import { failure } from '#shared/result.ts';
import {
  isFreeable,
  valueFrom,
  valueText,
  type FreeableField,
} from '../../../renderer/features/optimise/free-values.ts';
import { leverDefinition } from '../../../renderer/engine.ts';
import { largeCard, leverOf, scenarioOf } from '../simulator/builders.ts';
import { fakeHost, type FakeHost } from './fake-host.ts';

const entry = { id: 'test', name: 'Test', modifiedMs: 0 };
const caching = leverOf('prompt-caching', { components: ['system'], hitRate: 0.6 });
const scenario = scenarioOf({ levers: [caching] });

async function opened(): Promise<FakeHost> {
  const host = fakeHost({
    'catalogue.cards': () => ({ cards: [largeCard], unknown: [] }),
    'scenario.save': () => entry,
  });
  await host.store.getState().showScenario(entry, scenario);
  return host;
}

/** Answers the newest search as its worker would. */
function answer({ searches }: FakeHost): void {
  const search = searches.at(-1);
  if (search === undefined) throw new Error('A search was started.');
  search.listener.onEnd(optimiseAtOnce(search.request.scenario, search.request.cards, search.request.options));
}

describe('the search for the cheapest plan', () => {
  it('is asked what the user chose, and stays with the plan that it looked at', async () => {
    const host = await opened();
    const { store } = host;
    store.getState().chooseSearch({ ...store.getState().searchChoices, held: [caching.id, 'gone'], maxChanges: 2 });
    await store.getState().startSearch();
    expect(host.searches[0]?.request.options).toMatchObject({
      held: [caching.id],
      maxChanges: 2,
      objective: 'expected',
    });
    expect(store.getState().searchProgress).toEqual({ done: 0, total: 0 });
    host.searches[0]?.listener.onProgress({ done: 3, total: 4 });
    expect(store.getState().searchProgress).toEqual({ done: 3, total: 4 });
    answer(host);
    store.getState().edit('name', (present) => ({ ...present, name: 'Renamed' }));
    expect(store.getState()).toMatchObject({ searchProgress: null, searchEnd: { of: scenario, result: { ok: true } } });
  });

  it('is stopped by a cancel, which leaves what an earlier one found', async () => {
    const host = await opened();
    const { store } = host;
    await store.getState().startSearch();
    answer(host);
    const before = store.getState().searchEnd;
    await store.getState().startSearch();
    store.getState().cancelSearch();
    expect(host.searches[1]?.stopped).toBe(true);
    expect(store.getState()).toMatchObject({ searchProgress: null, searchEnd: before });
  });

  it('is stopped by another one, and forgotten with another scenario', async () => {
    const host = await opened();
    const { store } = host;
    await store.getState().startSearch();
    await store.getState().startSearch();
    expect(host.searches.map(({ stopped }) => stopped)).toEqual([true, false]);
    await store.getState().showScenario({ ...entry, id: 'other' }, scenario);
    expect(host.searches[1]?.stopped).toBe(true);
    expect(store.getState()).toMatchObject({ searchEnd: null, searchChoices: { held: [] } });
  });

  it('says why prices of a model are not known', async () => {
    const host = await opened();
    const { store } = host;
    host.answers['catalogue.cards'] = () => failure('host-unreachable', 'No answer.');
    store.getState().chooseSearch({ ...store.getState().searchChoices, models: ['other/small'] });
    await store.getState().startSearch();
    expect(host.searches).toHaveLength(0);
    expect(store.getState().searchEnd?.result).toMatchObject({ ok: false, error: { code: 'host-unreachable' } });
  });
});

describe('values to try', () => {
  const fields = leverDefinition('prompt-caching')?.fields.filter(isFreeable) ?? [];
  const field = (path: string): FreeableField => {
    const found = fields.find((one) => one.path === path);
    if (found === undefined) throw new Error(`Prompt caching has the field ${path}.`);
    return found;
  };

  it('are read and written as people do', () => {
    expect(valueFrom(field('hitRate'), '50 %')).toBe(0.5);
    expect(valueFrom(field('hitRate'), '50')).toBe(0.5);
    expect(valueFrom(field('hitRate'), '101')).toBeUndefined();
    expect(valueFrom(field('hitRate'), 'half')).toBeUndefined();
    expect(valueText(field('hitRate'), 0.07)).toBe('7 %');
  });
});
