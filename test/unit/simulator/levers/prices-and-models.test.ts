import { describe, expect, it } from 'vitest';
import type { PriceCard } from '#shared/domain/price.ts';
import {
  cardOf,
  firstMonth,
  largeCard,
  leverOf,
  run,
  scenarioOf,
  smallCard,
  type CallInput,
  type LeverInput,
} from '../builders.ts';

/** A month of 30,000 requests: 2,000 tokens in at $3 and 200 out at $15 per million = $270. */
const flexCard: PriceCard = {
  ...largeCard,
  serviceTiers: {
    batch: { multiplier: 0.5, source: 'test' },
    flex: { multiplier: 0.5, source: 'test' },
    fast: { multiplier: 2, source: 'test' },
  },
};

function after(
  levers: LeverInput[],
  cards: readonly PriceCard[] = [flexCard, smallCard],
): ReturnType<typeof firstMonth> {
  return firstMonth(run(scenarioOf({ levers }), cards));
}

describe('the service tier lever', () => {
  it('halves what flex serves: e·d·(1 − x) = 40 % × 50 % × 95 % = 19 % of $270', () => {
    const lever = leverOf('service-tier', { tier: 'flex', eligibleShare: 0.4, fallbackShare: 0.05 });
    expect(after([lever]).optimized.usd).toBeCloseTo(270 * (1 - 0.19), 9);
  });

  it('charges the premium of a fast tier: 10 % at twice the price', () => {
    const lever = leverOf('service-tier', { tier: 'fast', eligibleShare: 0.1 });
    expect(after([lever]).optimized.usd).toBeCloseTo(297, 9);
  });

  it('does not stack with batch: 50 % in batches, half of the rest in flex, never both discounts', () => {
    const { optimized, waterfall } = after([
      leverOf('batch', { eligibleShare: 0.5 }),
      leverOf('service-tier', { tier: 'flex', eligibleShare: 0.5 }),
    ]);
    // 0.5 × 0.5 + 0.25 × 0.5 + 0.25 = 0.625
    expect(optimized.usd).toBeCloseTo(270 * 0.625, 9);
    expect(waterfall[1]?.notes).toEqual([
      'Answer: its calls in batches stay in batches; flex and batch prices do not stack.',
    ]);
    expect(new Set(optimized.lines.map(({ serviceTier }) => serviceTier))).toEqual(
      new Set(['standard', 'batch', 'flex']),
    );
  });

  it('leaves models without a flex price at the standard rate and names them', () => {
    const lever = leverOf('service-tier', { tier: 'flex', eligibleShare: 1 });
    const { optimized, waterfall } = after([lever], [largeCard]);
    expect(optimized.usd).toBeCloseTo(270, 9);
    expect(waterfall[0]?.notes).toEqual([
      'No flex price is known for maker/large: its calls are billed at the standard rate.',
    ]);
  });
});

describe('the contract discount', () => {
  it('takes its percentage off the provider that it names, after batch', () => {
    const levers = [
      leverOf('batch', { eligibleShare: 1 }),
      leverOf('contract-discount', { provider: 'maker', percentOff: 15 }),
    ];
    expect(after(levers).optimized.usd).toBeCloseTo(135 * 0.85, 9);
  });

  it('fits models by pattern, whatever lever brings them in', () => {
    const levers = [
      leverOf('contract-discount', { model: 'lar*', percentOff: 10 }),
      leverOf('routing-mix', { targets: [{ model: 'other/small', share: 0.5 }] }),
    ];
    expect(after(levers).optimized.usd).toBeCloseTo(135 * 0.9 + 13.5, 9);
  });

  it('says when nothing fits, and when a price is under contract already', () => {
    const miss = leverOf('contract-discount', { provider: 'nobody', percentOff: 10 });
    expect(after([miss]).waterfall[0]?.notes).toEqual(['No model in scope fits: nothing is discounted.']);
    const agreed = { ...flexCard, contract: { name: 'Frame 2027', multiplier: 0.9 } };
    const again = after([leverOf('contract-discount', { percentOff: 10 })], [agreed]);
    expect(again.optimized.usd).toBeCloseTo(270 * 0.81, 9);
    expect(again.waterfall[0]?.notes).toContain(
      'maker/large is priced under the contract Frame 2027 already: the discount comes on top of it.',
    );
  });
});

