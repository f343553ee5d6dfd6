import { describe, expect, it } from 'vitest';
import { createBundledCatalogue, createCatalogue } from '#pricing/books';
import { contract } from '#shared/contract.ts';
import { contractTermsSchema } from '#shared/domain/contract-terms.ts';
import { catalogueHandlers } from '../../../electron/api/handlers/catalogue.ts';

const today = Date.UTC(2026, 10, 22);
const catalogue = createCatalogue({ bundled: createBundledCatalogue(), documents: [] });
if (!catalogue.ok) throw new Error(catalogue.error.message);
const handlers = catalogueHandlers({ catalogue: catalogue.value, rows: () => [], now: () => today });

describe('catalogue.price', () => {
  it('prices tokens today unless told a date', async () => {
    const tokens = { input: 1_000_000 };
    const now = await handlers['catalogue.price'](
      contract['catalogue.price'].input.parse({ model: 'openai/o3', tokens }),
    );
    const then = await handlers['catalogue.price'](
      contract['catalogue.price'].input.parse({ model: 'openai/o3', tokens, atMs: Date.UTC(2025, 5, 9) }),
    );
    expect(now).toMatchObject({ ok: true, value: { modelId: 'openai/o3', usd: 2, matchReason: 'exact id' } });
    expect(then).toMatchObject({ ok: true, value: { usd: 10 } });
  });

  it('fits its contract', async () => {
    const priced = await handlers['catalogue.price']({
      model: 'google/gemini-2.5-pro',
      tokens: { input: 250_000, cacheRead: 10_000, output: 500, reasoning: 100 },
      requests: 1,
      serviceTier: 'batch',
    });
    if (!priced.ok) throw new Error(priced.error.message);
    expect(contract['catalogue.price'].output.parse(priced.value)).toEqual(priced.value);
  });

  it('prices units, places and a contract given with the record', async () => {
    const terms = contractTermsSchema.parse({
      format: 'burnrate-contract',
      version: 1,
      name: 'Acme 2027',
      discounts: [{ provider: 'anthropic', percentOff: 20 }],
    });
    const priced = await handlers['catalogue.price']({
      model: 'anthropic/claude-opus-5',
      tokens: { input: 1_000_000 },
      units: { webSearch: 10 },
      requests: 10,
      serviceTier: 'standard',
      residency: 'us',
      contract: terms,
    });
    // ($5 × 1.1 + 10 × $0.01) × 0.8
    expect(priced).toMatchObject({ ok: true, value: { usd: expect.closeTo(4.48, 12), residency: 'us' } });
  });

  it('takes the place from a name that tells it', async () => {
    const priced = await handlers['catalogue.price']({
      model: 'bedrock/us.anthropic.claude-opus-4-6-v1:0',
      tokens: { input: 1_000_000 },
      requests: 1,
      serviceTier: 'standard',
    });
    // Bedrock's regional entry: $5.50, with no second surcharge on top.
    expect(priced).toMatchObject({ ok: true, value: { usd: 5.5, residency: 'us' } });
  });

  it('fails in one sentence for a record that costs more than one can hold', async () => {
    const priced = await handlers['catalogue.price']({
      model: 'openai/gpt-4o',
      tokens: { input: 9e15 },
      requests: 1,
      serviceTier: 'standard',
    });
    expect(priced).toMatchObject({ ok: false, error: { code: 'price-too-large' } });
  });

  it('fails for an unknown model with the nearest ids', async () => {
    const priced = await handlers['catalogue.price']({
      model: 'openai/gpt-4o-mni',
      tokens: { input: 1 },
      requests: 1,
      serviceTier: 'standard',
    });
    expect(priced).toMatchObject({
      ok: false,
      error: { code: 'unknown-model', nextStep: expect.stringContaining('Did you mean openai/gpt-4o-mini') },
    });
  });
});

describe('catalogue.models', () => {
  it('counts all that match and gives as many as asked for', async () => {
    const some = await handlers['catalogue.models']({ provider: 'openai', limit: 3 });
    const all = await handlers['catalogue.models']({ provider: 'openai' });
    if (!some.ok || !all.ok) throw new Error('expected a list');
    expect(some.value.models).toHaveLength(3);
    expect(some.value.total).toBe(all.value.models.length);
    expect(contract['catalogue.models'].output.parse(all.value)).toEqual(all.value);
  });
});

describe('catalogue.cards', () => {
  it('gives the dated cards of known models and the candidates of unknown ones', async () => {
    const result = await handlers['catalogue.cards']({ models: ['openai/o3', 'openai/o33-nano'] });
    if (!result.ok) throw new Error(result.error.message);
    expect(result.value.cards.map(({ modelId }) => modelId)).toEqual(['openai/o3', 'openai/o3']);
    expect(result.value.unknown.map(({ model }) => model)).toEqual(['openai/o33-nano']);
    expect(contract['catalogue.cards'].output.parse(result.value)).toEqual(result.value);
  });
});
