import type { TierModifier } from '#shared/domain/price.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import type { ServiceTier } from '#shared/domain/usage.ts';
import { claude, everyModel, isInteractiveOnly, named, type ModelRule } from './model-rule.ts';

/** A provider's published price of a service tier, relative to its standard rates. */
export interface ServiceTierValue {
  readonly serviceTiers: readonly Exclude<ServiceTier, 'standard'>[];
  readonly modifier: TierModifier;
}

const cacheReads: TokenKind[] = ['cacheRead', 'cacheReadAudio', 'cacheReadImage'];

const openAiFastMode = 'https://openai.com/api-fast-mode/ (priority was renamed fast on 2026-07-30; read 2026-11-23)';

/** OpenAI renamed priority processing to fast mode; requests may name either, at one price. */
function openAiFast(pattern: RegExp, modifier: Omit<TierModifier, 'source'>, source = openAiFastMode): ServiceTierRule {
  return {
    provider: 'openai',
    covers: named(pattern),
    value: { serviceTiers: ['priority', 'fast'], modifier: { ...modifier, source } },
  };
}

function flat(usdPerMTok: number): { usdPerMTok: number; tiers: [] } {
  return { usdPerMTok, tiers: [] };
}

type ServiceTierRule = ModelRule<ServiceTierValue>;

/**
 * Prices of service tiers that a source confirms. Left out because none does: Azure and Bedrock batch and flex, Gemini
 * priority where only a range is published (75 to 100 %), xAI batch (a range of 20 to 50 %), Groq, Mistral
 * and Together batch (only others' word). Where a page is silent the
 * rule takes the dearer reading: Gemini's Flex page gives 50 % for tokens and says nothing of cache hits, so they keep
 * the standard rate there as they do in batch. Of two rules for a model and tier the first holds.
 */
export const serviceTierRules: readonly ServiceTierRule[] = [
  {
    provider: 'openai',
    covers: (model) => !isInteractiveOnly(model),
    value: {
      serviceTiers: ['batch'],
      modifier: { multiplier: 0.5, source: 'https://developers.openai.com/api/docs/guides/batch (read 2026-11-22)' },
    },
  },
  {
    provider: 'openai',
    covers: (model) => !isInteractiveOnly(model),
    value: {
      serviceTiers: ['flex'],
      modifier: {
        multiplier: 0.5,
        source:
          'https://developers.openai.com/api/docs/guides/flex-processing (Batch API rates; beta, not for every model; read 2026-11-22)',
      },
    },
  },
  openAiFast(/^gpt-5\.6-(sol|terra|luna)$/, { multiplier: 2 }),
  openAiFast(
    /^gpt-6-(astra|sol|luna)$/,
    { multiplier: 2 },
    'third-party copy of the OpenAI price list, 2.0 × standard on the 5.6 and 6 families (read 2026-11-22)',
  ),
  openAiFast(/^gpt-5\.5$/, { multiplier: 2.5 }),
  openAiFast(/^gpt-5(\.1|\.2|\.4|\.4-mini)?$/, { multiplier: 2 }),
  openAiFast(/^gpt-5-mini$/, { multiplier: 1.8 }),
  openAiFast(/^gpt-4\.1(-mini)?$|^o3$|^gpt-4o-2024-05-13$/, { multiplier: 1.75 }),
  openAiFast(/^gpt-4\.1-nano$/, { multiplier: 2 }),
  openAiFast(/^gpt-4o$/, { multiplier: 1.7 }),
  // The published rates of these two are no one multiple of the standard ones.
  openAiFast(/^gpt-4o-mini$/, { multiplier: 1, rates: { input: flat(0.25), cacheRead: flat(0.125), output: flat(1) } }),
  openAiFast(/^o4-mini$/, { multiplier: 1, rates: { input: flat(2), cacheRead: flat(0.5), output: flat(8) } }),
  {
    provider: 'anthropic',
    covers: everyModel,
    value: {
      serviceTiers: ['batch'],
      modifier: {
        multiplier: 0.5,
        source: 'https://platform.claude.com/docs/en/build-with-claude/batch-processing (read 2026-11-22)',
      },
    },
  },
  {
    provider: 'anthropic',
    covers: (model) => model.includes('opus') && claude(408)(model),
    value: {
      serviceTiers: ['fast'],
      modifier: {
        multiplier: 2,
        source:
          'https://platform.claude.com/docs/build-with-claude/fast-mode (Opus 4.8, 5, 5.5); 2 × as quoted by https://docs.litellm.ai/blog/claude_opus_5_5 (read 2026-11-23)',
      },
    },
  },
  {
    provider: 'anthropic',
    covers: (model) => model.includes('opus') && claude(406, 407)(model),
    value: {
      serviceTiers: ['fast'],
      modifier: {
        multiplier: 6,
        source:
          'https://platform.claude.com/docs/en/about-claude/pricing#fast-mode-pricing (Opus 4.6), https://octavus.ai/docs/protocol/fast-mode (Opus 4.7, withdrawn 2026-07-24; read 2026-11-23)',
      },
    },
  },
  {
    provider: 'google',
    covers: isGeminiRequestModel,
    value: {
      serviceTiers: ['batch'],
      modifier: {
        multiplier: 0.5,
        fullRateKinds: cacheReads,
        source: 'https://ai.google.dev/gemini-api/docs/batch-mode (cache hits at the standard rate; read 2026-11-22)',
      },
    },
  },
  {
    provider: 'google',
    covers: isGeminiRequestModel,
    value: {
      serviceTiers: ['flex'],
      modifier: {
        multiplier: 0.5,
        fullRateKinds: cacheReads,
        source: 'https://ai.google.dev/gemini-api/docs/optimization (read 2026-11-22)',
      },
    },
  },
  {
    provider: 'google',
    covers: named(/^gemini-3\.[78]-flash$/),
    value: {
      serviceTiers: ['priority'],
      modifier: {
        multiplier: 1.8,
        source: 'https://ai.google.dev/gemini-api/docs/pricing, as noted in genai-prices 0.1.8',
      },
    },
  },
  {
    provider: 'fireworks',
    covers: everyModel,
    value: {
      serviceTiers: ['batch'],
      modifier: { multiplier: 0.5, source: 'https://docs.fireworks.ai/serverless/pricing (read 2026-11-23)' },
    },
  },
  {
    provider: 'groq',
    covers: everyModel,
    value: {
      serviceTiers: ['flex'],
      modifier: {
        multiplier: 1,
        source: 'https://console.groq.com/docs/flex-processing (same price as on demand; read 2026-11-23)',
      },
    },
  },
  {
    provider: 'moonshotai',
    covers: named(/^kimi-k2\.5$/),
    value: {
      serviceTiers: ['batch'],
      modifier: { multiplier: 0.6, source: 'https://platform.kimi.ai/docs/pricing/batch (read 2026-11-23)' },
    },
  },
];

/** Google also sells other vendors' models, to which Gemini's tiers do not apply. */
function isGeminiRequestModel(model: string): boolean {
  return model.startsWith('gemini') && !isInteractiveOnly(model);
}
