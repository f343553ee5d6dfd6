import { describe, expect, it } from 'vitest';
import type { Expression } from '#shared/domain/expression.ts';
import { simulationResultSchema } from '#shared/domain/simulation.ts';
import { recompute } from '#simulator';
import { cardOf, firstMonth, largeCard, leverOf, run, scenarioOf, smallCard } from './builders.ts';

function leavesOf(node: Expression): Expression[] {
  return node.operation === 'input' ? [node] : node.operands.flatMap(leavesOf);
}

describe('the baseline', () => {
  it('costs tokens × rate for every kind: 1,000 × 30 × (2,000 × $3 + 200 × $15) per million = $270', () => {
    const { baseline } = firstMonth(run(scenarioOf()));
    expect(baseline.usd).toBeCloseTo(270, 10);
    expect(baseline.requests).toBe(30_000);
    expect(baseline.usdPerRequest).toBeCloseTo(0.009, 12);
    expect(baseline.lines.map(({ id, quantity, usd }) => ({ id, quantity, usd: usd?.toFixed(6) }))).toEqual([
      { id: 'support/answer/maker/large/input/standard', quantity: 60_000_000, usd: '180.000000' },
      { id: 'support/answer/maker/large/output/standard', quantity: 6_000_000, usd: '90.000000' },
    ]);
  });

  it('is the optimized plan when no lever is on', () => {
    const result = run(scenarioOf({ levers: [leverOf('batch', { eligibleShare: 1 }, { enabled: false })] }));
    expect(firstMonth(result).optimized.usd).toBe(firstMonth(result).baseline.usd);
    expect(firstMonth(result).waterfall).toEqual([]);
    expect(result.summary).toMatchObject({ savingMonthlyUsd: 0, savingShare: 0 });
  });

  it('splits calls over models and bills observed cache shares: 20 % read, 10 % + 5 % written', () => {
    const call = {
      callsPerRequest: 2,
      models: [
        { model: 'maker/large', share: 0.75 },
        { model: 'other/small', share: 0.25 },
      ],
      prompt: { unsplit: 1000 },
      answer: {},
      cache: { readShare: 0.2, write5mShare: 0.1, write1hShare: 0.05 },
    };
    // Large: 650 × 3 + 200 × 0.3 + 100 × 3.75 + 50 × 6 = 2,685 millionths of a dollar a call; small: 1,000 × 0.3 = 300.
    const perRequest = 2 * (0.75 * 0.002685 + 0.25 * 0.0003);
    const { baseline } = firstMonth(run(scenarioOf({ call })));
    expect(baseline.usdPerRequest).toBeCloseTo(perRequest, 12);
  });

  it('says that a kind without a rate bills at its parent’s', () => {
    const call = { models: [{ model: 'other/small', share: 1 }], cache: { readShare: 0.5 } };
    const result = run(scenarioOf({ call }));
    expect(result.notes).toEqual(['other/small: No rate for Cache read: billed at the rate of Input.']);
  });

  it('halves calls that already go through batches', () => {
    const all = firstMonth(run(scenarioOf({ call: { batchShare: 1 } }))).baseline;
    const some = firstMonth(run(scenarioOf({ call: { batchShare: 0.4 } }))).baseline;
    expect(all.usd).toBeCloseTo(135, 10);
    expect(some.usd).toBeCloseTo(270 * (0.6 + 0.4 * 0.5), 10);
    expect(some.lines.map(({ serviceTier }) => serviceTier)).toEqual(['standard', 'standard', 'batch', 'batch']);
  });

  it('adds fees and a model’s fee per call: 1,000 × 30 × ($0.002 + $0.01) on top', () => {
    const scenario = scenarioOf();
    const [workload] = scenario.workloads;
    if (workload === undefined) throw new Error('No workload');
    const withFee = {
      ...scenario,
      workloads: [{ ...workload, fees: [{ id: 'search', name: 'Search', usdPerRequest: 0.002 }] }],
    };
    const { baseline } = firstMonth(run(withFee, [{ ...largeCard, unitRates: { request: { usdPerUnit: 0.01 } } }]));
    expect(baseline.usd).toBeCloseTo(270 + 60 + 300, 10);
    expect(baseline.lines.map(({ kind }) => kind)).toEqual(['input', 'output', 'request', 'fee']);
  });

  it('uses the mean of a distribution and says so', () => {
    const call = { prompt: { user: { kind: 'triangular' as const, low: 0, mode: 300, high: 600 } }, answer: {} };
    const { baseline } = firstMonth(run(scenarioOf({ call })));
    expect(baseline.usd).toBeCloseTo((30_000 * 300 * 3) / 1e6, 10);
    expect(leavesOf(baseline.expression).flatMap(({ notes }) => notes ?? [])).toEqual([
      'Mean of the triangular distribution.',
    ]);
  });

  it('has no cost per request when there are no requests', () => {
    const calendar = {
      startMonth: '2026-12',
      months: 2,
      daysPerMonth: 30,
      growth: { kind: 'compound', perMonth: -1 },
    } as const;
    const result = run(scenarioOf({ calendar }));
    expect(result.months[1]?.baseline).toMatchObject({ usd: 0, requests: 0, usdPerRequest: null });
  });
});

