import { describe, expect, it } from 'vitest';
import { serviceTiersOf, withProviderRules } from '#pricing';
import { modifierSteps, priceCardSchema } from '#shared/domain/price.ts';
import { serviceTiers } from '#shared/domain/usage.ts';
import { cacheMinimumRules, cacheMultiplierRules } from '../../../../electron/pricing/rules/caching.ts';
import { contextRules } from '../../../../electron/pricing/rules/context-rules.ts';
import { lifecycleRules } from '../../../../electron/pricing/rules/lifecycles.ts';
import { claudeVersion } from '../../../../electron/pricing/rules/model-rule.ts';
import { residencyRules } from '../../../../electron/pricing/rules/residency.ts';
import { serviceTierRules } from '../../../../electron/pricing/rules/service-tiers.ts';
import { tokenizerRules } from '../../../../electron/pricing/rules/tokenizers.ts';
import { unitPriceRules } from '../../../../electron/pricing/rules/unit-prices.ts';
import { exampleCard } from '../example-card.ts';

const flat = (usdPerMTok: number): { usdPerMTok: number; tiers: [] } => ({ usdPerMTok, tiers: [] });
const cachedRates = { input: flat(3), cacheRead: flat(0.3), output: flat(15) };

function ruled(
  provider: string,
  model: string,
  fromMs: number | null = null,
): ReturnType<typeof priceCardSchema.parse> {
  return priceCardSchema.parse(
    exampleCard({ ...withProviderRules(provider, model, fromMs, { rates: cachedRates, unitRates: {} }) }),
  );
}

describe('serviceTiersOf', () => {
  it.each([
    ['openai', 'gpt-4.1', { batch: 0.5, flex: 0.5, priority: 1.75, fast: 1.75 }],
    ['openai', 'gpt-5.6-sol', { batch: 0.5, flex: 0.5, priority: 2, fast: 2 }],
    ['openai', 'gpt-5.5', { batch: 0.5, flex: 0.5, priority: 2.5, fast: 2.5 }],
    ['openai', 'gpt-3.5-turbo', { batch: 0.5, flex: 0.5 }],
    ['anthropic', 'claude-sonnet-4-5', { batch: 0.5 }],
    ['anthropic', 'claude-opus-5', { batch: 0.5, fast: 2 }],
    ['anthropic', 'claude-opus-4-6', { batch: 0.5, fast: 6 }],
    ['anthropic', 'claude-opus-4.8', { batch: 0.5, fast: 2 }],
    ['anthropic', 'claude-opus-4-5', { batch: 0.5 }],
    ['google', 'gemini-2.5-pro', { batch: 0.5, flex: 0.5 }],
    ['google', 'gemini-3.8-flash', { batch: 0.5, flex: 0.5, priority: 1.8 }],
    ['moonshotai', 'kimi-k2.5', { batch: 0.6 }],
    ['fireworks', 'kimi-k2p5', { batch: 0.5 }],
    ['groq', 'llama-3.3-70b-versatile', { flex: 1 }],
  ])('knows the published tiers of %s/%s', (provider, model, expected) => {
    const tiers = serviceTiersOf(provider, model);
    const known = serviceTiers.flatMap((tier) => {
      const modifier = tiers[tier];
      return modifier === undefined ? [] : [[tier, modifier.multiplier]];
    });
    expect(Object.fromEntries(known)).toEqual(expected);
  });

  it('knows the rates themselves where no one multiple tells them', () => {
    expect(serviceTiersOf('openai', 'gpt-4o-mini').priority?.rates).toEqual({
      input: flat(0.25),
      cacheRead: flat(0.125),
      output: flat(1),
    });
  });

  it.each([
    ['azure', 'gpt-4o', 'its batch price is not confirmed'],
    ['aws', 'global.anthropic.claude-sonnet-4-5-20250929-v1:0', 'its tier prices are not confirmed'],
    ['openrouter', 'openai/gpt-4o', 'a reseller has its own'],
    ['google', 'claude-sonnet-4-5', "Gemini's tiers are not those of other vendors' models"],
    ['openai', 'gpt-realtime', 'a session is not a batch job'],
    ['google', 'gemini-live-2.5-flash', 'a session is not a batch job'],
  ])('claims nothing for %s/%s: %s', (provider, model) => {
    expect(serviceTiersOf(provider, model)).toEqual({});
  });
});

