import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createBundledCatalogue } from '#pricing/books';
import { scenarioNames } from '#shared/domain/cost-line-names.ts';
import { cardsOfModels } from '#pricing';
import type { Quantity } from '#shared/domain/quantity.ts';
import type { Scenario } from '#shared/domain/scenario.ts';
import { modelsOf, parseScenario, sampleSimulation, simulate } from '#simulator';
import {
  cardOf,
  firstMonth,
  largeCard,
  run,
  scenarioOf,
  smallCard,
  type CallInput,
  type WorkloadInput,
} from './builders.ts';

const cards = [largeCard, smallCard];

function withWorkload(more: Partial<WorkloadInput>, call: Partial<CallInput> = {}): Scenario {
  const [workload] = scenarioOf().workloads;
  if (workload === undefined) throw new Error('The builder makes one workload.');
  const calls = workload.calls.map((one) => ({ ...one, ...call }));
  return scenarioOf({ workloads: [{ ...workload, calls, ...more }] });
}

function withCalendar(calendar: Partial<Scenario['calendar']>): Scenario {
  const base = scenarioOf();
  return scenarioOf({ calendar: { ...base.calendar, ...calendar } });
}

/** Baseline USD by month. One request costs $0.009; 30,000 a month are $270. */
function usdByMonth(scenario: Scenario): readonly number[] {
  return run(scenario, cards).months.map(({ baseline }) => baseline.usd);
}

describe('growth', () => {
  it('compounds: 270, 297, 326.70', () => {
    const months = usdByMonth(withCalendar({ months: 3, growth: { kind: 'compound', perMonth: 0.1 } }));
    for (const [index, usd] of [270, 297, 326.7].entries()) expect(months[index]).toBeCloseTo(usd, 9);
  });

  it('adds the same each month when linear, and never goes below nothing', () => {
    const up = usdByMonth(withCalendar({ months: 3, growth: { kind: 'linear', perMonth: 0.1 } }));
    for (const [index, usd] of [270, 297, 324].entries()) expect(up[index]).toBeCloseTo(usd, 9);
    const down = usdByMonth(withCalendar({ months: 3, growth: { kind: 'linear', perMonth: -0.7 } }));
    for (const [index, usd] of [270, 81, 0].entries()) expect(down[index]).toBeCloseTo(usd, 9);
  });

  it('starts an S-curve at 1, passes near its middle half-way up, and nears the ceiling', () => {
    const growth = { kind: 's-curve', ceiling: 5, midpointMonth: 12, steepness: 0.8 } as const;
    const months = usdByMonth(withCalendar({ months: 36, growth }));
    expect(months[0]).toBeCloseTo(270, 9);
    expect((months[12] ?? 0) / 270).toBeCloseTo(3, 2);
    expect((months[35] ?? 0) / 270).toBeCloseTo(5, 4);
  });

  it('draws an S-curve and a table from ranges: at a range of no width as from the plain number', () => {
    const at = (value: number): Quantity => ({ kind: 'uniform', low: value, high: value });
    const plain = { kind: 's-curve', ceiling: 5, midpointMonth: 12, steepness: 0.8 } as const;
    const ranged = { kind: 's-curve', ceiling: at(5), midpointMonth: at(12), steepness: at(0.8) } as const;
    const [expected, months] = [plain, ranged].map((growth) => usdByMonth(withCalendar({ months: 36, growth })));
    for (const [index, usd] of (expected ?? []).entries()) expect(months?.[index]).toBeCloseTo(usd, 9);

    const growth = { kind: 'table' as const, factors: [1, { kind: 'uniform' as const, low: 2, high: 4 }] };
    const result = run(withCalendar({ months: 3, growth }), cards);
    expect(result.months.map(({ baseline }) => Math.round(baseline.usd))).toEqual([270, 810, 810]);
    const { months: sampled, uncertainInputs } = sampleSimulation(result, { samples: 20_000, seed: 1 });
    expect(uncertainInputs).toEqual(['calendar.growth.factors[1]']);
    expect(sampled[0]?.baselineUsd.p95).toBeCloseTo(270, 9);
    // 270 × 2.1 and 270 × 3.9.
    expect((sampled[2]?.baselineUsd.p5 ?? 0) / 567).toBeCloseTo(1, 2);
    expect((sampled[2]?.baselineUsd.p95 ?? 0) / 1053).toBeCloseTo(1, 2);
  });

  it('moves an S-curve with each of its numbers, far off as well', () => {
    const growth = {
      kind: 's-curve' as const,
      ceiling: { kind: 'uniform' as const, low: 1, high: 3 },
      midpointMonth: { kind: 'lognormal' as const, p5: 0.001, p95: 120 },
      steepness: { kind: 'lognormal' as const, p5: 1e-6, p95: 10 },
    };
    const { uncertainInputs, monthly } = sampleSimulation(run(withCalendar({ months: 12, growth }), cards), {
      samples: 5000,
      seed: 1,
    });
    expect(uncertainInputs).toEqual(['ceiling', 'steepness', 'midpointMonth'].map((name) => `calendar.growth.${name}`));
    expect(monthly.baselineUsd.p5).toBeGreaterThanOrEqual(270);
    expect(monthly.baselineUsd.p95).toBeLessThanOrEqual(810);
  });

  it('follows a table, whose last multiple holds on', () => {
    const months = usdByMonth(withCalendar({ months: 4, growth: { kind: 'table', factors: [1, 2, 0.5] } }));
    for (const [index, usd] of [270, 540, 135, 135].entries()) expect(months[index]).toBeCloseTo(usd, 9);
  });

  it('is multiplied by launches from their month on, for the workload they name', () => {
    const launch = { name: 'Launch in Europe', month: '2027-01', factor: 1.5 };
    const all = usdByMonth(withCalendar({ months: 2, launches: [launch] }));
    for (const [index, usd] of [270, 405].entries()) expect(all[index]).toBeCloseTo(usd, 9);
    const other = withCalendar({ months: 2, launches: [{ ...launch, workload: 'elsewhere' }] });
    expect(simulate(other, cards).ok).toBe(true);
    expect(parseScenario(JSON.stringify(other), 'x')).toMatchObject({
      ok: false,
      error: { message: "The scenario has no workload 'elsewhere'.", at: { path: 'calendar.launches[0].workload' } },
    });
  });
});

