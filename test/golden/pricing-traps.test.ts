import { describe, expect, it } from 'vitest';
import { combineServiceModes, explainPrice, recordPrice, type Catalogue, type Consumption } from '#pricing';
import { createBundledCatalogue } from '#pricing/books';
import type { ImportReport } from '#shared/domain/importing.ts';
import type { PriceCard, PriceLine } from '#shared/domain/price.ts';
import {
  createMemoryLedger,
  expectSuccess,
  importInto,
  withFile,
  type StoredRecord,
} from '../unit/importing/in-memory.ts';
import { exampleRecord, exampleSource, openTestLedger } from '../unit/ledger/sample-usage.ts';
import { exampleCard } from '../unit/pricing/example-card.ts';

/**
 * The traps that price calculators fall into (reference/competitors.md, section 7), each by name, with the sum by hand.
 */

const catalogue = createBundledCatalogue();
const novemberOf2026 = Date.UTC(2026, 10, 23, 12);

function cardOf(model: string, atMs = novemberOf2026, from: Catalogue = catalogue): PriceCard {
  const match = from.resolve({ model }, atMs);
  if (!match.ok) throw new Error(match.error.message);
  return match.value.card;
}

function priceOf(model: string, more: Partial<Consumption>, atMs?: number): ReturnType<typeof explainPrice> {
  return explainPrice(cardOf(model, atMs), { tokens: {}, requests: 1, serviceTier: 'standard', ...more });
}

function line(price: ReturnType<typeof explainPrice>, kind: PriceLine['kind']): PriceLine {
  const found = price.lines.find((candidate) => candidate.kind === kind);
  if (found === undefined) throw new Error(`expected a line for ${kind}`);
  return found;
}

/** Imports lines of JSON through the product's own importer, priced with the bundled book. */
async function importLines(
  ...objects: readonly unknown[]
): Promise<{ readonly report: ImportReport; readonly stored: readonly StoredRecord[] }> {
  const ledger = createMemoryLedger();
  const text = objects.map((object) => `${JSON.stringify(object)}\n`).join('');
  const report = await withFile(text, async (path) =>
    expectSuccess(await importInto(ledger, path, { name: 'responses.jsonl', catalogue })),
  );
  return { report, stored: ledger.imports.flatMap(({ records }) => records) };
}

describe('trap 1: inclusive and exclusive input counts', () => {
  it('prices the same prompt alike, whether the vendor counts cached tokens into the input or not', async () => {
    // One prompt of 10,000 tokens, 8,000 of them from the cache. Anthropic reports 2,000 in, OpenAI 10,000.
    const { stored } = await importLines(
      {
        timestamp: '2026-03-02T10:00:00Z',
        response: {
          id: 'msg_1',
          type: 'message',
          model: 'claude-sonnet-4-5-20250929',
          usage: {
            input_tokens: 2000,
            cache_read_input_tokens: 8000,
            cache_creation_input_tokens: 0,
            output_tokens: 100,
          },
        },
      },
      {
        id: 'chatcmpl-2',
        object: 'chat.completion',
        created: Date.UTC(2026, 2, 2, 10) / 1000,
        model: 'gpt-4.1-2025-04-14',
        choices: [],
        usage: {
          prompt_tokens: 10_000,
          completion_tokens: 100,
          total_tokens: 10_100,
          prompt_tokens_details: { cached_tokens: 8000 },
        },
      },
    );
    expect(stored.map(({ record }) => record.tokens)).toMatchObject([
      { input: 2000, cacheRead: 8000, output: 100 },
      { input: 2000, cacheRead: 8000, output: 100 },
    ]);
    // Claude Sonnet 4.5: 2,000 × $3/M + 8,000 × $0.30/M + 100 × $15/M = $0.006 + $0.0024 + $0.0015
    // GPT-4.1: 2,000 × $2/M + 8,000 × $0.50/M + 100 × $8/M = $0.004 + $0.004 + $0.0008
    expect(stored.map(({ price }) => price.costNanoUsd)).toEqual([9_900_000, 8_800_000]);
  });
});

