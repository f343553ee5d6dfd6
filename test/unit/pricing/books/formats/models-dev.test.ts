import { describe, expect, it } from 'vitest';
import { bookDocument } from '#pricing/books';
import { fixtureText, readBook } from '../book-fixtures.ts';

const book = readBook(fixtureText('models-dev.json'));
const { cards } = bookDocument(book, { file: 'api.json', sha256: '0'.repeat(64) }, 0);
const large = cards.find(({ modelId }) => modelId === 'acme/large');

describe('a models.dev file', () => {
  it('reads costs per million tokens with their exact tiers', () => {
    expect(large).toMatchObject({
      providerName: 'Acme AI',
      displayName: 'Acme Large',
      contextWindowTokens: 1_050_000,
      source: { book: 'models.dev', url: 'https://acme.example/models' },
      lifecycle: { source: 'models.dev' },
      rates: {
        input: { usdPerMTok: 2.5, tiers: [{ aboveInputTokens: 272_000, usdPerMTok: 5 }] },
        output: { usdPerMTok: 15, tiers: [{ aboveInputTokens: 272_000, usdPerMTok: 22.5 }] },
        reasoning: { usdPerMTok: 20, tiers: [] },
        cacheRead: { usdPerMTok: 0.25, tiers: [{ aboveInputTokens: 272_000, usdPerMTok: 0.5 }] },
        cacheWrite5m: { usdPerMTok: 3.125, tiers: [] },
        inputAudio: { usdPerMTok: 10, tiers: [] },
        outputAudio: { usdPerMTok: 40, tiers: [] },
      },
    });
  });

  it('reads the older field for 200,000 tokens where there is no list of tiers', () => {
    expect(cards.find(({ modelId }) => modelId === 'acme/small')?.rates.input).toEqual({
      usdPerMTok: 0.1,
      tiers: [{ aboveInputTokens: 200_000, usdPerMTok: 0.2 }],
    });
  });

  it('reads a mode as the service tier that its request asks for; long prompts cost the standard price in it', () => {
    expect(large?.serviceTiers.priority?.rates).toEqual({
      input: { usdPerMTok: 5, tiers: [{ aboveInputTokens: 272_000, usdPerMTok: 5 }] },
      output: { usdPerMTok: 30, tiers: [{ aboveInputTokens: 272_000, usdPerMTok: 22.5 }] },
      cacheRead: { usdPerMTok: 0.5, tiers: [{ aboveInputTokens: 272_000, usdPerMTok: 0.5 }] },
    });
    expect(large?.serviceTiers.fast).toBeUndefined();
  });

  it("prefers the maker's own list to its cloud's", () => {
    expect(cards.find(({ modelId }) => modelId === 'google/gemini-2.5-pro')?.rates.input?.usdPerMTok).toBe(1.25);
  });

  it('lists what it does not use', () => {
    expect(book.unknownKeys).toEqual([
      { what: 'cost.per_minute', count: 1, path: 'acme.models.large.cost.per_minute' },
      { what: 'experimental.modes.dream', count: 1, path: 'acme.models.large.experimental.modes.dream.cost' },
    ]);
    expect(book.skipped).toEqual([
      { what: 'no price', count: 2, path: 'acme.models.film' },
      { what: 'another entry has the same model', count: 1, path: 'google.models["gemini-2.5-pro"]' },
      { what: 'only prices of zero: free, or not known', count: 1, path: 'acme.models.gift' },
    ]);
  });
});