describe('the week', () => {
  it('weighs a calendar month: March 2027 has 5 Mondays, so with all traffic on Mondays 35 days’ worth', () => {
    const scenario = withWorkload({ traffic: { requestsPerDay: 1000, weekdayShares: [1, 0, 0, 0, 0, 0, 0] } });
    const march = {
      ...scenario,
      calendar: { ...scenario.calendar, startMonth: '2027-03', daysPerMonth: 'calendar' as const },
    };
    expect(usdByMonth(march)[0]).toBeCloseTo(9 * 35, 9);
    // A month of fixed length holds whole weeks.
    expect(usdByMonth(scenario)[0]).toBeCloseTo(270, 9);
  });
});

describe('classes of requests', () => {
  it('make only their own calls: 30 % of the requests at $270 a month for all', () => {
    const classes = [
      { id: 'simple', name: 'Simple', share: 0.7 },
      { id: 'complex', name: 'Complex', share: 0.3 },
    ];
    expect(usdByMonth(withWorkload({ classes }, { classes: ['complex'] }))[0]).toBeCloseTo(81, 9);
  });

  it('must be classes of the workload', () => {
    const scenario = {
      ...withWorkload({}),
      workloads: withWorkload({}).workloads.map((workload) => ({
        ...workload,
        calls: workload.calls.map((call) => ({ ...call, classes: ['odd'] })),
      })),
    };
    expect(parseScenario(JSON.stringify(scenario), 'x')).toMatchObject({
      ok: false,
      error: { at: { path: 'workloads[0].calls' } },
    });
  });
});

