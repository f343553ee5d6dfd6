import { calcPrice, findProvider, type Usage } from '@pydantic/genai-prices';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainPrice, type Consumption } from '#pricing';
import { createBundledCatalogue } from '#pricing/books';
import type { ModelSummary } from '#shared/contract.ts';
import type { UnitCounts } from '#shared/domain/billable-units.ts';
import { promptTokens, tokenKinds, type TokenCounts, type TokenKind } from '#shared/domain/token-kinds.ts';
import { genaiKeyMeaning } from '../../electron/pricing/books/genai-prices-rates.ts';
import { anyTokens } from './pricing-arbitraries.ts';

/**
 * Burnrate's prices of the bundled book against genai-prices' own calculator, on random usage of every model. Where the
 * two disagree, they do so for a reason that is listed here, and for no other.
 */

const catalogue = createBundledCatalogue();
const today = Date.UTC(2026, 10, 22, 12);
/** Models that are too new for genai-prices, tools and infrastructure are no part of it. */
const models = catalogue.list({}, today).filter(({ source }) => source.book === 'genai-prices');

/** Our disjoint kinds as genai-prices counts them: every total includes its parts. */
function asLibraryUsage(counts: TokenCounts, units: UnitCounts): Usage {
  function sum(...kinds: TokenKind[]): number {
    return kinds.reduce((total, kind) => total + (counts[kind] ?? 0), 0);
  }
  return {
    input_tokens: promptTokens(counts),
    cache_read_tokens: sum('cacheRead', 'cacheReadAudio', 'cacheReadImage'),
    // A 30-minute write is the library's write without a lifetime.
    cache_write_tokens: sum('cacheWrite5m', 'cacheWrite30m', 'cacheWrite1h'),
    cache_write_5m_tokens: sum('cacheWrite5m'),
    cache_write_1h_tokens: sum('cacheWrite1h'),
    output_tokens: sum('output', 'reasoning', 'outputAudio', 'outputImage'),
    output_reasoning_tokens: sum('reasoning'),
    input_audio_tokens: sum('inputAudio', 'cacheReadAudio'),
    cache_audio_read_tokens: sum('cacheReadAudio'),
    output_audio_tokens: sum('outputAudio'),
    input_image_tokens: sum('inputImage', 'cacheReadImage'),
    cache_image_read_tokens: sum('cacheReadImage'),
    output_image_tokens: sum('outputImage'),
    web_searches: units.webSearch ?? 0,
    storage_searches: units.fileSearch ?? 0,
    input_document_pages: units.documentPage ?? 0,
    audio_seconds: units.inputAudioSecond ?? 0,
    input_audio_seconds: units.inputAudioSecond ?? 0,
  };
}

const anyUnits: fc.Arbitrary<UnitCounts> = fc.record(
  {
    webSearch: fc.integer({ min: 0, max: 20 }),
    fileSearch: fc.integer({ min: 0, max: 20 }),
    documentPage: fc.integer({ min: 0, max: 5000 }),
    inputAudioSecond: fc.integer({ min: 0, max: 7200 }),
  },
  { requiredKeys: [] },
);

interface Draw {
  readonly counts: TokenCounts;
  readonly units: UnitCounts;
  readonly atMs: number;
}

const draws = createDraws(20_261_122);

/** An endless row of random usages and instants. The cycles have coprime lengths, so their triples hardly repeat. */
function createDraws(seed: number): () => Draw {
  const counts = fc.sample(anyTokens, { seed, numRuns: 400 });
  const units = fc.sample(anyUnits, { seed, numRuns: 31 });
  const instants = fc.sample(fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 5, 1) }), {
    seed,
    numRuns: 97,
  });
  let index = 0;
  return () => {
    index += 1;
    return {
      counts: counts[index % counts.length] ?? {},
      units: units[index % units.length] ?? {},
      atMs: instants[index % instants.length] ?? today,
    };
  };
}

function libraryPrice({ provider, modelId }: ModelSummary, { counts, units, atMs }: Draw): number | undefined {
  const model = modelId.slice(provider.length + 1);
  const usage = asLibraryUsage(counts, units);
  return calcPrice(usage, model, { providerId: provider, timestamp: new Date(atMs) })?.total_price;
}

function ourPrice({ modelId }: ModelSummary, { counts, units, atMs }: Draw): ReturnType<typeof explainPrice> {
  const match = catalogue.resolve({ model: modelId }, atMs);
  if (!match.ok) throw new Error(match.error.message);
  const consumption: Consumption = { tokens: counts, units, requests: 1, serviceTier: 'standard' };
  return explainPrice(match.value.card, consumption);
}

