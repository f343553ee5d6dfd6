import { describe, expect, it } from 'vitest';
import { sampleSimulation } from '#simulator';
import { largeCard, leverOf, run, scenarioOf, smallCard } from '../builders.ts';

const cards = [largeCard, smallCard];
const uncertainTraffic = { kind: 'lognormal', p5: 500, p95: 2000 } as const;
const base = scenarioOf({ levers: [leverOf('batch', { eligibleShare: 0.5, retryShare: 0 })] });
const uncertain = {
  ...base,
  workloads: base.workloads.map((workload) => ({ ...workload, traffic: { requestsPerDay: uncertainTraffic } })),
};

describe('sampleSimulation', () => {
  it('gives a point where every input is a plain number', () => {
    const result = run(base, cards);
    const ranges = sampleSimulation(result, { samples: 100, seed: 1 });
    const { baselineMonthlyUsd } = result.summary;
    expect(ranges.uncertainInputs).toEqual([]);
    expect(ranges.monthly.baselineUsd.p5).toBe(ranges.monthly.baselineUsd.p95);
    expect(ranges.monthly.baselineUsd.p50).toBeCloseTo(baselineMonthlyUsd, 9);
    expect(ranges.savingProbability).toBe(1);
  });

  it('carries the percentiles of the only uncertain input to the cost', () => {
    const ranges = sampleSimulation(run(uncertain, cards), { samples: 50_000, seed: 1 });
    // 2,000 input × $3/M + 200 output × $15/M = $0.009 a request; × 30 days × 500 and 2,000 requests a day.
    expect(ranges.uncertainInputs).toEqual(['workloads[0].traffic.requestsPerDay']);
    expect(ranges.monthly.baselineUsd.p5 / 135).toBeCloseTo(1, 1);
    expect(ranges.monthly.baselineUsd.p50 / 270).toBeCloseTo(1, 1);
    expect(ranges.monthly.baselineUsd.p95 / 540).toBeCloseTo(1, 1);
  });

  it('compares both sides on the same samples: half in batches at half price saves a quarter, whatever the traffic', () => {
    const { monthly, savingProbability } = sampleSimulation(run(uncertain, cards), { samples: 1000, seed: 5 });
    for (const percentile of ['p5', 'p50', 'p95'] as const) {
      expect(monthly.savingUsd[percentile] / monthly.baselineUsd[percentile]).toBeCloseTo(0.25, 9);
    }
    expect(savingProbability).toBe(1);
  });

  it('says where its means and the headline part: under growth that is a range, not under traffic that is one', () => {
    expect(sampleSimulation(run(uncertain, cards), { samples: 10_000, seed: 1 })).not.toHaveProperty('meanNote');
    const growing = {
      ...base,
      calendar: {
        ...base.calendar,
        months: 12,
        growth: { kind: 'compound', perMonth: { kind: 'uniform', low: 0, high: 0.4 } },
      },
    } as const;
    const { meanNote, monthly } = sampleSimulation(run(growing, cards), { samples: 10_000, seed: 1 });
    expect(monthly.baselineUsd.mean).toBeGreaterThan(run(growing, cards).summary.baselineMonthlyUsd * 1.05);
    expect(meanNote).toMatch(/^The samples average \$[\d,.]+ before and .* the headline is \$[\d,.]+ and .*\.$/);
  });

  it('says how likely a budget is passed', () => {
    const { aboveBudget } = sampleSimulation(run(uncertain, cards), {
      samples: 20_000,
      seed: 2,
      budgetMonthlyUsd: 540,
    });
    // $540 is the baseline's P95.
    expect(aboveBudget?.baselineProbability).toBeCloseTo(0.05, 2);
    expect(aboveBudget?.optimizedProbability).toBeLessThan(0.05);
  });

  it('gives the same figures for the same seed, and the first samples do not depend on how many follow', () => {
    const result = run(uncertain, cards);
    expect(sampleSimulation(result, { samples: 3000, seed: 9 })).toEqual(
      sampleSimulation(result, { samples: 3000, seed: 9 }),
    );
    const one = sampleSimulation(result, { samples: 1, seed: 9 }).monthly.baselineUsd;
    expect(one.p5).toBe(one.p95);
    expect(sampleSimulation(result, { samples: 3000, seed: 10 }).monthly.baselineUsd.mean).not.toBe(
      sampleSimulation(result, { samples: 3000, seed: 9 }).monthly.baselineUsd.mean,
    );
  });
});
