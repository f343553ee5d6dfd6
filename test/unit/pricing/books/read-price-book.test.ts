import { describe, expect, it } from 'vitest';
import { maximumBookSize, readPriceBook } from '#pricing/books';
import type { PriceCard } from '#shared/domain/price.ts';
import type { Failure } from '#shared/result.ts';
import { fixtureText } from './book-fixtures.ts';

/** What the catalogue says of `openai/known`: input $3, output $15 per million. */
const known: PriceCard['rates'] = { input: { usdPerMTok: 3, tiers: [] }, output: { usdPerMTok: 15, tiers: [] } };

function refusal(text: string): Failure {
  const book = readPriceBook(text, {
    file: 'book.json',
    providerNamed: () => undefined,
    knownRates: (modelId) => (modelId === 'openai/known' ? known : undefined),
  });
  if (book.ok) throw new Error(`The book was read: ${book.value.models.length} models.`);
  return book.error;
}

function litellm(entry: object, key = 'large'): string {
  return JSON.stringify({ [key]: { litellm_provider: 'openai', mode: 'chat', ...entry } });
}

function modelsDev(cost: unknown): string {
  return JSON.stringify({ acme: { models: { large: { cost } } } });
}

function genai(prices: unknown): string {
  return JSON.stringify([{ id: 'acme', models: [{ id: 'large', prices }] }]);
}

