import { describe, expect, it } from 'vitest';
import { firstMonth, largeCard, leverOf, run, scenarioOf, smallCard, type LeverInput } from './builders.ts';

const cards = [largeCard, smallCard];

/**
 * A month of 30,000 requests with one call on maker/large: 1,000 system + 500 tools + 500 user tokens at $3, 200 output
 * tokens at $15 per million. Baseline: 30,000 × (2,000 × 3 + 200 × 15) ÷ 10⁶ = $270.
 */
function optimizedUsd(lever: LeverInput, more: Parameters<typeof scenarioOf>[0] = {}): number {
  return firstMonth(run(scenarioOf({ ...more, levers: [lever] }), cards)).optimized.usd;
}

function notesOf(lever: LeverInput, more: Parameters<typeof scenarioOf>[0] = {}): readonly string[] {
  return firstMonth(run(scenarioOf({ ...more, levers: [lever] }), cards)).waterfall.flatMap(({ notes }) => notes);
}

describe('shorter answers', () => {
  it('save their share of output: 30,000 × 200 × 25 % × $15 per million = $22.50', () => {
    expect(optimizedUsd(leverOf('response-length', { outputShare: 0.25 }))).toBeCloseTo(270 - 22.5, 9);
  });

  it('save reasoning apart: 30,000 × 400 × 50 % × $15 per million = $90', () => {
    const call = { answer: { output: 200, reasoning: 400 } };
    const lever = leverOf('response-length', { outputShare: 0, reasoningShare: 0.5 });
    expect(optimizedUsd(lever, { call })).toBeCloseTo(270 + 180 - 90, 9);
    expect(notesOf(lever)).toEqual(['No call in scope has tokens of that kind to save.']);
  });
});

describe('early stop', () => {
  it('saves stopped × saved of the output: 30,000 × 200 × 20 % × 50 % × $15 per million = $9', () => {
    expect(optimizedUsd(leverOf('early-stop', { stoppedShare: 0.2, savedShare: 0.5 }))).toBeCloseTo(270 - 9, 9);
  });
});

describe('dynamic tool loading', () => {
  it('sends k of n definitions and what choosing takes: 500 × 5 ÷ 20 + 75 = 200 tokens instead of 500', () => {
    // 30,000 × 300 × $3 per million = $27 less.
    const lever = leverOf('tool-loading', { tools: 20, loaded: 5, selectionTokens: 75 });
    expect(optimizedUsd(lever)).toBeCloseTo(270 - 27, 9);
  });

  it('may cost more than it saves', () => {
    const lever = leverOf('tool-loading', { tools: 20, loaded: 20, selectionTokens: 100 });
    expect(optimizedUsd(lever)).toBeCloseTo(270 + 9, 9);
  });
});

describe('the exact response cache', () => {
  it('keeps hits from the model and pays every lookup: 270 × 0.8 + 30,000 × $0.0001 = $219', () => {
    const lever = leverOf('response-cache', { hitRate: 0.2, lookupUsd: 0.0001 });
    expect(optimizedUsd(lever)).toBeCloseTo(216 + 3, 9);
  });

  it('derives the hit rate from popularity and size: 0.3778 of 1,000 objects, Zipf 0.8, 100 slots', () => {
    const lever = leverOf('response-cache', {
      hitRateFrom: 'popularity',
      hitRate: 0,
      objects: 1000,
      skew: 0.8,
      capacity: 100,
    });
    expect(optimizedUsd(lever)).toBeCloseTo(270 * (1 - 0.377_79), 2);
  });
});