describe('months', () => {
  it.each([
    [30, [30, 30, 30]],
    [30.4375, [30.4375, 30.4375, 30.4375]],
    ['calendar', [31, 31, 28]],
  ] as const)('have the days that the calendar %s gives them', (daysPerMonth, days) => {
    const result = run(scenarioOf({ calendar: { startMonth: '2026-12', months: 3, daysPerMonth } }));
    expect(result.months.map((month) => month.days)).toEqual(days);
    expect(result.months.map(({ month }) => month)).toEqual(['2026-12', '2027-01', '2027-02']);
    expect(result.months.map(({ baseline }) => baseline.requests)).toEqual(days.map((count) => count * 1000));
  });

  it('grow by compound growth', () => {
    const calendar = {
      startMonth: '2026-12',
      months: 3,
      daysPerMonth: 30,
      growth: { kind: 'compound', perMonth: 0.1 },
    } as const;
    const result = run(scenarioOf({ calendar }));
    for (const [index, factor] of [1, 1.1, 1.21].entries()) {
      expect(result.months[index]?.baseline.usd).toBeCloseTo(270 * factor, 9);
    }
    expect(result.summary.baselineTotalUsd).toBeCloseTo(270 * 3.31, 9);
    expect(result.summary.baselineMonthlyUsd).toBeCloseTo(90 * 3.31, 9);
  });

  it('are priced at the card in force on their first day, and a change inside a month is told', () => {
    const january = Date.UTC(2027, 0, 15);
    const before = cardOf('maker/large', { input: 3, output: 15 }, { effectiveToMs: january });
    const after = cardOf('maker/large', { input: 6, output: 30 }, { effectiveFromMs: january });
    const result = run(scenarioOf({ calendar: { startMonth: '2026-12', months: 3, daysPerMonth: 30 } }), [
      after,
      before,
    ]);
    expect(result.months.map(({ baseline }) => Math.round(baseline.usd))).toEqual([270, 270, 540]);
    expect(result.priceVersions).toHaveLength(2);
    expect(result.notes).toEqual([
      'The price of maker/large changes on 2027-01-15: all of 2027-01 is priced at the rates of its first day.',
    ]);
  });

  it('reach the long-context tier by the mean prompt, and note when only long prompts reach it', () => {
    const rates = { input: { usdPerMTok: 1, tiers: [{ aboveInputTokens: 2000, usdPerMTok: 2 }] } };
    const card = { ...cardOf('maker/large', {}), rates };
    function costOf(prompt: NonNullable<Parameters<typeof scenarioOf>[0]>['call']): { usd: number; notes: string[] } {
      const result = run(scenarioOf({ call: { ...prompt, answer: {} } }), [card]);
      return { usd: firstMonth(result).baseline.usd, notes: result.notes };
    }
    expect(costOf({ prompt: { user: 2000 } }).usd).toBeCloseTo(60, 10);
    expect(costOf({ prompt: { user: 2001 } }).usd).toBeCloseTo(120.06, 10);
    const spread = costOf({ prompt: { user: { kind: 'uniform', low: 0, high: 3000 } } });
    expect(spread.usd).toBeCloseTo(45, 10);
    expect(spread.notes).toEqual([
      'Answer: long prompts (P95 2,850 tokens) pass the price step of maker/large at 2,000; priced at the mean of 1,500.',
    ]);
  });

  it('note a call that does not fit the context window', () => {
    const result = run(scenarioOf(), [{ ...largeCard, contextWindowTokens: 2100 }]);
    expect(result.notes).toEqual([
      'Answer: a mean call of 2,200 tokens does not fit the context window of maker/large (2,100).',
    ]);
  });
});

