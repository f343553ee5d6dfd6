import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Scenario } from '#shared/domain/scenario.ts';
import { failure, success } from '#shared/result.ts';
import { editCall } from '../../../renderer/store/edits.ts';
import { autosaveDelayMs } from '../../../renderer/store/scenario-slice.ts';
import { largeCard, scenarioOf, smallCard } from '../simulator/builders.ts';
import { fakeHost, type FakeHost } from './fake-host.ts';

const entry = { id: 'test', name: 'Test', modifiedMs: 1 };

function withSystemTokens(tokens: number): (scenario: Scenario) => Scenario {
  return (scenario) => editCall(scenario, 0, 0, (call) => ({ ...call, prompt: { ...call.prompt, system: tokens } }));
}

function withModel(model: string): (scenario: Scenario) => Scenario {
  return (scenario) => editCall(scenario, 0, 0, (call) => ({ ...call, models: [{ model, share: 1 }] }));
}

let host: FakeHost;

function monthlyUsd(): number | undefined {
  return host.store.getState().result?.summary.baselineMonthlyUsd;
}

function saves(): number {
  return host.calls.filter(({ method }) => method === 'scenario.save').length;
}

beforeEach(async () => {
  vi.useFakeTimers();
  host = fakeHost({
    'catalogue.cards': ({ models }) => ({
      cards: [largeCard, smallCard].filter(({ modelId }) => models.includes(modelId)),
      unknown: models
        .filter((model) => model !== largeCard.modelId && model !== smallCard.modelId)
        .map((model) => ({ model, candidates: ['maker/large'] })),
    }),
    'scenario.save': ({ id, scenario }) => ({ id, name: scenario.name, modifiedMs: 2 }),
  });
  await host.store.getState().showScenario(entry, scenarioOf());
  await vi.advanceTimersByTimeAsync(0);
});

afterEach(() => vi.useRealTimers());

describe('the open scenario', () => {
  it('is evaluated with the prices of its models', () => {
    // 30,000 requests × (2,000 × $3 + 200 × $15) / 1,000,000 = $270.
    expect(monthlyUsd()).toBeCloseTo(270, 9);
  });

  it('is evaluated again in the same call that edits it: a slider waits for nothing', () => {
    host.store.getState().edit('system', withSystemTokens(0));
    // 1,000 prompt tokens less: $90 less.
    expect(monthlyUsd()).toBeCloseTo(180, 9);
  });

  it('keeps the last good result while an edit is invalid, and names the field', () => {
    host.store.getState().edit('system', withSystemTokens(-5));
    expect(monthlyUsd()).toBeCloseTo(270, 9);
    expect(host.store.getState().problem?.at?.path).toBe('workloads[0].calls[0].prompt.system');
    host.store.getState().edit('system', withSystemTokens(1000));
    expect(host.store.getState().problem).toBeNull();
  });

  it('undoes a drag in one step and redoes it', () => {
    for (const tokens of [900, 500, 0]) host.store.getState().edit('system', withSystemTokens(tokens));
    host.store.getState().sealEdit();
    host.store.getState().undoEdit();
    expect(monthlyUsd()).toBeCloseTo(270, 9);
    host.store.getState().redoEdit();
    expect(monthlyUsd()).toBeCloseTo(180, 9);
  });
});

