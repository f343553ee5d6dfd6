import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainPrice } from '#pricing';
import { billableUnits, type UnitCounts } from '#shared/domain/billable-units.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { promptTokens, tokenKinds, type TokenCounts, type TokenKind } from '#shared/domain/token-kinds.ts';
import { residencies, serviceTiers, type ServiceTier } from '#shared/domain/usage.ts';
import { readPriceBook } from '../../../electron/pricing/books/read-price-book.ts';
import { sealCards } from '../../../electron/pricing/books/seal-card.ts';
import { litellmPrice, type LitellmEntry, type LitellmUsage } from './litellm-calculator.ts';

/**
 * A price file in LiteLLM's format (invented models, every group of its keys) read by Burnrate's importer and priced by
 * its engine, against what LiteLLM's own rules give for the same keys. Where the two differ, they do so for a reason
 * that is listed here, and for no other.
 */

const text = readFileSync(new URL('../../fixtures/price-books/litellm-differential.json', import.meta.url), 'utf8');
const entries = JSON.parse(text) as Readonly<Record<string, LitellmEntry>>;
const read = readPriceBook(text, {
  file: 'litellm-differential.json',
  knownRates: () => undefined,
  providerNamed: (name) => (name === 'xai' ? { id: 'x-ai', name: 'xAI' } : undefined),
});
if (!read.ok) throw new Error(read.error.message);
const book = read.value;

interface Priced {
  readonly key: string;
  readonly entry: LitellmEntry;
  readonly card: PriceCard;
}

const priced = book.models.map((model): Priced => {
  const [card] = sealCards(model, { book: 'litellm', bookVersion: 'test' });
  const key = model.path.replaceAll(/^\["|"\]$/g, '');
  const entry = entries[key];
  if (card === undefined || entry === undefined) throw new Error(`No card or entry of ${model.path}.`);
  return { key, entry, card };
});

/** Keys that give each kind a price of its own; without one LiteLLM bills $0 where Burnrate bills the parent's rate. */
const ownKeys: Readonly<Partial<Record<TokenKind, string>>> = {
  input: 'input_cost_per_token',
  output: 'output_cost_per_token',
  cacheRead: 'cache_read_input_token_cost',
  cacheWrite5m: 'cache_creation_input_token_cost',
  cacheWrite1h: 'cache_creation_input_token_cost_above_1hr',
  inputAudio: 'input_cost_per_audio_token',
  inputImage: 'input_cost_per_image_token',
};

