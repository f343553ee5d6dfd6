import { describe, expect, it } from 'vitest';
import { meanOfHorizon, periodView } from '../../../renderer/store/period-view.ts';
import { unitCosts, type UnitCost } from '../../../renderer/store/unit-costs.ts';
import { recompute } from '../../../electron/simulator/expressions.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { leverOf, run, scenarioOf } from '../simulator/builders.ts';

function unitsOf(scenario: Scenario): readonly UnitCost[] {
  const result = run(scenario);
  return unitCosts(scenario, result, periodView(result, meanOfHorizon));
}

const base = scenarioOf({ levers: [leverOf('prompt-trimming', { cuts: { system: { share: 0.5 } } })] });

describe('what one request, conversation and user costs', () => {
  it('is the month divided by what it serves, and opens into that', () => {
    const result = run(base);
    const [unit] = unitsOf(base);
    expect(unit?.label).toBe('Support, per request');
    expect(unit?.baseline?.usd).toBeCloseTo(result.summary.baselineUsdPerRequest ?? Number.NaN, 12);
    expect(unit?.optimized?.usd).toBeCloseTo(result.summary.optimizedUsdPerRequest ?? Number.NaN, 12);
    const expression = unit?.baseline?.expression;
    expect(expression === undefined ? undefined : recompute(expression)).toBeCloseTo(unit?.baseline?.usd ?? 0, 12);
  });

  it('a request whose call goes round in turns is a conversation', () => {
    const turning = {
      ...base,
      workloads: base.workloads.map((workload) => ({
        ...workload,
        calls: workload.calls.map((call) => ({
          ...call,
          turns: { count: 4, addedTokens: 100, carriedOutputShare: 1 },
        })),
      })),
    };
    const [unit] = unitsOf(turning);
    expect(unit).toMatchObject({ label: 'Support, per conversation', detail: 'a request of 4 turns' });
    expect(unit?.baseline?.usd).toBeGreaterThan(4 * (unitsOf(base)[0]?.baseline?.usd ?? 0));
  });

  it('users pay by the month and grow as the traffic does', () => {
    const tiered = {
      ...base,
      calendar: { ...base.calendar, months: 3, growth: { kind: 'compound' as const, perMonth: 0.5 } },
      workloads: base.workloads.map((workload) => ({
        ...workload,
        traffic: { tiers: [{ id: 'free', name: 'Free', users: 100, requestsPerUserPerDay: 10 }] },
      })),
    };
    const perUser = unitsOf(tiered).find(({ key }) => key === 'user');
    const perRequest = unitsOf(tiered)[0]?.baseline?.usd ?? 0;
    // Ten requests a day for thirty days, whatever the number of users.
    expect(perUser?.baseline?.usd).toBeCloseTo(10 * 30 * perRequest, 9);
  });

  it('a workload without requests has no such cost', () => {
    const idle = {
      ...base,
      workloads: base.workloads.map((workload) => ({ ...workload, traffic: { requestsPerDay: 0 } })),
    };
    expect(unitsOf(idle)[0]).toMatchObject({ baseline: null, optimized: null });
  });
});
