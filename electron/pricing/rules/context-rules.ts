import type { ContextRule } from '#shared/domain/price.ts';
import { everyModel, named, type ModelRule } from './model-rule.ts';

/** How providers count their long-context tiers. All that are published are cliffs on the whole prompt. */
export const contextRules: readonly ModelRule<ContextRule>[] = [
  {
    provider: 'anthropic',
    covers: everyModel,
    value: {
      mode: 'cliff',
      bound: 'above',
      basis: 'prompt',
      source: 'https://platform.claude.com/docs/en/about-claude/pricing#long-context-pricing (read 2026-11-22)',
    },
  },
  {
    provider: 'google',
    covers: everyModel,
    value: {
      mode: 'cliff',
      bound: 'above',
      basis: 'prompt',
      source: 'https://ai.google.dev/gemini-api/docs/pricing (read 2026-11-22)',
    },
  },
  {
    provider: 'openai',
    covers: named(/^gpt-6(\.\d)?-(luna|sol)/),
    value: {
      mode: 'cliff',
      bound: 'above',
      basis: 'prompt',
      source: 'https://developers.openai.com/api/docs/models/gpt-6-luna, as noted in genai-prices 0.1.8',
    },
  },
  {
    provider: 'openai',
    covers: everyModel,
    value: {
      mode: 'cliff',
      bound: 'from',
      basis: 'prompt',
      source: 'https://developers.openai.com/api/docs/pricing (standard below 272K), as noted in genai-prices 0.1.8',
    },
  },
  {
    provider: 'x-ai',
    covers: everyModel,
    value: {
      mode: 'cliff',
      bound: 'from',
      basis: 'prompt',
      source: 'https://docs.x.ai/developers/pricing (all tokens, once the prompt reaches 200k; read 2026-11-23)',
    },
  },
];
