import { describe, expect, it } from 'vitest';
import { fleetSchema } from '#shared/domain/fleet.ts';
import {
  analyseSelfHosting,
  analyseSensitivity,
  attributeLevers,
  checkScenario,
  sampleSimulation,
  seededUniforms,
} from '#simulator';
import { fleetOf } from '../selfhosting/builders.ts';
import { firstMonth, largeCard, leverOf, run, scenarioOf, smallCard } from './builders.ts';

/*
 * 1,000 requests a day over 30 days at 2,000 × $3 + 200 × $15 per million = $0.009 cost $270 at the API. The fleet is one
 * replica at $100 a month that serves 1,000 requests an hour: 1,000 ÷ 24 an hour are a load of 0.041667.
 */
const fleet = fleetOf({ payment: { kind: 'flat', usdPerReplicaMonth: 100 } });
const cards = [largeCard, smallCard];

function optimizedUsd(levers: ReturnType<typeof leverOf>[], more: Parameters<typeof scenarioOf>[0] = {}): number {
  return firstMonth(run(scenarioOf({ fleets: [fleet], levers, ...more }))).optimized.usd;
}

describe('self-hosting', () => {
  it('pays for the fleet in place of tokens: $100 instead of $270', () => {
    expect(optimizedUsd([leverOf('self-host', {})])).toBeCloseTo(100, 9);
  });

  it('of half of the calls: 100 + 270 ÷ 2', () => {
    expect(optimizedUsd([leverOf('self-host', { share: 0.5 })])).toBeCloseTo(235, 9);
  });

  it('asks a tenth of the answers again of the API: 100 + 27', () => {
    const fleets = [{ ...fleet, escalationShare: 0.1 }];
    expect(optimizedUsd([leverOf('self-host', {})], { fleets })).toBeCloseTo(127, 9);
  });

  it('leaves at the API what a fleet of a fixed size cannot carry: 100 + 270 × (1 − 20 ÷ 41.667)', () => {
    const small = fleetOf({ ...fleet, throughput: { kind: 'measured-requests', requestsPerHour: 20 } });
    expect(optimizedUsd([leverOf('self-host', {})], { fleets: [small] })).toBeCloseTo(
      100 + 270 * (1 - 20 / (1000 / 24)),
      6,
    );
  });

  it('is moved in the tornado under the name of its fleet, and its GPUs, a whole number, are not', () => {
    const rented = fleetOf({
      name: 'Our cluster',
      gpusPerReplica: 2,
      payment: { kind: 'rent', usdPerGpuHour: 1 },
      power: { wattsPerGpu: 500, usdPerKwh: 0.2 },
    });
    const analysed = analyseSensitivity(scenarioOf({ fleets: [rented], levers: [leverOf('self-host', {})] }), cards);
    const swings = analysed.ok ? analysed.value.swings : [];
    const ofFleet = swings.filter(({ path }) => path.startsWith('fleets[0].'));
    expect(ofFleet.map(({ path }) => path)).toContain('fleets[0].payment.usdPerGpuHour');
    expect(ofFleet.map(({ path }) => path)).not.toContain('fleets[0].gpusPerReplica');
    expect(ofFleet.map(({ label }) => label).filter((label) => !label.startsWith('Our cluster: '))).toEqual([]);
  });

  it('sizes the fleet anew as traffic grows', () => {
    const growing = fleetOf({
      payment: { kind: 'flat', usdPerReplicaMonth: 100 },
      throughput: { kind: 'measured-requests', requestsPerHour: 50 },
      scaling: { kind: 'peak', targetUtilisation: 1, squareRootBeta: 0, spareReplicas: 0 },
    });
    const calendar = {
      startMonth: '2026-12',
      months: 3,
      daysPerMonth: 30 as const,
      growth: { kind: 'compound' as const, perMonth: 1 },
    };
    const result = run(scenarioOf({ fleets: [growing], levers: [leverOf('self-host', {})], calendar }));
    // Loads of 0.83, 1.67 and 3.33 replicas.
    expect(result.months.map(({ optimized }) => optimized.usd)).toEqual([100, 200, 400]);
  });

  it('counts every request once', () => {
    const { optimized } = firstMonth(run(scenarioOf({ fleets: [fleet], levers: [leverOf('hybrid', {})] })));
    expect(optimized.requests).toBe(30_000);
    expect(optimized.requestsByWorkload).toEqual({ support: 30_000 });
    const sum = optimized.lines.reduce((usd, line) => usd + (line.usd ?? 0), 0);
    expect(sum).toBeCloseTo(optimized.usd, 9);
  });

  it('moves nothing without a fleet, and says so; a fleet that is not there is refused', () => {
    const scenario = scenarioOf({ levers: [leverOf('self-host', {})] });
    const month = firstMonth(run(scenario));
    expect(month.optimized.usd).toBeCloseTo(270, 9);
    expect(month.waterfall[0]?.notes.join(' ')).toContain('no fleet');
    const named = checkScenario(scenarioOf({ fleets: [fleet], levers: [leverOf('self-host', { fleet: 'other' })] }));
    expect(named).toMatchObject({
      ok: false,
      error: { code: 'invalid-scenario', at: { path: 'levers[0].parameters.fleet' } },
    });
  });

  it('takes its place in waterfall, fair shares and sensitivity', () => {
    const scenario = scenarioOf({
      fleets: [fleet],
      levers: [leverOf('prompt-trimming', { cuts: { system: { share: 0.5 } } }), leverOf('self-host', {})],
    });
    const attribution = attributeLevers(scenario, cards, seededUniforms(1));
    // Trimming: −45 before; −170 in all. Alone they save 45 and 170, together 170.
    expect(attribution.ok && attribution.value.levers.map(({ shapleyUsd }) => shapleyUsd)).toEqual([
      expect.closeTo(-22.5, 6),
      expect.closeTo(-147.5, 6),
    ]);
    const sensitivity = analyseSensitivity(scenario, cards);
    expect(sensitivity.ok && sensitivity.value.swings.map(({ path }) => path)).toContain(
      'fleets[0].payment.usdPerReplicaMonth',
    );
  });
});

