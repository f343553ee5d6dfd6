import { describe, expect, it } from 'vitest';
import { bookDocument } from '#pricing/books';
import type { PriceCard } from '#shared/domain/price.ts';
import { modelIdOf } from '../../../../../electron/pricing/books/stated-price.ts';
import { fixtureText, readBook } from '../book-fixtures.ts';
import { readTokenKey, readUnitKey } from '../../../../../electron/pricing/books/formats/litellm-keys.ts';

const book = readBook(fixtureText('litellm.json'));
const document = bookDocument(book, { file: 'litellm.json', sha256: '0'.repeat(64) }, 0);

function cardOf(modelId: string): PriceCard {
  const card = document.cards.find((candidate) => candidate.modelId === modelId);
  if (card === undefined) throw new Error(`No card of ${modelId}.`);
  return card;
}

function usdOf(modelId: string): Record<string, number | undefined> {
  return Object.fromEntries(Object.entries(cardOf(modelId).rates).map(([kind, rate]) => [kind, rate.usdPerMTok]));
}

describe("a LiteLLM price file's keys", () => {
  it.each([
    ['input_cost_per_token', { kind: 'input' }],
    ['output_cost_per_reasoning_token', { kind: 'reasoning' }],
    ['input_cost_per_token_cache_hit', { kind: 'cacheRead' }],
    ['cache_creation_input_token_cost_above_1hr', { kind: 'cacheWrite1h' }],
    ['input_cost_per_token_batches', { kind: 'input', serviceTier: 'batch' }],
    ['output_cost_per_token_flex', { kind: 'output', serviceTier: 'flex' }],
    ['input_cost_per_audio_token_priority', { kind: 'inputAudio', serviceTier: 'priority' }],
    ['input_cost_per_token_above_128k_tokens', { kind: 'input', aboveInputTokens: 128_000 }],
    ['output_cost_per_token_above_512k_tokens', { kind: 'output', aboveInputTokens: 512_000 }],
    [
      'cache_read_input_token_cost_above_272k_tokens_priority',
      { kind: 'cacheRead', aboveInputTokens: 272_000, serviceTier: 'priority' },
    ],
    [
      'cache_creation_input_token_cost_above_1hr_above_200k_tokens',
      { kind: 'cacheWrite1h', aboveInputTokens: 200_000 },
    ],
    ['input_cost_per_token_flex_above_272k_tokens', { kind: 'input', aboveInputTokens: 272_000, serviceTier: 'flex' }],
  ])('reads %s', (key, meaning) => {
    expect(readTokenKey(key)).toEqual(meaning);
  });

  it.each(['input_cost_per_pixel', 'citation_cost_per_token', 'cost', 'input_cost_per_token_above_lots'])(
    'does not guess at %s',
    (key) => {
      expect(readTokenKey(key)).toBeUndefined();
    },
  );

  it('lets the kind of model decide what a query or a second is', () => {
    expect(readUnitKey('input_cost_per_query', 'rerank')?.unit).toBe('rerankSearch');
    expect(readUnitKey('input_cost_per_query', 'search')?.unit).toBe('searchCall');
    expect(readUnitKey('output_cost_per_second', 'video_generation')?.unit).toBe('videoSecond');
    expect(readUnitKey('input_cost_per_second', 'chat')).toBeUndefined();
  });
});

