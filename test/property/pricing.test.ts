import { calcPrice, findProvider, type Usage } from '@pydantic/genai-prices';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainPrice, recordPrice, type Consumption } from '#pricing';
import { createBundledCatalogue } from '#pricing/books';
import type { ModelSummary } from '#shared/contract.ts';
import type { PriceCard, Rate } from '#shared/domain/price.ts';
import { promptTokens, tokenKinds, type TokenCounts, type TokenKind } from '#shared/domain/token-kinds.ts';
import { serviceTiers } from '#shared/domain/usage.ts';
import { exampleCard } from '../unit/pricing/example-card.ts';

const catalogue = createBundledCatalogue();
const today = Date.UTC(2026, 10, 22, 12);
const models = catalogue.list({}, today);

/** Counts as requests have them: mostly small, sometimes around the long-context bounds, often none. */
const count = fc.oneof(
  { weight: 2, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 5000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 100_000, max: 300_000 }) },
  { weight: 1, arbitrary: fc.constantFrom(128_000, 199_999, 200_000, 200_001, 271_999, 272_000, 272_001) },
);
const tokens: fc.Arbitrary<TokenCounts> = fc.record(Object.fromEntries(tokenKinds.map((kind) => [kind, count])), {
  requiredKeys: [],
});

/** Rates that rise with the prompt, as every published long-context price does. */
const rate: fc.Arbitrary<Rate> = fc
  .record({
    usdPerMTok: fc.double({ min: 0, max: 600, noNaN: true }),
    steps: fc.array(
      fc.record({
        bound: fc.integer({ min: 1, max: 300_000 }),
        rise: fc.double({ min: 0, max: 100, noNaN: true }),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ usdPerMTok, steps }) => {
    const bounds = steps.map(({ bound }) => bound).sort((left, right) => left - right);
    let price = usdPerMTok;
    const tiers = steps.map(({ rise }, index) => {
      price += rise;
      return { aboveInputTokens: bounds[index] ?? 0, usdPerMTok: price };
    });
    return { usdPerMTok, tiers };
  });

const card: fc.Arbitrary<PriceCard> = fc
  .record({
    rates: fc.record(Object.fromEntries(tokenKinds.map((kind) => [kind, rate])), { requiredKeys: [] }),
    usdPerRequest: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
    batch: fc.option(fc.double({ min: 0.01, max: 2, noNaN: true }), { nil: undefined }),
    fullRateKinds: fc.subarray([...tokenKinds]),
  })
  .map(({ rates, usdPerRequest, batch, fullRateKinds }) =>
    exampleCard({
      rates,
      unitRates: usdPerRequest === undefined ? {} : { request: { usdPerUnit: usdPerRequest } },
      serviceTiers: batch === undefined ? {} : { batch: { multiplier: batch, fullRateKinds, source: 'example' } },
    }),
  );

const consumption: fc.Arbitrary<Consumption> = fc.record({
  tokens,
  requests: fc.integer({ min: 0, max: 50 }),
  serviceTier: fc.constantFrom(...serviceTiers),
});

describe('laws of pricing', () => {
  it('lets the lines sum to the total, each line being quantity × rate × multiplier', () => {
    fc.assert(
      fc.property(card, consumption, (anyCard, anyConsumption) => {
        const { usd, lines } = explainPrice(anyCard, anyConsumption);
        let sum = 0;
        for (const line of lines) {
          sum += line.usd ?? 0;
          if (line.usd === null || line.usdPerUnit === null) continue;
          const perUnit = line.unit === 'USD/MTok' ? line.usdPerUnit / 1e6 : line.usdPerUnit;
          expect(line.usd).toBeCloseTo(line.quantity * perUnit * line.multiplier, 9);
        }
        expect(usd ?? 0).toBe(sum);
      }),
    );
  });

  it('never gives tokens away: each kind with tokens has a line, priced or listed as unpriced', () => {
    fc.assert(
      fc.property(card, consumption, (anyCard, anyConsumption) => {
        const { usd, lines, unpricedKinds } = explainPrice(anyCard, anyConsumption);
        const used = tokenKinds.filter((kind) => (anyConsumption.tokens[kind] ?? 0) > 0);
        expect(lines.map(({ kind }) => kind).filter((kind) => kind !== 'request')).toEqual(used);
        expect(unpricedKinds).toEqual(
          lines.filter((line) => line.usd === null && line.kind !== 'request').map(({ kind }) => kind),
        );
        expect(usd === null).toBe(lines.length > 0 && lines.every((line) => line.usd === null));
      }),
    );
  });

  it('never makes more tokens cheaper', () => {
    fc.assert(
      fc.property(
        card,
        consumption,
        fc.constantFrom(...tokenKinds),
        fc.integer({ min: 1, max: 300_000 }),
        (anyCard, less, kind, extra) => {
          const more = { ...less, tokens: { ...less.tokens, [kind]: (less.tokens[kind] ?? 0) + extra } };
          const cheaper = explainPrice(anyCard, less).usd ?? 0;
          const dearer = explainPrice(anyCard, more).usd ?? 0;
          expect(dearer).toBeGreaterThanOrEqual(cheaper * (1 - 1e-12));
        },
      ),
    );
  });

  it('stores the same price in the ledger, rounded by at most half a nano-dollar a record', () => {
    fc.assert(
      fc.property(card, consumption, (anyCard, anyConsumption) => {
        const explained = explainPrice(anyCard, anyConsumption);
        const stored = recordPrice(anyCard, anyConsumption);
        const exactNanoUsd = (explained.usd ?? 0) * 1e9;
        expect(Number.isInteger(stored.costNanoUsd)).toBe(true);
        expect(Math.abs(stored.costNanoUsd - exactNanoUsd)).toBeLessThanOrEqual(0.5 + exactNanoUsd * Number.EPSILON);
        expect(stored.unpricedKinds).toEqual(explained.unpricedKinds);
        expect(stored.priceVersion === null).toBe(explained.usd === null);
      }),
    );
  });

  it('prices no record of a model that the book does not know', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^zz[a-z0-9./-]{0,20}$/), consumption, (name, anyConsumption) => {
        const match = catalogue.resolve({ model: name }, today);
        expect(match).toMatchObject({ ok: false, error: { code: 'unknown-model' } });
        const price = recordPrice(undefined, anyConsumption);
        expect(price.priceVersion).toBeNull();
        expect(price.unpricedKinds).toEqual(tokenKinds.filter((kind) => (anyConsumption.tokens[kind] ?? 0) > 0));
      }),
      { numRuns: 30 },
    );
  });

  it("holds that more tokens cost more for every one of the book's models: no tier of a card is cheaper than the one below", () => {
    for (const { modelId } of models) {
      for (const { rates } of catalogue.cards({ model: modelId })) {
        for (const { usdPerMTok, tiers } of Object.values(rates)) {
          const steps = [usdPerMTok, ...tiers.map((tier) => tier.usdPerMTok)];
          expect(steps).toEqual([...steps].sort((left, right) => left - right));
        }
      }
    }
  });
});

