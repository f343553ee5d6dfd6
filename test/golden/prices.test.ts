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
  readonly units?: Consumption['units'];
  readonly serviceTier?: Consumption['serviceTier'];
  readonly residency?: Consumption['residency'];
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
  {
    model: 'openai/gpt-5.6-terra',
    tokens: { input: 5000, cacheWrite30m: 20_000, output: 1000 },
    at: '2026-07-29',
    usd: 0.09,
    sum: 'before the cut: 5,000 × $2.50/M + 20,000 × $3.125/M (1.25 × input, for 30 minutes) + 1,000 × $15/M = 0.0125 + 0.0625 + 0.015',
    source: 'https://developers.openai.com/api/docs/models/gpt-5.6-terra',
  },
  {
    model: 'openai/gpt-5.6-sol',
    tokens: { input: 100_000, cacheRead: 100_000, output: 10_000 },
    serviceTier: 'fast',
    usd: 1.28,
    sum: '100,000 × $8/M + 100,000 × $0.80/M + 10,000 × $40/M = 0.8 + 0.08 + 0.4, the published fast-mode rates',
    source: 'https://openai.com/api-fast-mode/',
  },
  {
    model: 'openai/gpt-5.6-sol',
    tokens: { input: 300_000, output: 10_000 },
    serviceTier: 'priority',
    usd: 5.4,
    sum: 'long context: 300,000 × $16/M + 10,000 × $60/M = 4.8 + 0.6; priority is the older name of fast',
    source: 'https://openai.com/api-fast-mode/',
  },
  {
    model: 'openai/gpt-4o-mini',
    tokens: { input: 1_000_000, cacheRead: 1_000_000, output: 1_000_000 },
    serviceTier: 'priority',
    usd: 1.375,
    sum: '$0.25 + $0.125 + $1.00, rates that are no one multiple of the standard ones',
    source: 'https://openai.com/api-priority-processing/',
  },
  {
    model: 'openai/gpt-5.5',
    tokens: { input: 100_000 },
    serviceTier: 'fast',
    residency: 'eu',
    usd: 1.375,
    sum: '100,000 × $12.50/M × 1.1 for processing in the EU',
    source: 'https://developers.openai.com/api/docs/guides/data-residency',
  },
  {
    model: 'anthropic/claude-opus-5',
    tokens: { input: 1000, cacheRead: 10_000, output: 1000 },
    serviceTier: 'fast',
    residency: 'us',
    usd: 0.077,
    sum: '(1,000 × $5/M + 10,000 × $0.50/M + 1,000 × $25/M) × 2 × 1.1 = $0.035 × 2.2',
    source: 'https://platform.claude.com/docs/en/about-claude/pricing',
  },
  {
    model: 'anthropic/claude-sonnet-4-5',
    tokens: { input: 105, cacheRead: 7123, cacheWrite5m: 7345, output: 6039 },
    units: { webSearch: 1 },
    usd: 0.13058065,
    sum: '105 × $3/M + 7,123 × $0.30/M + 7,345 × $3.75/M + 6,039 × $15/M + 1 search at $10/1,000 = 0.000315 + 0.0021369 + 0.02754375 + 0.090585 + 0.01',
    source: 'https://platform.claude.com/docs/en/about-claude/pricing#web-search-tool, the usage of its example',
  },
  {
    model: 'google/gemini-2.5-pro',
    tokens: { cacheRead: 100_000, output: 1000 },
    units: { cacheStorageMTokHour: 0.1 },
    usd: 0.4725,
    sum: '100,000 × $0.125/M + 1,000 × $10/M + 0.1 M token-hours × $4.50 = 0.0125 + 0.01 + 0.45',
    source: geminiPricing,
  },
  {
    model: 'google/gemini-2.5-flash',
    tokens: { input: 1000, inputAudio: 10_000, cacheReadAudio: 10_000, output: 100 },
    usd: 0.01155,
    sum: '1,000 × $0.30/M + 10,000 × $1/M audio + 10,000 × $0.10/M cached audio + 100 × $2.50/M = 0.0003 + 0.01 + 0.001 + 0.00025',
    source: geminiPricing,
  },
  {
    model: 'google/gemini-3.8-flash',
    tokens: { input: 1_000_000, cacheRead: 1_000_000, output: 1_000_000 },
    at: '2027-01-01',
    usd: 9.15,
    sum: '$1.50 + $0.15 + $7.50, known in advance; $4.575 until 2026-12-31',
    source: geminiPricing,
  },
  {
    model: 'openai/whisper-1',
    tokens: {},
    units: { inputAudioSecond: 90 },
    usd: 0.009,
    sum: '90 s × $0.36/3,600 s = $0.006 a minute × 1.5',
    source: 'https://developers.openai.com/api/docs/models/whisper-1',
  },
  {
    model: 'mistral/mistral-ocr-2512',
    tokens: {},
    units: { documentPage: 250 },
    usd: 0.5,
    sum: '250 pages × $2/1,000',
    source: 'https://mistral.ai/pricing#api-pricing',
  },
  {
    model: 'openai/gpt-4.1',
    tokens: { input: 10_000 },
    units: { webSearch: 2, fileSearch: 4 },
    serviceTier: 'batch',
    usd: 0.04,
    sum: '10,000 × $2/M × 0.5 + 2 × $10/1,000 + 4 × $2.50/1,000 = 0.01 + 0.02 + 0.01: fees keep their price in batch',
    source: openAiPricing,
  },
  {
    model: 'moonshotai/kimi-k2.5',
    tokens: { output: 1_000_000 },
    serviceTier: 'batch',
    usd: 1.8,
    sum: '1 M × $3/M × 0.6',
    source: 'https://platform.kimi.ai/docs/pricing/batch',
  },
  {
    model: 'deepseek/deepseek-v4-pro',
    tokens: { input: 1_000_000, cacheRead: 1_000_000, output: 1_000_000 },
    at: '2026-11-23T07:00:00Z',
    usd: 5.324,
    sum: 'Monday 07:00 UTC, peak: $1.32 + $0.044 + $3.96',
    source: deepSeekPricing,
  },
  {
    model: 'deepseek/deepseek-v4-pro',
    tokens: { input: 1_000_000, cacheRead: 1_000_000, output: 1_000_000 },
    at: '2026-11-22T07:00:00Z',
    usd: 2.662,
    sum: 'Sunday 07:00 UTC, off-peak: half',
    source: deepSeekPricing,
  },
];

function cardOf(model: string, atMs: number): PriceCard {
  const match = catalogue.resolve({ model }, atMs);
  if (!match.ok) throw new Error(match.error.message);
  return match.value.card;
}

describe('golden prices', () => {
  it.each(goldenPrices)('$model costs $usd USD: $sum', ({ model, at, usd, ...used }) => {
    const card = cardOf(model, at === undefined ? novemberOf2026 : Date.parse(at));
    const consumption: Consumption = { requests: 1, serviceTier: 'standard', ...used };
    const price = explainPrice(card, consumption);
    expect(price.usd).toBeCloseTo(usd, 12);
    expect([...price.unpricedKinds, ...price.unpricedUnits]).toEqual([]);
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