/** Where Burnrate differs from LiteLLM on purpose, with a request on which it shows. */
const knownDisagreements: readonly {
  readonly reason: string;
  readonly fits: (entry: LitellmEntry, usage: LitellmUsage) => boolean;
  readonly example: {
    readonly key: string;
    readonly usage: Partial<LitellmUsage>;
    readonly ours: number | null;
    readonly theirs: number;
  };
}[] = [
  {
    reason:
      'a kind without a price of its own: LiteLLM bills it at $0, Burnrate at the rate of the kind that contains it',
    fits: (entry, { tokens, serviceTier }) =>
      serviceTier !== 'batch' &&
      entry['tiered_pricing'] === undefined &&
      (Object.keys(tokens) as TokenKind[]).some((kind) => {
        const key = ownKeys[kind];
        return (tokens[kind] ?? 0) > 0 && (key === undefined ? isUnknownKind(kind) : entry[key] === undefined);
      }),
    // 1 M cache reads at the input rate of $2/M.
    example: { key: 'acme/plain', usage: { tokens: { cacheRead: 1_000_000 } }, ours: 2, theirs: 0 },
  },
  {
    reason: "a cache read priced by `input_cost_per_token_cache_hit`, which LiteLLM's calculator does not read",
    fits: (entry, { tokens }) => 'input_cost_per_token_cache_hit' in entry && (tokens.cacheRead ?? 0) > 0,
    example: { key: 'acme/cache-hit-key', usage: { tokens: { cacheRead: 1_000_000 } }, ours: 0.07, theirs: 0 },
  },
  {
    reason:
      'a batch of a model without batch prices: LiteLLM halves it, Burnrate knows no discount that nobody published',
    fits: (entry, { serviceTier }) =>
      serviceTier === 'batch' &&
      entry['tiered_pricing'] === undefined &&
      (entry['input_cost_per_token_batches'] === undefined || entry['output_cost_per_token_batches'] === undefined),
    example: {
      key: 'acme/plain',
      usage: { tokens: { input: 1_000_000 }, serviceTier: 'batch' },
      ours: 2,
      theirs: 1,
    },
  },
  {
    reason:
      'caching, audio and images in a batch: LiteLLM prices only input and output, Burnrate bills the standard rate of the rest',
    fits: (entry, { serviceTier, tokens }) =>
      serviceTier === 'batch' &&
      entry['tiered_pricing'] === undefined &&
      tokenKinds.some((kind) => !['input', 'output', 'reasoning'].includes(kind) && (tokens[kind] ?? 0) > 0),
    example: {
      key: 'acme/batch-and-cache',
      usage: { tokens: { cacheRead: 1_000_000 }, serviceTier: 'batch' },
      ours: 0.3,
      theirs: 0,
    },
  },
  {
    reason:
      'units and token kinds that an entry does not price at all: LiteLLM bills $0, Burnrate lists them as unpriced',
    fits: (entry) => entry['input_cost_per_token'] === undefined && entry['tiered_pricing'] === undefined,
    example: { key: 'acme/draw', usage: { tokens: { input: 1000 } }, ours: null, theirs: 0 },
  },
  {
    reason:
      'audio and images of a model priced by ranges: LiteLLM knows no price, Burnrate bills the text of the range',
    fits: (entry, { tokens }) =>
      entry['tiered_pricing'] !== undefined &&
      tokenKinds.some((kind) => (isUnknownKind(kind) || isOtherModality(kind)) && (tokens[kind] ?? 0) > 0),
    example: { key: 'acme/ranges', usage: { tokens: { inputAudio: 100_000 } }, ours: 0.06, theirs: 0 },
  },
];

/** Kinds that LiteLLM has no price of, whatever a file says. */
function isUnknownKind(kind: TokenKind): boolean {
  return ['cacheReadAudio', 'cacheReadImage', 'cacheWrite30m'].includes(kind);
}

/** Kinds that are not text. */
function isOtherModality(kind: TokenKind): boolean {
  return /(?:Audio|Image)$/.test(kind);
}

const size = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 5000 }) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(32_000, 128_000, 128_001, 200_000, 200_001, 256_001, 272_000, 272_001, 512_001),
  },
  { weight: 1, arbitrary: fc.integer({ min: 100_000, max: 600_000 }) },
);
const anyTokens: fc.Arbitrary<TokenCounts> = fc
  .record(Object.fromEntries(tokenKinds.filter((kind) => kind !== 'input').map((kind) => [kind, size])), {
    requiredKeys: [],
  })
  .chain((others) => size.map((input) => ({ input, ...others })));
const anyUnits: fc.Arbitrary<UnitCounts> = fc.record(
  Object.fromEntries(
    billableUnits.filter((unit) => unit !== 'request').map((unit) => [unit, fc.integer({ min: 1, max: 90 })]),
  ),
  { requiredKeys: [] },
);
const anyUsage: fc.Arbitrary<LitellmUsage> = fc.record({
  tokens: anyTokens,
  units: anyUnits,
  serviceTier: fc.constantFrom(...serviceTiers),
  residency: fc.constantFrom(...residencies),
});