describe('a bad book is refused with the path inside the file', () => {
  it.each<[string, string, Partial<Failure>]>([
    [
      'LiteLLM: a negative price',
      litellm({ input_cost_per_token: -1e-6 }),
      {
        code: 'bad-price',
        message: "'input_cost_per_token' must be a price from 0 on, but is -0.000001. Nothing was applied.",
        at: { file: 'book.json', path: 'large.input_cost_per_token' },
      },
    ],
    [
      'LiteLLM: a price as text',
      litellm({ input_cost_per_token: '3e-6' }),
      {
        code: 'bad-price',
        message: `'input_cost_per_token' must be a number, but is "3e-6". Nothing was applied.`,
        at: { file: 'book.json', path: 'large.input_cost_per_token' },
      },
    ],
    [
      'LiteLLM: an infinite price',
      litellm({ input_cost_per_token: 0 }).replace('"input_cost_per_token":0', '"input_cost_per_token":1e999'),
      {
        code: 'bad-price',
        message: "'input_cost_per_token' must be a finite number, but is Infinity. Nothing was applied.",
        at: { file: 'book.json', path: 'large.input_cost_per_token' },
      },
    ],
    [
      'LiteLLM: a negative price of a key that is not used',
      litellm({ input_cost_per_token: 1e-6, input_cost_per_pixel: -1 }),
      { code: 'bad-price', at: { file: 'book.json', path: 'large.input_cost_per_pixel' } },
    ],
    [
      'LiteLLM: a multiplier of zero',
      litellm({ input_cost_per_token: 1e-6, regional_processing_uplift_multiplier_us: 0 }),
      { code: 'bad-price', at: { file: 'book.json', path: 'large.regional_processing_uplift_multiplier_us' } },
    ],
    [
      'LiteLLM: a search price that is no object',
      litellm({ input_cost_per_token: 1e-6, search_context_cost_per_query: 0.01 }),
      { code: 'wrong-type', at: { file: 'book.json', path: 'large.search_context_cost_per_query' } },
    ],
    [
      'LiteLLM: a search price that is text',
      litellm({ input_cost_per_token: 1e-6, search_context_cost_per_query: { search_context_size_medium: 'cheap' } }),
      {
        code: 'bad-price',
        at: { file: 'book.json', path: 'large.search_context_cost_per_query.search_context_size_medium' },
      },
    ],
    [
      'LiteLLM: ranges that are no list',
      litellm({ tiered_pricing: { input_cost_per_token: 1e-6 } }),
      { code: 'wrong-type', at: { file: 'book.json', path: 'large.tiered_pricing' } },
    ],
    [
      'LiteLLM: a range without bounds',
      litellm({ tiered_pricing: [{ range: ['all'], input_cost_per_token: 1e-6 }] }),
      { code: 'wrong-type', at: { file: 'book.json', path: 'large.tiered_pricing[0].range' } },
    ],
    [
      'LiteLLM: an entry that is no object',
      JSON.stringify({ large: { litellm_provider: 'openai', input_cost_per_token: 1e-6 }, small: 3 }),
      {
        code: 'wrong-type',
        message: "'small' must be an object, but is 3. Nothing was applied.",
        at: { file: 'book.json', path: 'small' },
      },
    ],
    [
      'LiteLLM: prices of a thousand tokens where one is meant',
      litellm({ input_cost_per_token: 0.003, output_cost_per_token: 0.015 }),
      {
        code: 'price-implausible',
        message:
          'large: input would cost $3,000.00 per million tokens, more than the $1,000.00 that is believed. Nothing was applied.',
        at: { file: 'book.json', path: 'large' },
      },
    ],
    [
      'LiteLLM: one price a thousand times below its neighbour',
      litellm({ input_cost_per_token: 3e-6, output_cost_per_token: 1.5e-8 }),
      { code: 'price-implausible', at: { file: 'book.json', path: 'large' } },
    ],
    [
      'LiteLLM: prices a thousand times below the catalogue’s',
      litellm({ input_cost_per_token: 3e-9, output_cost_per_token: 1.5e-8 }, 'known'),
      {
        code: 'price-implausible',
        message:
          'known: input would cost $0.003 per million tokens, but the catalogue says $3.00: more than 500 times apart. Nothing was applied.',
        at: { file: 'book.json', path: 'known' },
      },
    ],
    [
      'LiteLLM: a page for a thousand pages’ price',
      litellm({ mode: 'ocr', ocr_cost_per_page: 400 }),
      { code: 'price-implausible', at: { file: 'book.json', path: 'large' } },
    ],
    [
      'models.dev: a negative price',
      modelsDev({ input: -1, output: 2 }),
      { code: 'bad-price', at: { file: 'book.json', path: 'acme.models.large.cost.input' } },
    ],
    [
      'models.dev: a price as text',
      modelsDev({ input: 1, output: '2' }),
      { code: 'bad-price', at: { file: 'book.json', path: 'acme.models.large.cost.output' } },
    ],
    [
      'models.dev: a cost that is no object',
      modelsDev(3),
      { code: 'wrong-type', at: { file: 'book.json', path: 'acme.models.large.cost' } },
    ],
    [
      'models.dev: a tier of an unknown kind',
      modelsDev({ input: 1, output: 2, tiers: [{ input: 2, output: 4, tier: { type: 'moon', size: 5 } }] }),
      {
        code: 'unknown-unit',
        message: `'type' must be "context", but is "moon". Nothing was applied.`,
        at: { file: 'book.json', path: 'acme.models.large.cost.tiers[0].tier.type' },
      },
    ],
    [
      'models.dev: a tier without its size',
      modelsDev({ input: 1, output: 2, tiers: [{ input: 2, output: 4 }] }),
      { code: 'wrong-type', at: { file: 'book.json', path: 'acme.models.large.cost.tiers[0].tier.size' } },
    ],
    [
      'models.dev: prices of a thousand tokens where a million is meant',
      JSON.stringify({ openai: { models: { known: { cost: { input: 0.003, output: 0.015 } } } } }),
      { code: 'price-implausible', at: { file: 'book.json', path: 'openai.models.known' } },
    ],
    [
      'genai-prices: a negative price',
      genai({ input_mtok: -3 }),
      { code: 'bad-price', at: { file: 'book.json', path: '[0].models[0].prices.input_mtok' } },
    ],
    [
      'genai-prices: a tier price as text',
      genai({ input_mtok: { base: 3, tiers: [{ start: 200_000, price: '6' }] } }),
      { code: 'bad-price', at: { file: 'book.json', path: '[0].models[0].prices.input_mtok.tiers[0].price' } },
    ],
    [
      'genai-prices: a tier that starts nowhere',
      genai({ input_mtok: { base: 3, tiers: [{ price: 6 }] } }),
      { code: 'wrong-type', at: { file: 'book.json', path: '[0].models[0].prices.input_mtok.tiers[0].start' } },
    ],
    [
      'genai-prices: a price of an unknown unit',
      genai({ input_furlongs: 3 }),
      {
        code: 'unknown-unit',
        message: "'input_furlongs' prices a unit that is not known. Nothing was applied.",
        at: { file: 'book.json', path: '[0].models[0].prices.input_furlongs' },
      },
    ],
    [
      'genai-prices: a day that does not exist',
      genai([{ prices: { input_mtok: 3 } }, { constraint: { start_date: '2026-02-30' }, prices: { input_mtok: 2 } }]),
      { code: 'wrong-type', at: { file: 'book.json', path: '[0].models[0].prices[1].constraint.start_date' } },
    ],
    [
      'genai-prices: an hour without a zone',
      genai([
        { prices: { input_mtok: 3 } },
        { constraint: { start_time: '01:00:00', end_time: '04:00:00Z' }, prices: { input_mtok: 2 } },
      ]),
      { code: 'wrong-type', at: { file: 'book.json', path: '[0].models[0].prices[1].constraint.start_time' } },
    ],
    [
      'genai-prices: an empty list of prices',
      genai([]),
      { code: 'wrong-type', at: { file: 'book.json', path: '[0].models[0].prices' } },
    ],
    [
      'genai-prices: no prices at all',
      genai(null),
      { code: 'wrong-type', at: { file: 'book.json', path: '[0].models[0].prices' } },
    ],
    [
      'genai-prices: a model without an id',
      JSON.stringify([{ id: 'acme', models: [{ prices: { input_mtok: 3 } }] }]),
      { code: 'wrong-type', at: { file: 'book.json', path: '[0].models[0].id' } },
    ],
  ])('%s', (_case, text, expected) => {
    expect(refusal(text)).toMatchObject(expected);
  });

  it('truncated JSON, with line and column', () => {
    expect(refusal('{\n  "large": {\n    "litellm_provider": "openai",\n')).toEqual({
      code: 'book-not-json',
      message:
        'The file is not JSON: expected a field name in double quotes, found the end of the file. Nothing was applied.',
      at: { file: 'book.json', line: 4, column: '1' },
    });
  });

  it('NaN, which is no JSON', () => {
    expect(refusal('{"large": {"litellm_provider": "openai", "input_cost_per_token": NaN}}')).toMatchObject({
      code: 'book-not-json',
      at: { line: 1, column: '66' },
    });
  });

  it('a file of another kind', () => {
    expect(refusal('{"hello": "world"}')).toMatchObject({
      code: 'unknown-book',
      nextStep: 'It reads a genai-prices data file or a LiteLLM price file or a models.dev api.json.',
    });
    expect(refusal('[1, 2]')).toMatchObject({ code: 'unknown-book' });
    expect(refusal('null')).toMatchObject({ code: 'unknown-book' });
  });

  it('a file without one price that can be used', () => {
    expect(refusal(litellm({ input_cost_per_token: 0 }))).toMatchObject({ code: 'empty-book' });
  });

  it('a file that nests without end', () => {
    const depth = 100_000;
    expect(refusal(`{"large": ${'['.repeat(depth)}${']'.repeat(depth)}}`)).toMatchObject({
      code: 'book-too-deep',
      at: { path: expect.stringMatching(/^large\[0\]/) },
    });
  });

  it('a file larger than any price book', () => {
    expect(refusal(' '.repeat(maximumBookSize + 1))).toMatchObject({ code: 'book-too-large' });
  });

  it('says how many more problems there are', () => {
    expect(refusal(litellm({ input_cost_per_token: -1, output_cost_per_token: -2 })).message).toMatch(
      /1 more problem was found\. Nothing was applied\.$/,
    );
  });
});