describe('what has no price', () => {
  it('is listed with its tokens and never counted as $0', () => {
    const result = run(scenarioOf(), []);
    const { baseline } = firstMonth(result);
    expect(baseline.lines.map(({ usd }) => usd)).toEqual([null, null]);
    expect(baseline.usd).toBe(0);
    expect(result.unpriced).toEqual(
      (['baseline', 'optimized'] as const).map((side) => ({
        side,
        modelId: 'maker/large',
        reason: 'no-card',
        tokensPerMonth: 66_000_000,
        kinds: ['input', 'output'],
      })),
    );
    expect(result.notes).toEqual(['No price is known for maker/large: its cost is left out, not counted as $0.']);
    expect(result.summary.savingShare).toBeNull();
  });

  it('may be a single kind: the rest is priced', () => {
    const result = run(scenarioOf(), [cardOf('maker/large', { input: 3 })]);
    expect(firstMonth(result).baseline.usd).toBeCloseTo(180, 10);
    expect(result.unpriced[0]).toMatchObject({ reason: 'no-rate', kinds: ['output'], tokensPerMonth: 6_000_000 });
  });

  it('makes a saving suspect when only the optimized plan has it', () => {
    const levers = [leverOf('routing-mix', { targets: [{ model: 'nobody/knows', share: 0.5 }] })];
    const result = run(scenarioOf({ levers }));
    expect(result.unpriced).toMatchObject([{ side: 'optimized', modelId: 'nobody/knows', tokensPerMonth: 33_000_000 }]);
    expect(result.notes).toContain(
      'The optimized plan leaves out more unpriced tokens than the baseline, so its saving is overstated.',
    );
  });
});

describe('every figure', () => {
  const result = run(
    scenarioOf({
      calendar: {
        startMonth: '2026-12',
        months: 2,
        daysPerMonth: 'calendar',
        growth: { kind: 'compound', perMonth: 0.05 },
      },
      levers: [
        leverOf('prompt-trimming', { cuts: { system: { share: 0.2 }, tools: { tokens: 100 } } }),
        leverOf('prompt-caching', { components: ['system', 'tools'], hitRate: 0.7 }),
        leverOf('routing-mix', { targets: [{ model: 'other/small', share: 0.3 }] }),
        leverOf('batch', { eligibleShare: 0.5, retryShare: 0.1 }),
      ],
    }),
    [largeCard, smallCard],
  );

  it('can be recomputed from the leaves of its expression', () => {
    for (const month of result.months) {
      for (const side of [month.baseline, month.optimized]) {
        expect(recompute(side.expression)).toBe(side.usd);
        for (const { expression, usd } of side.lines) expect(recompute(expression)).toBe(usd);
      }
      for (const { expression, deltaUsd } of month.waterfall) expect(recompute(expression)).toBe(deltaUsd);
    }
  });

  it('is the sum of its lines', () => {
    const { optimized } = firstMonth(result);
    expect(optimized.lines.reduce((sum, { usd }) => sum + (usd ?? 0), 0)).toBeCloseTo(optimized.usd, 9);
    expect(new Set(optimized.lines.map(({ id }) => id)).size).toBe(optimized.lines.length);
  });

  it('names a path in the scenario or a source for every leaf', () => {
    const leaves = firstMonth(result).waterfall.flatMap(({ expression }) => leavesOf(expression));
    const origins = leaves.flatMap((node) => (node.operation === 'input' ? [node.path ?? node.source] : []));
    expect(origins.every((origin) => origin !== undefined && origin !== '')).toBe(true);
    expect(new Set(origins)).toEqual(
      new Set([
        'workloads[0].traffic.requestsPerDay',
        'calendar.daysPerMonth',
        'calendar.growth.perMonth',
        'workloads[0].calls[0].callsPerRequest',
        'workloads[0].calls[0].models[0].share',
        'workloads[0].calls[0].prompt.system',
        'workloads[0].calls[0].prompt.tools',
        'workloads[0].calls[0].prompt.user',
        'workloads[0].calls[0].answer.output',
        'levers[0].parameters.cuts.system.share',
        'levers[0].parameters.cuts.tools.tokens',
        'levers[1].parameters.cacheableShare',
        'levers[1].parameters.hitRate',
        'levers[2].parameters.targets[0].share',
        'levers[3].parameters.eligibleShare',
        'levers[3].parameters.retryShare',
        'test-book 1, no start date given',
        'test batch page',
        'definition',
      ]),
    );
  });

  it('fits the contract’s schema', () => {
    expect(simulationResultSchema.parse(result)).toEqual(result);
  });
});
