import { describe, expect, it } from 'vitest';
import { leverDefinitions, parseScenario, scenarioToText } from '#simulator';
import { cardOf, firstMonth, largeCard, leverOf, run, scenarioOf, smallCard, type LeverInput } from './builders.ts';

/** USD saved in a month of 30,000 requests, and the notes of the first step. */
function effectOf(
  levers: readonly LeverInput[],
  more: Parameters<typeof scenarioOf>[0] = {},
  cards = [largeCard, smallCard],
): {
  readonly savedUsd: number;
  readonly stepsUsd: readonly number[];
  readonly notes: readonly string[];
} {
  const month = firstMonth(run(scenarioOf({ ...more, levers: [...levers] }), cards));
  return {
    savedUsd: month.baseline.usd - month.optimized.usd,
    stepsUsd: month.waterfall.map(({ deltaUsd }) => deltaUsd),
    notes: month.waterfall.flatMap(({ notes }) => notes),
  };
}

describe('every lever', () => {
  it.each(leverDefinitions.map((definition) => [definition.kind, definition] as const))(
    '%s starts from parameters that pass its own schema and can be saved',
    (kind, { schema, defaults, fields, describe: describeParameters }) => {
      expect(schema.parse(defaults)).toEqual(defaults);
      expect(describeParameters(defaults)).not.toBe('');
      for (const { path } of fields) expect(Object.keys(defaults)).toContain(path.split('.')[0]);
      const scenario = scenarioOf({ levers: [{ id: kind, kind, enabled: true, parameters: { ...defaults } }] });
      expect(parseScenario(scenarioToText(scenario), 'x').ok).toBe(true);
    },
  );

  it('acts only on the workloads and calls in its scope', () => {
    const cut = { cuts: { user: { share: 1 } } };
    expect(effectOf([leverOf('prompt-trimming', cut, { scope: { calls: ['answer'] } })]).savedUsd).toBeCloseTo(45, 10);
    expect(effectOf([leverOf('prompt-trimming', cut, { scope: { workloads: [] } })]).savedUsd).toBe(0);
  });
});

describe('prompt trimming', () => {
  it('cuts a share or a number of tokens: (200 + 100) × 30,000 × $3 per million = $27', () => {
    const effect = effectOf([leverOf('prompt-trimming', { cuts: { system: { share: 0.2 }, tools: { tokens: 100 } } })]);
    expect(effect.savedUsd).toBeCloseTo(27, 10);
    expect(effect.notes).toEqual([]);
  });

  it('cuts no more than there is, and says so', () => {
    const effect = effectOf([
      leverOf('prompt-trimming', { cuts: { tools: { tokens: 9000 }, examples: { share: 0.5 } } }),
    ]);
    expect(effect.savedUsd).toBeCloseTo(45, 10);
    expect(effect.notes).toEqual([
      'Support, Answer: only 500 tokens of tool definitions are there to cut.',
      'No call in scope has examples: nothing to cut there.',
    ]);
  });
});

describe('prompt caching', () => {
  const caching = leverOf('prompt-caching', { components: ['system', 'tools'], hitRate: 0.8 });

  it('bills hits as reads and misses as writes: 1,500 × (3 − 0.8 × 0.3 − 0.2 × 3.75) × 0.03 = $90.45', () => {
    expect(effectOf([caching]).savedUsd).toBeCloseTo(90.45, 10);
  });

  it('pays more to write for an hour: 1,500 × (3 − 0.8 × 0.3 − 0.2 × 6) × 0.03 = $70.20', () => {
    const hour = leverOf('prompt-caching', { components: ['system', 'tools'], hitRate: 0.8, ttl: '1h' });
    expect(effectOf([hour]).savedUsd).toBeCloseTo(70.2, 10);
  });

  it('caches only the stable share', () => {
    const half = leverOf('prompt-caching', { components: ['system', 'tools'], hitRate: 0.8, cacheableShare: 0.5 });
    expect(effectOf([half]).savedUsd).toBeCloseTo(90.45 / 2, 10);
  });

  it('replaces the observed cache shares', () => {
    const effect = effectOf([caching], { call: { cache: { readShare: 0.1 } } });
    // Observed: 10 % of 2,000 tokens at $0.30 instead of $3 saves 200 × 2.7 × 0.03 = $16.20 of the $90.45.
    expect(effect.savedUsd).toBeCloseTo(90.45 - 16.2, 10);
    expect(effect.notes).toEqual(['Support, Answer: this hit rate replaces the cache shares of the baseline.']);
  });

  it('does nothing on a model without a cache price, and says so', () => {
    const effect = effectOf([caching], { call: { models: [{ model: 'other/small', share: 1 }] } });
    expect(effect.savedUsd).toBe(0);
    expect(effect.notes).toEqual(['No cache price is known for other/small: its calls stay uncached.']);
  });

  it('does nothing below the provider’s minimum, and says so', () => {
    const model = 'anthropic/claude-sonnet-4-5';
    const card = { ...largeCard, modelId: model, cacheMinimum: { tokens: 1024, source: 'test' } };
    const small = leverOf('prompt-caching', { components: ['system'], hitRate: 0.8 });
    const effect = effectOf([small], { call: { models: [{ model, share: 1 }] } }, [card]);
    expect(effect.savedUsd).toBe(0);
    expect(effect.notes).toEqual([
      'Answer: 1000 cacheable tokens are below the minimum of anthropic/claude-sonnet-4-5 (1024): not cached.',
    ]);
  });

  it('warns below the break-even hit rate of (1.25 − 1) ÷ (1.25 − 0.1) = 21.74 %', () => {
    const rare = leverOf('prompt-caching', { components: ['system', 'tools'], hitRate: 0.2 });
    const effect = effectOf([rare]);
    expect(effect.savedUsd).toBeLessThan(0);
    expect(effect.notes).toEqual([
      'On maker/large caching costs more than it saves below a hit rate of 21.74 %; this one is 20 %.',
    ]);
  });

  it('leaves calls without the chosen parts as they are', () => {
    const effect = effectOf([leverOf('prompt-caching', { components: ['examples'], hitRate: 0.9 })]);
    expect(effect.savedUsd).toBe(0);
    expect(effect.notes).toEqual(['Support, Answer: has none of the cached parts, so it stays as it is.']);
  });
});

