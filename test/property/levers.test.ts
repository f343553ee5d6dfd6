import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recompute } from '#simulator';
import {
  cardOf,
  firstMonth,
  leverOf,
  run,
  scenarioOf,
  type CallInput,
  type LeverInput,
} from '../unit/simulator/builders.ts';

const tiers = {
  batch: { multiplier: 0.5, source: 'test' },
  flex: { multiplier: 0.5, source: 'test' },
  fast: { multiplier: 2, source: 'test' },
};
const cards = [
  cardOf('maker/large', { input: 3, output: 15, cacheRead: 0.3, cacheWrite5m: 3.75 }, { serviceTiers: tiers }),
  cardOf('other/small', { input: 0.3, output: 1.5 }),
  cardOf('maker/embed', { input: 0.1 }, { serviceTiers: tiers }),
];

const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100);
const tokens = fc.integer({ min: 0, max: 5000 });

const callArbitrary = fc
  .record({
    system: tokens,
    history: tokens,
    images: tokens,
    output: tokens,
    turns: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
    addedTokens: tokens,
    rate: share,
  })
  .map(({ system, history, images, output, turns, addedTokens, rate }): Partial<CallInput> => ({
    prompt: { system, history, images },
    answer: { output },
    retries: { rate },
    ...(turns === undefined ? {} : { turns: { count: turns, addedTokens } }),
  }));

function totals(call: Partial<CallInput>, levers: readonly LeverInput[]): { baseline: number; optimized: number } {
  const scenario = scenarioOf({ call, levers: levers.map((lever, index) => ({ ...lever, id: `lever-${index}` })) });
  const workloads = scenario.workloads.map((workload) => ({
    ...workload,
    indexes: [
      {
        id: 'docs',
        name: 'Docs',
        model: 'maker/embed',
        documents: 1000,
        tokensPerDocument: 500,
        reindexDays: 30,
        growthPerMonth: 0,
      },
    ],
  }));
  const { baseline, optimized } = firstMonth(run({ ...scenario, workloads }, cards));
  expect(recompute(optimized.expression)).toBe(optimized.usd);
  return { baseline: baseline.usd, optimized: optimized.usd };
}

/** How far two amounts are apart, as a part of the larger; amounts below a dollar as if of one dollar. */
function gap(actual: number, expected: number): number {
  return Math.abs(actual - expected) / Math.max(1, Math.abs(actual), Math.abs(expected));
}
const rounding = 1e-9;

/** Each lever set to nothing. */
const idle: readonly LeverInput[] = [
  leverOf('history-policy', { policy: 'last-messages', messages: 100_000, tokensPerMessage: 1e6 }),
  leverOf('history-policy', { policy: 'token-budget', budgetTokens: 1e9 }),
  leverOf('history-policy', {
    policy: 'summarise',
    messages: 100_000,
    tokensPerMessage: 1e6,
    summaryModel: 'other/small',
  }),
  leverOf('service-tier', { tier: 'flex', eligibleShare: 0 }),
  leverOf('contract-discount', { percentOff: 0 }),
  leverOf('model-swap', { from: 'other/small', to: 'maker/large' }),
  leverOf('fewer-retries', { avoidedShare: 0 }),
  leverOf('embedding-batching', { eligibleShare: 0 }),
  leverOf('request-limits', { per: 'user', limit: 1e12 }),
  leverOf('request-limits', { per: 'organisation', limit: 1e12 }),
  leverOf('response-cache', { hitRate: 0 }),
  leverOf('semantic-cache', { hitRate: 0 }),
  leverOf('response-length', { outputShare: 0 }),
  leverOf('early-stop', { stoppedShare: 0, savedShare: 1 }),
  leverOf('request-batching', { itemsPerCall: 1, sharedComponents: [] }),
];

/** Levers with a knob from 0 to 1: the further it is turned, the less it costs. */
const knobs: Readonly<Record<string, (turned: number) => LeverInput>> = {
  'fewer messages': (turned) =>
    leverOf('history-policy', { policy: 'last-messages', messages: Math.round(60 * (1 - turned)) }),
  'a smaller budget': (turned) =>
    leverOf('history-policy', { policy: 'token-budget', budgetTokens: 20_000 * (1 - turned) }),
  'more flex': (turned) => leverOf('service-tier', { tier: 'flex', eligibleShare: turned }),
  'a larger discount': (turned) => leverOf('contract-discount', { percentOff: 100 * turned }),
  'shorter answers of another model': (turned) =>
    leverOf('model-swap', { from: 'maker/large', to: 'other/small', outputFactor: 1 - turned }),
  'fewer failures': (turned) => leverOf('fewer-retries', { avoidedShare: turned }),
  'more batches of documents': (turned) => leverOf('embedding-batching', { eligibleShare: turned }),
  'a lower limit per user': (turned) => leverOf('request-limits', { per: 'user', limit: 50 * (1 - turned) + 0.1 }),
  'a lower limit for all': (turned) =>
    leverOf('request-limits', { per: 'organisation', limit: 2000 * (1 - turned) + 1 }),
};

describe('the levers', () => {
  it.each(idle.map((lever) => [`${lever.kind} ${JSON.stringify(lever.parameters)}`, lever] as const))(
    'set to nothing change nothing: %s',
    (_name, lever) => {
      fc.assert(
        fc.property(callArbitrary, (call) => {
          const { baseline, optimized } = totals(call, [lever]);
          expect(gap(optimized, baseline)).toBeLessThan(rounding);
        }),
        { numRuns: 40 },
      );
    },
  );

  it.each(Object.entries(knobs))('save more the further they are turned: %s', (_name, leverAt) => {
    fc.assert(
      fc.property(callArbitrary, share, share, (call, left, right) => {
        const less = totals(call, [leverAt(Math.min(left, right))]).optimized;
        const more = totals(call, [leverAt(Math.max(left, right))]).optimized;
        expect(more).toBeLessThanOrEqual(less * (1 + rounding) + 1e-9);
      }),
      { numRuns: 40 },
    );
  });

  it('come to the same in either order where they act on different things', () => {
    const factors = [
      leverOf('contract-discount', { percentOff: 20 }),
      leverOf('prompt-trimming', { cuts: { system: { share: 0.3 } } }),
      leverOf('service-tier', { tier: 'flex', eligibleShare: 0.5 }),
      leverOf('fewer-retries', { avoidedShare: 0.4 }),
      leverOf('response-cache', { hitRate: 0.2 }),
      leverOf('response-length', { outputShare: 0.25 }),
      leverOf('model-swap', { from: 'maker/large', to: 'other/small', outputFactor: 1.1 }),
    ];
    fc.assert(
      fc.property(callArbitrary, fc.shuffledSubarray(factors, { minLength: 2 }), (call, levers) => {
        const inOrder = totals(call, levers).optimized;
        expect(gap(totals(call, levers.toReversed()).optimized, inOrder)).toBeLessThan(rounding);
      }),
      { numRuns: 60 },
    );
  });
});