/** Prices on which Burnrate disagrees with the library on purpose. */
const knownDisagreements: readonly {
  readonly reason: string;
  readonly fits: (model: ModelSummary, draw: Draw) => boolean;
  /** A usage on which it shows, so that no reason outlives its cause. */
  readonly example: { readonly model: string; readonly draw: Draw };
}[] = [
  {
    reason:
      'DeepSeek V4 in peak hours: the library bills the peak rate before 2026-08-17, when there was none, and at weekends from 2026-08-23 on',
    fits: ({ modelId }, { atMs }) => {
      const hour = new Date(atMs).getUTCHours();
      const isPeakHour = (hour >= 1 && hour < 4) || (hour >= 6 && hour < 10);
      const isWeekend = [0, 6].includes(new Date(atMs).getUTCDay());
      const isMisbilled = atMs < Date.UTC(2026, 7, 17) || (atMs >= Date.UTC(2026, 7, 23) && isWeekend);
      return modelId.startsWith('deepseek/deepseek-v4') && isPeakHour && isMisbilled;
    },
    example: {
      model: 'deepseek/deepseek-v4-flash',
      draw: { counts: { input: 1000 }, units: {}, atMs: Date.UTC(2026, 6, 1, 2) },
    },
  },
  {
    reason:
      'Groq transcription below 10 seconds: the library rounds each call up to 10 s; a usage record may sum many calls, so its seconds count as they are',
    fits: ({ modelId }, { units }) =>
      modelId.startsWith('groq/whisper') && (units.inputAudioSecond ?? 0) > 0 && (units.inputAudioSecond ?? 0) < 10,
    example: { model: 'groq/whisper-large-v3', draw: { counts: {}, units: { inputAudioSecond: 3 }, atMs: today } },
  },
  {
    reason: "xAI's tools by the call: the library has no price and says $0, Burnrate has xAI's own",
    fits: ({ modelId }, { units }) =>
      /^x-ai\/grok-(4|build)/.test(modelId) && (units.webSearch ?? 0) + (units.fileSearch ?? 0) > 0,
    example: { model: 'x-ai/grok-4.6', draw: { counts: { input: 10 }, units: { webSearch: 3 }, atMs: today } },
  },
  {
    reason:
      'Grok voice: an hour of session mixes both directions, which seconds of audio input are not: Burnrate lists them as unpriced',
    fits: ({ modelId }, { units }) => modelId.startsWith('x-ai/grok-voice') && (units.inputAudioSecond ?? 0) > 0,
    example: { model: 'x-ai/grok-voice-latest', draw: { counts: {}, units: { inputAudioSecond: 60 }, atMs: today } },
  },
];

describe("agreement with genai-prices' own calculator", () => {
  it('is to 1e-9 for random usage of every model that the calculator finds by its id, but for the reasons listed', () => {
    let compared = 0;
    const unexpected: unknown[] = [];
    for (const model of models) {
      for (let round = 0; round < 5; round += 1) {
        const draw = draws();
        const theirs = libraryPrice(model, draw);
        if (theirs === undefined) break;
        const ours = ourPrice(model, draw).usd ?? 0;
        compared += 1;
        if (Math.abs(ours - theirs) <= 1e-9 * Math.max(ours, theirs)) continue;
        if (knownDisagreements.some(({ fits }) => fits(model, draw))) continue;
        unexpected.push({ model: model.modelId, ...draw, ours, theirs });
      }
    }
    expect(unexpected).toEqual([]);
    expect(compared).toBeGreaterThan(5 * 1600);
  });

  it('misses only ids that the calculator itself cannot find', () => {
    const lost = models.filter((model) => libraryPrice(model, { counts: {}, units: {}, atMs: today }) === undefined);
    // Each of these entries matches only longer names (`accounts/fireworks/models/…`), not its own id.
    expect(new Set(lost.map(({ provider }) => provider))).toEqual(new Set(['aws', 'fireworks', 'mistral', 'openai']));
    expect(lost).toHaveLength(57);
  });
});

/** Price keys of the book that Burnrate does not price, because no record counts what they price. */
const unpricedKeys: Readonly<Record<string, string>> = {
  audio_hours: 'hours of a session that mixes both directions; where they are of one, the book has a key for that too',
  input_annotated_document_kpages: 'annotated pages are not told apart from others',
  input_text_messages_kcount: 'text messages of a voice session',
  input_video_mtok: 'video tokens are not told apart from images',
  output_citation_mtok: 'citation tokens are reported as output',
  output_video_mtok: 'video tokens',
};

