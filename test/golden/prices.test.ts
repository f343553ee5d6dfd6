import { describe, expect, it } from 'vitest';
import { explainPrice, recordPrice, type Consumption } from '#pricing';
import { createBundledCatalogue } from '#pricing/books';
import type { PriceCard } from '#shared/domain/price.ts';

/**
 * Prices worked out by hand from the providers' published rates. Each case names the page the rates are from; the sum
 * stands beside it, so that it can be checked without the code.
 */

const catalogue = createBundledCatalogue();
const novemberOf2026 = Date.UTC(2026, 10, 22, 12);

interface GoldenPrice {
  readonly model: string;
  readonly tokens: Consumption['tokens'];
  readonly serviceTier?: Consumption['serviceTier'];
  /** ISO date or instant, UTC. */
  readonly at?: string;
  readonly usd: number;
  /** The sum by hand. */
  readonly sum: string;
  readonly source: string;
}

const openAiPricing = 'https://platform.openai.com/docs/pricing';
const anthropicPricing = 'https://www.anthropic.com/pricing#api';
const geminiPricing = 'https://ai.google.dev/gemini-api/docs/pricing';
const deepSeekPricing = 'https://api-docs.deepseek.com/quick_start/pricing';

const goldenPrices: readonly GoldenPrice[] = [
  {
    model: 'openai/gpt-4-turbo',
    tokens: { input: 2000, output: 500 },
    usd: 0.035,
    sum: '2,000 × $10/M + 500 × $30/M = $0.020 + $0.015',
    source: openAiPricing,
  },
  {
    model: 'anthropic/claude-sonnet-4',
    tokens: { input: 800, output: 150 },
    usd: 0.00465,
    sum: '800 × $3/M + 150 × $15/M = $0.00240 + $0.00225',
    source: anthropicPricing,
  },
  {
    model: 'openai/gpt-3.5-turbo',
    tokens: { input: 1_000_000, output: 1_000_000 },
    usd: 2,
    sum: '1 M × $0.50/M + 1 M × $1.50/M',
    source: openAiPricing,
  },
  {
    model: 'openai/gpt-3.5-turbo',
    tokens: { input: 150_000_000 },
    usd: 75,
    sum: '10,000 requests × 30 days × 500 tokens = 150 M × $0.50/M',
    source: openAiPricing,
  },
  {
    model: 'anthropic/claude-sonnet-4',
    tokens: { input: 1000, cacheRead: 10_000, cacheWrite5m: 2000, cacheWrite1h: 4000, output: 500 },
    usd: 0.045,
    sum: '1,000 × $3/M + 10,000 × $0.30/M + 2,000 × $3.75/M + 4,000 × $6/M + 500 × $15/M = 3 + 3 + 7.5 + 24 + 7.5 thousandths',
    source: anthropicPricing,
  },
  {
    model: 'anthropic/claude-sonnet-4',
    tokens: { input: 1000, cacheRead: 10_000, output: 500 },
    serviceTier: 'batch',
    usd: 0.00675,
    sum: '(1,000 × $3/M + 10,000 × $0.30/M + 500 × $15/M) × 0.5 = $0.0135 × 0.5',
    source: 'https://platform.claude.com/docs/en/build-with-claude/batch-processing',
  },
  {
    model: 'openai/o3',
    tokens: { input: 1000, cacheRead: 1000, output: 100, reasoning: 100 },
    usd: 0.0041,
    sum: '1,000 × $2/M + 1,000 × $0.50/M + 100 × $8/M + 100 reasoning at the output rate of $8/M',
    source: openAiPricing,
  },
  {
    model: 'google/gemini-2.5-pro',
    tokens: { input: 150_000, cacheRead: 50_000, output: 1000 },
    usd: 0.20375,
    sum: 'prompt of exactly 200,000: 150,000 × $1.25/M + 50,000 × $0.125/M + 1,000 × $10/M = 0.1875 + 0.00625 + 0.01',
    source: geminiPricing,
  },
  {
    model: 'google/gemini-2.5-pro',
    tokens: { input: 150_001, cacheRead: 50_000, output: 1000 },
    usd: 0.4025025,
    sum: 'prompt of 200,001, every token dearer: 150,001 × $2.50/M + 50,000 × $0.25/M + 1,000 × $15/M = 0.3750025 + 0.0125 + 0.015',
    source: geminiPricing,
  },
  {
    model: 'google/gemini-2.5-pro',
    tokens: { input: 100_000, cacheRead: 10_000 },
    serviceTier: 'batch',
    usd: 0.06375,
    sum: '100,000 × $1.25/M × 0.5 + 10,000 × $0.125/M, cache hits at the full rate = 0.0625 + 0.00125',
    source: 'https://ai.google.dev/gemini-api/docs/batch-mode',
  },
  {
    model: 'x-ai/grok-4.3',
    tokens: { input: 199_999 },
    usd: 0.24999875,
    sum: '199,999 × $1.25/M: xAI charges the long-context price from 200,000 tokens on (>=)',
    source: 'https://docs.x.ai/docs/models',
  },
  {
    model: 'x-ai/grok-4.3',
    tokens: { input: 200_000 },
    usd: 0.5,
    sum: '200,000 × $2.50/M',
    source: 'https://docs.x.ai/docs/models',
  },
  {
    model: 'openai/o3',
    tokens: { input: 1_000_000, output: 100_000 },
    at: '2025-06-09T23:59:59.999Z',
    usd: 14,
    sum: '1 M × $10/M + 0.1 M × $40/M: the day before the price was cut by 80 %',
    source: openAiPricing,
  },
  {
    model: 'openai/o3',
    tokens: { input: 1_000_000, output: 100_000 },
    at: '2025-06-10',
    usd: 2.8,
    sum: '1 M × $2/M + 0.1 M × $8/M',
    source: openAiPricing,
  },
  {
    model: 'anthropic/claude-sonnet-4-6',
    tokens: { input: 300_000 },
    at: '2026-03-12T23:59:59.999Z',
    usd: 1.8,
    sum: '300,000 × $6/M: above 200,000 tokens, before the long-context price was dropped',
    source: anthropicPricing,
  },
  {
    model: 'anthropic/claude-sonnet-4-6',
    tokens: { input: 300_000 },
    at: '2026-03-13',
    usd: 0.9,
    sum: '300,000 × $3/M',
    source: anthropicPricing,
  },
  {
    model: 'deepseek/deepseek-chat',
    tokens: { input: 1_000_000, output: 1_000_000 },
    at: '2025-03-03T12:00:00Z',
    usd: 1.37,
    sum: '1 M × $0.27/M + 1 M × $1.10/M: between 00:30 and 16:30 UTC',
    source: deepSeekPricing,
  },
  {
    model: 'deepseek/deepseek-chat',
    tokens: { input: 1_000_000, output: 1_000_000 },
    at: '2025-03-03T20:00:00Z',
    usd: 0.685,
    sum: '1 M × $0.135/M + 1 M × $0.55/M: half price at night',
    source: deepSeekPricing,
  },
  {
    model: 'perplexity/sonar',
    tokens: { input: 1000, output: 1000 },
    usd: 0.014,
    sum: '1,000 × $1/M + 1,000 × $1/M + 1 request × $12/1,000',
    source: 'https://docs.perplexity.ai/docs/getting-started/pricing',
  },
];

