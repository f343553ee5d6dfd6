import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Analyst } from '../../../renderer/analysis/analyses.ts';
import { analysisDelayMs } from '../../../renderer/store/analysis-slice.ts';
import { describeRange } from '../../../renderer/ui/range-card.tsx';
import { tornadoSentence } from '../../../renderer/charts/tornado-model.ts';
import { largeCard, leverOf, scenarioOf } from '../simulator/builders.ts';
import { fakeHost, type FakeHost } from './fake-host.ts';

const entry = { id: 'test', name: 'Test', modifiedMs: 0 };
const base = scenarioOf({ levers: [leverOf('prompt-caching', { components: ['system'], hitRate: 0.6 })] });
const scenario = {
  ...base,
  workloads: base.workloads.map((workload) => ({
    ...workload,
    traffic: { requestsPerDay: { kind: 'lognormal' as const, p5: 500, p95: 2000 } },
  })),
};

function hostWith(analyst?: Analyst): FakeHost {
  return fakeHost(
    {
      'catalogue.cards': () => ({ cards: [largeCard], unknown: [] }),
      'scenario.save': () => entry,
    },
    analyst,
  );
}

describe('the ranges of the open scenario', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are worked out once the edits rest, and belong to the result they were made of', async () => {
    const { store } = hostWith();
    await store.getState().showScenario(entry, scenario);
    await vi.advanceTimersByTimeAsync(analysisDelayMs);
    const { ranges, result } = store.getState();
    expect(ranges?.of).toBe(result);
    const answer = ranges?.answer;
    expect(answer?.ok === true && answer.value.ranges.uncertainInputs).toEqual(['workloads[0].traffic.requestsPerDay']);
    expect(describeRange(answer?.ok === true ? answer.value.ranges : undefined)).toBe(
      'USD per month over 4,000 samples of 1 uncertain input. The levers save something in 100 % of them.',
    );
    store.getState().edit('name', (present) => ({ ...present, name: 'Renamed' }));
    expect(store.getState().ranges?.of).not.toBe(store.getState().result);
  });

  it('of an earlier edit are worked out anew: never two runs at once', async () => {
    const open: (() => void)[] = [];
    let runs = 0;
    const slow: Analyst = {
      run: () => {
        runs += 1;
        return new Promise((resolve) => {
          open.push(() => resolve({ ok: false, error: { code: 'test', message: 'Stopped.' } }));
        });
      },
    };
    const { store } = hostWith(slow);
    await store.getState().showScenario(entry, scenario);
    await vi.advanceTimersByTimeAsync(analysisDelayMs);
    store.getState().edit('name', (present) => ({ ...present, name: 'Renamed' }));
    await vi.advanceTimersByTimeAsync(analysisDelayMs);
    expect(runs).toBe(1);
    open.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(runs).toBe(2);
    open.shift()?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(store.getState().ranges?.of).toBe(store.getState().result);
  });
});

describe('the sensitivity of the open scenario', () => {
  it('is worked out when asked for, and told in a sentence', async () => {
    const { store } = hostWith();
    await store.getState().showScenario(entry, scenario);
    await vi.waitFor(() => expect(store.getState().result).not.toBeNull());
    store.getState().analyseSensitivity();
    await vi.waitFor(() => expect(store.getState().sensitivity).not.toBeNull());
    const answer = store.getState().sensitivity?.answer;
    if (answer?.ok !== true) throw new Error('The scenario can be analysed.');
    expect(tornadoSentence(answer.value)).toMatch(/^Support: Requests per day moves the cost most: from \$/);
    expect(answer.value.breakEvens.map(({ sentence }) => sentence)).toContain(
      'Prompt caching pays when cache hit rate is above 21.74 %.',
    );
  });
});
