import { readFileSync } from 'node:fs';
import type { ModelInfo, Provider } from '@pydantic/genai-prices';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { bookCards, bookVersion } from '../../../../electron/pricing/books/book-cards.ts';

function entry(model: Partial<ModelInfo> & Pick<ModelInfo, 'prices'>): Parameters<typeof bookCards>[0] {
  const provider: Provider = {
    id: 'acme',
    name: 'Acme',
    api_pattern: '',
    pricing_urls: ['https://acme.example/pricing', 'https://acme.example/more'],
    models: [],
  };
  return { provider, owner: provider, model: { id: 'Large', match: { equals: 'large' }, ...model } };
}

describe('bookCards', () => {
  it('reads every token key of the book into its kind', () => {
    const [card] = bookCards(
      entry({
        prices: {
          input_mtok: 1,
          cache_read_mtok: 2,
          cache_write_mtok: 3,
          cache_write_1h_mtok: 4,
          output_mtok: 5,
          output_reasoning_mtok: 6,
          input_audio_mtok: 7,
          cache_audio_read_mtok: 8,
          output_audio_mtok: 9,
          input_image_mtok: 10,
          cache_image_read_mtok: 11,
          output_image_mtok: 12,
        },
      }),
    );
    expect(
      Object.fromEntries(Object.entries(card?.rates ?? {}).map(([kind, rate]) => [kind, rate.usdPerMTok])),
    ).toEqual({
      input: 1,
      cacheRead: 2,
      cacheWrite5m: 3,
      cacheWrite1h: 4,
      output: 5,
      reasoning: 6,
      inputAudio: 7,
      cacheReadAudio: 8,
      outputAudio: 9,
      inputImage: 10,
      cacheReadImage: 11,
      outputImage: 12,
    });
  });

  it('prefers the key that names the five-minute lifetime', () => {
    const [card] = bookCards(entry({ prices: { cache_write_mtok: 3, cache_write_5m_mtok: 4 } }));
    expect(card?.rates).toEqual({ cacheWrite5m: { usdPerMTok: 4, tiers: [] } });
  });

  it('orders tiers by their bound', () => {
    const tiers = [
      { start: 272_000, price: 4 },
      { start: 128_000, price: 2 },
    ];
    const [card] = bookCards(entry({ prices: { input_mtok: { base: 1, tiers } } }));
    expect(card?.rates.input).toEqual({
      usdPerMTok: 1,
      tiers: [
        { aboveInputTokens: 128_000, usdPerMTok: 2 },
        { aboveInputTokens: 272_000, usdPerMTok: 4 },
      ],
    });
  });

  it('turns a price per thousand requests into one per request and leaves other units out', () => {
    const [card] = bookCards(entry({ prices: { input_mtok: 1, requests_kcount: 12, web_searches_kcount: 10 } }));
    expect(card?.unitRates.request?.usdPerUnit).toBe(0.012);
    expect(Object.keys(card?.rates ?? {})).toEqual(['input']);
  });

  it('names model, source, dates and context window', () => {
    const cards = bookCards(
      entry({
        name: 'Acme Large',
        context_window: 128_000,
        prices: [
          { prices: { input_mtok: 2 } },
          { constraint: { type: 'start_date', start_date: '2026-03-13' }, prices: { input_mtok: 1 } },
        ],
      }),
    );
    expect(cards).toHaveLength(2);
    expect(cards[1]).toMatchObject({
      modelId: 'acme/large',
      provider: 'acme',
      providerName: 'Acme',
      model: 'Large',
      displayName: 'Acme Large',
      contextWindowTokens: 128_000,
      effectiveFromMs: Date.UTC(2026, 2, 13),
      effectiveToMs: null,
      source: { book: 'genai-prices', bookVersion, url: 'https://acme.example/pricing' },
    });
    expect(cards[0]?.priceVersion).toMatch(/^genai-prices@[\d.]+\/acme\/large#[0-9a-f]{8}$/);
    expect(cards[1]?.priceVersion).toMatch(/^genai-prices@[\d.]+\/acme\/large@2026-03-13#[0-9a-f]{8}$/);
  });

  it('gives equal content one version and any other content another', () => {
    const [first] = bookCards(entry({ prices: { input_mtok: 1 } }));
    const [same] = bookCards(entry({ prices: { input_mtok: 1 } }));
    const [other] = bookCards(entry({ prices: { input_mtok: 1.1 } }));
    expect(same?.priceVersion).toBe(first?.priceVersion);
    expect(other?.priceVersion).not.toBe(first?.priceVersion);
  });
});

it('states the version of the package that is installed', () => {
  const manifest = readFileSync(new URL('../package.json', import.meta.resolve('@pydantic/genai-prices')), 'utf8');
  expect(bookVersion).toBe(z.object({ version: z.string() }).parse(JSON.parse(manifest)).version);
});