describe('trap 2: cliff and marginal tiers, > and >=, basis with and without the cache', () => {
  it('re-prices the whole prompt beyond a cliff, as every provider in the book does', () => {
    // Gemini 2.5 Pro: 200,000 × $1.25/M = $0.25, and 200,001 × $2.50/M = $0.5000025
    expect(priceOf('google/gemini-2.5-pro', { tokens: { input: 200_000 } }).usd).toBeCloseTo(0.25, 12);
    expect(priceOf('google/gemini-2.5-pro', { tokens: { input: 200_001 } }).usd).toBeCloseTo(0.5000025, 12);
  });

  it('bills only the tokens beyond the bound under a marginal rule', () => {
    const card: PriceCard = {
      ...cardOf('google/gemini-2.5-pro'),
      contextRule: { mode: 'marginal', bound: 'above', basis: 'prompt', source: 'test' },
    };
    // 200,000 × $1.25/M + 50,000 × $2.50/M = $0.375; the cliff would be 250,000 × $2.50/M = $0.625
    const price = explainPrice(card, { tokens: { input: 250_000 }, requests: 1, serviceTier: 'standard' });
    expect(price.usd).toBeCloseTo(0.375, 12);
  });

  it('counts a prompt of exactly the bound as long at xAI and OpenAI (>=), as short at Google and Anthropic (>)', () => {
    expect(line(priceOf('x-ai/grok-4.3', { tokens: { input: 199_999 } }), 'input').usdPerUnit).toBe(1.25);
    expect(line(priceOf('x-ai/grok-4.3', { tokens: { input: 200_000 } }), 'input').usdPerUnit).toBe(2.5);
    expect(line(priceOf('openai/gpt-5.4', { tokens: { input: 271_999 } }), 'input').usdPerUnit).toBe(2.5);
    expect(line(priceOf('openai/gpt-5.4', { tokens: { input: 272_000 } }), 'input').usdPerUnit).toBe(5);
    expect(line(priceOf('openai/gpt-6-sol', { tokens: { input: 272_000 } }), 'input').usdPerUnit).toBe(2);
    expect(line(priceOf('anthropic/claude-sonnet-4-5', { tokens: { input: 200_000 } }), 'input').usdPerUnit).toBe(3);
    expect(line(priceOf('anthropic/claude-sonnet-4-5', { tokens: { input: 200_001 } }), 'input').usdPerUnit).toBe(6);
  });

  it('compares the mean of several requests exactly: 199,999.5 tokens are not yet 200,000', () => {
    const pair = { tokens: { input: 399_999 }, requests: 2 };
    expect(line(priceOf('x-ai/grok-4.3', pair), 'input').usdPerUnit).toBe(1.25);
  });

  it('counts cached tokens into the prompt, unless the rule says otherwise', () => {
    const tokens = { input: 100_000, cacheRead: 150_000 };
    expect(line(priceOf('google/gemini-2.5-pro', { tokens }), 'input').usdPerUnit).toBe(2.5);
    const uncached: PriceCard = {
      ...cardOf('google/gemini-2.5-pro'),
      contextRule: { mode: 'cliff', bound: 'above', basis: 'uncached', source: 'test' },
    };
    const price = explainPrice(uncached, { tokens, requests: 1, serviceTier: 'standard' });
    expect(line(price, 'input').usdPerUnit).toBe(1.25);
  });
});

describe('trap 3: a missing child price bills at the parent, never at $0', () => {
  it('bills reasoning as output, and says so', () => {
    const price = priceOf('openai/o3', { tokens: { reasoning: 1_000_000 } });
    expect(price.usd).toBe(8);
    expect(price.lines[0]).toMatchObject({
      billedAs: 'output',
      notes: ['No rate for Reasoning: billed at the rate of Output.'],
    });
  });

  it('bills cached tokens of a model without a cache rate as plain input', () => {
    // GPT-5 Pro: $15/M in, no discount for cached input.
    expect(priceOf('openai/gpt-5-pro', { tokens: { cacheRead: 1_000_000 } }).usd).toBe(15);
  });

  it('has no parent for output: it is unpriced, not free', () => {
    const price = priceOf('openai/text-embedding-3-small', { tokens: { input: 1_000_000, output: 5 } });
    expect(price).toMatchObject({ usd: 0.02, unpricedKinds: ['output'] });
  });
});