describe('withProviderRules', () => {
  it('keeps what the book or the user gives', () => {
    const given = {
      rates: cachedRates,
      unitRates: { webSearch: { usdPerUnit: 0.01 } },
      serviceTiers: { batch: { multiplier: 0.4, source: 'mine' } },
      residency: { us: { multiplier: 1.3, source: 'mine' } },
      cacheMinimum: { tokens: 7, source: 'mine' },
    };
    const parts = withProviderRules('anthropic', 'claude-opus-5', null, given);
    expect(parts).toMatchObject(given);
    expect(parts.serviceTiers.fast?.multiplier).toBe(2);
  });

  it('adds nothing that no source says to an unknown provider', () => {
    expect(withProviderRules('acme', 'claude-opus-5', null, { rates: cachedRates, unitRates: {} })).toEqual({
      rates: cachedRates,
      unitRates: {},
      serviceTiers: {},
    });
  });

  it('turns a bound of 199,999 into "from 200,000" where the provider counts so', () => {
    const rates = { input: { usdPerMTok: 1.25, tiers: [{ aboveInputTokens: 199_999, usdPerMTok: 2.5 }] } };
    const parts = withProviderRules('x-ai', 'grok-4.3', null, { rates, unitRates: {} });
    expect(parts.rates.input?.tiers).toEqual([{ aboveInputTokens: 200_000, usdPerMTok: 2.5 }]);
    expect(parts).toMatchObject({ contextRule: { mode: 'cliff', bound: 'from', basis: 'prompt' } });
    const again = withProviderRules('x-ai', 'grok-4.3', null, parts);
    expect(again.rates).toEqual(parts.rates);
  });

  it.each([
    ['openai', 'gpt-6-sol', 'above'],
    ['openai', 'gpt-6-astra', 'from'],
    ['openai', 'gpt-5.4', 'from'],
    ['google', 'gemini-2.5-pro', 'above'],
    ['anthropic', 'claude-sonnet-4-5', 'above'],
  ])('counts the tiers of %s/%s %s the bound on', (provider, model, bound) => {
    const rates = { input: { usdPerMTok: 1, tiers: [{ aboveInputTokens: 272_000, usdPerMTok: 2 }] } };
    expect(withProviderRules(provider, model, null, { rates, unitRates: {} })).toMatchObject({
      contextRule: { bound },
    });
  });

  it('says nothing of context tiers on a card without any', () => {
    expect(ruled('x-ai', 'grok-4').contextRule).toBeUndefined();
  });

  it.each([
    ['anthropic', 'claude-opus-5', 512],
    ['anthropic', 'claude-opus-5-5', 512],
    ['anthropic', 'claude-sonnet-4-5', 1024],
    ['anthropic', 'claude-opus-4.7', 2048],
    ['anthropic', 'claude-haiku-4-5', 4096],
    ['openai', 'gpt-4o', 1024],
    ['azure', 'gpt-4o', 1024],
    ['google', 'gemini-2.5-flash', 1024],
    ['google', 'gemini-2.5-pro', 4096],
    ['aws', 'global.anthropic.claude-opus-4-6-v1:0', 4096],
    ['aws', 'global.anthropic.claude-opus-4-7-v1:0', undefined],
    ['mistral', 'mistral-large', undefined],
  ])('knows the minimum cacheable prompt of %s/%s: %s', (provider, model, tokens) => {
    expect(ruled(provider, model).cacheMinimum?.tokens).toBe(tokens);
  });

  it('gives no cache minimum to a model that has no cached rate', () => {
    const parts = withProviderRules('openai', 'text-embedding-3-small', null, {
      rates: { input: flat(1) },
      unitRates: {},
    });
    expect(parts).not.toHaveProperty('cacheMinimum');
  });

  it.each([
    ['anthropic', 'claude-opus-4-6', { us: 1.1 }],
    ['anthropic', 'claude-sonnet-4-5', {}],
    ['openai', 'gpt-5.4', { us: 1.1, eu: 1.1, regional: 1.1 }],
    ['openai', 'gpt-5.2', {}],
    ['google', 'claude-haiku-4-5', { us: 1.1, eu: 1.1, regional: 1.1 }],
    ['google', 'claude-4-sonnet', {}],
    ['aws', 'global.anthropic.claude-opus-5', { us: 1.1, eu: 1.1, regional: 1.1 }],
    ['aws', 'regional.anthropic.claude-opus-5', { us: 1, eu: 1, regional: 1 }],
    ['x-ai', 'grok-4.6', { us: 1.1 }],
  ])('knows what processing in one place costs on %s/%s: %j', (provider, model, expected) => {
    const places = Object.entries(ruled(provider, model).residency ?? {});
    expect(Object.fromEntries(places.map(([place, { multiplier }]) => [place, multiplier]))).toEqual(expected);
  });

  it.each([
    ['claude-opus-4-7', 1.3],
    ['claude-sonnet-5', 1.3],
    ['claude-fable-5-1', 1.3],
    ['claude-sonnet-4-6', 1],
    ['claude-3-5-haiku-latest', 1],
    ['claude-2', undefined],
  ])('knows the tokenizer of %s: %s', (model, factor) => {
    expect(ruled('anthropic', model).tokenizer?.factor).toBe(factor);
  });

  it('prices the storage of explicit caches, and its rise in 2027', () => {
    const inForce = (model: string, fromMs: number | null = null): number | undefined =>
      ruled('google', model, fromMs).unitRates.cacheStorageMTokHour?.usdPerUnit;
    expect(inForce('gemini-2.5-pro')).toBe(4.5);
    expect(inForce('gemini-2.5-flash')).toBe(1);
    expect(inForce('gemini-3.8-flash')).toBe(0.5);
    expect(inForce('gemini-3.8-flash', Date.UTC(2027, 0, 1))).toBe(1);
    expect(inForce('gemini-2.0-flash')).toBeUndefined();
  });

  it("prices xAI's tools by the call", () => {
    expect(ruled('x-ai', 'grok-4.6').unitRates).toMatchObject({
      webSearch: { usdPerUnit: 0.005 },
      codeExecution: { usdPerUnit: 0.005 },
      fileSearch: { usdPerUnit: 0.0025 },
    });
  });

  it('knows when a model is switched off', () => {
    expect(ruled('openai', 'gpt-5').lifecycle).toMatchObject({
      deprecatedFromMs: Date.UTC(2026, 5, 11),
      retiredFromMs: Date.UTC(2026, 11, 11),
    });
    expect(ruled('openai', 'gpt-5.2').lifecycle).toBeUndefined();
    expect(ruled('anthropic', 'claude-3-opus-latest').lifecycle?.retiredFromMs).toBe(Date.UTC(2026, 0, 5));
  });
});