describe('a LiteLLM price file', () => {
  it('gives every model with a price once, under the catalogue’s own provider ids', () => {
    expect(book.models.map(modelIdOf)).toEqual([
      'openai/gpt-4o',
      'openai/gpt-4o-2024-05-13',
      'anthropic/claude-sonnet-4-5',
      'x-ai/grok-4',
      'acme/whisper',
      'acme/voice',
      'acme/ranges',
      'acme/rerank',
      'acme/search',
      'acme/ocr',
      'acme/paint',
      'acme/film',
      'acme/say',
      'acme/run',
      'google/gemini-2.5-pro',
    ]);
  });

  it('turns prices of a token into prices of a million, without binary noise', () => {
    expect(usdOf('openai/gpt-4o')).toEqual({ input: 2, output: 10, cacheRead: 1.25 });
    expect(usdOf('acme/voice')).toEqual({
      input: 0.6,
      inputAudio: 10,
      output: 2.4,
      outputAudio: 20,
      reasoning: 3,
      inputImage: 5,
      outputImage: 40,
    });
  });

  it('reads context tiers of every kind', () => {
    const { rates } = cardOf('anthropic/claude-sonnet-4-5');
    expect(rates.input).toEqual({ usdPerMTok: 3, tiers: [{ aboveInputTokens: 200_000, usdPerMTok: 6 }] });
    expect(rates.cacheWrite1h).toEqual({ usdPerMTok: 6, tiers: [{ aboveInputTokens: 200_000, usdPerMTok: 12 }] });
    expect(rates.output?.tiers).toEqual([{ aboveInputTokens: 200_000, usdPerMTok: 22.5 }]);
  });

  it("counts xAI's tiers from the bound on, as LiteLLM does, and others above it", () => {
    expect(cardOf('x-ai/grok-4').contextRule).toMatchObject({ mode: 'cliff', bound: 'from', basis: 'prompt' });
    expect(cardOf('google/gemini-2.5-pro').contextRule).toMatchObject({ bound: 'above' });
  });

  it('reads ranges of the prompt as tiers', () => {
    expect(cardOf('acme/ranges').rates).toEqual({
      input: { usdPerMTok: 1, tiers: [{ aboveInputTokens: 32_000, usdPerMTok: 2 }] },
      output: { usdPerMTok: 4, tiers: [{ aboveInputTokens: 32_000, usdPerMTok: 8 }] },
    });
  });

  it('keeps the published multiplier where the tier keys follow it, and their rates where they do not', () => {
    const { serviceTiers } = cardOf('openai/gpt-4o');
    expect(serviceTiers.batch).toMatchObject({ multiplier: 0.5, source: expect.stringMatching(/^https:/) });
    expect(serviceTiers.batch?.rates).toBeUndefined();
    // 3.4 ÷ 2 = 17 ÷ 10 = 2.125 ÷ 1.25 = 1.7.
    expect(serviceTiers.priority).toMatchObject({ multiplier: 1.7 });
  });

  it('reads multipliers by place and speed', () => {
    const { serviceTiers, residency } = cardOf('anthropic/claude-sonnet-4-5');
    expect(serviceTiers.fast).toEqual({ multiplier: 6, source: "LiteLLM's price file" });
    expect(residency?.us?.multiplier).toBe(1.1);
    expect(cardOf('openai/gpt-4o').residency?.eu?.multiplier).toBe(1.1);
  });

  it.each([
    ['acme/whisper', { inputAudioSecond: { usdPerUnit: 0.0001 } }],
    ['acme/rerank', { rerankSearch: { usdPerUnit: 0.002 } }],
    ['acme/search', { searchCall: { usdPerUnit: 0.005 } }],
    ['acme/ocr', { documentPage: { usdPerUnit: 0.001 } }],
    ['acme/paint', { generatedImage: { usdPerUnit: 0.04 } }],
    ['acme/film', { videoSecond: { usdPerUnit: 0.1 } }],
    ['acme/say', { inputCharacter: { usdPerUnit: 0.000_015 } }],
    ['acme/run', { codeExecution: { usdPerUnit: 0.03 } }],
  ])('reads the unit prices of %s', (modelId, unitRates) => {
    expect(cardOf(modelId).unitRates).toEqual(unitRates);
  });

  it('prices web searches at the medium context, and says so', () => {
    expect(cardOf('openai/gpt-4o').unitRates.webSearch).toEqual({ usdPerUnit: 0.035 });
    expect(book.notes).toEqual([expect.stringContaining('medium search context')]);
  });

  it('keeps context window, source and deprecation date', () => {
    expect(cardOf('anthropic/claude-sonnet-4-5')).toMatchObject({
      contextWindowTokens: 1_000_000,
      source: { book: 'litellm', bookVersion: '00000000', url: 'https://acme.example/pricing' },
      lifecycle: { deprecatedFromMs: Date.UTC(2027, 8, 29) },
    });
  });

  it("prefers the maker's own entry to its cloud's", () => {
    expect(cardOf('google/gemini-2.5-pro').rates.input?.usdPerMTok).toBe(1.25);
  });

  it('lists what it does not use, with counts and the first path', () => {
    expect(book.unknownKeys).toEqual([
      { what: 'annotation_cost_per_page', count: 1, path: '["acme/ocr"].annotation_cost_per_page' },
      {
        what: 'cache_creation_input_audio_token_cost',
        count: 1,
        path: '["acme/voice"].cache_creation_input_audio_token_cost',
      },
      { what: 'input_cost_per_pixel', count: 1, path: '["acme/pixels"].input_cost_per_pixel' },
      {
        what: 'provider_specific_entry.moon',
        count: 1,
        path: 'claude-sonnet-4-5.provider_specific_entry.moon',
      },
    ]);
    expect(book.skipped).toEqual([
      { what: 'another entry has the same model', count: 1, path: '["gemini/gemini-2.5-pro"]' },
      { what: 'no price that can be used', count: 1, path: '["acme/pixels"]' },
      { what: 'no provider', count: 1, path: 'nameless' },
      { what: 'only prices of zero: free, or not known', count: 1, path: '["acme/free"]' },
    ]);
  });

  it('has a version of its own for every card', () => {
    expect(new Set(document.cards.map(({ priceVersion }) => priceVersion)).size).toBe(document.cards.length);
    expect(document.cards[0]?.priceVersion).toMatch(/^litellm@00000000\/openai\/gpt-4o#[0-9a-f]{8}$/);
  });
});
