import { describe, expect, it } from 'vitest';
import { explainPrice } from '#pricing';
import { pricedRecordSchema } from '#shared/domain/price.ts';
import { exampleCard } from './example-card.ts';

const oneStandardRequest = { requests: 1, serviceTier: 'standard' } as const;
/** What every line of the example card says of its origin. */
const origin = { source: 'example 1', effectiveFromMs: null, serviceTier: 'standard', modifiers: [], multiplier: 1 };

describe('explainPrice', () => {
  it('gives a line for each kind with tokens, and their sum', () => {
    // 1,000,000 × $4/M + 250,000 × $16/M = $4 + $4
    const price = explainPrice(exampleCard(), {
      tokens: { input: 1_000_000, output: 250_000, cacheRead: 0 },
      ...oneStandardRequest,
    });
    expect(price.usd).toBe(8);
    expect(price.lines).toEqual([
      {
        kind: 'input',
        quantity: 1_000_000,
        usdPerUnit: 4,
        unit: 'USD/MTok',
        ...origin,
        usd: 4,
        nanoUsd: 4e9,
        notes: [],
      },
      {
        kind: 'output',
        quantity: 250_000,
        usdPerUnit: 16,
        unit: 'USD/MTok',
        ...origin,
        usd: 4,
        nanoUsd: 4e9,
        notes: [],
      },
    ]);
    expect(price.unpricedKinds).toEqual([]);
    expect(price.unpricedUnits).toEqual([]);
  });

  it('names the book, its version and the day since which a rate holds on every line', () => {
    const effectiveFromMs = Date.UTC(2026, 7, 17);
    const price = explainPrice(exampleCard({ effectiveFromMs, source: { book: 'acme-book', bookVersion: '7' } }), {
      tokens: { input: 1, output: 1 },
      ...oneStandardRequest,
    });
    for (const line of price.lines) expect(line).toMatchObject({ source: 'acme-book 7', effectiveFromMs });
  });

  it('lists tokens without a rate as unpriced and prices the rest', () => {
    const card = exampleCard({ rates: { input: { usdPerMTok: 4, tiers: [] } } });
    const price = explainPrice(card, { tokens: { input: 1_000_000, output: 10 }, ...oneStandardRequest });
    expect(price.usd).toBe(4);
    expect(price.unpricedKinds).toEqual(['output']);
    expect(price.lines[1]).toMatchObject({ kind: 'output', quantity: 10, usdPerUnit: null, usd: null, nanoUsd: null });
    expect(price.lines[1]?.notes[0]).toBe(
      'The price book has no rate for Output of acme/large: these tokens are unpriced.',
    );
  });

  it('has no price at all when nothing could be priced', () => {
    const price = explainPrice(exampleCard({ rates: {} }), { tokens: { input: 5 }, ...oneStandardRequest });
    expect(price.usd).toBeNull();
    expect(price.unpricedKinds).toEqual(['input']);
  });

  it('costs nothing when nothing was used', () => {
    expect(explainPrice(exampleCard(), { tokens: {}, ...oneStandardRequest })).toEqual({
      usd: 0,
      lines: [],
      unpricedKinds: [],
      unpricedUnits: [],
    });
  });

  describe('with units other than tokens', () => {
    const card = exampleCard({
      unitRates: {
        webSearch: { usdPerUnit: 0.01, source: 'https://example.com/search' },
        documentPage: { usdPerUnit: 0.002 },
        cacheStorageMTokHour: { usdPerUnit: 4.5 },
      },
    });

    it('prices each by the piece, with its own source and unit', () => {
      // 3 × $0.01 + 10 × $0.002 + 0.5 MTok-hours × $4.50 = 0.03 + 0.02 + 2.25
      const price = explainPrice(card, {
        tokens: {},
        units: { cacheStorageMTokHour: 0.5, documentPage: 10, webSearch: 3 },
        ...oneStandardRequest,
      });
      expect(price.usd).toBeCloseTo(2.3, 12);
      expect(price.lines.map(({ kind, quantity, unit, usd, source }) => [kind, quantity, unit, usd, source])).toEqual([
        ['webSearch', 3, 'USD/search', 0.03, 'https://example.com/search'],
        ['documentPage', 10, 'USD/page', 0.02, 'example 1'],
        ['cacheStorageMTokHour', 0.5, 'USD/MTok-hour', 2.25, 'example 1'],
      ]);
    });

    it('lists a unit without a price as unpriced, never as $0', () => {
      const price = explainPrice(card, {
        tokens: { input: 1_000_000 },
        units: { codeExecution: 2 },
        ...oneStandardRequest,
      });
      expect(price.usd).toBe(4);
      expect(price.unpricedUnits).toEqual(['codeExecution']);
      expect(price.lines[1]).toMatchObject({ kind: 'codeExecution', quantity: 2, usd: null, usdPerUnit: null });
      expect(price.lines[1]?.notes).toEqual([
        'The price book has no price for Code executions of acme/large: their cost is unknown, not zero.',
      ]);
    });

    it('has no price at all when only an unknown unit was used', () => {
      const price = explainPrice(card, { tokens: {}, units: { videoSecond: 2 }, ...oneStandardRequest });
      expect(price).toMatchObject({ usd: null, unpricedUnits: ['videoSecond'] });
    });

    it('leaves them at full price in every service tier and place', () => {
      const discounted = exampleCard({
        unitRates: { webSearch: { usdPerUnit: 0.01 } },
        serviceTiers: { batch: { multiplier: 0.5, source: 'test' } },
        residency: { us: { multiplier: 1.1, source: 'test' } },
      });
      const price = explainPrice(discounted, {
        tokens: { input: 1_000_000 },
        units: { webSearch: 100 },
        requests: 1,
        serviceTier: 'batch',
        residency: 'us',
      });
      expect(price.lines.map(({ usd }) => usd)).toEqual([expect.closeTo(2.2, 12), 1]);
      expect(price.lines[1]?.notes).toEqual(['The batch price covers tokens; the price per search stays as it is.']);
    });

    it('prices tools and infrastructure, which have units only', () => {
      const tool = exampleCard({
        subject: 'infrastructure',
        modelId: 'acme/sandbox',
        rates: {},
        unitRates: { sandboxMinute: { usdPerUnit: 0.001 }, storedGbMonth: { usdPerUnit: 0.1 } },
      });
      const price = explainPrice(tool, {
        tokens: {},
        units: { sandboxMinute: 90.5, storedGbMonth: 2.5 },
        requests: 0,
        serviceTier: 'standard',
      });
      expect(price.usd).toBeCloseTo(0.3405, 12);
    });
  });

  it('charges the fee for every request, and no service tier discounts it', () => {
    const card = exampleCard({
      unitRates: { request: { usdPerUnit: 0.01 } },
      serviceTiers: { batch: { multiplier: 0.5, source: 'test' } },
    });
    const price = explainPrice(card, { tokens: { input: 1_000_000 }, requests: 3, serviceTier: 'batch' });
    // 1 M × $4/M × 0.5 + 3 × $0.01
    expect(price.usd).toBeCloseTo(2.03, 12);
    expect(price.lines[1]).toEqual({
      kind: 'request',
      quantity: 3,
      usdPerUnit: 0.01,
      unit: 'USD/request',
      ...origin,
      usd: 0.03,
      nanoUsd: 30_000_000,
      notes: ['The batch price covers tokens; the fee per request stays as it is.'],
    });
  });

  it('does not guess the fee when the number of requests is not known, and lists it as unpriced', () => {
    const card = exampleCard({ unitRates: { request: { usdPerUnit: 0.01 } } });
    const price = explainPrice(card, { tokens: { input: 1_000_000 }, requests: 0, serviceTier: 'standard' });
    expect(price.usd).toBe(4);
    expect(price.lines[1]).toMatchObject({ kind: 'request', quantity: 0, usdPerUnit: 0.01, usd: null });
    expect(price.unpricedKinds).toEqual([]);
    expect(price.unpricedUnits).toEqual(['request']);
  });

  it('bills a tier without a known price at the standard rate and says so on every line', () => {
    const price = explainPrice(exampleCard(), {
      tokens: { input: 1_000_000, output: 1_000_000 },
      requests: 1,
      serviceTier: 'batch',
    });
    expect(price.usd).toBe(20);
    for (const line of price.lines) {
      expect(line).toMatchObject({ serviceTier: 'standard', modifiers: [], multiplier: 1 });
      expect(line.notes).toEqual(['No batch price is known for acme/large: billed at the standard rate.']);
    }
  });

  it('leaves the kinds that a tier does not cover at full rate', () => {
    const card = exampleCard({
      rates: { input: { usdPerMTok: 4, tiers: [] }, cacheRead: { usdPerMTok: 1, tiers: [] } },
      serviceTiers: { batch: { multiplier: 0.5, fullRateKinds: ['cacheRead'], source: 'test' } },
    });
    const price = explainPrice(card, {
      tokens: { input: 1_000_000, cacheRead: 1_000_000 },
      requests: 1,
      serviceTier: 'batch',
    });
    expect(price.lines.map(({ usd, serviceTier }) => [usd, serviceTier])).toEqual([
      [2, 'batch'],
      [1, 'standard'],
    ]);
    expect(price.lines[1]?.notes).toEqual(['Acme bills Cache read at the standard rate in batch.']);
  });

  it('takes the rates that the book gives a tier itself, with their own context tiers, and multiplies the others', () => {
    const card = exampleCard({
      rates: {
        input: { usdPerMTok: 4, tiers: [{ aboveInputTokens: 1000, usdPerMTok: 8 }] },
        output: { usdPerMTok: 16, tiers: [] },
      },
      serviceTiers: {
        priority: {
          multiplier: 2,
          rates: { input: { usdPerMTok: 7, tiers: [{ aboveInputTokens: 1000, usdPerMTok: 15 }] } },
          source: 'test',
        },
      },
    });
    const consumption = { requests: 1, serviceTier: 'priority' } as const;
    const short = explainPrice(card, { tokens: { input: 1000, output: 1000 }, ...consumption });
    expect(short.lines.map(({ usdPerUnit, multiplier }) => [usdPerUnit, multiplier])).toEqual([
      [7, 1],
      [16, 2],
    ]);
    const long = explainPrice(card, { tokens: { input: 1001 }, ...consumption });
    expect(long.lines[0]).toMatchObject({ usdPerUnit: 15, multiplier: 1, aboveInputTokens: 1000 });
  });

  it('applies the steps in the fixed order and shows each with its source', () => {
    const card = exampleCard({
      rates: { input: { usdPerMTok: 4, tiers: [{ aboveInputTokens: 1000, usdPerMTok: 8 }] } },
      contextRule: { mode: 'cliff', bound: 'from', basis: 'prompt', source: 'context page' },
      serviceTiers: { batch: { multiplier: 0.5, source: 'batch page' } },
      cacheMultipliers: { cacheWrite1h: { multiplier: 2, source: 'cache page' } },
      residency: { us: { multiplier: 1.1, source: 'residency page' } },
      contract: { name: 'Acme 2027', multiplier: 0.9, kindMultipliers: { cacheWrite1h: 0.8 } },
    });
    const price = explainPrice(card, {
      tokens: { cacheWrite1h: 1_000_000 },
      requests: 1,
      serviceTier: 'batch',
      residency: 'us',
    });
    // $8/M × 0.5 × 2 × 1.1 × 0.8 = $7.04
    expect(price.usd).toBeCloseTo(7.04, 12);
    expect(price.lines[0]).toMatchObject({ usdPerUnit: 8, billedAs: 'input', serviceTier: 'batch', notes: [] });
    expect(price.lines[0]?.modifiers).toEqual([
      { step: 'contextTier', name: 'from 1,000 prompt tokens', multiplier: 1, source: 'context page' },
      { step: 'serviceTier', name: 'batch', multiplier: 0.5, source: 'batch page' },
      { step: 'cache', name: 'Cache write, 1 h ÷ input', multiplier: 2, source: 'cache page' },
      { step: 'residency', name: 'us', multiplier: 1.1, source: 'residency page' },
      { step: 'contract', name: 'Acme 2027', multiplier: 0.8, source: 'contract' },
    ]);
  });

  it('prefers a cache rate of the book to a multiple of the input rate', () => {
    const card = exampleCard({
      rates: { input: { usdPerMTok: 4, tiers: [] }, cacheRead: { usdPerMTok: 0.6, tiers: [] } },
      cacheMultipliers: { cacheRead: { multiplier: 0.1, source: 'cache page' } },
    });
    const price = explainPrice(card, { tokens: { cacheRead: 1_000_000 }, ...oneStandardRequest });
    expect(price.lines[0]).toMatchObject({ usd: 0.6, modifiers: [] });
  });

  it('says that no price is known for a place, and bills without a surcharge', () => {
    const price = explainPrice(exampleCard(), { tokens: { input: 1_000_000 }, ...oneStandardRequest, residency: 'eu' });
    expect(price.usd).toBe(4);
    expect(price.lines[0]?.notes).toEqual([
      'No price is known for processing acme/large in the EU only: billed without a surcharge for it.',
    ]);
  });

  describe('with long-context tiers', () => {
    const rates = { input: { usdPerMTok: 4, tiers: [{ aboveInputTokens: 1000, usdPerMTok: 8 }] } };
    const card = exampleCard({ rates });

    it('measures the whole prompt, cached tokens included', () => {
      const price = explainPrice(card, { tokens: { input: 400, cacheRead: 601 }, ...oneStandardRequest });
      expect(price.lines.map(({ usdPerUnit, aboveInputTokens }) => [usdPerUnit, aboveInputTokens])).toEqual([
        [8, 1000],
        [8, 1000],
      ]);
      expect(price.lines[0]?.modifiers).toEqual([
        { step: 'contextTier', name: 'above 1,000 prompt tokens', multiplier: 1, source: 'example 1' },
      ]);
    });

    it('measures only what no cache touched where the rule says so', () => {
      const uncached = exampleCard({
        rates,
        contextRule: { mode: 'cliff', bound: 'above', basis: 'uncached', source: 'test' },
      });
      const below = explainPrice(uncached, {
        tokens: { input: 1000, cacheRead: 500, cacheWrite5m: 500 },
        ...oneStandardRequest,
      });
      expect(below.lines.map(({ usdPerUnit }) => usdPerUnit)).toEqual([4, 4, 4]);
      const above = explainPrice(uncached, { tokens: { input: 1001, cacheRead: 500 }, ...oneStandardRequest });
      expect(above.lines.map(({ usdPerUnit }) => usdPerUnit)).toEqual([8, 8]);
    });

    it('bills under a marginal rule only what lies beyond the bound at its rate, each part on a line of its own', () => {
      const marginal = exampleCard({
        rates,
        contextRule: { mode: 'marginal', bound: 'above', basis: 'prompt', source: 'test' },
      });
      // 1,000 × $4/M + 500 × $8/M = $0.008
      const price = explainPrice(marginal, { tokens: { input: 1500 }, ...oneStandardRequest });
      expect(price.lines.map(({ quantity, usdPerUnit }) => [quantity, usdPerUnit])).toEqual([
        [1000, 4],
        [500, 8],
      ]);
      expect(price.usd).toBeCloseTo(0.008, 15);
    });

    it('shares out every kind like the prompt under a marginal rule, so that the price never jumps', () => {
      const marginal = exampleCard({
        rates: { ...rates, output: { usdPerMTok: 16, tiers: [{ aboveInputTokens: 1000, usdPerMTok: 32 }] } },
        contextRule: { mode: 'marginal', bound: 'above', basis: 'prompt', source: 'test' },
      });
      // Half of the prompt lies beyond the bound: so does half of the answer.
      const price = explainPrice(marginal, {
        tokens: { input: 1500, cacheRead: 500, output: 100 },
        ...oneStandardRequest,
      });
      expect(price.lines.map(({ kind, quantity, usdPerUnit }) => [kind, quantity, usdPerUnit])).toEqual([
        ['input', 750, 4],
        ['input', 750, 8],
        ['cacheRead', 250, 4],
        ['cacheRead', 250, 8],
        ['output', 50, 16],
        ['output', 50, 32],
      ]);
    });

    it('takes the mean prompt of several requests and says so', () => {
      const price = explainPrice(card, { tokens: { input: 3000 }, requests: 3, serviceTier: 'standard' });
      expect(price.lines[0]).toMatchObject({
        usdPerUnit: 4,
        notes: ['The long-context price is decided by the mean prompt of these requests; single ones may differ.'],
      });
    });

    it('stays below every tier when the number of requests is not known, and says so', () => {
      const price = explainPrice(card, { tokens: { input: 5_000_000 }, requests: 0, serviceTier: 'standard' });
      expect(price.lines[0]).toMatchObject({
        usdPerUnit: 4,
        notes: ['The number of requests is not known: billed below the long-context price.'],
      });
    });
  });

  describe('with a minimum cacheable prompt', () => {
    const card = exampleCard({
      rates: { input: { usdPerMTok: 4, tiers: [] }, cacheRead: { usdPerMTok: 0.4, tiers: [] } },
      cacheMinimum: { tokens: 1024, source: 'test' },
    });

    it('doubts cached tokens of a shorter prompt', () => {
      const price = explainPrice(card, { tokens: { input: 100, cacheRead: 400 }, ...oneStandardRequest });
      expect(price.lines[0]?.notes).toEqual([]);
      expect(price.lines[1]?.notes).toEqual([
        'The prompt of 500 tokens is shorter than the 1,024 that Acme caches: check these counts.',
      ]);
    });

    it('looks at the mean prompt of several requests, and at none when their number is not known', () => {
      const several = explainPrice(card, { tokens: { cacheRead: 4000 }, requests: 4, serviceTier: 'standard' });
      expect(several.lines[0]?.notes[0]).toMatch(/^The mean prompt of 1,000 tokens is shorter/);
      const unknown = explainPrice(card, { tokens: { cacheRead: 4 }, requests: 0, serviceTier: 'standard' });
      expect(unknown.lines[0]?.notes).toEqual([]);
      const enough = explainPrice(card, { tokens: { cacheRead: 1024 }, ...oneStandardRequest });
      expect(enough.lines[0]?.notes).toEqual([]);
    });
  });

  it.each([
    [[{ fromMs: 1_800_000, toMs: 59_400_000 }], 'at 00:30–16:30'],
    [
      [
        { weekdays: [1, 2, 3, 4, 5], fromMs: 3_600_000, toMs: 14_400_000 },
        { weekdays: [1, 2, 3, 4, 5], fromMs: 21_600_000, toMs: 36_000_000 },
      ],
      'at 01:00–04:00 and 06:00–10:00 on Monday to Friday',
    ],
    [
      [
        { weekdays: [1], fromMs: 0, toMs: 3_600_000 },
        { weekdays: [0, 6], fromMs: 0, toMs: 86_400_000 },
      ],
      'at 00:00–01:00 on Monday, and at 00:00–24:00 on Sunday and Saturday',
    ],
  ])('says when the rate of an hourly price holds: %j', (dailyWindows, words) => {
    const price = explainPrice(exampleCard({ dailyWindows }), { tokens: { input: 1 }, ...oneStandardRequest });
    expect(price.lines[0]?.notes).toEqual([`This rate holds ${words} UTC; at other times there is another.`]);
  });

  it('rounds the lines to whole nano-dollars that add up to the rounded total', () => {
    // Three lines of 0.4 nano-dollars: 1.2 together, which is 1; the first of equal losers gets it.
    const third = { usdPerMTok: 0.0004, tiers: [] };
    const card = exampleCard({ rates: { input: third, cacheRead: third, output: third } });
    const price = explainPrice(card, { tokens: { input: 1, cacheRead: 1, output: 1 }, ...oneStandardRequest });
    expect(price.lines.map(({ nanoUsd }) => nanoUsd)).toEqual([1, 0, 0]);
  });

  it.each([
    ['negative tokens', { tokens: { input: -1 }, requests: 1 }],
    ['tokens that are no number', { tokens: { input: Number.NaN }, requests: 1 }],
    ['infinite tokens', { tokens: { output: Infinity }, requests: 1 }],
    ['negative requests', { tokens: { input: 1 }, requests: -1 }],
    ['negative units', { tokens: {}, units: { webSearch: -1 }, requests: 1 }],
    ['units that are no number', { tokens: {}, units: { webSearch: Number.NaN }, requests: 1 }],
    ['a cost beyond what a ledger row holds', { tokens: { output: 1e15 }, requests: 1 }],
  ])('refuses %s', (_, consumption) => {
    expect(() => explainPrice(exampleCard(), { ...consumption, serviceTier: 'standard' })).toThrow(RangeError);
  });

  it('fits the contract of a priced record', () => {
    const card = exampleCard({
      unitRates: { request: { usdPerUnit: 0.01 } },
      serviceTiers: { batch: { multiplier: 0.5, source: 'test' } },
      contract: { name: 'c', multiplier: 0.9 },
    });
    const price = explainPrice(card, {
      tokens: { input: 10, reasoning: 5 },
      units: { webSearch: 1 },
      requests: 1,
      serviceTier: 'batch',
      residency: 'us',
    });
    const record = {
      modelId: card.modelId,
      ...price,
      card,
      matchReason: 'exact id',
      serviceTier: 'batch',
      residency: 'us',
    };
    expect(pricedRecordSchema.parse(record)).toEqual(record);
  });
});