describe('prices', () => {
  it('of a newly named model are fetched once; until then the last result stays', async () => {
    host.store.getState().edit('model', withModel('other/small'));
    expect(host.store.getState().pricesPending).toBe(true);
    expect(monthlyUsd()).toBeCloseTo(270, 9);
    await vi.advanceTimersByTimeAsync(0);
    expect(host.store.getState().pricesPending).toBe(false);
    expect(monthlyUsd()).toBeCloseTo(27, 9);
    host.store.getState().edit('model', withModel('maker/large'));
    host.store.getState().edit('model', withModel('other/small'));
    const asked = host.calls.filter(({ method }) => method === 'catalogue.cards').map(({ input }) => input);
    expect(asked).toEqual([{ models: ['maker/large'] }, { models: ['other/small'] }]);
  });

  it('of an unknown model are unknown, not $0, and near names are at hand', async () => {
    host.store.getState().edit('model', withModel('maker/lrge'));
    await vi.advanceTimersByTimeAsync(0);
    const { result, candidates } = host.store.getState();
    expect(result?.unpriced).toMatchObject([
      { side: 'baseline', modelId: 'maker/lrge', reason: 'no-card', tokensPerMonth: 66_000_000 },
      { side: 'optimized' },
    ]);
    expect(candidates.get('maker/lrge')).toEqual(['maker/large']);
  });

  it('that do not come are said so', async () => {
    host.answers = { 'catalogue.cards': () => failure('host-unreachable', 'No answer.') };
    host.store.getState().edit('model', withModel('other/small'));
    await vi.advanceTimersByTimeAsync(0);
    expect(host.store.getState().problem?.code).toBe('host-unreachable');
  });
});

describe('autosave', () => {
  it('waits for a pause and then saves the newest scenario once', async () => {
    for (const tokens of [1, 2, 3]) {
      host.store.getState().edit('system', withSystemTokens(tokens));
      await vi.advanceTimersByTimeAsync(autosaveDelayMs - 1);
    }
    expect(saves()).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(saves()).toBe(1);
    expect(host.calls.at(-1)?.input).toMatchObject({
      id: 'test',
      scenario: { workloads: [{ calls: [{ prompt: { system: 3 } }] }] },
    });
    expect(host.store.getState().saveState).toBe('saved');
  });

  it('never writes an invalid scenario over the last good one', async () => {
    host.store.getState().edit('system', withSystemTokens(-1));
    await vi.advanceTimersByTimeAsync(10 * autosaveDelayMs);
    expect(saves()).toBe(0);
    expect(host.store.getState().saveState).toBe('pending');
  });

  it('says when it failed, and can be tried again', async () => {
    const { answers } = host;
    host.answers = { ...answers, 'scenario.save': () => failure('disk-full', 'The disk is full.') };
    host.store.getState().edit('system', withSystemTokens(7));
    await vi.advanceTimersByTimeAsync(autosaveDelayMs);
    expect(host.store.getState()).toMatchObject({ saveState: 'failed', saveError: { code: 'disk-full' } });
    host.answers = answers;
    await host.store.getState().flushSave();
    expect(host.store.getState()).toMatchObject({ saveState: 'saved', saveError: null });
  });

  it('is not called done when an edit came while it was on its way', async () => {
    let finish: () => void = () => undefined;
    const written = new Promise<void>((resolve) => {
      finish = resolve;
    });
    host.answers = {
      ...host.answers,
      'scenario.save': async ({ id, scenario }) => {
        await written;
        return success({ id, name: scenario.name, modifiedMs: 3 });
      },
    };
    host.store.getState().edit('a', withSystemTokens(7));
    await vi.advanceTimersByTimeAsync(autosaveDelayMs);
    host.store.getState().edit('b', withSystemTokens(8));
    finish();
    await vi.advanceTimersByTimeAsync(1);
    expect(host.store.getState().saveState).toBe('pending');
    await vi.advanceTimersByTimeAsync(autosaveDelayMs);
    expect(host.store.getState().saveState).toBe('saved');
    expect(saves()).toBe(2);
  });

  it('saves the scenario at hand before another is shown', async () => {
    host.store.getState().edit('system', withSystemTokens(7));
    await host.store.getState().showScenario({ ...entry, id: 'other' }, scenarioOf());
    expect(host.calls.filter(({ method }) => method === 'scenario.save')).toMatchObject([{ input: { id: 'test' } }]);
    expect(host.store.getState().entry?.id).toBe('other');
  });
});
