import { describe, expect, it } from 'vitest';
import { recordPrice } from '#pricing';
import { exampleCard } from './example-card.ts';

const one = { requests: 1, serviceTier: 'standard' } as const;

describe('recordPrice', () => {
  it('is the cost in whole nano-dollars with the version of the card', () => {
    // 7 × $4/M + 3 × $16/M = $0.000076 = 76,000 nano-dollars
    expect(recordPrice(exampleCard(), { tokens: { input: 7, output: 3 }, ...one })).toEqual({
      costNanoUsd: 76_000,
      priceVersion: 'example@1/acme/large',
      unpricedKinds: [],
    });
  });

  it('rounds once for the whole record, not once for each kind', () => {
    const rates = { input: { usdPerMTok: 0.0004, tiers: [] }, output: { usdPerMTok: 0.0004, tiers: [] } };
    // Each token costs 0.4 nano-dollars: rounded apart they would cost 0, together they cost 0.8, which is 1.
    expect(recordPrice(exampleCard({ rates }), { tokens: { input: 1, output: 1 }, ...one }).costNanoUsd).toBe(1);
  });

  it('leaves a model without a card unpriced and lists its kinds', () => {
    expect(recordPrice(undefined, { tokens: { input: 7, output: 0, reasoning: 2 }, ...one })).toEqual({
      costNanoUsd: 0,
      priceVersion: null,
      unpricedKinds: ['input', 'reasoning'],
    });
  });

  it('leaves a record unpriced when its card has no rate for any of its tokens', () => {
    const card = exampleCard({ rates: { input: { usdPerMTok: 4, tiers: [] } } });
    expect(recordPrice(card, { tokens: { output: 9 }, ...one })).toEqual({
      costNanoUsd: 0,
      priceVersion: null,
      unpricedKinds: ['output'],
    });
  });

  it('prices what it can of a record and lists the rest', () => {
    const card = exampleCard({ rates: { input: { usdPerMTok: 4, tiers: [] } } });
    expect(recordPrice(card, { tokens: { input: 1000, output: 9 }, ...one })).toEqual({
      costNanoUsd: 4_000_000,
      priceVersion: 'example@1/acme/large',
      unpricedKinds: ['output'],
    });
  });

  it('knows that a priced record without tokens costs nothing', () => {
    expect(recordPrice(exampleCard(), { tokens: {}, ...one })).toEqual({
      costNanoUsd: 0,
      priceVersion: 'example@1/acme/large',
      unpricedKinds: [],
    });
  });

  it('applies the service tier to tokens and not to the fee per request', () => {
    const card = exampleCard({
      unitRates: { request: { usdPerUnit: 0.01 } },
      serviceTiers: { batch: { multiplier: 0.5, source: 'test' } },
    });
    // 1,000 × $4/M × 0.5 + 2 × $0.01 = $0.002 + $0.02
    expect(recordPrice(card, { tokens: { input: 1000 }, requests: 2, serviceTier: 'batch' }).costNanoUsd).toBe(
      22_000_000,
    );
  });

  it('prices units besides tokens, and lists those without a price', () => {
    const card = exampleCard({ unitRates: { webSearch: { usdPerUnit: 0.01 } } });
    const used = { tokens: { input: 1000 }, units: { webSearch: 3, documentPage: 2 }, ...one };
    // 1,000 × $4/M + 3 × $0.01 = $0.034; the pages are unknown
    expect(recordPrice(card, used)).toEqual({
      costNanoUsd: 34_000_000,
      priceVersion: 'example@1/acme/large',
      unpricedKinds: [],
      unpricedUnits: ['documentPage'],
    });
    expect(recordPrice(undefined, used)).toEqual({
      costNanoUsd: 0,
      priceVersion: null,
      unpricedKinds: ['input'],
      unpricedUnits: ['webSearch', 'documentPage'],
    });
  });

  it('leaves a record unpriced that used nothing but units without a price', () => {
    expect(recordPrice(exampleCard(), { tokens: {}, units: { codeExecution: 1 }, ...one })).toEqual({
      costNanoUsd: 0,
      priceVersion: null,
      unpricedKinds: [],
      unpricedUnits: ['codeExecution'],
    });
  });

  it('lists the fee per request as unpriced where the number of requests is not known', () => {
    const card = exampleCard({ unitRates: { request: { usdPerUnit: 0.01 } } });
    const price = recordPrice(card, { tokens: { input: 1000 }, requests: 0, serviceTier: 'standard' });
    expect(price).toMatchObject({ costNanoUsd: 4_000_000, unpricedUnits: ['request'] });
  });

  it('applies place and contract', () => {
    const card = exampleCard({
      residency: { us: { multiplier: 1.1, source: 'test' } },
      contract: { name: 'c', multiplier: 0.5, kindMultipliers: { webSearch: 0.8 } },
      unitRates: { webSearch: { usdPerUnit: 0.01 } },
    });
    const used = { tokens: { input: 1000 }, units: { webSearch: 1 }, ...one, residency: 'us' as const };
    // 1,000 × $4/M × 1.1 × 0.5 + $0.01 × 0.8 = $0.0022 + $0.008
    expect(recordPrice(card, used).costNanoUsd).toBe(10_200_000);
  });

  it('refuses counts that no vendor reports and costs that the ledger cannot hold', () => {
    expect(() => recordPrice(exampleCard(), { tokens: { input: -1 }, ...one })).toThrow(RangeError);
    expect(() => recordPrice(exampleCard(), { tokens: {}, units: { webSearch: -1 }, ...one })).toThrow(RangeError);
    expect(() => recordPrice(undefined, { tokens: { input: Number.NaN }, ...one })).toThrow(RangeError);
    expect(() => recordPrice(exampleCard(), { tokens: { output: 1e15 }, ...one })).toThrow(RangeError);
    expect(() => recordPrice(exampleCard(), { tokens: {}, requests: Number.NaN, serviceTier: 'standard' })).toThrow(
      RangeError,
    );
  });
});