describe('a book with some prices that cannot be true', () => {
  const text = JSON.stringify({
    good: { litellm_provider: 'openai', input_cost_per_token: 3e-6 },
    // As W&B's entries stand in LiteLLM's file: $0.135 a million, written as the price of one token.
    'wandb/large': { litellm_provider: 'wandb', input_cost_per_token: 0.135, output_cost_per_token: 0.4 },
    'wandb/small': { litellm_provider: 'wandb', input_cost_per_token: 0.005, output_cost_per_token: 0.015 },
  });
  const options = { file: 'book.json', providerNamed: () => undefined, knownRates: () => undefined };

  it('is refused with the first and the number of the others', () => {
    const refused = readPriceBook(text, options);
    expect(refused).toMatchObject({
      ok: false,
      error: {
        code: 'price-implausible',
        message: expect.stringMatching(/^large: .+ 1 more entry has such a price\. Nothing was applied\.$/),
        at: { file: 'book.json', path: '["wandb/large"]' },
        nextStep: expect.stringContaining('without these entries'),
      },
    });
  });

  it('is read without them when that is asked for, and says so', () => {
    const book = readPriceBook(text, { ...options, leaveOutImplausible: true });
    expect(book).toMatchObject({
      ok: true,
      value: {
        models: [{ model: 'good' }],
        skipped: [{ what: 'a price that cannot be true', count: 2, path: '["wandb/large"]' }],
        notes: [expect.stringMatching(/^Left out: large: input would cost \$135,000\.00/), expect.any(String)],
      },
    });
  });

  it('is never read for such a price alone', () => {
    const only = litellm({ input_cost_per_token: 0.135 });
    expect(readPriceBook(only, { ...options, leaveOutImplausible: true })).toMatchObject({
      error: { code: 'empty-book' },
    });
  });
});