describe('the semantic cache', () => {
  it('meets the published day of ElastiCache and Bedrock: $49.50 becomes $6.80 at 90.3 % hits', () => {
    // models.md 4.3: (1 − 0.903) × 49.50 = $4.80, and about $2.00 a day for cache and embeddings.
    const requestsPerDay = 5500;
    const scenario = scenarioOf({
      workloads: [
        {
          id: 'chat',
          name: 'Chat',
          traffic: { requestsPerDay },
          // 3,000 tokens at $3 per million = $0.009 a call; × 5,500 = $49.50 a day.
          calls: [
            {
              id: 'answer',
              name: 'Answer',
              models: [{ model: 'maker/large', share: 1 }],
              prompt: { user: 3000 },
              answer: {},
            },
          ],
        },
      ],
      levers: [leverOf('semantic-cache', { hitRate: 0.903, lookupUsd: 2 / requestsPerDay, falseHitShare: 0 })],
    });
    const month = firstMonth(run(scenario, cards));
    expect(month.baseline.usd / 30).toBeCloseTo(49.5, 9);
    expect(month.optimized.usd / 30).toBeCloseTo(6.8, 2);
  });

  it('charges wrong answers: 30,000 × 0.5 × 0.1 × $0.05 = $75 takes most of the saving', () => {
    const lever = leverOf('semantic-cache', { hitRate: 0.5, falseHitShare: 0.1, wrongAnswerUsd: 0.05 });
    expect(optimizedUsd(lever)).toBeCloseTo(135 + 75, 9);
  });

  it('says how many wrong answers it counts as free', () => {
    expect(notesOf(leverOf('semantic-cache', { hitRate: 0.5, falseHitShare: 0.1 }))).toEqual([
      '5 % of the calls get a wrong answer, counted as $0.',
    ]);
  });
});

describe('the cascade', () => {
  it('pays the cheap model and the check for all calls, and the large one for those escalated', () => {
    // Small: 30,000 × (2,000 × 0.3 + 200 × 1.5) ÷ 10⁶ = $27; checks 30,000 × $0.001 = $30; 40 % of $270 = $108.
    const lever = leverOf('cascade', { model: 'other/small', acceptRate: 0.6, checkUsd: 0.001 });
    expect(optimizedUsd(lever)).toBeCloseTo(27 + 30 + 108, 9);
  });

  it('loses money beyond its break-even: e < 1 − (c + v) ÷ C = 1 − 57 ÷ 270', () => {
    const at = (acceptRate: number): number =>
      optimizedUsd(leverOf('cascade', { model: 'other/small', acceptRate, checkUsd: 0.001 }));
    const breakEven = 57 / 270;
    expect(at(breakEven)).toBeCloseTo(270, 9);
    expect(at(breakEven + 0.01)).toBeLessThan(270);
    expect(at(breakEven - 0.01)).toBeGreaterThan(270);
  });
});

describe('several items in one prompt', () => {
  it('pays shared parts once for ten items: (1,500 + 10 × 500) in, 10 × 200 out, 3,000 calls, 3 % run again', () => {
    // 3,000 × 1.03 × (6,500 × 3 + 2,000 × 15) ÷ 10⁶ = $152.955
    const lever = leverOf('request-batching', {
      itemsPerCall: 10,
      sharedComponents: ['system', 'tools'],
      rerunShare: 0.03,
    });
    expect(optimizedUsd(lever)).toBeCloseTo(152.955, 9);
  });

  it('saves nothing where nothing is shared', () => {
    const lever = leverOf('request-batching', { itemsPerCall: 10, sharedComponents: [], rerunShare: 0 });
    expect(optimizedUsd(lever)).toBeCloseTo(270, 9);
  });
});

describe('prompt caching with a derived hit rate', () => {
  it('follows the arrivals: 1,000 calls a day on 100 prefixes are 0.4167 an hour, 34.1 % hits within an hour', () => {
    // 1 − e^(−1,000 ÷ 24 ÷ 100 × 1) = 0.3408; 1,000 cacheable tokens: read at 0.3, else written at 6 instead of 3.
    const hits = 1 - Math.exp(-1000 / 24 / 100);
    const lever = leverOf('prompt-caching', {
      components: ['system'],
      hitRateFrom: 'arrivals',
      hitRate: 0,
      prefixes: 100,
      ttl: '1h',
    });
    const change = (1000 * 30_000 * (hits * 0.3 + (1 - hits) * 6 - 3)) / 1e6;
    expect(optimizedUsd(lever)).toBeCloseTo(270 + change, 9);
  });

  it('writes for 30 minutes at the 30-minute rate, or its parent’s', () => {
    const lever = leverOf('prompt-caching', { components: ['system'], hitRate: 0, ttl: '30m' });
    // No rate of its own on the card: 1,000 × 30,000 × (3.75 − 3) ÷ 10⁶ = $22.50 more.
    expect(optimizedUsd(lever)).toBeCloseTo(270 + 22.5, 9);
  });
});