describe('the rule tables', () => {
  const sources: readonly (readonly [table: string, source: string])[] = [
    ...serviceTierRules.map(({ value }) => ['service tiers', value.modifier.source] as const),
    ...residencyRules.flatMap(({ value }) => Object.values(value).map(({ source }) => ['residency', source] as const)),
    ...contextRules.map(({ value }) => ['context rules', value.source] as const),
    ...cacheMinimumRules.map(({ value }) => ['cache minimums', value.source] as const),
    ...cacheMultiplierRules.flatMap(({ value }) =>
      Object.values(value).map(({ source }) => ['cache multipliers', source] as const),
    ),
    ...unitPriceRules.map(({ value }) => ['unit prices', value.source] as const),
    ...lifecycleRules.map(({ value }) => ['lifecycles', value.source] as const),
  ];

  it('name a source and, for a page, the day it was read or the dated copy it is known from', () => {
    const undated = sources.filter(
      ([, source]) =>
        !/(read|on) \d{4}-\d{2}-\d{2}\)?|as noted in genai-prices 0\.1\.8$|^the rates of this entry/.test(source),
    );
    expect(undated).toEqual([]);
    for (const { value } of tokenizerRules) expect(value.source).not.toBe('');
  });

  it('hold a date of retirement after that of deprecation', () => {
    for (const { value } of lifecycleRules) {
      expect(value.retiredFromMs).toBeGreaterThan(value.deprecatedFromMs ?? 0);
    }
  });
});

describe('claudeVersion', () => {
  it.each([
    ['claude-opus-4-7', 407],
    ['claude-opus-4-20250514', 400],
    ['claude-sonnet-4-5-20250929', 405],
    ['global.anthropic.claude-opus-5-5', 505],
    ['claude-fable-5-1', 501],
    ['claude-3-5-haiku-latest', 305],
    ['claude-3-opus', 300],
    ['claude-4-sonnet', 400],
    ['claude-2', undefined],
    ['gpt-4o', undefined],
  ])('of %s is %s', (model, version) => {
    expect(claudeVersion(model)).toBe(version);
  });
});

it('keeps the documented order of steps', () => {
  expect(modifierSteps).toEqual(['contextTier', 'serviceTier', 'cache', 'residency', 'contract']);
});
