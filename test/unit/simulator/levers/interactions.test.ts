import { describe, expect, it } from 'vitest';
import { cardOf, firstMonth, leverOf, run, scenarioOf, smallCard, type LeverInput } from '../builders.ts';

function deltas(levers: LeverInput[], call = {}): readonly number[] {
  return firstMonth(run(scenarioOf({ levers, call }))).waterfall.map(({ deltaUsd }) => deltaUsd);
}

describe('levers that meet', () => {
  const trimming = leverOf('prompt-trimming', { cuts: { system: { share: 0.5 } } });
  const caching = leverOf('prompt-caching', { components: ['system'], hitRate: 0.9 });

  it('caching after trimming saves half: 1,000 system tokens are 500 then', () => {
    // 30,000 × 1,000 × 3 × (1 − 0.9 × 0.1 − 0.1 × 1.25) ÷ 10⁶ = 90 × 0.785 = $70.65; after trimming half of it.
    const [alone = 0] = deltas([caching]);
    const [, later = 0] = deltas([trimming, caching]);
    expect(alone).toBeCloseTo(-70.65, 9);
    expect(later).toBeCloseTo(-35.325, 9);
  });

  it('both orders end at the same cost, and share the saving differently', () => {
    const first = deltas([trimming, caching]);
    const second = deltas([caching, trimming]);
    expect(first.reduce((sum, usd) => sum + usd, 0)).toBeCloseTo(
      second.reduce((sum, usd) => sum + usd, 0),
      9,
    );
    expect(second[1]).toBeCloseTo(-9.675, 9);
  });

  it('shorter answers shorten what a loop sends again', () => {
    // 10 turns; each sends 4.5 earlier outputs of 200 tokens again: halving the output saves 450 tokens of input a call.
    const call = { prompt: { system: 100 }, turns: { count: 10 } };
    const [delta = 0] = deltas([leverOf('response-length', { outputShare: 0.5 })], call);
    expect(delta).toBeCloseTo(-(300_000 * (100 * 15 + 450 * 3)) / 1e6, 6);
  });

  it('a response cache leaves less to route, and two cascades keep their checks apart', () => {
    const cache = leverOf('response-cache', { hitRate: 0.5 });
    const routing = leverOf('routing-mix', { targets: [{ model: 'other/small', share: 0.5 }] });
    const [, delta = 0] = deltas([cache, routing]);
    expect(delta).toBeCloseTo((-270 * 0.9 * 0.5) / 2, 9);
    const one = leverOf('cascade', { model: 'other/small', acceptRate: 0.5, checkUsd: 0.001 });
    const ids = firstMonth(
      run(scenarioOf({ levers: [one, { ...one, id: 'cascade-2' }] }), [smallCard, cardOf('maker/large', { input: 3 })]),
    ).optimized.lines.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('routing', () => {
  it('pays the router and the misrouted: 50 % moved, 10 % of it asked again', () => {
    // 270 × 0.55 + 27 × 0.5 + 30,000 × $0.0001
    const lever = leverOf('routing-mix', {
      targets: [{ model: 'other/small', share: 0.5 }],
      misroutedShare: 0.1,
      routerUsd: 0.0001,
    });
    const month = firstMonth(run(scenarioOf({ levers: [lever] })));
    expect(month.optimized.usd).toBeCloseTo(148.5 + 13.5 + 3, 9);
    expect(month.waterfall[0]?.notes).toContain('10 % of the moved calls pay both models and wait for both.');
  });

  it('moves only the chosen classes', () => {
    const scenario = scenarioOf({
      levers: [
        leverOf('routing-mix', { targets: [{ model: 'other/small', share: 1 }], classes: ['simple'], routerUsd: 0 }),
      ],
    });
    const classes = [
      { id: 'simple', name: 'Simple', share: 0.6 },
      { id: 'complex', name: 'Complex', share: 0.4 },
    ];
    const withClasses = { ...scenario, workloads: scenario.workloads.map((workload) => ({ ...workload, classes })) };
    expect(firstMonth(run(withClasses)).optimized.usd).toBeCloseTo(0.6 * 27 + 0.4 * 270, 9);
  });
});

describe('a cascade of three stages', () => {
  it('costs Σ (c + v) × the escalations before it', () => {
    const tiny = cardOf('tiny/one', { input: 0.03, output: 0.15 });
    const large = cardOf('maker/large', { input: 3, output: 15 });
    const lever = leverOf('cascade', {
      model: 'tiny/one',
      acceptRate: 0.5,
      checkUsd: 0.0001,
      nextStages: [{ model: 'other/small', acceptRate: 0.8, checkUsd: 0.0002, falseAcceptShare: 0.1 }],
      wrongAnswerUsd: 0.01,
    });
    // (2.7 + 3) + 0.5 × (27 + 6) + 0.1 × 270 and 0.5 × 0.8 × 0.1 wrong answers of a cent: 30,000 × 0.04 × 0.01 = $12.
    const month = firstMonth(run(scenarioOf({ levers: [lever] }), [tiny, smallCard, large]));
    expect(month.optimized.usd).toBeCloseTo(5.7 + 16.5 + 27 + 12, 9);
    expect(month.waterfall[0]?.notes).toContain('4 % of the answers are wrong and accepted.');
  });
});

describe('caches', () => {
  it('a semantic cache reads hits and false hits off its table, between the points by a line', () => {
    const table = [
      { threshold: 0.7, hitRate: 0.8, falseHitShare: 0.2 },
      { threshold: 0.9, hitRate: 0.4, falseHitShare: 0 },
    ];
    // Half way: 60 % hits, 10 % of them wrong at $0.01: 270 × 0.4 + 30,000 × 0.06 × 0.01
    const lever = leverOf('semantic-cache', {
      hitRateFrom: 'threshold',
      threshold: 0.8,
      table,
      hitRate: 0,
      wrongAnswerUsd: 0.01,
    });
    expect(firstMonth(run(scenarioOf({ levers: [lever] }))).optimized.usd).toBeCloseTo(108 + 18, 9);
  });

  it('a response cache keeps classes for times of their own', () => {
    const classes = [
      { id: 'news', name: 'News', share: 0.5 },
      { id: 'manual', name: 'Manual', share: 0.5 },
    ];
    // One question, room for it: 500 calls a day of each class. An hour holds 20.83 calls: 1 − e^(−20.83); a minute 0.3472: 29.34 %.
    const lever = leverOf('response-cache', {
      hitRateFrom: 'popularity',
      hitRate: 0,
      objects: 1,
      skew: 0,
      capacity: 1,
      ttlHours: 1,
      classTtl: [{ class: 'news', ttlHours: 1 / 60 }],
    });
    const scenario = scenarioOf({ levers: [lever] });
    const withClasses = { ...scenario, workloads: scenario.workloads.map((workload) => ({ ...workload, classes })) };
    const hits = (1 - Math.exp(-500 / 24) + (1 - Math.exp(-500 / 24 / 60))) / 2;
    expect(firstMonth(run(withClasses)).optimized.usd).toBeCloseTo(270 * (1 - hits), 9);
  });

  it('prompt caching charges for storage: 1,000 tokens × 24 h × 30 days at $1 per MTok-hour = $0.72', () => {
    const card = cardOf(
      'maker/large',
      { input: 3, output: 15, cacheRead: 0.3, cacheWrite5m: 3, cacheWrite1h: 3 },
      { unitRates: { cacheStorageMTokHour: { usdPerUnit: 1 } } },
    );
    const lever = leverOf('prompt-caching', { components: ['system'], hitRate: 1, ttl: '1h', storageHoursPerDay: 24 });
    // 30,000 × 1,000 × 2.7 ÷ 10⁶ = $81 saved.
    expect(firstMonth(run(scenarioOf({ levers: [lever] }), [card])).optimized.usd).toBeCloseTo(270 - 81 + 0.72, 9);
  });

  it('a derived hit rate follows the hours of the day: all traffic in 12 hours is twice as dense', () => {
    const hourShares = Array.from({ length: 24 }, (_none, hour) => (hour < 12 ? 1 / 12 : 0));
    const lever = leverOf('prompt-caching', {
      components: ['system'],
      hitRateFrom: 'arrivals',
      hitRate: 0,
      prefixes: 100,
      ttl: '1h',
    });
    const scenario = scenarioOf({ levers: [lever] });
    const daily = {
      ...scenario,
      workloads: scenario.workloads.map((workload) => ({ ...workload, traffic: { requestsPerDay: 1000, hourShares } })),
    };
    const hits = 1 - Math.exp(-1000 / 12 / 100);
    // 90 × (0.1 h + 2 (1 − h)) instead of 90.
    expect(firstMonth(run(daily)).optimized.usd).toBeCloseTo(180 + 90 * (0.1 * hits + 2 * (1 - hits)), 6);
  });
});
