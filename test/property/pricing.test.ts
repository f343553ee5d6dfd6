import { calcPrice, findProvider, type Usage } from '@pydantic/genai-prices';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainPrice, recordPrice, type Consumption } from '#pricing';
import { createBundledCatalogue } from '#pricing/books';
import type { ModelSummary } from '#shared/contract.ts';
import { billableUnits } from '#shared/domain/billable-units.ts';
import { modifierSteps, type PriceCard, type Rate } from '#shared/domain/price.ts';
import {
  promptTokens,
  textCacheKinds,
  tokenKinds,
  type TokenCounts,
  type TokenKind,
} from '#shared/domain/token-kinds.ts';
import { residencies, serviceTiers } from '#shared/domain/usage.ts';
import { nanoUsdToUsd, usdToNanoUsd } from '#shared/money.ts';
import { exampleCard } from '../unit/pricing/example-card.ts';

const catalogue = createBundledCatalogue();
const today = Date.UTC(2026, 10, 22, 12);
const models = catalogue.list({ subject: 'model' }, today);

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

const factor = fc.double({ min: 0.01, max: 3, noNaN: true });
const contextRule = fc.record({
  mode: fc.constantFrom('cliff' as const, 'marginal' as const),
  bound: fc.constantFrom('above' as const, 'from' as const),
  basis: fc.constantFrom('prompt' as const, 'uncached' as const),
  source: fc.constant('example'),
});
const rates = fc.record(Object.fromEntries(tokenKinds.map((kind) => [kind, rate])), { requiredKeys: [] });
const tierModifier = fc.record(
  {
    multiplier: factor,
    fullRateKinds: fc.subarray([...tokenKinds]),
    rates,
    source: fc.constant('example'),
  },
  { requiredKeys: ['multiplier', 'source'] },
);
const someFactor = fc.record({ multiplier: factor, source: fc.constant('example') });

/** Cards with any of the rules that a card can have. */
const card: fc.Arbitrary<PriceCard> = fc
  .record(
    {
      rates,
      unitRates: fc.record(
        Object.fromEntries(
          billableUnits.map((unit) => [unit, fc.record({ usdPerUnit: fc.double({ min: 0, max: 1, noNaN: true }) })]),
        ),
        { requiredKeys: [] },
      ),
      serviceTiers: fc.record({ batch: tierModifier, priority: tierModifier }, { requiredKeys: [] }),
      contextRule,
      residency: fc.record({ us: someFactor }),
      cacheMultipliers: fc.record(Object.fromEntries(textCacheKinds.map((kind) => [kind, someFactor])), {
        requiredKeys: [],
      }),
      contract: fc.record({
        name: fc.constant('contract'),
        multiplier: factor,
        kindMultipliers: fc.record({ output: factor, webSearch: factor }, { requiredKeys: [] }),
      }),
    },
    { requiredKeys: ['rates', 'unitRates', 'serviceTiers'] },
  )
  .map((more) => exampleCard(more));