describe('ranges of a fleet', () => {
  const about = (low: number): { kind: 'uniform'; low: number; high: number } => ({
    kind: 'uniform',
    low,
    high: 3 * low,
  });

  it('are paid at their means and sampled: rent, electricity, network, storage, others and staff', () => {
    const ranged = fleetOf({
      gpu: 'h100-sxm',
      payment: { kind: 'rent', usdPerGpuHour: about(1), reservedUsdPerGpuHour: about(0.5), reservedReplicas: 1 },
      scaling: { kind: 'fixed', replicas: 2 },
      power: { usdPerKwh: about(0.1), wattsPerGpu: 500, pue: 1 },
      overheads: {
        networkUsd: about(10),
        storageUsd: about(20),
        otherUsd: about(30),
        staffPosts: about(0.1),
        usdPerPostMonth: about(1000),
      },
    });
    const result = run(scenarioOf({ fleets: [ranged], levers: [leverOf('self-host', {})] }));
    // 720 hours of one reserved GPU at $1 and one at $2; 2 × 720 × 0.5 kWh at $0.20; $20 + $40 + $60; 0.2 posts at $2,000.
    const usd = 720 + 1440 + 144 + 120 + 400;
    expect(firstMonth(result).optimized.usd).toBeCloseTo(usd, 9);
    const { uncertainInputs, monthly } = sampleSimulation(result, { samples: 20_000, seed: 1 });
    expect(new Set(uncertainInputs)).toEqual(
      new Set(
        [
          'payment.usdPerGpuHour',
          'payment.reservedUsdPerGpuHour',
          'power.usdPerKwh',
          'overheads.networkUsd',
          'overheads.storageUsd',
          'overheads.otherUsd',
          'overheads.staffPosts',
          'overheads.usdPerPostMonth',
        ].map((path) => `fleets[0].${path}`),
      ),
    );
    expect(Math.abs(monthly.optimizedUsd.mean - usd)).toBeLessThan(4 * monthly.optimizedUsd.standardError);
  });

  it('are those of a purchase too, where GPU and server are written off by themselves', () => {
    const bought = (usdPerGpu: unknown, usdPerReplica: unknown): ReturnType<typeof fleetOf> =>
      fleetSchema.parse({ ...fleet, payment: { kind: 'buy', usdPerGpu, usdPerReplica, amortisationMonths: 10 } });
    const [plain, ranged] = [bought(2000, 1000), bought(about(1000), about(500))].map((one) =>
      run(scenarioOf({ fleets: [one], levers: [leverOf('self-host', {})] })),
    );
    if (plain === undefined || ranged === undefined) throw new Error('Two runs expected');
    expect(firstMonth(plain).optimized.usd).toBeCloseTo(300, 9);
    expect(firstMonth(ranged).optimized.usd).toBeCloseTo(300, 9);
    expect(sampleSimulation(ranged, { samples: 10, seed: 1 }).uncertainInputs).toEqual([
      'fleets[0].payment.usdPerGpu',
      'fleets[0].payment.usdPerReplica',
    ]);
  });

  it('move the tornado, and the analysis of the fleet takes their means', () => {
    const scenario = scenarioOf({
      fleets: [fleetOf({ payment: { kind: 'flat', usdPerReplicaMonth: about(50) } })],
      levers: [leverOf('self-host', {})],
    });
    const sensitivity = analyseSensitivity(scenario, cards);
    const swing = sensitivity.ok
      ? sensitivity.value.swings.find(({ path }) => path === 'fleets[0].payment.usdPerReplicaMonth')
      : undefined;
    // P10 and P90 of U(50, 150).
    expect([swing?.low, swing?.high]).toEqual([expect.closeTo(60, 9), expect.closeTo(140, 9)]);
    const sampling = { samples: 5, seed: 1 };
    expect(analyseSelfHosting(scenario, cards, sampling)).toEqual(
      analyseSelfHosting({ ...scenario, fleets: [fleet] }, cards, sampling),
    );
  });
});

