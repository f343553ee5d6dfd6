import { findProvider } from '@pydantic/genai-prices';
import { describe, expect, it } from 'vitest';
import { explainPrice } from '#pricing';
import { createBundledCatalogue } from '#pricing/books';
import type { TokenCounts } from '#shared/domain/token-kinds.ts';
import { recentModels } from '../../../../electron/pricing/books/recent-models.ts';

const catalogue = createBundledCatalogue();
const october = Date.UTC(2026, 9, 7);

/** USD of one request, or why there is no price. */
function usdOf(
  model: string,
  tokens: TokenCounts,
  atMs: number,
  serviceTier: 'standard' | 'batch' = 'standard',
): unknown {
  const match = catalogue.resolve({ model }, atMs);
  if (!match.ok) return match.error.code;
  return explainPrice(match.value.card, { tokens, units: {}, requests: 1, serviceTier }).usd;
}

describe('the book of recent models', () => {
  it('holds only what the bundled snapshot lacks: a newer snapshot takes an entry out of this list', () => {
    for (const { provider, model } of recentModels) {
      expect(
        findProvider({ providerId: provider })?.models.find(({ id }) => id === model),
        `${provider}/${model} is in the snapshot now: take it out of recent-models.ts`,
      ).toBeUndefined();
    }
  });

  it('prices Haiku 5.5 at $0.10 and $0.50 up to 100,000 prompt tokens, and all of it at $0.50 and $2.50 beyond', () => {
    expect(usdOf('claude-haiku-5-5', { input: 100_000, output: 1000 }, october)).toBeCloseTo(0.01 + 0.0005, 12);
    expect(usdOf('claude-haiku-5-5', { input: 100_001, output: 1000 }, october)).toBeCloseTo(0.0500005 + 0.0025, 12);
    // Cached tokens count towards the prompt's size: 60,000 + 50,000 are beyond the bound.
    const cached = { input: 60_000, cacheRead: 50_000 };
    expect(usdOf('claude-haiku-5-5', cached, october)).toBeCloseTo(0.06 * 0.5 + 0.05 * 0.05, 12);
    expect(usdOf('claude-haiku-5-5', { input: 100_000 }, october, 'batch')).toBeCloseTo(0.005, 12);
  });

  it('has no price before a model was published, rather than a guess', () => {
    expect(usdOf('claude-haiku-5-5', { input: 1000 }, october - 1)).toBe('no-price-yet');
  });

  it('prices Sonnet 5.5 at $2 and $10, cache reads at $0.20 and since 2026-10-07 at $0.10', () => {
    expect(usdOf('Claude Sonnet 5.5', { input: 1e6, output: 1e6 }, october)).toBeCloseTo(12, 12);
    expect(usdOf('Claude Sonnet 5.5', { cacheRead: 1e6 }, october - 1)).toBeCloseTo(0.2, 12);
    expect(usdOf('Claude Sonnet 5.5', { cacheRead: 1e6 }, october)).toBeCloseTo(0.1, 12);
  });

  it('prices GPT-6.1 Sol with its reads at 5 % of input and its long prompts above 272,000 tokens', () => {
    expect(usdOf('gpt-6.1-sol', { input: 100_000, cacheRead: 172_000 }, october)).toBeCloseTo(0.2 + 0.0172, 12);
    expect(usdOf('gpt-6.1-sol', { input: 272_001 }, october)).toBeCloseTo(0.272001 * 4, 12);
  });

  it('serves the sellers that bill at the maker’s prices under their own name', () => {
    const match = catalogue.resolve({ model: 'azure/gpt-6.1-sol' }, october);
    expect(match).toMatchObject({ ok: true, value: { card: { modelId: 'azure/gpt-6.1-sol', provider: 'azure' } } });
  });
});

/** The anchors of the reference (models.md, 2.1), USD per million tokens of a short request. */
describe('what models cost today', () => {
  it.each([
    ['claude-opus-5-5', 4, 20],
    ['claude-opus-5', 5, 25],
    ['claude-sonnet-5', 2, 10],
    ['claude-sonnet-5-5', 2, 10],
    ['claude-haiku-4-5', 1, 5],
    ['claude-fable-5-1', 10, 50],
    ['claude-haiku-5-5', 0.1, 0.5],
    ['gpt-6-astra', 10, 50],
    ['gpt-5.6-sol', 4, 20],
    ['gpt-5.6-luna', 0.2, 1.2],
    ['gemini-3.8-flash', 0.75, 3.75],
  ])('%s: $%d in, $%d out', (model, input, output) => {
    const at = Date.UTC(2026, 10, 28, 12);
    expect(usdOf(model, { input: 1000 }, at)).toBeCloseTo(input / 1000, 12);
    expect(usdOf(model, { output: 1000 }, at)).toBeCloseTo(output / 1000, 12);
  });

  it('gemini-3.8-flash doubles on 2027-01-01', () => {
    const newYear = Date.UTC(2027, 0, 1);
    expect(usdOf('gemini-3.8-flash', { input: 1e6 }, newYear - 1)).toBeCloseTo(0.75, 12);
    expect(usdOf('gemini-3.8-flash', { input: 1e6, output: 1e6, cacheRead: 1e6 }, newYear)).toBeCloseTo(9.15, 12);
  });
});
