import { describe, expect, it } from 'vitest';
import { bookDocument } from '#pricing/books';
import { fixtureText, readBook } from '../book-fixtures.ts';

const book = readBook(fixtureText('genai-prices.json'));
const { cards } = bookDocument(book, { file: 'data.json', sha256: '0'.repeat(64) }, 0);
const december = Date.UTC(2026, 11, 1);

describe('a genai-prices data file', () => {
  it('keeps the dates of prices, and every unit that a card can hold', () => {
    const large = cards.filter(({ modelId }) => modelId === 'acme/large');
    expect(large).toMatchObject([
      { effectiveFromMs: null, effectiveToMs: december, rates: { input: { usdPerMTok: 4 } } },
      {
        effectiveFromMs: december,
        effectiveToMs: null,
        model: 'Large',
        displayName: 'Acme Large',
        contextWindowTokens: 200_000,
        source: { book: 'genai-prices', bookVersion: '00000000', url: 'https://acme.example/pricing' },
        lifecycle: { source: 'marked as deprecated in genai-prices' },
        rates: {
          input: { usdPerMTok: 2, tiers: [{ aboveInputTokens: 200_000, usdPerMTok: 4 }] },
          cacheWrite5m: { usdPerMTok: 2.5 },
          cacheWrite1h: { usdPerMTok: 4 },
        },
        unitRates: { webSearch: { usdPerUnit: 0.01 }, request: { usdPerUnit: 0.005 } },
      },
    ]);
  });

  it('keeps the hours of prices, the longest first', () => {
    const night = cards.filter(({ modelId }) => modelId === 'acme/night');
    expect(night.map(({ rates, dailyWindows }) => [rates.input?.usdPerMTok, dailyWindows?.length])).toEqual([
      [1, 1],
      [0.5, 2],
    ]);
  });

  it('lists what it does not use', () => {
    expect(book.unknownKeys).toEqual([
      { what: 'input_video_mtok', count: 1, path: '[0].models[0].prices[1].prices.input_video_mtok' },
    ]);
    expect(book.skipped).toEqual([{ what: 'no price: free, or not yet in the book', count: 1, path: '[0].models[3]' }]);
  });
});