describe('the model swap', () => {
  it('moves all calls and takes the longer answers: 30,000 × (2,000 × 0.3 + 240 × 1.5) ÷ 10⁶ = $28.80', () => {
    const lever = leverOf('model-swap', { from: 'maker/large', to: 'other/small', outputFactor: 1.2 });
    expect(after([lever]).optimized.usd).toBeCloseTo(28.8, 9);
  });

  it('converts tokens by the tokenizers where their factor is published', () => {
    const old = cardOf('maker/old', { input: 1 }, { tokenizer: { factor: 1, relativeTo: 'maker', source: 'test' } });
    const next = cardOf(
      'maker/next',
      { input: 1 },
      { tokenizer: { factor: 1.3, relativeTo: 'maker', source: 'test' } },
    );
    const scenario = scenarioOf({
      call: { models: [{ model: 'maker/old', share: 1 }], prompt: { user: 1000 }, answer: {} },
      levers: [leverOf('model-swap', { from: 'maker/old', to: 'maker/next' })],
    });
    const month = firstMonth(run(scenario, [old, next]));
    expect(month.baseline.usd).toBeCloseTo(30, 9);
    expect(month.optimized.usd).toBeCloseTo(39, 9);
  });

  it('weighs answer lengths where both models already share the calls', () => {
    // Half on each; the swapped half writes 1.5 × 200: small: 600 + (0.5 × 200 + 0.5 × 300) × 1.5 = 975 micro-USD a request.
    const scenario = scenarioOf({
      call: {
        models: [
          { model: 'maker/large', share: 0.5 },
          { model: 'other/small', share: 0.5 },
        ],
      },
      levers: [leverOf('model-swap', { from: 'maker/large', to: 'other/small', outputFactor: 1.5 })],
    });
    expect(firstMonth(run(scenario)).optimized.usd).toBeCloseTo(30_000 * 975e-6, 9);
  });

  it('says when there is nothing to replace', () => {
    const lever = leverOf('model-swap', { from: 'other/small', to: 'maker/large' });
    expect(after([lever]).waterfall[0]?.notes).toEqual(['No call in scope runs on other/small.']);
  });
});

describe('retries and fallback', () => {
  const retries = { rate: 0.25, billedShare: 0.5 };

  function month(parameters: Record<string, unknown>): ReturnType<typeof firstMonth> {
    return firstMonth(run(scenarioOf({ call: { retries }, levers: [leverOf('fewer-retries', parameters)] })));
  }

  it('avoids failed attempts: 270 × (1 + 0.25 × 0.5) becomes 270 × (1 + 0.125 × 0.5)', () => {
    const { baseline, optimized } = month({ avoidedShare: 0.5 });
    expect(baseline.usd).toBeCloseTo(303.75, 9);
    expect(optimized.usd).toBeCloseTo(286.875, 9);
  });

  it('gives up after one retry: p = 0.25 ÷ 1.25 = 20 %, 4 % of the calls stay unanswered', () => {
    const { optimized, waterfall } = month({ avoidedShare: 0, stop: 'after-retries', maxRetries: 1 });
    expect(optimized.usd).toBeCloseTo(303.75 * 0.96, 9);
    expect(waterfall[0]?.notes).toEqual([
      'Answer: 4 % of the calls stay unanswered; what that costs you is not counted.',
    ]);
  });

  it('lets a fallback model answer them: 4 % at a tenth of the price', () => {
    const parameters = {
      avoidedShare: 0,
      stop: 'after-retries',
      maxRetries: 1,
      fallback: 'model',
      fallbackModel: 'other/small',
    };
    expect(month(parameters).optimized.usd).toBeCloseTo(303.75 * (0.96 + 0.004), 9);
  });

  it('gives up by the rate of the model that is asked: 0.5 failures a call fail one attempt in three, 1 ÷ 9 of the calls twice', () => {
    const unlike = { rate: 0.25, billedShare: 0.5, byModel: [{ model: 'maker/large', rate: 0.5 }] };
    const of = (models: CallInput['models'], parameters: Record<string, unknown>): number =>
      firstMonth(
        run(
          scenarioOf({
            call: { models, retries: unlike },
            levers: [
              leverOf('fewer-retries', { avoidedShare: 0, stop: 'after-retries', maxRetries: 1, ...parameters }),
            ],
          }),
        ),
      ).optimized.usd;
    const large = [{ model: 'maker/large', share: 1 }];
    const mixed = [
      { model: 'maker/large', share: 0.6 },
      { model: 'other/small', share: 0.4 },
    ];
    const fallback = { fallback: 'model', fallbackModel: 'other/small' };
    // $270 × 1.5 attempts on the large model; $27 × (1 + 0.25 × 0.5) on the small one, of whose calls 4 % fail twice.
    expect(of(large, {})).toBeCloseTo((270 * 1.5 * 8) / 9, 9);
    expect(of(large, fallback)).toBeCloseTo((270 * 1.5 * 8) / 9 + (27 * 1.125) / 9, 9);
    expect(of(mixed, {})).toBeCloseTo((0.6 * 270 * 1.5 * 8) / 9 + 0.4 * 27 * 1.125 * 0.96, 9);
    expect(of(mixed, fallback)).toBeCloseTo(
      (0.6 * 270 * 1.5 * 8) / 9 + 27 * 1.125 * (0.4 * 0.96 + 0.6 / 9 + 0.4 * 0.04),
      9,
    );
  });

  it('may differ by model, and a scenario may name a fallback of its own', () => {
    const call = {
      retries: {
        rate: 0.1,
        byModel: [{ model: 'other/small', rate: 0.5 }],
        fallback: { model: 'other/small', share: 0.2 },
      },
    };
    // Large: 80 % of $270 × 1.1; small: 20 % of $27 × 1.5.
    expect(firstMonth(run(scenarioOf({ call }))).baseline.usd).toBeCloseTo(216 * 1.1 + 5.4 * 1.5, 9);
  });

  it('says when nothing fails', () => {
    expect(after([leverOf('fewer-retries', { avoidedShare: 0.5 })]).waterfall[0]?.notes).toEqual([
      'No call in scope has retries.',
    ]);
  });
});