describe('a sound book', () => {
  it('may price searches by their results, and hold what tools write beside the models', () => {
    const text = JSON.stringify({
      $schema: 'https://acme.example/schema.json',
      'exa_ai/search': {
        litellm_provider: 'exa_ai',
        mode: 'search',
        tiered_pricing: [{ max_results_range: [0, 25], input_cost_per_query: 0.005 }],
      },
      good: { litellm_provider: 'openai', input_cost_per_token: 3e-6 },
    });
    const book = readPriceBook(text, {
      file: 'book.json',
      providerNamed: () => undefined,
      knownRates: () => undefined,
    });
    expect(book).toMatchObject({
      ok: true,
      value: {
        models: [{ model: 'good' }],
        unknownKeys: [{ what: 'tiered_pricing by something else than the prompt', count: 1 }],
      },
    });
  });

  it.each(['litellm.json', 'models-dev.json', 'genai-prices.json'])('is recognised by its content: %s', (name) => {
    const book = readPriceBook(fixtureText(name), {
      file: 'renamed.json',
      providerNamed: () => undefined,
      knownRates: () => undefined,
    });
    expect(book.ok && book.value.format).toBe(name.replace('.json', '').replace('models-dev', 'models.dev'));
  });

  it('may begin with a byte order mark', () => {
    const text = `\uFEFF${litellm({ input_cost_per_token: 1e-6 })}`;
    const options = { file: 'book.json', providerNamed: () => undefined, knownRates: () => undefined };
    expect(readPriceBook(text, options)).toMatchObject({ ok: true });
  });

  it('is not made implausible by what is known to be dear: o1-pro at $600, audio at 227 times the text', () => {
    const text = JSON.stringify({
      'o1-pro': { litellm_provider: 'openai', input_cost_per_token: 1.5e-4, output_cost_per_token: 6e-4 },
      sonic: {
        litellm_provider: 'bedrock',
        input_cost_per_token: 6e-8,
        output_cost_per_token: 2.4e-7,
        output_cost_per_audio_token: 1.36e-5,
      },
    });
    const options = { file: 'book.json', providerNamed: () => undefined, knownRates: () => undefined };
    expect(readPriceBook(text, options)).toMatchObject({ ok: true });
  });
});
