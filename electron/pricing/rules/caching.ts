import type { PriceCard } from '#shared/domain/price.ts';
import { claude, named, type ModelRule } from './model-rule.ts';

type CacheMinimum = NonNullable<PriceCard['cacheMinimum']>;
type CacheMultipliers = NonNullable<PriceCard['cacheMultipliers']>;

const anthropicCaching =
  'https://platform.claude.com/docs/en/build-with-claude/prompt-caching, as verified by third parties on 2026-09-20';
const bedrockCaching = 'https://docs.aws.amazon.com/bedrock/latest/userguide/prompt-caching.html (read 2026-11-22)';
const geminiCaching = 'https://ai.google.dev/gemini-api/docs/caching (read 2026-11-22)';

function minimum(provider: string, pattern: RegExp, tokens: number, source: string): ModelRule<CacheMinimum> {
  return { provider, covers: named(pattern), value: { tokens, source } };
}

/**
 * Smallest prompt prefix that is cached; shorter ones are silently billed as plain input. Bedrock's minimum of Opus 4.7
 * is left out: its pages and Anthropic's disagree (4,096 and 2,048).
 */
export const cacheMinimumRules: readonly ModelRule<CacheMinimum>[] = [
  minimum('anthropic', /(opus|fable|mythos)-5/, 512, anthropicCaching),
  minimum(
    'anthropic',
    /haiku-5-5/,
    512,
    'https://platform.claude.com/docs/en/models/haiku-5-5/overview (read 2026-10-08)',
  ),
  minimum('anthropic', /opus-4-8|sonnet-5|sonnet-4-[56]/, 1024, anthropicCaching),
  minimum('anthropic', /opus-4-7/, 2048, anthropicCaching),
  minimum('anthropic', /opus-4-[56]|haiku-4-5/, 4096, anthropicCaching),
  minimum('openai', /./, 1024, 'https://developers.openai.com/api/docs/guides/prompt-caching (read 2026-11-22)'),
  minimum(
    'azure',
    /^(gpt|o\d)/,
    1024,
    'https://learn.microsoft.com/azure/ai-foundry/openai/how-to/prompt-caching (read 2026-11-22)',
  ),
  minimum('google', /^gemini-(2\.5|3).*flash/, 1024, geminiCaching),
  minimum('google', /^gemini-(2\.5|3).*pro/, 4096, geminiCaching),
  minimum('aws', /claude-opus-5/, 512, bedrockCaching),
  minimum('aws', /claude-(sonnet-5|opus-4-8)/, 1024, bedrockCaching),
  minimum('aws', /claude-(haiku-4-5|opus-4-[56])/, 4096, bedrockCaching),
];

const anthropicMultipliers =
  'https://platform.claude.com/docs/en/about-claude/pricing#prompt-caching (read 2026-11-23)';

/** Anthropic's multiples of the input rate: 1.25 for five-minute writes, 2 for one-hour writes. */
function anthropicCache(read: number): CacheMultipliers {
  return {
    cacheRead: { multiplier: read, source: anthropicMultipliers },
    cacheWrite5m: { multiplier: 1.25, source: anthropicMultipliers },
    cacheWrite1h: { multiplier: 2, source: anthropicMultipliers },
  };
}

/** Cache prices as multiples of the input rate, for books and overrides that give none of their own. */
export const cacheMultiplierRules: readonly ModelRule<CacheMultipliers>[] = [
  { provider: 'anthropic', covers: named(/(fable|mythos)-5-1/), value: anthropicCache(0.025) },
  { provider: 'anthropic', covers: named(/(opus|sonnet)-5-5/), value: anthropicCache(0.05) },
  { provider: 'anthropic', covers: claude(300), value: anthropicCache(0.1) },
  {
    provider: 'openai',
    covers: named(/^gpt-(5\.[6-9]|6)/),
    value: {
      cacheWrite30m: {
        multiplier: 1.25,
        source: 'https://developers.openai.com/api/docs/guides/prompt-caching (GPT-5.6 and later; read 2026-11-22)',
      },
    },
  },
];