/** Only what both price: the kinds and units that an entry has prices of. */
function within({ entry, card }: Priced, usage: LitellmUsage): LitellmUsage {
  const tokens: TokenCounts = {};
  for (const kind of tokenKinds) {
    const count = usage.tokens[kind];
    if (count !== undefined) tokens[kind] = count;
    if (knownDisagreements.some(({ fits }) => fits(entry, { ...usage, tokens: { [kind]: 1 } }))) tokens[kind] = 0;
  }
  const units = Object.fromEntries(
    Object.entries(usage.units).filter(([unit]) => card.unitRates[unit as keyof UnitCounts] !== undefined),
  );
  return { ...usage, tokens, units };
}

function ours({ card }: Priced, usage: LitellmUsage): number | null {
  return explainPrice(card, { ...usage, requests: 1 }).usd;
}

function theirs({ entry }: Priced, usage: LitellmUsage): number {
  return litellmPrice(entry, { ...usage, units: { ...usage.units, request: 1 } });
}

describe("agreement with LiteLLM's own rules", () => {
  it('is to 1e-9 for random usage of every model, tier and place, but for the reasons listed', () => {
    const samples = fc.sample(anyUsage, { seed: 20_261_123, numRuns: 300 });
    const unexpected: unknown[] = [];
    let compared = 0;
    for (const model of priced) {
      for (const sample of samples) {
        const usage = within(model, sample);
        // No range holds a request without a prompt.
        if (promptTokens(usage.tokens) === 0 && model.entry['tiered_pricing'] !== undefined) continue;
        const [one, other] = [ours(model, usage) ?? 0, theirs(model, usage)];
        compared += 1;
        if (Math.abs(one - other) > 1e-9 * Math.max(one, other))
          unexpected.push({ key: model.key, ...usage, one, other });
      }
    }
    expect(unexpected.slice(0, 5)).toEqual([]);
    expect(compared).toBeGreaterThan(10_000);
  });

  it.each<[ServiceTier, number]>([
    ['batch', 3],
    ['flex', 5],
    ['priority', 8],
  ])('covers %s on at least %d models that price it', (tier, models) => {
    const suffix = tier === 'batch' ? 'batches' : tier;
    expect(priced.filter(({ entry }) => `input_cost_per_token_${suffix}` in entry).length).toBeGreaterThanOrEqual(
      models,
    );
  });

  it('is about 30 models and more, of every group of keys', () => {
    expect(priced.length).toBeGreaterThanOrEqual(30);
    const keys = new Set(priced.flatMap(({ entry }) => Object.keys(entry)));
    expect(keys.size).toBeGreaterThanOrEqual(50);
  });
});

describe('known disagreements with LiteLLM', () => {
  it.each(knownDisagreements)('$reason', ({ fits, example }) => {
    const model = priced.find(({ key }) => key === example.key);
    if (model === undefined) throw new Error(`No model ${example.key}.`);
    const usage: LitellmUsage = {
      tokens: {},
      units: {},
      serviceTier: 'standard',
      residency: 'global',
      ...example.usage,
    };
    // The row is not stale: it fits its own example, and there the two differ.
    expect(fits(model.entry, usage)).toBe(true);
    expect(example.ours).not.toBe(example.theirs);
    const price = ours(model, usage);
    expect(price === null).toBe(example.ours === null);
    expect(price ?? 0).toBeCloseTo(example.ours ?? 0, 12);
    expect(litellmPrice(model.entry, usage)).toBeCloseTo(example.theirs, 12);
  });

  it('are all that the importer says it does not use', () => {
    expect(book.unknownKeys.map(({ what }) => what).sort()).toEqual([
      'annotation_cost_per_page',
      'cache_creation_input_audio_token_cost',
      'citation_cost_per_token',
      'input_cost_per_image',
      'input_cost_per_pixel',
      'input_dbu_cost_per_token',
      'ocr_cost_per_credit',
      'output_cost_per_pixel',
      'output_cost_per_video_token',
    ]);
    expect(book.skipped).toEqual([
      { what: 'only prices of zero: free, or not known', count: 1, path: '["acme/all-zero"]' },
    ]);
  });
});