describe('tiers of users', () => {
  const tiers = [
    { id: 'free', name: 'Free', users: 1000, requestsPerUserPerDay: 5, dailyLimit: 3, model: 'other/small' },
    { id: 'pro', name: 'Pro', users: 100, requestsPerUserPerDay: 20, maxOutputTokens: 100, usdPerUserMonth: 20 },
  ];
  const result = run(withWorkload({ traffic: { tiers } }), cards);
  const { baseline } = firstMonth(result);

  it('are served up to their limit, by their model, with their longest answer', () => {
    // Free: 1,000 × 3 × 30 = 90,000 requests at (2,000 × 0.3 + 200 × 1.5) ÷ 10⁶ = $0.0009: $81.
    // Pro: 100 × 20 × 30 = 60,000 requests at (2,000 × 3 + 100 × 15) ÷ 10⁶ = $0.0075: $450.
    expect(baseline.requests).toBeCloseTo(150_000, 6);
    expect(baseline.usd).toBeCloseTo(81 + 450, 9);
    const ofTier = (tierId: string): number =>
      baseline.lines.filter((line) => line.tierId === tierId).reduce((sum, { usd }) => sum + (usd ?? 0), 0);
    expect(ofTier('free')).toBeCloseTo(81, 9);
    expect(ofTier('pro')).toBeCloseTo(450, 9);
  });

  it('have a gross margin where they pay: 100 × $20 − $450 = $1,550; and requests that are refused', () => {
    expect(result.tiers).toMatchObject([
      { workloadId: 'support', tierId: 'free', name: 'Free', users: 1000, refusedPerDay: 2000, revenueUsd: null },
      { workloadId: 'support', tierId: 'pro', name: 'Pro', users: 100, refusedPerDay: 0, revenueUsd: 2000 },
    ]);
    expect(result.tiers[1]?.baselineUsd).toBeCloseTo(450, 9);
    expect(result.tiers[1]?.baselineMarginUsd).toBeCloseTo(1550, 9);
  });

  it('may have ranges for limits: what is compared is compared in every sample', () => {
    const ranged = [
      {
        id: 'free',
        name: 'Free',
        users: 1000,
        requestsPerUserPerDay: 5,
        // Half of the samples lie above what is asked for: E[min(5, U(4, 6))] = (4.5 + 5) ÷ 2 = 4.75.
        dailyLimit: { kind: 'uniform' as const, low: 4, high: 6 },
        maxOutputTokens: { kind: 'uniform' as const, low: 50, high: 150 },
      },
    ];
    const { monthly, uncertainInputs } = sampleSimulation(run(withWorkload({ traffic: { tiers: ranged } }), cards), {
      samples: 40_000,
      seed: 3,
    });
    expect(new Set(uncertainInputs.map((path) => path.split('.').at(-1)))).toEqual(
      new Set(['dailyLimit', 'maxOutputTokens']),
    );
    // 1,000 × 4.75 × 30 requests at (2,000 × 3 + 100 × 15) ÷ 10⁶.
    expect(monthly.baselineUsd.mean / (142_500 * 0.0075)).toBeCloseTo(1, 2);
  });

  it('exclude a plain number of requests', () => {
    const both = {
      ...withWorkload({}),
      workloads: [{ ...withWorkload({}).workloads[0], traffic: { requestsPerDay: 1, tiers } }],
    };
    expect(parseScenario(JSON.stringify(both), 'x').ok).toBe(false);
  });
});

describe('an agent’s turns', () => {
  it('send again what earlier turns added: n(n − 1) ÷ 2 times the growth', () => {
    // 4 turns: 4 × 2,000 prompt tokens + 6 × (200 + 300) carried = 11,000; output 4 × 200 = 800.
    // 30,000 × (11,000 × 3 + 800 × 15) ÷ 10⁶ = $1,350.
    const turns = { count: 4, addedTokens: 300 };
    expect(usdByMonth(withWorkload({}, { turns }))[0]).toBeCloseTo(1350, 9);
  });

  it('carry no output where none is sent again, and nothing with one turn', () => {
    // 4 × 2,000 + 6 × 300 = 9,800 in, 800 out: 30,000 × (29,400 + 12,000) ÷ 10⁶ = $1,242.
    const turns = { count: 4, addedTokens: 300, carriedOutputShare: 0 };
    expect(usdByMonth(withWorkload({}, { turns }))[0]).toBeCloseTo(1242, 9);
    expect(usdByMonth(withWorkload({}, { turns: { count: 1, addedTokens: 300 } }))[0]).toBeCloseTo(270, 9);
  });

  it('cost more when runs differ in length: E[n²] is above the square of the mean', () => {
    // n uniform on 2…6: mean 4, variance 16 ÷ 12. Carried: (16 + 4/3 − 4) ÷ 2 = 6.667 instead of 6 times 500 tokens.
    const even = usdByMonth(withWorkload({}, { turns: { count: 4, addedTokens: 300 } }))[0] ?? 0;
    const spread = { kind: 'uniform', low: 2, high: 6 } as const;
    const uneven = usdByMonth(withWorkload({}, { turns: { count: spread, addedTokens: 300 } }))[0] ?? 0;
    expect(uneven - even).toBeCloseTo((30_000 * (2 / 3) * 500 * 3) / 1e6, 9);
  });
});

describe('retries', () => {
  it('bill their share of failed attempts: 270 × (1 + 0.1 × 0.5)', () => {
    expect(usdByMonth(withWorkload({}, { retries: { rate: 0.1, billedShare: 0.5 } }))[0]).toBeCloseTo(283.5, 9);
  });
});

describe('fees', () => {
  const search = cardOf('tool/search', {}, { subject: 'tool', unitRates: { webSearch: { usdPerUnit: 0.01 } } });
  const fee = { id: 'search', name: 'Web search', card: 'tool/search', unit: 'webSearch', unitsPerRequest: 2 } as const;

  it('take their price from the catalogue: 30,000 × 2 × $0.01 = $600', () => {
    const scenario = withWorkload({ fees: [fee] });
    expect(modelsOf(scenario)).toContain('tool/search');
    expect(firstMonth(run(scenario, [...cards, search])).baseline.usd).toBeCloseTo(270 + 600, 9);
  });

  it('are unknown, not $0, without one', () => {
    const result = run(withWorkload({ fees: [fee] }), cards);
    expect(firstMonth(result).baseline.usd).toBeCloseTo(270, 9);
    expect(result.unpriced[0]).toMatchObject({ modelId: 'tool/search', reason: 'no-card', unitsPerMonth: 60_000 });
  });
});

