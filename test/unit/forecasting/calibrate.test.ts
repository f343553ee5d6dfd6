import { describe, expect, it } from 'vitest';
import type { Scenario } from '#shared/domain/scenario.ts';
import { scenarioSchema } from '#shared/domain/scenario.ts';
import { msPerDay, msPerHour } from '#shared/time.ts';
import { calibrate, seededRandom } from '#forecasting';
import { checkScenario, leverDefinitions, parseScenario, scenarioToText } from '#simulator';
import { cardOf, firstMonth, largeCard, run, smallCard } from '../simulator/builders.ts';
import { ledgerOf, type TestImport, type TestLedger, type TestRecord } from './usage-builder.ts';

const start = Date.UTC(2026, 9, 1);
const cards = [largeCard, smallCard];

function calibrateFrom(ledger: TestLedger): Scenario {
  const result = calibrate(ledger, { startMonth: '2026-11', random: seededRandom(1) });
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function scenarioFrom(records: readonly TestRecord[], more: Omit<TestImport, 'records'> = {}): Scenario {
  return calibrateFrom(ledgerOf([{ records, ...more }], cards));
}

function assumptionsOf({ provenance }: Scenario): readonly string[] {
  return provenance?.assumptions ?? [];
}

/** Varied single requests of one project, one every six minutes over `days`. */
function requestsOver(days: number, more: Partial<TestRecord> = {}): TestRecord[] {
  return Array.from({ length: days * 240 + 1 }, (_, index) => ({
    startMs: start + index * 360_000,
    tokens: {
      input: 500 + (index % 7) * 100,
      cacheRead: (index % 3) * 200,
      output: 50 + (index % 5) * 20,
      reasoning: index % 4,
    },
    ...more,
  }));
}

describe('a calibrated scenario', () => {
  it('costs per day what the ledger cost, over models, projects, batches and month-long tiers', () => {
    const tiered = {
      ...cardOf('maker/tiered', { output: 5 }),
      rates: {
        input: { usdPerMTok: 1, tiers: [{ aboveInputTokens: 200_000, usdPerMTok: 2 }] },
        output: { usdPerMTok: 5, tiers: [{ aboveInputTokens: 200_000, usdPerMTok: 7.5 }] },
      },
    };
    const records: TestRecord[] = [
      ...requestsOver(2, { project: 'chat' }),
      ...requestsOver(2, { project: 'chat', serviceTier: 'batch' }),
      ...requestsOver(2, { project: 'search', provider: 'other', model: 'small' }),
      { startMs: start, project: 'long', model: 'tiered', tokens: { input: 900_000, output: 4000 } },
      { startMs: start + 5000, project: 'long', model: 'tiered', tokens: { input: 1000, output: 4000 } },
      {
        startMs: start,
        endMs: start + msPerDay,
        requests: 400,
        tokens: { input: 123_457, cacheWrite5m: 999, output: 777 },
      },
    ];
    const ledger = ledgerOf([{ records }], [...cards, tiered]);
    const scenario = calibrateFrom(ledger);
    const { baseline, days } = firstMonth(run(scenario, [...cards, tiered]));
    expect(days).toBe(30);
    expect(baseline.usd / 30).toBeCloseTo(ledger.costUsd / 2, 6);
    expect(baseline.requests / 30).toBeCloseTo((3 * 481 + 402) / 2, 6);
  });

  it('costs what the ledger cost with 30-minute cache writes and prompts of exactly the bound of a price step', () => {
    const from = {
      ...cardOf('maker/from', {}),
      rates: {
        input: { usdPerMTok: 2, tiers: [{ aboveInputTokens: 272_000, usdPerMTok: 4 }] },
        cacheWrite30m: { usdPerMTok: 2.5, tiers: [{ aboveInputTokens: 272_000, usdPerMTok: 5 }] },
      },
      contextRule: { mode: 'cliff', bound: 'from', basis: 'prompt', source: 'test' } as const,
    };
    const records: TestRecord[] = [
      { startMs: start, model: 'from', tokens: { input: 250_000, cacheWrite30m: 22_000 } },
      { startMs: start + msPerDay, model: 'from', tokens: { input: 250_000, cacheWrite30m: 21_999 } },
    ];
    const ledger = ledgerOf([{ records }], [from]);
    // (250,000 × $4 + 22,000 × $5 + 250,000 × $2 + 21,999 × $2.50) ÷ 10⁶
    expect(ledger.costUsd).toBeCloseTo(1.6649975, 9);
    const { baseline } = firstMonth(run(calibrateFrom(ledger), [from]));
    expect(baseline.usd / 30).toBeCloseTo(ledger.costUsd, 6);
  });

  it('passes the scenario schema and the checks of its levers, and survives being saved', () => {
    const scenario = scenarioFrom(requestsOver(2));
    expect(scenarioSchema.parse(scenario)).toEqual(scenario);
    expect(checkScenario(scenario).ok).toBe(true);
    expect(parseScenario(scenarioToText(scenario), 'x')).toMatchObject({
      ok: true,
      value: { name: 'Calibrated baseline' },
    });
  });

  it('is the same each time', () => {
    const ledger = ledgerOf([{ records: requestsOver(2) }], cards);
    expect(calibrateFrom(ledger)).toEqual(calibrateFrom(ledger));
  });

  it('holds exact means and the quantiles of single requests', () => {
    const inputs = Array.from({ length: 101 }, (_, index) => index * 10);
    const records = inputs.map((input, index) => ({ startMs: start + index * 1000, tokens: { input, output: 7 } }));
    const call = scenarioFrom(records).workloads[0]?.calls[0];
    expect(call?.prompt).toEqual({
      unsplit: { kind: 'empirical', mean: 500, p5: 50, p25: 250, p50: 500, p75: 750, p95: 950, records: 101 },
    });
    expect(call?.answer).toEqual({ output: 7 });
  });

  it('holds cache shares of the prompt and keeps reasoning apart from output', () => {
    const record = {
      startMs: start,
      tokens: { input: 500, cacheRead: 300, cacheWrite5m: 150, cacheWrite1h: 50, output: 20, reasoning: 80 },
    };
    expect(scenarioFrom([record]).workloads[0]?.calls[0]).toMatchObject({
      prompt: { unsplit: 1000 },
      cache: { readShare: 0.3, write5mShare: 0.15, write1hShare: 0.05 },
      answer: { output: 20, reasoning: 80 },
    });
  });

  it('offers every lever, switched off, with the cheapest model in use to route to', () => {
    const records = [
      { startMs: start, tokens: { input: 10 } },
      { startMs: start, provider: 'other', model: 'small', tokens: { input: 10 } },
    ];
    expect(scenarioFrom(records).levers.map(({ kind, enabled }) => ({ kind, enabled }))).toEqual(
      leverDefinitions.map(({ kind }) => ({ kind, enabled: false })),
    );
    const parametersOf = (kind: string): unknown =>
      scenarioFrom(records).levers.find((lever) => lever.kind === kind)?.parameters;
    expect(parametersOf('routing-mix')).toMatchObject({ targets: [{ model: 'other/small', share: 0.3 }] });
    expect(parametersOf('cascade')).toMatchObject({ model: 'other/small' });
  });

  it('keeps an unpriced model, so that the simulation lists it', () => {
    const scenario = scenarioFrom([{ startMs: start, provider: 'nobody', model: 'knows', tokens: { input: 10 } }]);
    expect(run(scenario).unpriced[0]).toMatchObject({ modelId: 'nobody/knows', reason: 'no-card' });
  });

  it('is refused when there is no usage', () => {
    const result = calibrate(ledgerOf([], cards), { startMonth: '2026-11', random: seededRandom(1) });
    expect(result.ok ? undefined : result.error.code).toBe('no-usage');
  });
});

describe('traffic', () => {
  it('is requests per observed day: 481 single requests over two days', () => {
    const scenario = scenarioFrom(requestsOver(2));
    expect(scenario.workloads[0]?.traffic.requestsPerDay).toBeCloseTo(240.5, 10);
    expect(assumptionsOf(scenario)[0]).toBe(
      'Traffic: 481 requests from 2026-10-01 00:00 UTC to 2026-10-03 00:00 UTC, 2 days, as a mean per day.',
    );
  });

  it('of half an hour is extrapolated, and says so', () => {
    const records = [
      { startMs: start, tokens: { input: 1 } },
      { startMs: start + msPerHour / 2, tokens: { input: 1 } },
    ];
    const scenario = scenarioFrom(records);
    expect(scenario.workloads[0]?.traffic.requestsPerDay).toBeCloseTo(96, 10);
    expect(assumptionsOf(scenario)[0]).toContain('30 minutes; the rest of the day and month is taken to be like it.');
    expect(scenario.workloads[0]?.traffic.hourShares).toBeUndefined();
    expect(assumptionsOf(scenario).join(' ')).toContain('The shape of the day is not known');
  });

  it('of a trace with a month scale is requests × scale in a month of 30 days', () => {
    const records = [
      { startMs: start, tokens: { input: 1 } },
      { startMs: start + 1000, tokens: { input: 1 } },
    ];
    const scenario = scenarioFrom(records, { monthScale: 720 });
    expect(scenario.calendar.daysPerMonth).toBe(30);
    expect(firstMonth(run(scenario)).baseline.requests).toBeCloseTo(1440, 9);
    expect(assumptionsOf(scenario)[0]).toContain('2 requests');
    expect(assumptionsOf(scenario)[0]).toContain('1/720 of a 30-day month');
  });

  it('adds imports with and without a month scale, each by its own rule', () => {
    const ledger = ledgerOf(
      [
        { monthScale: 300, records: [{ startMs: start, tokens: { input: 3_000_000 } }] },
        { records: [{ startMs: start, endMs: start + msPerDay, requests: 10, tokens: { input: 1_000_000 } }] },
      ],
      cards,
    );
    const { baseline } = firstMonth(run(calibrateFrom(ledger)));
    // 10 + 10 requests a day; 30 M + 1 M tokens a day at $3.
    expect(baseline.requests / 30).toBeCloseTo(20, 9);
    expect(baseline.usd / 30).toBeCloseTo(93, 9);
  });

  it('has a shape of the day where hourly or finer records cover a whole day', () => {
    const records = Array.from({ length: 48 }, (_, hour) => ({
      startMs: start + hour * msPerHour,
      endMs: start + (hour + 1) * msPerHour,
      requests: hour % 24 === 12 ? 24 : 1,
      tokens: { input: 10 },
    }));
    const shares = scenarioFrom(records).workloads[0]?.traffic.hourShares;
    expect(shares?.[12]).toBeCloseTo(24 / 47, 12);
    expect(shares?.[0]).toBeCloseTo(1 / 47, 12);
  });

  it('weighs hours by how often they were observed: an even stream of a day and a half is flat', () => {
    const records = Array.from({ length: 36 }, (_, hour) => ({
      startMs: start + hour * msPerHour,
      endMs: start + (hour + 1) * msPerHour,
      requests: 5,
      tokens: { input: 10 },
    }));
    for (const share of scenarioFrom(records).workloads[0]?.traffic.hourShares ?? [])
      expect(share).toBeCloseTo(1 / 24, 12);
  });

  it('has no shape of the day from daily buckets', () => {
    const records = [0, 1, 2].map((day) => ({
      startMs: start + day * msPerDay,
      endMs: start + (day + 1) * msPerDay,
      requests: 100,
      tokens: { input: 1000 },
    }));
    const scenario = scenarioFrom(records);
    expect(scenario.workloads[0]?.traffic).toEqual({ requestsPerDay: 100 });
    expect(assumptionsOf(scenario).join(' ')).toContain('3 of 3 records are sums over several requests');
    expect(scenario.workloads[0]?.calls[0]?.prompt).toEqual({ unsplit: 10 });
  });
});

describe('workloads', () => {
  it('are the twelve projects that cost most, and one of all the others', () => {
    const records = Array.from({ length: 20 }, (_, index) => ({
      startMs: start + index,
      project: `Project ${index}`,
      tokens: { input: 1000 * (index + 1) },
    }));
    const { workloads } = scenarioFrom(records);
    expect(workloads.map(({ name }) => name)).toEqual([
      ...Array.from({ length: 12 }, (_, index) => `Project ${19 - index}`),
      'Other projects',
    ]);
    expect(workloads.at(-1)?.id).toBe('other-projects');
  });

  it('get distinct identifiers from similar names', () => {
    const records = ['Ünit A', 'unit-a', '日本'].map((project, index) => ({
      startMs: start,
      project,
      tokens: { input: 3 - index },
    }));
    expect(scenarioFrom(records).workloads.map(({ id }) => id)).toEqual(['unit-a', 'unit-a-2', 'workload']);
  });

  it('have a call for each model whose share of requests is its calls per request', () => {
    const records = [1, 2, 3, 4].map((index) => ({
      startMs: start + index,
      ...(index === 4 ? { provider: 'other', model: 'small' } : {}),
      tokens: { input: 100 },
    }));
    const calls = scenarioFrom(records).workloads[0]?.calls ?? [];
    expect(calls.map(({ models, callsPerRequest }) => [models[0]?.model, callsPerRequest])).toEqual([
      ['maker/large', 0.75],
      ['other/small', 0.25],
    ]);
  });

  it('divide more than 200 models', () => {
    const records = Array.from({ length: 230 }, (_, index) => ({
      startMs: start,
      model: `m${index}`,
      tokens: { input: 1 },
    }));
    const { workloads } = scenarioFrom(records);
    expect(workloads.map(({ name, calls }) => [name, calls.length])).toEqual([
      ['All usage', 200],
      ['All usage (2)', 30],
    ]);
  });
});

describe('assumptions', () => {
  it('tell of records that do not say how many requests they hold', () => {
    const scenario = scenarioFrom([{ startMs: start, requests: 0, tokens: { input: 5000 } }]);
    expect(assumptionsOf(scenario).join(' ')).toContain('1 records do not say how many requests they hold');
    expect(scenario.provenance?.requests).toBe(0);
    expect(scenario.workloads[0]?.traffic.requestsPerDay).toBe(1);
  });

  it('tell how many audio and image tokens are left out', () => {
    const scenario = scenarioFrom([{ startMs: start, tokens: { input: 10, inputAudio: 1234, outputImage: 7 } }]);
    expect(assumptionsOf(scenario)).toContain(
      '1,234 audio input tokens are left out: a scenario holds only text tokens as yet.',
    );
    expect(assumptionsOf(scenario)).toContain(
      '7 image output tokens are left out: a scenario holds only text tokens as yet.',
    );
  });

  it('tell of tiers that a scenario does not hold', () => {
    const scenario = scenarioFrom([{ startMs: start, serviceTier: 'flex', requests: 40, tokens: { input: 10 } }]);
    expect(assumptionsOf(scenario)).toContain(
      '40 requests used the flex tier: they are priced at the standard rate here.',
    );
  });
});