describe('trap 4: batch does not halve everything', () => {
  it('leaves web searches at full price: 10 × $0.01 beside 1 M × $3/M × 0.5', () => {
    const price = priceOf('anthropic/claude-sonnet-4-5', {
      tokens: { input: 100_000 },
      units: { webSearch: 10 },
      serviceTier: 'batch',
    });
    expect(line(price, 'input').usd).toBeCloseTo(0.15, 12);
    expect(line(price, 'webSearch').usd).toBeCloseTo(0.1, 12);
  });

  it("leaves Gemini's cache hits at the standard rate", () => {
    const price = priceOf('google/gemini-2.5-flash', {
      tokens: { input: 1_000_000, cacheRead: 1_000_000 },
      requests: 100,
      serviceTier: 'batch',
    });
    expect(price.lines.map(({ kind, usd }) => [kind, usd])).toEqual([
      ['input', 0.15],
      ['cacheRead', 0.03],
    ]);
  });

  it('excludes fast mode, and flex does not stack on it', () => {
    expect(combineServiceModes(['batch', 'fast'])).toMatchObject({ ok: false });
    expect(combineServiceModes(['batch', 'flex'])).toMatchObject({ ok: false });
    expect(combineServiceModes(['batch', 'caching', 'residency'])).toEqual({ ok: true, value: 'batch' });
  });

  it('takes the US surcharge of 1.1 on every kind of token, after the batch discount, and not on searches', () => {
    const tokens = { input: 1e6, cacheRead: 1e6, cacheWrite5m: 1e6, cacheWrite1h: 1e6, output: 1e6 };
    const price = priceOf('anthropic/claude-opus-5', {
      tokens,
      units: { webSearch: 100 },
      requests: 1000,
      serviceTier: 'batch',
      residency: 'us',
    });
    // Opus 5: $5, $0.50, $6.25, $10, $25 a million, each × 0.5 × 1.1
    expect(price.lines.map(({ usd }) => usd)).toEqual([
      expect.closeTo(2.75, 12),
      expect.closeTo(0.275, 12),
      expect.closeTo(3.4375, 12),
      expect.closeTo(5.5, 12),
      expect.closeTo(13.75, 12),
      1,
    ]);
  });
});

describe('trap 5: rates that break the rule of 1.25 and 0.1', () => {
  it('bills Claude 3 Haiku writes at 1.2 times and reads at 0.12 times the input rate, as published', () => {
    const price = priceOf('anthropic/claude-3-haiku', {
      tokens: { input: 1e6, cacheRead: 1e6, cacheWrite5m: 1e6 },
      requests: 100,
    });
    expect(price.lines.map(({ usdPerUnit }) => usdPerUnit)).toEqual([0.25, 0.03, 0.3]);
  });

  it.each([
    ['anthropic/claude-fable-5-1', 0.025],
    ['anthropic/claude-opus-5-5', 0.05],
    ['anthropic/claude-opus-5', 0.1],
  ])('bills reads of %s at %d times the input rate', (model, share) => {
    const { rates } = cardOf(model);
    expect((rates.cacheRead?.usdPerMTok ?? 0) / (rates.input?.usdPerMTok ?? 1)).toBeCloseTo(share, 12);
  });
});

describe('trap 6: a price change does not move an old month', () => {
  it('prices a record as of its own time: o3 before and after the cut of 2025-06-10', () => {
    const tokens = { input: 1_000_000 };
    expect(priceOf('openai/o3', { tokens }, Date.UTC(2025, 5, 9, 23, 59)).usd).toBe(10);
    expect(priceOf('openai/o3', { tokens }, Date.UTC(2025, 5, 10)).usd).toBe(2);
  });

  it('knows the rise of Gemini 3.8 Flash on 2027-01-01 in advance, and does not apply it before', () => {
    const tokens = { input: 1_000_000, output: 1_000_000 };
    expect(priceOf('google/gemini-3.8-flash', { tokens }, Date.UTC(2026, 11, 31, 23)).usd).toBeCloseTo(4.5, 12);
    expect(priceOf('google/gemini-3.8-flash', { tokens }, Date.UTC(2027, 0, 1)).usd).toBeCloseTo(9, 12);
  });

  it('keeps what the ledger stored when a later book says otherwise, with the card that it was priced by', () => {
    const ledger = openTestLedger();
    const card = cardOf('openai/gpt-4o', Date.UTC(2024, 2, 1));
    const record = exampleRecord({ tokens: { input: 1_000_000 } });
    const writer = ledger.beginImport(exampleSource('march.csv'));
    writer.keepCard(card);
    writer.append(record, recordPrice(card, record));
    writer.commit({ rowsRead: 1, rejected: 0, residualNanoUsd: null });
    const before = ledger.usage({ by: ['month'] });
    // A later book doubles the price; the stored month is read again.
    const doubled: PriceCard = { ...card, priceVersion: 'later', rates: { input: { usdPerMTok: 5, tiers: [] } } };
    expect(recordPrice(doubled, record).costNanoUsd).toBe(5_000_000_000);
    expect(ledger.usage({ by: ['month'] })).toEqual(before);
    expect(before.totals.costNanoUsd).toBe('2500000000');
  });
});