describe('model routing', () => {
  it('moves a share of the calls: 40 % at a tenth of the price saves 0.4 × 0.9 × $270', () => {
    const effect = effectOf([leverOf('routing-mix', { targets: [{ model: 'other/small', share: 0.4 }] })]);
    expect(effect.savedUsd).toBeCloseTo(0.4 * 0.9 * 270, 10);
    expect(effect.notes).toEqual([
      'Token counts are kept as counted on maker/large; other/small may count the same text differently.',
    ]);
  });

  it('keeps the mix of the rest and merges with a model that is there already', () => {
    const models = [
      { model: 'maker/large', share: 0.8 },
      { model: 'other/small', share: 0.2 },
    ];
    const levers = [leverOf('routing-mix', { targets: [{ model: 'other/small', share: 0.5 }] })];
    const { optimized } = firstMonth(run(scenarioOf({ call: { models }, levers })));
    // Large 0.8 × 0.5 = 0.4; small 0.2 × 0.5 + 0.5 = 0.6.
    expect(optimized.usd).toBeCloseTo(0.4 * 270 + 0.6 * 27, 10);
    expect(optimized.lines).toHaveLength(4);
  });

  it('refuses to move more than all calls', () => {
    const targets = [
      { model: 'a/b', share: 0.7 },
      { model: 'c/d', share: 0.4 },
    ];
    const scenario = { ...scenarioOf(), levers: [{ ...leverOf('routing-mix', { targets }), scope: {} }] };
    const parsed = parseScenario(JSON.stringify(scenario), 'x');
    expect(parsed.ok ? '' : parsed.error.message).toBe("In 'targets': shares moved must not sum to more than 1.");
  });
});

describe('batch', () => {
  it('saves eligible × discount × (1 − expired): 0.5 × 0.5 × 0.9 × $270', () => {
    const effect = effectOf([leverOf('batch', { eligibleShare: 0.5, retryShare: 0.1 })]);
    expect(effect.savedUsd).toBeCloseTo(0.5 * 0.5 * 0.9 * 270, 10);
  });

  it('does not discount calls twice that are in batches already', () => {
    const effect = effectOf([leverOf('batch', { eligibleShare: 0.5 })], { call: { batchShare: 0.4 } });
    expect(effect.savedUsd).toBeCloseTo(0.6 * 0.5 * 0.5 * 270, 10);
    expect(effectOf([leverOf('batch', { eligibleShare: 1 })], { call: { batchShare: 1 } }).savedUsd).toBe(0);
  });

  it('invents no discount for a model without a known batch price', () => {
    const effect = effectOf([leverOf('batch', { eligibleShare: 1 })], {
      call: { models: [{ model: 'other/small', share: 1 }] },
    });
    expect(effect.savedUsd).toBe(0);
    expect(effect.notes).toEqual([
      'No batch price is known for other/small: its calls are billed at the standard rate.',
    ]);
  });

  it('keeps cache reads at the standard rate where the provider does', () => {
    const modifier = { multiplier: 0.5, fullRateKinds: ['cacheRead' as const], source: 'test' };
    const card = cardOf('maker/large', { input: 3, cacheRead: 0.3 }, { serviceTiers: { batch: modifier } });
    const call = { prompt: { unsplit: 1000 }, answer: {}, cache: { readShare: 0.5 } };
    const effect = effectOf([leverOf('batch', { eligibleShare: 1 })], { call }, [card]);
    expect(effect.savedUsd).toBeCloseTo((30_000 * 500 * 3 * 0.5) / 1e6, 10);
  });
});

describe('levers together', () => {
  const trimming = leverOf('prompt-trimming', { cuts: { system: { share: 0.5 } } });
  const caching = leverOf('prompt-caching', { components: ['system'], hitRate: 0.8 });

  it('act on what the levers before them left: caching saves less after trimming', () => {
    const alone = effectOf([caching]).stepsUsd[0] ?? 0;
    const after = effectOf([trimming, caching]).stepsUsd[1] ?? 0;
    expect(after).toBeCloseTo(alone / 2, 10);
  });

  it('reach the same end in either order when trimming a cached part', () => {
    expect(effectOf([caching, trimming]).savedUsd).toBeCloseTo(effectOf([trimming, caching]).savedUsd, 10);
  });

  it('reach a model that an earlier lever routed to', () => {
    const routing = leverOf('routing-mix', { targets: [{ model: 'other/small', share: 1 }] });
    const effect = effectOf([routing, caching]);
    expect(effect.stepsUsd[1]).toBe(0);
    expect(effect.notes).toContain('No cache price is known for other/small: its calls stay uncached.');
  });

  it('warn that batches outlive a five-minute cache', () => {
    expect(effectOf([caching, leverOf('batch', { eligibleShare: 0.5 })]).notes).toEqual([
      'Answer: batches may run for hours, so a 5-minute cache often misses in them; the 1-hour lifetime is safer.',
    ]);
  });
});
