import { describe, expect, it } from 'vitest';
import { bookDocument, createCatalogue, diffBook } from '#pricing/books';
import type { BookDiff } from '#shared/domain/price-book.ts';
import { bundled, catalogueWith, documentRows, fixtureText, readBook } from '../unit/pricing/books/book-fixtures.ts';

/**
 * What applying test/fixtures/price-books/litellm.json from 2026-11-01 on changes in the bundled book (genai-prices
 * 0.1.8, which has GPT-4o at $2.50 in and $10 out, Claude Sonnet 4.5 at $3 and $15 doubled and 1.5 times above 200k,
 * Gemini 2.5 Pro at $1.25 and $10, Grok 4 at $3 and $15 with cache reads at $0.75 and no dearer long prompts).
 */

const november = Date.UTC(2026, 10, 1);
const book = bookDocument(
  readBook(fixtureText('litellm.json'), 'litellm.json'),
  { file: 'litellm.json', sha256: '0123456789abcdef'.repeat(4) },
  november,
);

function diff(): BookDiff {
  const after = createCatalogue({ bundled, documents: documentRows([book]) });
  if (!after.ok) throw new Error(after.error.message);
  return diffBook({
    before: catalogueWith(),
    after: after.value,
    book,
    previousModelIds: ['openai/gpt-4o', 'openai/gone', 'acme/gone'],
  });
}

describe('the diff of a book', () => {
  const { changed, added, ...rest } = diff();

  it('says of each model what changes, the largest change first', () => {
    expect(
      changed.map(({ modelId, fromMs, largestPercent, changes }) => [
        modelId,
        fromMs,
        largestPercent,
        changes.map((change) => [
          [change.serviceTier, change.kind, change.aboveInputTokens].filter((part) => part !== undefined).join(' '),
          change.oldUsd,
          change.newUsd,
          change.percent,
        ]),
      ]),
    ).toEqual([
      [
        'openai/gpt-4o',
        november,
        // $0.01 → $0.035 a search, the medium context of the LiteLLM file: × 3.5.
        expect.closeTo(250, 9),
        [
          ['webSearch', 0.01, 0.035, expect.closeTo(250, 9)],
          ['input', 2.5, 2, expect.closeTo(-20, 9)],
        ],
      ],
      [
        'x-ai/grok-4',
        november,
        100,
        [
          ['input 128000', 3, 6, 100],
          ['output 128000', 15, 30, 100],
          ['cacheRead', 0.75, null, null],
        ],
      ],
      [
        'anthropic/claude-sonnet-4-5',
        november,
        null,
        // `fast: 6.0` of the file: 6 × $3, 6 × $6, 6 × $15, 6 × $22.50.
        [
          ['fast input', null, 18, null],
          ['fast input 200000', null, 36, null],
          ['fast output', null, 90, null],
          ['fast output 200000', null, 135, null],
        ],
      ],
      [
        'google/gemini-2.5-pro',
        november,
        null,
        [
          ['cacheRead', 0.125, null, null],
          ['cacheRead 200000', 0.25, null, null],
        ],
      ],
    ]);
  });

  it('lists the models that it brings', () => {
    expect(added.map(({ modelId }) => modelId)).toEqual([
      'acme/film',
      'acme/ocr',
      'acme/paint',
      'acme/ranges',
      'acme/rerank',
      'acme/run',
      'acme/say',
      'acme/search',
      'acme/voice',
      'acme/whisper',
    ]);
    expect(added[3]).toEqual({
      modelId: 'acme/ranges',
      displayName: 'ranges',
      fromMs: november,
      inputUsdPerMTok: 1,
      outputUsdPerMTok: 4,
    });
  });

  it('counts the rest', () => {
    expect(rest).toMatchObject({
      format: 'litellm',
      book: 'litellm',
      bookVersion: '01234567',
      file: 'litellm.json',
      effectiveFromMs: november,
      models: 15,
      // GPT-4o of May 2024: $5 and $15 in both.
      unchanged: 1,
      removed: { count: 2, modelIds: ['acme/gone', 'openai/gone'] },
    });
    expect(rest).not.toHaveProperty('cards');
  });

  it('shows a later price change that a book with dates brings, and one that it takes back', () => {
    const text = JSON.stringify([
      {
        id: 'google',
        name: 'Google',
        models: [
          {
            id: 'gemini-3.8-flash',
            match: { equals: 'gemini-3.8-flash' },
            prices: [
              { prices: { input_mtok: 0.75, cache_read_mtok: 0.075, output_mtok: 3.75 } },
              {
                constraint: { start_date: '2027-02-01' },
                prices: { input_mtok: 1.5, cache_read_mtok: 0.15, output_mtok: 7.5 },
              },
            ],
          },
        ],
      },
    ]);
    const document = bookDocument(readBook(text), { file: 'data.json', sha256: '0'.repeat(64) }, november);
    const after = createCatalogue({ bundled, documents: documentRows([document]) });
    if (!after.ok) throw new Error(after.error.message);
    const { changed: found } = diffBook({
      before: catalogueWith(),
      after: after.value,
      book: document,
      previousModelIds: [],
    });
    // The bundled book doubles the price on 2027-01-01, this one a month later.
    expect(found.map(({ fromMs, largestPercent }) => [fromMs, largestPercent])).toEqual([[Date.UTC(2027, 0, 1), 50]]);
  });

  it('notes price changes that a book without dates leaves alone', () => {
    const text = JSON.stringify({
      'gemini/gemini-3.8-flash': {
        litellm_provider: 'gemini',
        mode: 'chat',
        input_cost_per_token: 7.5e-7,
        cache_read_input_token_cost: 7.5e-8,
        output_cost_per_token: 3.75e-6,
      },
    });
    const document = bookDocument(readBook(text), { file: 'book.json', sha256: '0'.repeat(64) }, november);
    const after = createCatalogue({ bundled, documents: documentRows([document]) });
    if (!after.ok) throw new Error(after.error.message);
    const { notes, unchanged } = diffBook({
      before: catalogueWith(),
      after: after.value,
      book: document,
      previousModelIds: [],
    });
    expect(unchanged).toBe(1);
    expect(notes).toEqual([
      '1 model keeps a price change that the catalogue has a later date for (google/gemini-3.8-flash on 2027-01-01): a book without dates says what holds now.',
    ]);
  });
});