/** Our disjoint kinds as genai-prices counts them: every total includes its parts. */
function asLibraryUsage(counts: TokenCounts): Usage {
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
  };
}

/**
 * Where Burnrate and genai-prices disagree on purpose: the library counts tokens without a rate as $0, Burnrate calls
 * them unpriced. Each model falls into the first row that fits; the counts are those of the bundled book.
 */
const knownDisagreements: readonly {
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

describe("agreement with genai-prices' own calculator", () => {
  const samples = fc.sample(tokens, { seed: 20_261_122, numRuns: 400 });
  const instants = fc.sample(fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 5, 1) }), {
    seed: 20_261_122,
    numRuns: 97,
  });
  let draws = 0;

  /** The next random usage and instant: the two cycles have coprime lengths, so their pairs do not repeat. */
  function draw(): { readonly counts: TokenCounts; readonly atMs: number } {
    draws += 1;
    return { counts: samples[draws % samples.length] ?? {}, atMs: instants[draws % instants.length] ?? today };
  }

  function libraryPrice({ provider, modelId }: ModelSummary, counts: TokenCounts, atMs: number): number | undefined {
    const model = modelId.slice(provider.length + 1);
    return calcPrice(asLibraryUsage(counts), model, { providerId: provider, timestamp: new Date(atMs) })?.total_price;
  }

  function ourPrice({ modelId }: ModelSummary, counts: TokenCounts, atMs: number): ReturnType<typeof explainPrice> {
    const match = catalogue.resolve({ model: modelId }, atMs);
    if (!match.ok) throw new Error(match.error.message);
    return explainPrice(match.value.card, { tokens: counts, requests: 1, serviceTier: 'standard' });
  }

  it('is to 1e-9 for random usage of every model that the calculator finds by its id', () => {
    let compared = 0;
    const disagreements: unknown[] = [];
    for (const model of models) {
      for (let round = 0; round < 5; round += 1) {
        const { counts, atMs } = draw();
        const theirs = libraryPrice(model, counts, atMs);
        if (theirs === undefined) break;
        const ours = ourPrice(model, counts, atMs).usd ?? 0;
        const isClose = Math.abs(ours - theirs) <= 1e-9 * Math.max(ours, theirs);
        if (!isClose)
          disagreements.push({ model: model.modelId, counts, at: new Date(atMs).toISOString(), ours, theirs });
        compared += 1;
      }
    }
    expect(disagreements).toEqual([]);
    expect(compared).toBeGreaterThan(5 * 1600);
  });

  it('misses only ids that the calculator itself cannot find', () => {
    const lost = models.filter((model) => libraryPrice(model, {}, today) === undefined);
    // Each of these entries matches only longer names (`accounts/fireworks/models/…`), not its own id.
    expect(new Set(lost.map(({ provider }) => provider))).toEqual(new Set(['aws', 'fireworks', 'mistral', 'openai']));
    expect(lost).toHaveLength(57);
  });

  it('ends where the library says $0 and Burnrate says unpriced, for the reasons listed and no others', () => {
    const everyKind = Object.fromEntries(tokenKinds.map((kind) => [kind, 1000]));
    const seen = new Map<string, number>();
    for (const model of models) {
      const { unpricedKinds } = ourPrice(model, everyKind, today);
      if (unpricedKinds.length === 0) continue;
      const unpriced = Object.fromEntries(unpricedKinds.map((kind) => [kind, 1000]));
      expect(libraryPrice(model, unpriced, today) ?? 0, `${model.modelId}: ${unpricedKinds.join()}`).toBe(0);
      const keys = bookKeys(model);
      const row = knownDisagreements.find(({ fits }) => fits(keys));
      seen.set(row?.reason ?? model.modelId, (seen.get(row?.reason ?? model.modelId) ?? 0) + 1);
    }
    expect(Object.fromEntries(seen)).toEqual(
      Object.fromEntries(knownDisagreements.map(({ reason, models: expected }) => [reason, expected])),
    );
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
