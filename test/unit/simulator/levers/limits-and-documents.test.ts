import { describe, expect, it } from 'vitest';
import { parseScenario, sampleSimulation } from '#simulator';
import { cardOf, firstMonth, largeCard, leverOf, run, scenarioOf, smallCard } from '../builders.ts';

describe('request limits', () => {
  const table = [
    { requests: 2, share: 0.5 },
    { requests: 10, share: 0.4 },
    { requests: 50, share: 0.1 },
  ];

  it('refuse what goes beyond: of 10 requests a user 7 are served, by a table', () => {
    // Asked 0.5 × 2 + 0.4 × 10 + 0.1 × 50 = 10; within a limit of 20: 1 + 4 + 2 = 7.
    const lever = leverOf('request-limits', { per: 'user', limit: 20, spread: 'table', table });
    const { baseline, optimized, waterfall } = firstMonth(run(scenarioOf({ levers: [lever] })));
    expect(optimized.usd).toBeCloseTo(270 * 0.7, 9);
    expect(optimized.requests).toBeCloseTo(21_000, 6);
    expect(optimized.refusedRequests).toBeCloseTo(9000, 6);
    expect(optimized.usdPerRequest).toBeCloseTo(baseline.usdPerRequest ?? Number.NaN, 12);
    expect(waterfall[0]?.notes).toEqual([
      'Support: 30 % of the requests are refused; 10 % of the users feel it and lose 60 % of theirs.',
      'What the refused requests were worth to you and to those who asked is not counted.',
    ]);
  });

  it('follow an assumed lognormal spread, checked by summing it', () => {
    const lever = leverOf('request-limits', { per: 'conversation', limit: 12, meanRequests: 8, heavyFactor: 2.5 });
    const { optimized } = firstMonth(run(scenarioOf({ levers: [lever] })));
    const z95 = 1.644_853_626_951_472_2;
    const sigma = z95 - Math.sqrt(z95 ** 2 - 2 * Math.log(2.5));
    const mu = Math.log(8) - sigma ** 2 / 2;
    let [served, asked] = [0, 0];
    for (let z = -8; z < 8; z += 1e-4) {
      const density = Math.exp(-(z ** 2) / 2);
      const requests = Math.exp(mu + sigma * z);
      served += Math.min(requests, 12) * density;
      asked += requests * density;
    }
    expect(optimized.usd / 270).toBeCloseTo(served / asked, 5);
  });

  it('take the mean use of tiers from the tiers', () => {
    const scenario = scenarioOf();
    const [workload] = scenario.workloads;
    if (workload === undefined) throw new Error('No workload');
    const tiers = [
      { id: 'free', name: 'Free', users: 100, requestsPerUserPerDay: 2 },
      { id: 'pro', name: 'Pro', users: 10, requestsPerUserPerDay: 40 },
    ];
    const limited = scenarioOf({
      workloads: [{ ...workload, traffic: { tiers } }],
      levers: [leverOf('request-limits', { per: 'user', limit: 20, heavyFactor: 1 })],
    });
    // Free users stay below it; each of 10 pro users is served 20 of 40.
    expect(firstMonth(run(limited)).optimized.refusedRequests).toBeCloseTo(30 * 10 * 20, 6);
  });

  it('hold for the organisation in every month, growth included', () => {
    const scenario = scenarioOf({
      calendar: {
        startMonth: '2026-12',
        months: 3,
        daysPerMonth: 30,
        growth: { kind: 'table', factors: [1, 1.5, 3] },
      },
      levers: [leverOf('request-limits', { per: 'organisation', limit: 1500 })],
    });
    const result = run(scenario);
    expect(result.months.map(({ optimized }) => Math.round(optimized.requests))).toEqual([30_000, 45_000, 45_000]);
    expect(result.months.map(({ optimized }) => Math.round(optimized.refusedRequests ?? 0))).toEqual([0, 0, 45_000]);
    expect(result.months[2]?.optimized.usd).toBeCloseTo(405, 9);
  });
});