describe('own replicas with overflow', () => {
  it('hands on at once what finds the replica busy: B(1, 0.041667) = 0.04, so 100 + 0.04 × 270 = $110.80', () => {
    expect(optimizedUsd([leverOf('hybrid', { replicas: 1 })])).toBeCloseTo(110.8, 9);
  });

  it('serves only the simple class: 100 + 0.4 × 270 and what overflows of the rest', () => {
    const workload = scenarioOf().workloads[0];
    if (workload === undefined) throw new Error('No workload.');
    const classes = [
      { id: 'simple', name: 'Simple', share: 0.6 },
      { id: 'hard', name: 'Hard', share: 0.4 },
    ];
    const load = (0.6 * 1000) / 24 / 1000;
    const blocked = load / (1 + load);
    expect(
      optimizedUsd([leverOf('hybrid', { classes: ['simple'] })], { workloads: [{ ...workload, classes }] }),
    ).toBeCloseTo(100 + 270 * 0.4 + 270 * 0.6 * blocked, 9);
  });

  it('agrees with the report’s mixture of the same replicas', () => {
    const report = analyseSelfHosting(scenarioOf({ fleets: [fleet] }), cards, { samples: 5, seed: 1 });
    const one = report.ok ? report.value.fleets[0]?.hybrid?.costs[1] : undefined;
    expect(one?.usd).toBeCloseTo(optimizedUsd([leverOf('hybrid', { replicas: 1 })]), 9);
  });
});