describe('known disagreements with genai-prices', () => {
  it.each(knownDisagreements)('are there still: $reason', ({ fits, example }) => {
    const model = models.find(({ modelId }) => modelId === example.model);
    if (model === undefined) throw new Error(`No model ${example.model}.`);
    expect(fits(model, example.draw)).toBe(true);
    expect(libraryPrice(model, example.draw)).toBeGreaterThan(0);
    expect(ourPrice(model, example.draw).usd ?? 0).not.toBeCloseTo(libraryPrice(model, example.draw) ?? 0, 9);
  });

  it('are no other price keys than those listed', () => {
    const keys = new Set(models.flatMap((model) => [...bookKeys(model)]));
    const unused = [...keys].filter((key) => genaiKeyMeaning(key) !== 'used').sort();
    expect(unused).toEqual(Object.keys(unpricedKeys));
  });

  it('are where DeepSeek V4 has peak hours, and there the library bills twice the off-peak rate', () => {
    const deepSeek = models.filter(({ modelId }) => modelId.startsWith('deepseek/deepseek-v4'));
    expect(deepSeek.map(({ modelId }) => modelId)).toEqual(['deepseek/deepseek-v4-flash', 'deepseek/deepseek-v4-pro']);
    const tokens = { counts: { input: 1_000_000 }, units: {} };
    for (const model of deepSeek) {
      // Saturday 2026-11-21 and Friday 2026-11-20, both at 02:00 UTC.
      const [saturday, friday] = [Date.UTC(2026, 10, 21, 2), Date.UTC(2026, 10, 20, 2)];
      const offPeak = ourPrice(model, { ...tokens, atMs: saturday }).usd ?? 0;
      expect(libraryPrice(model, { ...tokens, atMs: saturday })).toBeCloseTo(2 * offPeak, 9);
      expect(ourPrice(model, { ...tokens, atMs: friday }).usd).toBeCloseTo(2 * offPeak, 9);
      expect(libraryPrice(model, { ...tokens, atMs: friday })).toBeCloseTo(2 * offPeak, 9);
    }
  });

  /** Where the library says $0 and Burnrate says unpriced. Each model falls into the first row that fits. */
  const unpricedModels: readonly {
    readonly reason: string;
    readonly fits: (keys: ReadonlySet<string>) => boolean;
    readonly models: number;
  }[] = [
    { reason: 'no price at all: free, or not yet in the book', fits: (keys) => keys.size === 0, models: 163 },
    {
      reason: 'priced by the hour, page, message or search only',
      fits: (keys) => ![...keys].some((key) => key.endsWith('_mtok')),
      models: 14,
    },
    {
      reason: 'no output rate: embeddings, rerankers, classifiers and four legacy Azure models',
      fits: (keys) => !keys.has('output_mtok'),
      models: 48,
    },
  ];

  it('are where tokens have no rate: the library says $0 and Burnrate says unpriced, for the reasons listed and no others', () => {
    const everyKind = Object.fromEntries(tokenKinds.map((kind) => [kind, 1000]));
    const seen = new Map<string, number>();
    for (const model of models) {
      const { unpricedKinds } = ourPrice(model, { counts: everyKind, units: {}, atMs: today });
      if (unpricedKinds.length === 0) continue;
      const unpriced = Object.fromEntries(unpricedKinds.map((kind) => [kind, 1000]));
      const theirs = libraryPrice(model, { counts: unpriced, units: {}, atMs: today }) ?? 0;
      expect(theirs, `${model.modelId}: ${unpricedKinds.join()}`).toBe(0);
      const keys = bookKeys(model);
      const reason = unpricedModels.find(({ fits }) => fits(keys))?.reason ?? model.modelId;
      seen.set(reason, (seen.get(reason) ?? 0) + 1);
    }
    expect(Object.fromEntries(seen)).toEqual(
      Object.fromEntries(unpricedModels.map(({ reason, models: expected }) => [reason, expected])),
    );
  });

  it('are where units have no price: the library says $0 and Burnrate lists them', () => {
    const model = models.find(({ modelId }) => modelId === 'openai/gpt-3.5-turbo');
    if (model === undefined) throw new Error('expected GPT-3.5 Turbo in the book');
    const draw: Draw = { counts: {}, units: { webSearch: 3 }, atMs: today };
    expect(libraryPrice(model, draw)).toBe(0);
    expect(ourPrice(model, draw)).toMatchObject({ usd: null, unpricedUnits: ['webSearch'] });
  });

  /** Every price key that any dated entry of a book model has. */
  function bookKeys({ provider, modelId }: ModelSummary): ReadonlySet<string> {
    const book = findProvider({ providerId: provider })?.models.find(
      ({ id }) => `${provider}/${id}`.toLowerCase() === modelId,
    );
    const prices = book?.prices ?? {};
    const entries = Array.isArray(prices) ? prices.map((entry) => entry.prices) : [prices];
    return new Set(entries.flatMap((entry) => Object.keys(entry)));
  }
});
