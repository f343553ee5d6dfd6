import { describe, expect, it } from 'vitest';
import {
  contextRuleSentence,
  modelFacts,
  rateTable,
  windowsText,
} from '../../../renderer/features/catalogue/rate-table-model.ts';
import { ratePointLabel } from '../../../renderer/features/catalogue/rate-point.ts';
import { cardOf } from './catalogue-samples.ts';

const tiered = cardOf({
  rates: {
    input: { usdPerMTok: 2, tiers: [{ aboveInputTokens: 200_000, usdPerMTok: 4 }] },
    output: { usdPerMTok: 8, tiers: [] },
    cacheRead: { usdPerMTok: 0.5, tiers: [] },
  },
  serviceTiers: {
    batch: { multiplier: 0.5, fullRateKinds: ['cacheRead'], source: 'batch page' },
    priority: { multiplier: 1, rates: { input: { usdPerMTok: 3.5, tiers: [] } }, source: 'priority page' },
  },
  unitRates: { webSearch: { usdPerUnit: 0.01, source: 'tools page' } },
});

describe('the table of rates', () => {
  it('has a column for standard and for every tier with prices, with its multiplier', () => {
    expect(rateTable(tiered).columns).toEqual([
      { serviceTier: 'standard', multiplier: null, source: 'sample 1' },
      { serviceTier: 'batch', multiplier: 0.5, source: 'batch page' },
      { serviceTier: 'priority', multiplier: null, source: 'priority page' },
    ]);
  });

  it('has a row for every kind and every long-context step', () => {
    const rows = rateTable(tiered).rows.map(({ kind, aboveInputTokens, usdPerMTok }) => [
      kind,
      aboveInputTokens,
      ...usdPerMTok,
    ]);
    expect(rows).toEqual([
      // Standard, batch at half, and priority with an input rate of its own for prompts of any length.
      ['input', null, 2, 1, 3.5],
      ['input', 200_000, 4, 2, 3.5],
      // Cache reads stay at the full rate in batch.
      ['cacheRead', null, 0.5, 0.5, 0.5],
      ['output', null, 8, 4, 8],
    ]);
  });

  it('shows no number where a tier prices a kind that the standard card does not', () => {
    const only = cardOf({
      rates: {},
      serviceTiers: { batch: { multiplier: 0.5, rates: { input: { usdPerMTok: 1, tiers: [] } }, source: 'page' } },
    });
    expect(rateTable(only).rows).toMatchObject([{ kind: 'input', usdPerMTok: [null, 1] }]);
  });

  it('works out a cache kind that the book gives as a multiple of input', () => {
    const derived = cardOf({
      rates: { input: { usdPerMTok: 3, tiers: [] } },
      cacheMultipliers: { cacheWrite1h: { multiplier: 2, source: 'cache page' } },
      serviceTiers: { batch: { multiplier: 0.5, source: 'batch page' } },
    });
    expect(rateTable(derived).rows[1]).toEqual({
      kind: 'cacheWrite1h',
      label: 'Cache write, 1 h',
      aboveInputTokens: null,
      usdPerMTok: [6, 3],
      derivation: '2 × input',
      source: 'cache page',
    });
  });

  it('lists what is billed by the piece with its unit and source', () => {
    expect(rateTable(tiered).units).toEqual([
      { label: 'Web searches', one: 'search', usdPerUnit: 0.01, source: 'tools page' },
    ]);
  });
});

describe('the facts of a model', () => {
  it('say what each means for the bill, with its source', () => {
    const card = cardOf({
      contextWindowTokens: 200_000,
      cacheMinimum: { tokens: 1024, source: 'cache page' },
      tokenizer: { factor: 1.35, relativeTo: 'the earlier tokenizer', source: 'tokenizer page' },
      lifecycle: { retiredFromMs: Date.UTC(2027, 0, 5), source: 'lifecycle page' },
      residency: { us: { multiplier: 1.1, source: 'residency page' } },
      contract: { name: 'Frame agreement', multiplier: 0.85 },
    });
    expect(modelFacts(card).map(({ name, value, source }) => [name, value, source])).toEqual([
      ['Contract', 'Frame agreement: × 0.85', 'your contract'],
      ['Processed in the US', '× 1.1', 'residency page'],
      ['Context window', '200,000 tokens', null],
      ['Smallest cached prompt', '1,024 tokens', 'cache page'],
      ['Tokenizer', '× 1.35 against the earlier tokenizer', 'tokenizer page'],
      ['Retired', '5 Jan 2027', 'lifecycle page'],
    ]);
  });

  it('explain the long-context rule only where there are steps', () => {
    expect(modelFacts(cardOf()).map(({ name }) => name)).toEqual([]);
    expect(modelFacts(tiered).map(({ name }) => name)).toContain('Long-context rule');
  });

  it('tell a cliff from a marginal step, and what the bound is measured on', () => {
    expect(contextRuleSentence(undefined)).toBe(
      'Once the whole prompt, cached tokens included, is longer than the bound, every token of the kind costs the higher price.',
    );
    expect(contextRuleSentence({ mode: 'marginal', bound: 'from', basis: 'uncached', source: '' })).toBe(
      'Once the uncached part of the prompt reaches the bound, only the tokens beyond it cost the higher price.',
    );
  });

  it('write hours of the day as a clock does', () => {
    expect(
      windowsText([
        { fromMs: 0, toMs: 1_800_000 },
        { fromMs: 59_400_000, toMs: 86_400_000, weekdays: [1, 5] },
      ]),
    ).toBe('00:00–00:30 UTC and 16:30–24:00 UTC on Monday, Friday');
  });
});

describe('a price in words', () => {
  it('names kind, tier and prompt size, and the unit where it is not tokens', () => {
    expect(ratePointLabel({ kind: 'output', unit: 'USD/MTok' })).toBe('Output');
    expect(ratePointLabel({ kind: 'output', serviceTier: 'batch', aboveInputTokens: 200_000, unit: 'USD/MTok' })).toBe(
      'Output, batch, prompt above 200,000 tokens',
    );
    expect(ratePointLabel({ kind: 'webSearch', unit: 'USD/search' })).toBe('Web searches, USD/search');
  });
});
