import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Analyst } from '../../../renderer/analysis/analyses.ts';
import { analysisDelayMs } from '../../../renderer/store/analysis-slice.ts';
import type { SimulationRanges } from '#shared/domain/simulation-ranges.ts';
import { bandsOf, monthsSentence } from '../../../renderer/charts/month-lines-model.ts';
import { oddsSentence } from '../../../renderer/ui/budget-odds.tsx';
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

function rangesIn({ store }: FakeHost): SimulationRanges | undefined {
  const answer = store.getState().ranges?.answer;
  return answer?.ok === true ? answer.value.ranges : undefined;
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
      'Mean month over 4,000 samples of 1 uncertain input. The levers save something in 100 % of them.',
    );
    store.getState().edit('name', (present) => ({ ...present, name: 'Renamed' }));
    expect(store.getState().ranges?.of).not.toBe(store.getState().result);
  });

  it('say how likely a budget is exceeded, and the budget is remembered for the scenario', async () => {
    const host = hostWith();
    const { store } = host;
    await store.getState().showScenario(entry, scenario);
    await vi.advanceTimersByTimeAsync(analysisDelayMs);
    expect(oddsSentence(null, undefined)).toMatch(/^Type a budget/);
    store.getState().setBudgetMonthlyUsd(1);
    expect(oddsSentence(1, rangesIn(host))).toBe('Refining…');
    await vi.advanceTimersByTimeAsync(analysisDelayMs);
    expect(oddsSentence(1, rangesIn(host))).toBe('Above it in 100 % of outcomes; without levers in 100 %.');

    await store.getState().showScenario({ ...entry, id: 'other' }, scenario);
    expect(store.getState().budgetMonthlyUsd).toBeNull();
    await store.getState().showScenario(entry, scenario);
    expect(store.getState().budgetMonthlyUsd).toBe(1);
    store.getState().setBudgetMonthlyUsd(null);
    expect(host.preferences.has('burnrate.budget.test')).toBe(false);
  });

  it('give each month its own, in the sentence of the chart too', async () => {
    const host = hostWith();
    await host.store.getState().showScenario(entry, scenario);
    await vi.advanceTimersByTimeAsync(analysisDelayMs);
    const { result, ranges } = host.store.getState();
    if (result === null || ranges?.answer.ok !== true) throw new Error('The scenario can be sampled.');
    const bands = bandsOf({ step: 'ready', ...ranges.answer.value });
    expect(bands?.size).toBe(result.months.length);
    expect(monthsSentence(result.months, bands)).toMatch(/ costs \$.* to \$.* in nine of ten outcomes\.$/);
    expect(bandsOf({ step: 'refining', wasPoint: false })).toBeNull();
  });

  it('of an earlier edit are worked out anew once the edits rest: never two runs at once', async () => {
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
    for (const name of ['A', 'B', 'C']) {
      store.getState().edit('name', (present) => ({ ...present, name }));
      // oxlint-disable-next-line no-await-in-loop -- one edit after the other
      await vi.advanceTimersByTimeAsync(analysisDelayMs - 1);
    }
    expect(runs, 'while the edits go on').toBe(1);
    await vi.advanceTimersByTimeAsync(1);
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
