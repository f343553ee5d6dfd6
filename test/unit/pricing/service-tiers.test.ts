import { describe, expect, it } from 'vitest';
import { serviceTierMultiplier, serviceTiersOf } from '#pricing';
import { exampleCard } from './example-card.ts';

describe('serviceTiersOf', () => {
  it.each([
    ['openai', 'gpt-4o', { batch: 0.5, flex: 0.5 }],
    ['anthropic', 'claude-sonnet-4-5', { batch: 0.5 }],
    ['google', 'gemini-2.5-pro', { batch: 0.5, flex: 0.5 }],
  ])('knows the published tiers of %s/%s', (provider, model, expected) => {
    const tiers = serviceTiersOf(provider, model);
    expect(Object.fromEntries(Object.entries(tiers).map(([tier, { multiplier }]) => [tier, multiplier]))).toEqual(
      expected,
    );
  });

  it.each([
    ['azure', 'gpt-4o', 'its batch price is not confirmed'],
    ['aws', 'anthropic.claude-sonnet-4-5', 'its tier prices are not confirmed'],
    ['openrouter', 'openai/gpt-4o', 'a reseller has its own'],
    ['google', 'claude-sonnet-4-5', "Gemini's tiers are not those of other vendors' models"],
    ['openai', 'gpt-realtime', 'a session is not a batch job'],
    ['google', 'gemini-live-2.5-flash', 'a session is not a batch job'],
  ])('claims nothing for %s/%s: %s', (provider, model) => {
    expect(serviceTiersOf(provider, model)).toEqual({});
  });

  it('cites the page and the day of every multiplier', () => {
    for (const [provider, model] of [
      ['openai', 'gpt-4o'],
      ['anthropic', 'claude-haiku-4-5'],
      ['google', 'gemini-2.5-flash'],
    ] as const) {
      for (const { source } of Object.values(serviceTiersOf(provider, model))) {
        expect(source).toMatch(/^https:\/\/\S+ \(.*read \d{4}-\d{2}-\d{2}\)$/);
      }
    }
  });
});

describe('serviceTierMultiplier', () => {
  const card = exampleCard({
    serviceTiers: { batch: { multiplier: 0.5, fullRateKinds: ['cacheRead'], source: 'test' } },
  });

  it('is 1 for the standard tier', () => {
    expect(serviceTierMultiplier(card, 'standard', 'input')).toBe(1);
  });

  it('discounts the kinds that the tier covers and leaves the others at full rate', () => {
    expect(serviceTierMultiplier(card, 'batch', 'input')).toBe(0.5);
    expect(serviceTierMultiplier(card, 'batch', 'cacheRead')).toBe(1);
  });

  it('is undefined for a tier without a known price', () => {
    expect(serviceTierMultiplier(card, 'priority', 'input')).toBeUndefined();
  });
});
