import { describe, expect, it } from 'vitest';
import { parseScenario, sampleSimulation, scenarioInputs, scenarioToText } from '#simulator';
import { scenarioSchema, type Scenario } from '#shared/domain/scenario.ts';
import { run, scenarioOf } from './builders.ts';

const range = { kind: 'uniform', low: 0.2, high: 0.4 } as const;
const wide = { kind: 'uniform', low: 0.6, high: 0.8 } as const;

function mixOf(large: unknown, small: unknown): Scenario {
  return scenarioOf({
    call: {
      models: [
        { model: 'maker/large', share: large },
        { model: 'other/small', share: small },
      ] as Scenario['workloads'][number]['calls'][number]['models'],
    },
  });
}

function costOf(scenario: Scenario): number {
  return run(scenario).summary.baselineMonthlyUsd;
}

function bandOf(scenario: Scenario): { readonly mean: number; readonly p5: number; readonly p95: number } {
  return sampleSimulation(run(scenario), { samples: 20_000, seed: 1 }).monthly.baselineUsd;
}

describe('shares of a whole that are ranges', () => {
  it('cost their means in closed form, and in samples the plain share takes what the range leaves', () => {
    const mix = mixOf(0.7, range);
    expect(costOf(mix)).toBeCloseTo(costOf(mixOf(0.7, 0.3)), 9);
    const { mean, p5, p95 } = bandOf(mix);
    expect(mean / costOf(mix)).toBeCloseTo(1, 2);
    // The large model costs more: P5 of the cost is P95 of the small one's share, which is 0.39.
    expect(p5 / costOf(mixOf(0.61, 0.39))).toBeCloseTo(1, 2);
    expect(p95 / costOf(mixOf(0.79, 0.21))).toBeCloseTo(1, 2);
  });

  it('are divided by their sum where all are ranges, so that every sample is one whole', () => {
    const same = scenarioOf({
      call: {
        models: [
          { model: 'maker/large', share: wide },
          { model: 'maker/large', share: range },
        ],
      },
    });
    const { p5, p95 } = bandOf(same);
    expect(p95 - p5).toBeLessThan(1e-9 * p95);
  });

  it('must have means that sum to 1, and leave room for the plain ones', () => {
    const valid = mixOf(0.7, range);
    const texts = [
      [mixed(valid, 0.6, range), 'model shares must sum to 1'],
      [mixed(valid, 0.2, { kind: 'uniform', low: 0.5, high: 1.1 }), 'must stay at or below 1'],
      [mixed(valid, 0.3, { kind: 'triangular', low: 0.4, mode: 0.7, high: 1 }), ''],
    ] as const;
    for (const [scenario, sentence] of texts) {
      const parsed = parseScenario(JSON.stringify(scenario), 'plan.burnrate.json');
      expect(parsed.ok ? '' : parsed.error.message).toContain(sentence);
    }
  });

  it('stand in classes, retries, loops, allocations, growth and launches too', () => {
    const plain = scenarioOf({
      calendar: {
        startMonth: '2026-12',
        months: 3,
        daysPerMonth: 30,
        growth: { kind: 'compound', perMonth: { kind: 'uniform', low: 0, high: 0.2 } },
        launches: [{ name: 'Launch', month: '2027-01', factor: { kind: 'uniform', low: 1, high: 2 } }],
      },
      call: {
        turns: { count: 3, carriedOutputShare: range },
        retries: { rate: { kind: 'uniform', low: 0, high: 0.1 }, billedShare: range },
      },
      fixedCosts: [
        {
          id: 'servers',
          name: 'Servers',
          category: 'compute',
          usdPerUnitMonth: 100,
          growthPerMonth: { kind: 'uniform', low: 0, high: 0.1 },
        },
      ],
    });
    const scenario = scenarioSchema.parse({
      ...plain,
      workloads: plain.workloads.map((workload) => ({
        ...workload,
        calls: workload.calls.map((call) => ({ ...call, classes: ['simple'] })),
        classes: [
          { id: 'simple', name: 'Simple', share: range },
          { id: 'hard', name: 'Hard', share: 0.7 },
        ],
      })),
    });
    const { uncertainInputs } = sampleSimulation(run(scenario), { samples: 100, seed: 1 });
    expect(uncertainInputs.toSorted()).toEqual([
      'calendar.growth.perMonth',
      'calendar.launches[0].factor',
      'fixedCosts[0].growthPerMonth',
      'workloads[0].calls[0].retries.billedShare',
      'workloads[0].calls[0].retries.rate',
      'workloads[0].calls[0].turns.carriedOutputShare',
      'workloads[0].classes[0].share',
    ]);
    const inputs = scenarioInputs(scenario, run(scenario)).map(({ path }) => path);
    expect(inputs).toEqual(expect.arrayContaining(uncertainInputs));
    expect(scenarioToText(scenarioSchema.parse(JSON.parse(scenarioToText(scenario))))).toBe(scenarioToText(scenario));
  });

  it('grow by their mean in closed form: 1, 1.1 and 1.21 times at 0 to 20 % a month', () => {
    const growth = { kind: 'compound', perMonth: { kind: 'uniform', low: 0, high: 0.2 } } as const;
    const { months } = run(scenarioOf({ calendar: { startMonth: '2026-12', months: 3, daysPerMonth: 30, growth } }));
    const [first = 0, second = 0, third = 0] = months.map(({ baseline }) => baseline.usd);
    expect(second / first).toBeCloseTo(1.1, 12);
    expect(third / first).toBeCloseTo(1.21, 12);
  });
});

function mixed(scenario: Scenario, large: unknown, small: unknown): unknown {
  return {
    ...scenario,
    workloads: scenario.workloads.map((workload) => ({
      ...workload,
      calls: workload.calls.map((call) => ({
        ...call,
        models: [
          { model: 'maker/large', share: large },
          { model: 'other/small', share: small },
        ],
      })),
    })),
  };
}