describe('fixed costs', () => {
  const server = { id: 'servers', name: 'Servers', category: 'compute', units: 3, usdPerUnitMonth: 100 } as const;

  it('come every month on both sides, whatever the traffic', () => {
    const result = run(scenarioOf({ fixedCosts: [server] }), cards);
    const { baseline, optimized } = firstMonth(result);
    expect(baseline.usd).toBeCloseTo(270 + 300, 9);
    expect(optimized.usd).toBeCloseTo(570, 9);
    expect(baseline.lines.find(({ kind }) => kind === 'fixed')).toMatchObject({ id: 'fixed/servers', usd: 300 });
  });

  it('grow, and start anew from a step: 3, 3.3, then 6 and 6.6 units', () => {
    const base = scenarioOf();
    const scenario = scenarioOf({
      calendar: { ...base.calendar, months: 4 },
      fixedCosts: [{ ...server, growthPerMonth: 0.1, steps: [{ month: '2027-02', units: 6 }] }],
    });
    const months = usdByMonth(scenario).map((usd) => usd - 270);
    for (const [index, usd] of [300, 330, 600, 660].entries()) expect(months[index]).toBeCloseTo(usd, 9);
  });

  it('that several workloads share are a line of each, and the same in all', () => {
    const { workloads } = scenarioOf();
    const two = [...workloads, ...workloads.map((workload) => ({ ...workload, id: 'search', name: 'Search' }))];
    const allocation = [
      { workload: 'support', share: 0.7 },
      { workload: 'search', share: 0.3 },
    ];
    const scenario = scenarioOf({ workloads: two, fixedCosts: [{ ...server, allocation }] });
    const { baseline } = firstMonth(run(scenario, cards));
    expect(baseline.usd).toBeCloseTo(2 * 270 + 300, 9);
    const lines = baseline.lines.filter(({ kind }) => kind === 'fixed');
    expect(lines.map(({ id, workloadId, usd }) => [id, workloadId, usd])).toEqual([
      ['fixed/servers/support', 'support', expect.closeTo(210, 9)],
      ['fixed/servers/search', 'search', expect.closeTo(90, 9)],
    ]);
    const names = scenarioNames(scenario);
    expect(lines.map(({ id }) => names.fixedCost(id))).toEqual(['Servers: Support', 'Servers: Search']);
  });

  it.each([
    [[{ workload: 'support', share: 0.7 }], 'fixedCosts[0].allocation', /must sum to 1/],
    [[{ workload: 'nobody', share: 1 }], 'fixedCosts[0].allocation[0].workload', /no workload 'nobody'/],
    [
      [
        { workload: 'support', share: 0.5 },
        { workload: 'support', share: 0.5 },
      ],
      'fixedCosts[0].allocation',
      /must differ/,
    ],
  ])('refuse to be shared as %j', (allocation, path, message) => {
    const scenario = { ...scenarioOf(), fixedCosts: [{ ...server, allocation }] };
    expect(parseScenario(JSON.stringify(scenario), 'x')).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(message), at: { path } },
    });
  });

  it('have ids of their own', () => {
    const twice = { ...scenarioOf({ fixedCosts: [server] }) };
    const text = JSON.stringify({ ...twice, fixedCosts: [...twice.fixedCosts, ...twice.fixedCosts] });
    expect(parseScenario(text, 'x')).toMatchObject({ ok: false, error: { at: { path: 'fixedCosts[1].id' } } });
  });
});

describe('a scenario file of version 1', () => {
  const file = join(import.meta.dirname, '../../fixtures/scenarios/version-1.burnrate.json');

  it('is read as its successor, and costs what the same scenario of today costs', () => {
    const old = parseScenario(readFileSync(file, 'utf8'), file);
    const present = join(import.meta.dirname, '../../../examples/support-assistant.burnrate.json');
    const today = parseScenario(readFileSync(present, 'utf8'), present);
    if (!old.ok || !today.ok) throw new Error('Both files are scenarios.');
    expect(old.value.version).toBe(2);
    expect(old.value.calendar.growth).toEqual({ kind: 'compound', perMonth: 0.04 });
    const { cards: found } = cardsOfModels(createBundledCatalogue(), modelsOf(old.value));
    expect(run(old.value, found).summary).toEqual(run(today.value, found).summary);
  });
});
