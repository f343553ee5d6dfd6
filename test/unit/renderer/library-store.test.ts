import { describe, expect, it } from 'vitest';
import { failure } from '#shared/result.ts';
import { scenarioOf } from '../simulator/builders.ts';
import { fakeHost, type FakeHost } from './fake-host.ts';

const entries = [
  { id: 'newest', name: 'Newest', modifiedMs: 2 },
  { id: 'older', name: 'Older', modifiedMs: 1 },
];

function library(): FakeHost {
  const host = fakeHost({
    'app.info': () => ({
      version: '1',
      engineVersion: '1',
      host: 'browser',
      ledgerFile: '/l',
      scenarioFolder: '/s',
      catalogue: { book: 'test', bookVersion: '1', models: 2, books: [{ book: 'test', version: '1' }] },
    }),
    'scenario.list': () => entries,
    'scenario.open': ({ id }) => ({
      entry: entries.find((entry) => entry.id === id) ?? { id, name: id, modifiedMs: 0 },
      scenario: scenarioOf({ name: id }),
    }),
    'scenario.create': ({ scenario }) => ({ id: 'created', name: scenario.name, modifiedMs: 3 }),
    'scenario.remove': () => ({}),
    'calibration.run': () => ({ scenario: scenarioOf({ name: 'Calibrated' }), fits: [] }),
    'catalogue.cards': () => ({ cards: [], unknown: [] }),
    'import.list': () => [],
    'jobs.list': () => [],
    'settings.displayCurrency': () => ({ currency: 'USD', rate: null, atMs: 0, knownCurrencies: [] }),
  });
  return host;
}

describe('at the start', () => {
  it('the newest scenario opens, so that a first run shows the sample', async () => {
    const { store } = library();
    await store.getState().load();
    expect(store.getState()).toMatchObject({ phase: 'ready', entry: { id: 'newest' } });
  });

  it('the scenario that was open last opens, while it exists', async () => {
    const host = library();
    host.preferences.set('burnrate.last-scenario', 'older');
    await host.store.getState().load();
    expect(host.store.getState().entry?.id).toBe('older');
    host.preferences.set('burnrate.last-scenario', 'deleted');
    await host.store.getState().load();
    expect(host.store.getState().entry?.id).toBe('newest');
  });

  it('services that do not answer are said so, and can be tried again', async () => {
    const host = library();
    const { answers } = host;
    host.answers = { 'app.info': () => failure('host-unreachable', 'No answer.') };
    await host.store.getState().load();
    expect(host.store.getState()).toMatchObject({ phase: 'failed', startError: { code: 'host-unreachable' } });
    host.answers = answers;
    await host.store.getState().load();
    expect(host.store.getState().phase).toBe('ready');
  });

  it('news of the library and the ledger is read again', async () => {
    const host = library();
    const stop = host.store.getState().start();
    host.calls.length = 0;
    host.emit({ type: 'scenarios-changed' });
    host.emit({ type: 'ledger-changed' });
    expect(host.calls.map(({ method }) => method)).toEqual([
      'scenario.list',
      'import.list',
      'jobs.list',
      'budget.check',
    ]);
    stop();
    host.emit({ type: 'scenarios-changed' });
    expect(host.calls).toHaveLength(4);
  });
});

describe('the library', () => {
  it('duplicates the open scenario under a name of its own and opens the copy', async () => {
    const host = library();
    await host.store.getState().load();
    await host.store.getState().duplicateScenario();
    expect(host.store.getState().entry?.id).toBe('created');
    expect(host.store.getState().history?.present.name).toBe('newest (copy)');
    expect(host.preferences.get('burnrate.last-scenario')).toBe('created');
  });

  it('opens the next scenario after the open one is deleted', async () => {
    const host = library();
    await host.store.getState().load();
    host.answers = { ...host.answers, 'scenario.list': () => entries.slice(1) };
    await host.store.getState().removeScenario();
    expect(host.store.getState().entry?.id).toBe('older');
  });

  it('opens what was calibrated and remembers that its assumptions are new', async () => {
    const { store } = library();
    expect(await store.getState().calibrate()).toBe(true);
    expect(store.getState()).toMatchObject({ entry: { id: 'created' }, calibratedId: 'created' });
  });

  it('says why nothing was calibrated and leaves the open scenario open', async () => {
    const host = library();
    await host.store.getState().load();
    host.answers = { ...host.answers, 'calibration.run': () => failure('no-usage', 'The ledger is empty.') };
    expect(await host.store.getState().calibrate()).toBe(false);
    expect(host.store.getState().entry?.id).toBe('newest');
    expect(host.notices).toMatchObject([{ tone: 'failed', message: 'The ledger is empty.' }]);
  });
});