function cardOf(model: string, atMs: number): PriceCard {
  const match = catalogue.resolve({ model }, atMs);
  if (!match.ok) throw new Error(match.error.message);
  return match.value.card;
}

describe('golden prices', () => {
  it.each(goldenPrices)('$model costs $usd USD: $sum', ({ model, tokens, serviceTier = 'standard', at, usd }) => {
    const card = cardOf(model, at === undefined ? novemberOf2026 : Date.parse(at));
    const consumption = { tokens, requests: 1, serviceTier };
    const price = explainPrice(card, consumption);
    expect(price.usd).toBeCloseTo(usd, 12);
    expect(price.unpricedKinds).toEqual([]);
    // The ledger holds the sum by hand exactly, to the nano-dollar.
    expect(recordPrice(card, consumption).costNanoUsd).toBe(Math.round(usd * 1e9));
  });

  it('has no binary noise in the two sums that everyone checks first', () => {
    const turbo = { tokens: { input: 2000, output: 500 }, requests: 1, serviceTier: 'standard' } as const;
    const sonnet = { tokens: { input: 800, output: 150 }, requests: 1, serviceTier: 'standard' } as const;
    expect(explainPrice(cardOf('openai/gpt-4-turbo', novemberOf2026), turbo).usd).toBe(0.035);
    expect(explainPrice(cardOf('anthropic/claude-sonnet-4', novemberOf2026), sonnet).usd).toBe(0.00465);
  });
});