const consumption: fc.Arbitrary<Consumption> = fc.record(
  {
    tokens,
    units: fc.record(
      Object.fromEntries(
        billableUnits
          .filter((unit) => unit !== 'request')
          .map((unit) => [unit, fc.oneof(fc.constant(0), fc.double({ min: 0, max: 1000, noNaN: true }))]),
      ),
      { requiredKeys: [] },
    ),
    requests: fc.integer({ min: 0, max: 50 }),
    serviceTier: fc.constantFrom(...serviceTiers),
    residency: fc.constantFrom(...residencies),
  },
  { requiredKeys: ['tokens', 'requests', 'serviceTier'] },
);

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

  it('lets the whole nano-dollars of the lines sum exactly to those of the ledger', () => {
    fc.assert(
      fc.property(card, consumption, (anyCard, anyConsumption) => {
        const { lines } = explainPrice(anyCard, anyConsumption);
        const sum = lines.reduce((total, { nanoUsd }) => total + BigInt(nanoUsd ?? 0), 0n);
        expect(sum).toBe(BigInt(recordPrice(anyCard, anyConsumption).costNanoUsd));
        for (const { usd, nanoUsd } of lines) {
          expect(nanoUsd === null).toBe(usd === null);
          if (usd === null || nanoUsd === null) continue;
          expect(Math.abs(nanoUsd - usd * 1e9)).toBeLessThanOrEqual(1 + usd * 1e9 * Number.EPSILON);
        }
      }),
    );
  });

  it('applies the steps in the fixed order, and their product is what the rate is multiplied by', () => {
    fc.assert(
      fc.property(card, consumption, (anyCard, anyConsumption) => {
        for (const { modifiers, multiplier, aboveInputTokens } of explainPrice(anyCard, anyConsumption).lines) {
          const order = modifiers.map(({ step }) => modifierSteps.indexOf(step));
          expect(order).toEqual([...new Set(order)].sort((left, right) => left - right));
          expect(multiplier).toBe(modifiers.reduce((product, modifier) => product * modifier.multiplier, 1));
          expect(modifiers.some(({ step }) => step === 'contextTier')).toBe(aboveInputTokens !== undefined);
        }
      }),
    );
  });

  it('never gives anything away: each kind and unit used has a line, priced or listed as unpriced', () => {
    fc.assert(
      fc.property(card, consumption, (anyCard, anyConsumption) => {
        const { usd, lines, unpricedKinds, unpricedUnits } = explainPrice(anyCard, anyConsumption);
        const kinds = tokenKinds.filter((kind) => (anyConsumption.tokens[kind] ?? 0) > 0);
        const units = billableUnits.filter((unit) => (anyConsumption.units?.[unit] ?? 0) > 0);
        const withLines = new Set(lines.map(({ kind }) => kind));
        expect([...withLines].filter((kind) => kind !== 'request')).toEqual([...kinds, ...units]);
        const unpriced = lines.filter((line) => line.usd === null).map(({ kind }) => kind);
        expect(new Set([...unpricedKinds, ...unpricedUnits])).toEqual(new Set(unpriced));
        expect(usd === null).toBe(lines.length > 0 && lines.every((line) => line.usd === null));
      }),
    );
  });

  it('shares out every token over the lines of its kind, whatever the long-context rule', () => {
    fc.assert(
      fc.property(card, consumption, (anyCard, anyConsumption) => {
        const { lines } = explainPrice(anyCard, anyConsumption);
        for (const kind of tokenKinds) {
          const shared = lines.filter((line) => line.kind === kind).reduce((sum, { quantity }) => sum + quantity, 0);
          expect(shared).toBeCloseTo(anyConsumption.tokens[kind] ?? 0, 6);
        }
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
          expect(dearer).toBeGreaterThanOrEqual(cheaper * (1 - 1e-9));
        },
      ),
    );
  });

  it('never jumps under a marginal rule: one token more costs at most what a token costs at the highest tier', () => {
    const marginal = card.map((anyCard) => ({
      ...anyCard,
      contextRule: { mode: 'marginal', bound: 'above', basis: 'prompt', source: 'example' } as const,
    }));
    fc.assert(
      fc.property(marginal, fc.integer({ min: 1, max: 400_000 }), (anyCard, input) => {
        const priceOf = (count_: number): number =>
          explainPrice(anyCard, { tokens: { input: count_ }, requests: 1, serviceTier: 'standard' }).usd ?? 0;
        const highest = anyCard.rates.input?.tiers.at(-1)?.usdPerMTok ?? anyCard.rates.input?.usdPerMTok ?? 0;
        const dearest = (highest * (anyCard.contract?.multiplier ?? 1)) / 1e6;
        expect(priceOf(input + 1) - priceOf(input)).toBeLessThanOrEqual(dearest + 1e-9);
      }),
    );
  });

  it('stores the same price in the ledger, rounded once, and the same gaps', () => {
    fc.assert(
      fc.property(card, consumption, (anyCard, anyConsumption) => {
        const explained = explainPrice(anyCard, anyConsumption);
        const stored = recordPrice(anyCard, anyConsumption);
        expect(stored.costNanoUsd).toBe(usdToNanoUsd(explained.usd ?? 0));
        expect(stored.unpricedKinds).toEqual(explained.unpricedKinds);
        expect(stored.unpricedUnits ?? []).toEqual(explained.unpricedUnits);
        expect(stored.priceVersion === null).toBe(explained.usd === null);
      }),
    );
  });

  it('sums any thousand tiny costs exactly: the ledger adds whole nano-dollars', () => {
    const tiny = fc.record({
      tokens: fc.record({ input: fc.integer({ min: 0, max: 50 }), output: fc.integer({ min: 0, max: 5 }) }),
      requests: fc.constant(1),
      serviceTier: fc.constant('standard' as const),
    });
    fc.assert(
      fc.property(card, fc.array(tiny, { minLength: 1000, maxLength: 1000 }), (anyCard, records) => {
        const costs = records.map((record) => recordPrice(anyCard, record).costNanoUsd);
        const exact = costs.reduce((sum, cost) => sum + BigInt(cost), 0n);
        expect(BigInt(costs.reduce((sum, cost) => sum + cost, 0))).toBe(exact);
        expect(BigInt(costs.toReversed().reduce((sum, cost) => sum + cost, 0))).toBe(exact);
      }),
      { numRuns: 20 },
    );
  });

  it('sums a million calls of $0.00003875 to exactly $38.75, where floats drift', () => {
    // 25 × $0.15/M + 25 × $1.40/M = $0.00003875 = 38,750 nano-dollars a call
    const cheap = exampleCard({
      rates: { input: { usdPerMTok: 0.15, tiers: [] }, output: { usdPerMTok: 1.4, tiers: [] } },
    });
    const call: Consumption = { tokens: { input: 25, output: 25 }, requests: 1, serviceTier: 'standard' };
    let nanoUsd = 0;
    let usd = 0;
    for (let index = 0; index < 1_000_000; index += 1) {
      nanoUsd += recordPrice(cheap, call).costNanoUsd;
      usd += 0.00003875;
    }
    expect(nanoUsd).toBe(38_750_000_000);
    expect(nanoUsdToUsd(nanoUsd)).toBe(38.75);
    expect(usd).not.toBe(38.75);
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
