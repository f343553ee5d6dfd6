import { describe, expect, it } from 'vitest';
import { createBundledCatalogue } from '#pricing/books';
import { modelSummarySchema } from '#shared/contract.ts';
import { priceCardSchema, type PriceCard } from '#shared/domain/price.ts';
import type { ModelReference } from '#pricing';

const catalogue = createBundledCatalogue();
const today = Date.UTC(2026, 10, 22, 12);

/** The card of a model that is known to be in the book. */
function cardOf(reference: ModelReference, atMs = today): PriceCard {
  const match = catalogue.resolve(reference, atMs);
  if (!match.ok) throw new Error(match.error.message);
  return match.value.card;
}

function resolved(reference: ModelReference): readonly [string, string] | undefined {
  const match = catalogue.resolve(reference, today);
  return match.ok ? [match.value.card.modelId, match.value.reason] : undefined;
}

describe('resolve', () => {
  it.each<[ModelReference, string, string]>([
    [{ provider: 'openai', model: 'gpt-4o' }, 'openai/gpt-4o', 'exact id'],
    [{ model: 'openai/gpt-4o' }, 'openai/gpt-4o', 'exact id'],
    [{ provider: 'OpenAI', model: ' GPT-4o ' }, 'openai/gpt-4o', 'exact id'],
    [{ provider: 'openai', model: 'openai/gpt-4o' }, 'openai/gpt-4o', 'exact id'],
    [{ model: 'openrouter/openai/gpt-4o' }, 'openrouter/openai/gpt-4o', 'exact id'],
    [
      { provider: 'openai', model: 'gpt-4o-2024-08-06' },
      'openai/gpt-4o',
      "matched openai/gpt-4o by the book's rule for openai",
    ],
    [
      { provider: '', model: 'claude-sonnet-4-20250514' },
      'anthropic/claude-sonnet-4-0',
      'matched anthropic/claude-sonnet-4-0 by its name alone, no provider given',
    ],
    [
      { provider: 'litellm', model: 'gpt-4o' },
      'openai/gpt-4o',
      'matched openai/gpt-4o by its name alone, no provider given',
    ],
    [{ model: 'xai/grok-4' }, 'x-ai/grok-4-0709', "matched x-ai/grok-4-0709 by the book's rule for x-ai"],
    [
      { provider: 'azure', model: 'gpt-4o' },
      'azure/gpt-4o',
      "matched openai/gpt-4o by the book's rule for azure, which has no entry of its own and falls back to openai",
    ],
    [
      { provider: 'fireworks', model: 'accounts/fireworks/models/deepseek-v3p2' },
      'fireworks/deepseek-v3p2',
      "matched fireworks/deepseek-v3p2 by the book's rule for fireworks",
    ],
  ])('reads %j', (reference, modelId, reason) => {
    expect(resolved(reference)).toEqual([modelId, reason]);
  });

  it.each<[ModelReference, string]>([
    [{ model: 'llama-3.3-70b-instruct' }, 'many sell it, each at another price'],
    [{ provider: 'my-gateway', model: 'gpt-4o' }, "the gateway's prices are not in the book"],
    [{ model: '' }, 'no name'],
    [{ provider: 'openai', model: 'gpt-99-ultra' }, 'no such model'],
  ])('does not guess at %j: %s', (reference) => {
    expect(resolved(reference)).toBeUndefined();
  });

  it('answers an unknown name with one sentence and the nearest ids', () => {
    expect(catalogue.resolve({ model: 'openai/gpt-4o-mni' }, today)).toEqual({
      ok: false,
      error: {
        code: 'unknown-model',
        message: 'The price book has no model "openai/gpt-4o-mni".',
        nextStep: 'Did you mean openai/gpt-4o-mini, openai/gpt-4o or openai/ft:gpt-4o-mini?',
      },
    });
    const nothingAlike = catalogue.resolve({ model: 'qqq/zzz' }, today);
    expect(nothingAlike.ok ? undefined : nothingAlike.error.nextStep).toBe(
      'Write it as provider/model, for example openai/gpt-4o.',
    );
  });

  it('suggests the maker before those who resell its models', () => {
    expect(catalogue.candidates({ model: 'claude sonet 4' })[0]).toMatch(/^anthropic\//);
  });

  it('gives the provider of the reference its own tiers: OpenAI batches at half price, Azure is not known to', () => {
    expect(cardOf({ model: 'openai/gpt-4o' }).serviceTiers.batch?.multiplier).toBe(0.5);
    expect(cardOf({ model: 'azure/gpt-4o' }).serviceTiers).toEqual({});
    expect(cardOf({ model: 'azure/gpt-4o' }).provider).toBe('azure');
  });

  it('finds every model of its own list by its id', () => {
    const models = catalogue.list({}, today);
    const lost = models.filter(({ modelId }) => resolved({ model: modelId })?.[0] !== modelId);
    expect(lost).toEqual([]);
  });

  it('changes at the instant a dated price begins, on a date yet to come too', () => {
    const change = Date.UTC(2027, 0, 1);
    expect(cardOf({ model: 'google/gemini-3.8-flash' }, change - 1).rates.input?.usdPerMTok).toBe(0.75);
    expect(cardOf({ model: 'google/gemini-3.8-flash' }, change).rates.input?.usdPerMTok).toBe(1.5);
  });

  it('is right at the hour for a price that changes by the hour', () => {
    const hourly = { model: 'deepseek/deepseek-chat' };
    expect(cardOf(hourly, Date.UTC(2026, 0, 5, 0, 29, 59, 999)).rates.input?.usdPerMTok).toBe(0.135);
    expect(cardOf(hourly, Date.UTC(2026, 0, 5, 0, 30)).rates.input?.usdPerMTok).toBe(0.27);
    expect(cardOf(hourly, Date.UTC(2026, 0, 5, 16, 30)).rates.input?.usdPerMTok).toBe(0.135);
  });

  it('keeps its answers when more names come by than it remembers', () => {
    const small = createBundledCatalogue();
    const before = small.resolve({ model: 'openai/gpt-4o' }, today);
    for (let index = 0; index < 10_050; index += 1) small.cards({ provider: 'nobody', model: `m${index}` });
    expect(small.resolve({ model: 'openai/gpt-4o' }, today)).toEqual(before);
  });
});

describe('cards', () => {
  it('gives one card a date: that of most hours where the price changes by the hour', () => {
    const cards = catalogue.cards({ model: 'deepseek/deepseek-v4-flash' });
    expect(cards.map(({ effectiveFromMs, rates }) => [effectiveFromMs, rates.input?.usdPerMTok])).toEqual([
      [null, 0.14],
      [Date.UTC(2026, 7, 17), 0.22],
      // Weekends became off-peak: the same rate in more hours.
      [Date.UTC(2026, 7, 23), 0.22],
    ]);
    expect(cards[1]?.dailyWindows).toHaveLength(3);
  });

  it('leaves no gap and no overlap between the cards of any model', () => {
    const starts: unknown[] = [];
    for (const { modelId, source } of catalogue.list({}, today)) {
      const cards = catalogue.cards({ model: modelId });
      // Recent models start on the day of their release instead.
      if (source.book !== 'burnrate-models') starts.push(cards[0]?.effectiveFromMs);
      expect(cards.at(-1)?.effectiveToMs).toBeNull();
      for (const [index, card] of cards.slice(1).entries())
        expect(cards[index]?.effectiveToMs).toBe(card.effectiveFromMs);
    }
    expect(new Set(starts)).toEqual(new Set([null]));
  });

  it('is empty for an unknown model', () => {
    expect(catalogue.cards({ model: 'qqq/zzz' })).toEqual([]);
  });

  it('fits the contract, with a version of its own for every card', () => {
    const cards = catalogue.list({}, today).flatMap(({ modelId }) => catalogue.cards({ model: modelId }));
    for (const card of cards) expect(priceCardSchema.safeParse(card).error).toBeUndefined();
    expect(new Set(cards.map(({ priceVersion }) => priceVersion)).size).toBe(cards.length);
  });
});

describe('list', () => {
  it('holds the whole book, each model once, with source and version', () => {
    const models = catalogue.list({}, today);
    expect(models.length).toBeGreaterThanOrEqual(1400);
    expect(catalogue.modelCount()).toBe(models.length);
    expect(new Set(models.map(({ modelId }) => modelId)).size).toBe(models.length);
    for (const model of models) {
      expect(modelSummarySchema.safeParse(model).error).toBeUndefined();
      const books = model.subject === undefined ? ['genai-prices', 'burnrate-models'] : ['burnrate-infrastructure'];
      expect(books).toContain(model.source.book);
      expect(model.source).toMatchObject({ url: expect.stringMatching(/^https:/) });
    }
  });

  it('is ordered by provider and id', () => {
    const ids = catalogue.list({}, today).map(({ modelId }) => modelId);
    expect(ids).toEqual([...ids].sort((left, right) => (left < right ? -1 : 1)));
  });

  it('keeps to a provider and to every word of a search', () => {
    const found = catalogue.list({ provider: 'openai', search: 'MINI 4o' }, today);
    expect(found.map(({ modelId }) => modelId)).toContain('openai/gpt-4o-mini');
    for (const { provider, modelId } of found) {
      expect(provider).toBe('openai');
      expect(modelId).toMatch(/mini/);
    }
    expect(catalogue.list({ provider: 'nobody' }, today)).toEqual([]);
    expect(catalogue.list({ provider: '', search: ' ' }, today)).toHaveLength(catalogue.list({}, today).length);
  });

  it('shows the rates and dates that hold at the instant', () => {
    const change = Date.UTC(2025, 5, 10);
    const [before] = catalogue
      .list({ search: 'openai/o3' }, change - 1)
      .filter(({ modelId }) => modelId === 'openai/o3');
    const [after] = catalogue.list({ search: 'openai/o3' }, change).filter(({ modelId }) => modelId === 'openai/o3');
    expect(before).toMatchObject({ inputUsdPerMTok: 10, outputUsdPerMTok: 40, effectiveToMs: change });
    expect(after).toMatchObject({ inputUsdPerMTok: 2, outputUsdPerMTok: 8, effectiveFromMs: change });
  });

  it('marks long-context tiers and writes null, not zero, for a missing rate', () => {
    const [gemini] = catalogue.list({ search: 'google/gemini-2.5-pro' }, today);
    expect(gemini?.hasContextTiers).toBe(true);
    const [turbo] = catalogue.list({ search: 'openai/gpt-4-turbo' }, today);
    expect(turbo).toMatchObject({ hasContextTiers: false, cacheReadUsdPerMTok: null });
  });
});