describe('trap 7: an unknown model shows as unpriced tokens with a count', () => {
  it('imports its usage, counts its tokens and claims no cost', async () => {
    const { report, stored } = await importLines({
      id: 'chatcmpl-1',
      object: 'chat.completion',
      created: Date.UTC(2026, 2, 2) / 1000,
      model: 'zz-secret-model-9',
      choices: [],
      usage: { prompt_tokens: 1200, completion_tokens: 300, total_tokens: 1500 },
    });
    expect(report).toMatchObject({ imported: 1, priced: 0, unpriced: 1, costNanoUsd: '0' });
    expect(report.unpricedModels).toMatchObject([{ model: 'zz-secret-model-9', records: 1, tokens: 1500 }]);
    expect(stored[0]?.price).toMatchObject({ priceVersion: null, unpricedKinds: ['input', 'output'] });
  });
});

describe('trap 8: the sum of a million tiny costs is exact to the cent', () => {
  it('stores a million calls of $0.00003875 in the ledger, which sum to exactly $38.75', () => {
    const card = exampleCard({
      rates: { input: { usdPerMTok: 0.15, tiers: [] }, output: { usdPerMTok: 1.4, tiers: [] } },
    });
    const ledger = openTestLedger();
    const writer = ledger.beginImport(exampleSource('million.csv'));
    writer.keepCard(card);
    const record = exampleRecord({ tokens: { input: 25, output: 25 } });
    for (let index = 0; index < 1_000_000; index += 1) writer.append(record, recordPrice(card, record));
    writer.commit({ rowsRead: 1_000_000, rejected: 0, residualNanoUsd: null });
    expect(ledger.usage({ by: [] }).totals).toMatchObject({
      records: 1_000_000,
      costNanoUsd: '38750000000',
      costUsd: 38.75,
    });
  }, 60_000);
});

describe('trap 9: import totals are the file’s totals, and the residual against the bill is shown', () => {
  it('accounts for every row and shows billed minus computed', async () => {
    // gpt-4o: 1,000 × $2.50/M + 100 × $10/M = $0.0035 each; the file says it was billed $0.004 and $0.003.
    const rows = [0.004, 0.003].map((cost, index) => ({
      id: `gen-${index}`,
      object: 'chat.completion',
      created: Date.UTC(2026, 2, 2) / 1000 + index,
      model: 'openai/gpt-4o',
      provider: 'OpenAI',
      choices: [],
      usage: { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100, cost },
    }));
    const { report } = await importLines(...rows, { id: 'broken', object: 'chat.completion', model: 'openai/gpt-4o' });
    expect(report.rowsRead).toBe(3);
    expect(report.imported + report.duplicate + report.rejected + report.empty).toBe(report.rowsRead);
    expect(report.tokens).toMatchObject({ input: 2000, output: 200 });
    expect(report).toMatchObject({ costNanoUsd: '7000000', billedNanoUsd: '7000000' });
    // $0.0077 billed for the first alone, $0.0035 computed: 2.2 times the list price.
    const { report: dearer } = await importLines({ ...rows[0], usage: { ...rows[0]?.usage, cost: 0.0077 } });
    expect(BigInt(dearer.billedNanoUsd ?? 0) - BigInt(dearer.costNanoUsd)).toBe(4_200_000n);
  });
});