describe('the self-hosting report', () => {
  it('compares with the API as the other levers leave it', () => {
    const trimmed = scenarioOf({
      fleets: [fleet],
      levers: [leverOf('prompt-trimming', { cuts: { system: { share: 0.5 } } }), leverOf('self-host', {})],
    });
    const report = analyseSelfHosting(trimmed, cards, { samples: 5, seed: 1 });
    expect(report.ok && report.value.fleets[0]?.comparisons[0]?.atDemand.apiUsd).toBeCloseTo(225, 9);
  });

  it('compares with each model of the scenario by itself, where there are several', () => {
    const [workload] = scenarioOf().workloads;
    if (workload === undefined) throw new Error('No workload.');
    const models = [
      { model: largeCard.modelId, share: 0.5 },
      { model: smallCard.modelId, share: 0.5 },
    ];
    const calls = workload.calls.map((call) => ({ ...call, models }));
    const mixed = scenarioOf({ fleets: [fleet], workloads: [{ ...workload, calls }] });
    const report = analyseSelfHosting(mixed, cards, { samples: 5, seed: 1 });
    const comparisons = report.ok ? (report.value.fleets[0]?.comparisons ?? []) : [];
    expect(comparisons.map(({ name, kind }) => [name, kind])).toEqual([
      ['The scenario’s models', 'scenario'],
      [`${largeCard.modelId} for every call`, 'model'],
      [`${smallCard.modelId} for every call`, 'model'],
    ]);
    const [mix, large, small] = comparisons.map(({ atDemand }) => atDemand.apiUsd);
    expect(large).toBeCloseTo(270, 9);
    expect(mix).toBeCloseTo(((large ?? 0) + (small ?? 0)) / 2, 9);
    // One model throughout: nothing to tell apart.
    const plain = analyseSelfHosting(scenarioOf({ fleets: [fleet] }), cards, { samples: 5, seed: 1 });
    expect(plain.ok && plain.value.fleets[0]?.comparisons).toHaveLength(1);
  });

  it('says what is not known: an unpriced model leaves only the named alternatives', () => {
    const fleets = [{ ...fleet, alternatives: [{ name: 'Other', inputUsdPerMTok: 1, outputUsdPerMTok: 2 }] }];
    const report = analyseSelfHosting(scenarioOf({ fleets }), [], { samples: 5, seed: 1 });
    const [found] = report.ok ? report.value.fleets : [];
    expect(found?.comparisons.map(({ name }) => name)).toEqual(['Other']);
    expect(found?.notes.join(' ')).toContain('not known');
  });

  it('refuses an unknown GPU with its path and what there is', () => {
    const fleets = [{ ...fleet, gpu: 'abacus' }];
    expect(analyseSelfHosting(scenarioOf({ fleets }), cards, { samples: 5, seed: 1 })).toMatchObject({
      ok: false,
      error: { code: 'unknown-gpu', at: { path: 'fleets[0].gpu' } },
    });
  });

  it('takes GPUs and rates of the scenario’s own', () => {
    const fleets = [{ ...fleet, gpu: 'abacus', payment: { kind: 'rent' as const, offer: 'cellar', spotShare: 0 } }];
    const from = '2026-01-01';
    const hostingBook = {
      gpus: [
        {
          id: 'abacus',
          name: 'Abacus',
          memoryGb: 1,
          bandwidthGbPerS: 1,
          teraflops: { fp16: 1 },
          watts: 1,
          source: 'ours',
        },
      ],
      offers: [
        {
          id: 'cellar',
          gpu: 'abacus',
          provider: 'Cellar',
          commitment: 'on-demand' as const,
          usdPerGpuHour: 0.5,
          from,
          source: 'ours',
        },
        {
          id: 'cellar',
          gpu: 'abacus',
          provider: 'Cellar',
          commitment: 'on-demand' as const,
          usdPerGpuHour: 9,
          from: '2027-01-01',
          source: 'ours',
        },
      ],
    };
    const report = analyseSelfHosting(scenarioOf({ fleets, hostingBook }), cards, { samples: 5, seed: 1 });
    // 720 hours × $0.50: the rate in force in December 2026.
    expect(report.ok && report.value.fleets[0]?.monthly.usd).toBeCloseTo(360, 9);
  });

  it('gives the same bands for the same seed', () => {
    const at = (seed: number) => {
      const report = analyseSelfHosting(scenarioOf({ fleets: [fleet] }), cards, { samples: 50, seed });
      return report.ok ? report.value.fleets[0]?.comparisons[0]?.bands : undefined;
    };
    expect(at(1)).toEqual(at(1));
    expect(at(1)).not.toEqual(at(2));
  });
});
