import { describe, expect, it } from 'vitest';
import { priceTokens } from '#pricing';
import { pricedRecordSchema } from '#shared/domain/price.ts';
import { exampleCard } from './example-card.ts';

const oneStandardRequest = { requests: 1, serviceTier: 'standard' } as const;

describe('priceTokens', () => {
  it('gives a line for each kind with tokens, and their sum', () => {
    // 1,000,000 × $4/M + 250,000 × $16/M = $4 + $4
    const price = priceTokens(exampleCard(), {
      tokens: { input: 1_000_000, output: 250_000, cacheRead: 0 },
      ...oneStandardRequest,
    });
    expect(price.usd).toBe(8);
    expect(price.lines).toEqual([
      { kind: 'input', quantity: 1_000_000, usdPerUnit: 4, unit: 'USD/MTok', multiplier: 1, usd: 4, notes: [] },
      { kind: 'output', quantity: 250_000, usdPerUnit: 16, unit: 'USD/MTok', multiplier: 1, usd: 4, notes: [] },
    ]);
    expect(price.unpricedKinds).toEqual([]);
  });

  it('lists tokens without a rate as unpriced and prices the rest', () => {
    const card = exampleCard({ rates: { input: { usdPerMTok: 4, tiers: [] } } });
    const price = priceTokens(card, { tokens: { input: 1_000_000, output: 10 }, ...oneStandardRequest });
    expect(price.usd).toBe(4);
    expect(price.unpricedKinds).toEqual(['output']);
    expect(price.lines[1]).toMatchObject({ kind: 'output', quantity: 10, usdPerUnit: null, usd: null });
    expect(price.lines[1]?.notes[0]).toBe(
      'The price book has no rate for Output of acme/large: these tokens are unpriced.',
    );
  });

  it('has no price at all when nothing could be priced', () => {
    const price = priceTokens(exampleCard({ rates: {} }), { tokens: { input: 5 }, ...oneStandardRequest });
    expect(price.usd).toBeNull();
    expect(price.unpricedKinds).toEqual(['input']);
  });

  it('costs nothing when nothing was used', () => {
    expect(priceTokens(exampleCard(), { tokens: {}, ...oneStandardRequest })).toEqual({
      usd: 0,
      lines: [],
      unpricedKinds: [],
    });
  });

  it('charges the fee for every request, and no service tier discounts it', () => {
    const card = exampleCard({
      unitRates: { request: { usdPerUnit: 0.01 } },
      serviceTiers: { batch: { multiplier: 0.5, source: 'test' } },
    });
    const price = priceTokens(card, { tokens: { input: 1_000_000 }, requests: 3, serviceTier: 'batch' });
    // 1 M × $4/M × 0.5 + 3 × $0.01
    expect(price.usd).toBeCloseTo(2.03, 12);
    expect(price.lines[1]).toEqual({
      kind: 'request',
      quantity: 3,
      usdPerUnit: 0.01,
      unit: 'USD/request',
      multiplier: 1,
      usd: 0.03,
      notes: ['The batch price covers tokens; the fee per request stays as it is.'],
    });
  });

  it('does not guess the fee when the number of requests is not known', () => {
    const card = exampleCard({ unitRates: { request: { usdPerUnit: 0.01 } } });
    const price = priceTokens(card, { tokens: { input: 1_000_000 }, requests: 0, serviceTier: 'standard' });
    expect(price.usd).toBe(4);
    expect(price.lines[1]).toMatchObject({ kind: 'request', quantity: 0, usd: null });
    expect(price.unpricedKinds).toEqual([]);
  });

  it('bills a tier without a known price at the standard rate and says so on every line', () => {
    const price = priceTokens(exampleCard(), {
      tokens: { input: 1_000_000, output: 1_000_000 },
      requests: 1,
      serviceTier: 'batch',
    });
    expect(price.usd).toBe(20);
    for (const line of price.lines) {
      expect(line.multiplier).toBe(1);
      expect(line.notes).toEqual(['No batch price is known for acme/large: billed at the standard rate.']);
    }
  });

  it('leaves the kinds that a tier does not cover at full rate', () => {
    const card = exampleCard({
      rates: { input: { usdPerMTok: 4, tiers: [] }, cacheRead: { usdPerMTok: 1, tiers: [] } },
      serviceTiers: { batch: { multiplier: 0.5, fullRateKinds: ['cacheRead'], source: 'test' } },
    });
    const price = priceTokens(card, {
      tokens: { input: 1_000_000, cacheRead: 1_000_000 },
      requests: 1,
      serviceTier: 'batch',
    });
    expect(price.lines.map(({ usd }) => usd)).toEqual([2, 1]);
    expect(price.lines[1]?.notes).toEqual(['Acme bills Cache read at the standard rate in batch.']);
  });

  describe('with long-context tiers', () => {
    const card = exampleCard({
      rates: { input: { usdPerMTok: 4, tiers: [{ aboveInputTokens: 1000, usdPerMTok: 8 }] } },
    });

    it('measures the whole prompt, cached tokens included', () => {
      const price = priceTokens(card, { tokens: { input: 400, cacheRead: 601 }, ...oneStandardRequest });
      expect(price.lines.map(({ usdPerUnit, aboveInputTokens }) => [usdPerUnit, aboveInputTokens])).toEqual([
        [8, 1000],
        [8, 1000],
      ]);
    });

    it('takes the mean prompt of several requests and says so', () => {
      const price = priceTokens(card, { tokens: { input: 3000 }, requests: 3, serviceTier: 'standard' });
      expect(price.lines[0]).toMatchObject({
        usdPerUnit: 4,
        notes: ['The long-context price is decided by the mean prompt of these requests; single ones may differ.'],
      });
    });

    it('stays below every tier when the number of requests is not known, and says so', () => {
      const price = priceTokens(card, { tokens: { input: 5_000_000 }, requests: 0, serviceTier: 'standard' });
      expect(price.lines[0]).toMatchObject({
        usdPerUnit: 4,
        notes: ['The number of requests is not known: billed below the long-context price.'],
      });
    });
  });

  it('says in which hours the rate of an hourly price holds', () => {
    const card = exampleCard({ dailyWindows: [{ fromMs: 1_800_000, toMs: 59_400_000 }] });
    const price = priceTokens(card, { tokens: { input: 1 }, ...oneStandardRequest });
    expect(price.lines[0]?.notes).toEqual(['This rate holds at 00:30–16:30 UTC; the rest of the day has another.']);
  });

  it.each([
    ['negative tokens', { tokens: { input: -1 }, requests: 1 }],
    ['tokens that are no number', { tokens: { input: Number.NaN }, requests: 1 }],
    ['infinite tokens', { tokens: { output: Infinity }, requests: 1 }],
    ['negative requests', { tokens: { input: 1 }, requests: -1 }],
  ])('refuses %s', (_, consumption) => {
    expect(() => priceTokens(exampleCard(), { ...consumption, serviceTier: 'standard' })).toThrow(RangeError);
  });

  it('fits the contract of a priced record', () => {
    const card = exampleCard({ unitRates: { request: { usdPerUnit: 0.01 } } });
    const price = priceTokens(card, { tokens: { input: 10, reasoning: 5 }, ...oneStandardRequest });
    const record = { modelId: card.modelId, ...price, card, matchReason: 'exact id' };
    expect(pricedRecordSchema.parse(record)).toEqual(record);
  });
});