describe('documents that are embedded', () => {
  const embedder = cardOf(
    'maker/embed',
    { input: 0.1 },
    { serviceTiers: { batch: { multiplier: 0.5, source: 'test' } } },
  );
  const base = scenarioOf();
  const [workload] = base.workloads;
  if (workload === undefined) throw new Error('No workload');
  const index = {
    id: 'manuals',
    name: 'Manuals',
    model: 'maker/embed',
    documents: 200_000,
    tokensPerDocument: 1500,
    reindexDays: 15,
  };
  const withIndex = (more: object = {}, levers: ReturnType<typeof leverOf>[] = []): ReturnType<typeof scenarioOf> =>
    scenarioOf({ workloads: [{ ...workload, indexes: [{ ...index, ...more }] }], levers });
  const cards = [largeCard, smallCard, embedder];

  it('cost documents × tokens × runs a month: 200,000 × 1,500 × 2 × $0.10 per million = $60, and are no requests', () => {
    const { baseline } = firstMonth(run(withIndex(), cards));
    expect(baseline.usd).toBeCloseTo(270 + 60, 9);
    expect(baseline.requests).toBe(30_000);
    expect(baseline.lines.at(-1)).toMatchObject({
      id: 'support#manuals/manuals/maker/embed/input/standard',
      workloadId: 'support',
      callId: 'manuals',
      quantity: 600e6,
    });
  });

  it('embed only what changed, and grow by themselves', () => {
    expect(firstMonth(run(withIndex({ changedShare: 0.1 }), cards)).baseline.usd).toBeCloseTo(276, 9);
    const scenario = {
      ...withIndex({ growthPerMonth: 0.1 }),
      calendar: { ...base.calendar, months: 2, growth: { kind: 'compound' as const, perMonth: 1 } },
    };
    expect(run(scenario, cards).months[1]?.baseline.usd).toBeCloseTo(540 + 66, 9);
  });

  it('may have a range for the days between two runs: what is drawn divides', () => {
    const scenario = withIndex({ reindexDays: { kind: 'uniform', low: 10, high: 20 } });
    const result = run(scenario, cards);
    expect(firstMonth(result).baseline.usd).toBeCloseTo(330, 9);
    const { monthly, uncertainInputs } = sampleSimulation(result, { samples: 40_000, seed: 1 });
    expect(uncertainInputs).toEqual(['workloads[0].indexes[0].reindexDays']);
    // E[1 ÷ U(10, 20)] = ln 2 ÷ 10: $900 × 0.0693 on top of $270.
    expect(monthly.baselineUsd.mean).toBeCloseTo(270 + 90 * Math.LN2, 0);
    // A normal distribution comes near 0 days, where the cost has no bounds.
    const near = {
      ...scenario,
      workloads: withIndex().workloads.map((one) => ({
        ...one,
        indexes: [{ ...index, reindexDays: { kind: 'normal', mean: 15, sd: 5 } }],
      })),
    };
    expect(parseScenario(JSON.stringify(near), 'x')).toMatchObject({
      ok: false,
      error: {
        message: "'reindexDays' must not go below 0.01.",
        at: { path: 'workloads[0].indexes[0].reindexDays' },
      },
    });
  });

  it('are left alone by levers for requests, and halved by batches', () => {
    const scenario = withIndex({}, [
      leverOf('model-swap', { from: 'maker/embed', to: 'maker/large' }),
      leverOf('embedding-batching', { eligibleShare: 0.8, documentsPerCall: 100 }),
    ]);
    const { waterfall } = firstMonth(run(scenario, cards));
    expect(waterfall.map(({ deltaUsd }) => Math.round(deltaUsd * 1e6) / 1e6)).toEqual([0, -24]);
  });

  it('can be named in the scope of a lever', () => {
    const lever = leverOf('embedding-batching', { eligibleShare: 1 }, { scope: { calls: ['manuals'] } });
    expect(firstMonth(run(withIndex({}, [lever]), cards)).optimized.usd).toBeCloseTo(300, 9);
  });
});
