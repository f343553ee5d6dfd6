import { describe, expect, it } from 'vitest';
import { createNameMatcher, type NameMatch, type NameMiss } from '../../../../electron/pricing/matching/index.ts';
import { bundledNames } from './bundled-matcher.ts';

const match = createNameMatcher(await bundledNames());

/** Provider as a file gives it (empty = it gives none), name as the vendor spells it, and the entry that must be found. */
type Spelling = readonly [provider: string, name: string, modelId: string];

const groups: Readonly<Record<string, readonly Spelling[]>> = {
  'ids and letter case': [
    ['openai', 'gpt-4o', 'openai/gpt-4o'],
    ['OpenAI', '  GPT-4O ', 'openai/gpt-4o'],
    ['', 'openai/gpt-4o', 'openai/gpt-4o'],
    ['openai', 'openai/gpt-4o', 'openai/gpt-4o'],
    ['', 'GPT-4o', 'openai/gpt-4o'],
    ['', 'openai:gpt-4o', 'openai/gpt-4o'],
    ['', 'anthropic:claude-sonnet-4-5', 'anthropic/claude-sonnet-4-5'],
    ['', 'google-vertex:gemini-2.5-pro', 'google/gemini-2.5-pro'],
    [
      '',
      'bedrock:us.anthropic.claude-sonnet-4-5-20250929-v1:0',
      'aws/regional.anthropic.claude-sonnet-4-5-20250929-v1:0',
    ],
    ['', 'openrouter:openai/gpt-4o-mini', 'openrouter/openai/gpt-4o-mini'],
    ['', 'o3', 'openai/o3'],
    ['', 'sonar-pro', 'perplexity/sonar-pro'],
    ['anthropic', 'claude-opus-5-5[1m]', 'anthropic/claude-opus-5-5'],
    ['', 'us.anthropic.claude-opus-4-6-v1[1m]', 'aws/regional.anthropic.claude-opus-4-6-v1:0'],
    ['', 'whisper-1', 'openai/whisper-1'],
    ['', 'text-embedding-3-small', 'openai/text-embedding-3-small'],
    ['', 'chatgpt-4o-latest', 'openai/chatgpt-4o-latest'],
    ['perplexity', 'sonar-pro', 'perplexity/sonar-pro'],
    ['voyageai', 'voyage-3.5', 'voyageai/voyage-3.5'],
    ['', 'deepseek-chat', 'deepseek/deepseek-chat'],
    ['mistral', 'codestral-latest', 'mistral/codestral'],
  ],
  'dated snapshots': [
    ['openai', 'gpt-4o-2024-08-06', 'openai/gpt-4o'],
    ['openai', 'gpt-4o-2024-11-20', 'openai/gpt-4o'],
    ['openai', 'gpt-4o-2024-05-13', 'openai/gpt-4o-2024-05-13'],
    ['openai', 'gpt-4o-2027-01-01', 'openai/gpt-4o'],
    ['openai', 'gpt-4o-mini-2024-07-18', 'openai/gpt-4o-mini'],
    ['openai', 'gpt-4o-audio-preview-2024-12-17', 'openai/gpt-4o-audio-preview'],
    ['', 'o4-mini-2025-04-16', 'openai/o4-mini'],
    ['', 'gpt-5.6-terra-2026-07-01', 'openai/gpt-5.6-terra'],
    ['anthropic', 'claude-sonnet-4-20250514', 'anthropic/claude-sonnet-4-0'],
    ['anthropic', 'claude-sonnet-4-5-20250929', 'anthropic/claude-sonnet-4-5'],
    ['anthropic', 'claude-sonnet-5-20260901', 'anthropic/claude-sonnet-5'],
    ['anthropic', 'claude-3-opus-latest', 'anthropic/claude-3-opus-latest'],
    ['anthropic', 'claude-3-haiku-20240307', 'anthropic/claude-3-haiku'],
    ['anthropic', 'claude-haiku-4-5-latest', 'anthropic/claude-haiku-4-5'],
    ['anthropic', 'claude-2.1', 'anthropic/claude-2'],
    ['google', 'gemini-1.5-pro-002', 'google/gemini-1.5-pro'],
    ['google', 'gemini-2.5-flash-001', 'google/gemini-2.5-flash'],
    ['google', 'gemini-2.5-pro-preview-05-06', 'google/gemini-2.5-pro'],
    ['google', 'gemini-2.5-flash-preview-09-2025', 'google/gemini-2.5-flash'],
    ['google', 'gemini-1.5-flash-8b', 'google/gemini-flash-1.5-8b'],
    ['mistral', 'mistral-large-2411', 'mistral/mistral-large'],
    ['mistral', 'mistral-large-2512', 'mistral/mistral-large-2512'],
    ['cohere', 'command-r-plus-08-2024', 'cohere/command-r-plus'],
    ['x-ai', 'grok-4-latest', 'x-ai/grok-4-0709'],
  ],
  'fine-tuned models that the book lists': [
    ['openai', 'ft:gpt-4o-mini-2024-07-18:acme::abc123', 'openai/ft:gpt-4o-mini'],
    ['', 'ft:gpt-4o-2024-08-06:acme:support:xyz', 'openai/ft:gpt-4o'],
    ['openai', 'ft:gpt-3.5-turbo-0125:acme::x', 'openai/ft:gpt-3.5-turbo-'],
  ],
  'Gemini and Vertex AI': [
    ['google', 'models/gemini-2.5-flash', 'google/gemini-2.5-flash'],
    ['', 'models/gemini-2.0-flash-001', 'google/gemini-2.0-flash'],
    ['google', 'publishers/google/models/gemini-2.5-pro', 'google/gemini-2.5-pro'],
    ['', 'projects/p1/locations/global/publishers/google/models/gemini-2.5-flash', 'google/gemini-2.5-flash'],
    [
      '',
      'projects/p1/locations/us-central1/publishers/anthropic/models/claude-sonnet-4@20250514',
      'google/claude-4-sonnet',
    ],
    ['google', 'gemini-2.5-pro@default', 'google/gemini-2.5-pro'],
    ['google', 'gemini-1.5-pro@001', 'google/gemini-1.5-pro'],
    ['google', 'claude-haiku-4-5@20251001', 'anthropic/claude-haiku-4-5'],
    ['anthropic', 'claude-haiku-4-5@20251001', 'anthropic/claude-haiku-4-5'],
    ['gcp.vertex_ai', 'gemini-2.5-flash', 'google/gemini-2.5-flash'],
    ['gcp.gemini', 'gemini-2.5-pro', 'google/gemini-2.5-pro'],
  ],
  'Google Cloud SKUs': [
    ['google', 'Gemini 2.5 Flash GA Text Input - Predictions', 'google/gemini-2.5-flash'],
    ['google', 'Gemini 2.5 Flash GA Thinking Text Output - Predictions', 'google/gemini-2.5-flash'],
    ['google', 'Gemini 2.5 Flash GA Text Input - Batch Predictions', 'google/gemini-2.5-flash'],
    ['google', 'Gemini 2.5 Flash GA Image Input - Predictions', 'google/gemini-2.5-flash'],
    ['google', 'Gemini 2.5 Pro Text Input (Long) - Predictions', 'google/gemini-2.5-pro'],
    ['google', 'Gemini 2.0 Flash Text Output - Predictions', 'google/gemini-2.0-flash'],
    ['google', 'Gemini 2.5 Pro Input Text Caching Storage', 'google/gemini-2.5-pro'],
    ['google', 'Generate content output token count gemini 2.5 flash short input text', 'google/gemini-2.5-flash'],
    ['', 'Generate content input token count gemini 2.5 pro long input text', 'google/gemini-2.5-pro'],
  ],
  'Bedrock ids and ARNs': [
    [
      'aws',
      'arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-5-sonnet-20240620-v1:0',
      'aws/regional.anthropic.claude-3-5-sonnet-20240620-v1:0',
    ],
    [
      '',
      'arn:aws:bedrock:eu-west-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-20250514-v1:0',
      'aws/regional.anthropic.claude-sonnet-4-20250514-v1:0',
    ],
    [
      '',
      'arn:aws:bedrock:us-east-1:123456789012:inference-profile/global.anthropic.claude-sonnet-4-5-20250929-v1:0',
      'aws/global.anthropic.claude-sonnet-4-5-20250929-v1:0',
    ],
    ['aws', 'us.anthropic.claude-sonnet-4-20250514-v1:0', 'aws/regional.anthropic.claude-sonnet-4-20250514-v1:0'],
    ['', 'us.anthropic.claude-sonnet-4-20250514-v1:0', 'aws/regional.anthropic.claude-sonnet-4-20250514-v1:0'],
    ['aws', 'eu.anthropic.claude-haiku-4-5-20251001-v1:0', 'aws/regional.anthropic.claude-haiku-4-5-20251001-v1:0'],
    ['aws', 'ca.anthropic.claude-haiku-4-5-20251001-v1:0', 'aws/regional.anthropic.claude-haiku-4-5-20251001-v1:0'],
    ['aws', 'ca.anthropic.claude-opus-4-5-20251101-v1:0', 'aws/regional.anthropic.claude-opus-4-5-v1:0'],
    ['aws', 'global.anthropic.claude-haiku-4-5-20251001-v1:0', 'aws/global.anthropic.claude-haiku-4-5-20251001-v1:0'],
    ['', 'anthropic.claude-opus-4-5-20251101-v1:0', 'aws/regional.anthropic.claude-opus-4-5-v1:0'],
    ['aws.bedrock', 'anthropic.claude-sonnet-5-v1:0', 'aws/regional.anthropic.claude-sonnet-5-v1:0'],
    [
      'anthropic',
      'us.anthropic.claude-haiku-4-5-20251001-v1:0',
      'aws/regional.anthropic.claude-haiku-4-5-20251001-v1:0',
    ],
    ['aws', 'anthropic.claude-3-haiku-20240307-v1:0:200k', 'aws/regional.anthropic.claude-3-haiku-20240307-v1:0'],
    ['aws', 'us.amazon.nova-pro-v1:0', 'aws/amazon.nova-pro-v1:0'],
    ['aws', 'eu.amazon.nova-2-lite-v1:0', 'aws/regional.amazon.nova-2-lite-v1:0'],
    ['', 'us.meta.llama4-scout-17b-instruct-v1:0', 'aws/meta.llama4-scout-17b-instruct-v1:0'],
    ['bedrock', 'us.deepseek.r1-v1:0', 'aws/deepseek.r1-v1:0'],
    ['aws', 'Claude 3.5 Haiku (Amazon Bedrock Edition)', 'aws/regional.anthropic.claude-3-5-haiku-20241022-v1:0'],
  ],
  'AWS usage types': [
    ['aws', 'USE1-Claude3Sonnet-input-tokens', 'aws/regional.anthropic.claude-3-sonnet-20240229-v1:0'],
    ['aws', 'USE1-NovaLite-output-tokens', 'aws/amazon.nova-lite-v1:0'],
    ['aws', 'USW2-NovaPro-cache-read-input-token-count', 'aws/amazon.nova-pro-v1:0'],
    ['aws', 'USW2-Nova2.0Lite-input-tokens', 'aws/regional.amazon.nova-2-lite-v1:0'],
    ['aws', 'USW2-Nova2.0Lite-input-tokens-cross-region-global', 'aws/global.amazon.nova-2-lite-v1:0'],
    ['aws', 'USE1-Llama3-3-70B-input-tokens', 'aws/meta.llama3-3-70b-instruct-v1:0'],
    ['aws', 'USE1-DeepSeek-R1-output-tokens', 'aws/deepseek.r1-v1:0'],
  ],
  'Azure models and meters': [
    ['azure', 'gpt-4o', 'openai/gpt-4o'],
    ['azure.ai.openai', 'gpt-4.1-2025-04-14', 'openai/gpt-4.1'],
    ['azure', 'gpt-35-turbo', 'openai/gpt-3.5-turbo'],
    ['azure', 'o3-mini', 'azure/o3-mini'],
    ['azure', 'gpt 4.1 Inp glbl Tokens', 'openai/gpt-4.1'],
    ['azure', 'gpt-4o-0513 Inp glbl Tokens', 'openai/gpt-4o-2024-05-13'],
    ['azure', 'gpt-4o-0806 Outp regnl Tokens', 'openai/gpt-4o'],
    ['azure', 'gpt-4o-0806-Batch-Inp-glbl Tokens', 'openai/gpt-4o'],
    ['azure', '5.4 inp Gl 1M Tokens', 'openai/gpt-5.4'],
    ['azure', 'gpt 4.1 mini cached Inp DZone Tokens', 'openai/gpt-4.1-mini'],
    ['azure', 'gpt-4o-mini-0718 Outp glbl Tokens', 'openai/gpt-4o-mini'],
    ['azure', 'gpt 5 nano opt Data Zone Tokens', 'openai/gpt-5-nano'],
  ],
  OpenRouter: [
    ['openrouter', 'anthropic/claude-sonnet-4.5', 'openrouter/anthropic/claude-sonnet-4.5'],
    ['', 'openrouter/anthropic/claude-sonnet-4.5', 'openrouter/anthropic/claude-sonnet-4.5'],
    ['openrouter', 'anthropic/claude-sonnet-4.5:thinking', 'openrouter/anthropic/claude-sonnet-4.5'],
    ['openrouter', 'anthropic/claude-4.5-sonnet-20250929', 'openrouter/anthropic/claude-sonnet-4.5'],
    ['openrouter', 'openai/gpt-4o-mini-2024-07-18', 'openrouter/openai/gpt-4o-mini'],
    ['openrouter', 'openai/gpt-4o:online', 'openrouter/openai/gpt-4o'],
    ['openrouter', 'deepseek/deepseek-r1:free', 'openrouter/deepseek/deepseek-r1:free'],
    ['openrouter', 'Anthropic: Claude Sonnet 4.5', 'openrouter/anthropic/claude-sonnet-4.5'],
    ['openrouter', 'moonshotai/kimi-k3-20260715', 'openrouter/moonshotai/kimi-k3'],
    ['', 'anthropic/claude-sonnet-4.5', 'anthropic/claude-sonnet-4-5'],
    ['', 'anthropic/claude-sonnet-4.5:thinking', 'anthropic/claude-sonnet-4-5'],
  ],
  'names for people': [
    ['anthropic', 'Claude Haiku 4.5', 'anthropic/claude-haiku-4-5'],
    ['anthropic', 'Claude 3.5 Sonnet 2024-10-22', 'anthropic/claude-3-5-sonnet'],
    ['anthropic', 'Claude Opus 4.1', 'anthropic/claude-opus-4-1'],
    ['', 'Claude Sonnet 4', 'anthropic/claude-sonnet-4-0'],
    ['', 'Claude Opus 5.5', 'anthropic/claude-opus-5-5'],
    ['', 'Claude Fable 5.1', 'anthropic/claude-fable-5-1'],
    ['openai', 'GPT-4o mini', 'openai/gpt-4o-mini'],
    ['', 'GPT 4.1 nano', 'openai/gpt-4.1-nano'],
    ['', 'gpt 4o (2024-05-13)', 'openai/gpt-4o-2024-05-13'],
    ['google', 'Gemini 2.5 Flash', 'google/gemini-2.5-flash'],
    ['', 'Gemini 2.5 Flash Lite', 'google/gemini-2.5-flash-lite'],
    ['google', 'Gemini 3 Pro Preview', 'google/gemini-3-pro-preview'],
    ['x-ai', 'Grok 4', 'x-ai/grok-4-0709'],
    ['cohere', 'Command R+', 'cohere/command-r-plus'],
    ['deepseek', 'DeepSeek V4 Pro', 'deepseek/deepseek-v4-pro'],
    ['github-copilot', 'Claude Sonnet 5', 'github-copilot/claude-sonnet-5'],
    ['github-copilot', 'Auto: GPT-5 mini', 'github-copilot/gpt-5-mini'],
    ['', 'claude-4.5-sonnet-thinking', 'anthropic/claude-sonnet-4-5'],
    ['', 'gpt-5-high', 'openai/gpt-5'],
  ],
  'LiteLLM names': [
    ['litellm', 'gpt-4o', 'openai/gpt-4o'],
    ['', 'bedrock/us.anthropic.claude-sonnet-4-20250514-v1:0', 'aws/regional.anthropic.claude-sonnet-4-20250514-v1:0'],
    [
      '',
      'bedrock/converse/us-east-1/anthropic.claude-3-haiku-20240307-v1:0',
      'aws/regional.anthropic.claude-3-haiku-20240307-v1:0',
    ],
    ['litellm', 'bedrock/anthropic.claude-opus-4-5-20251101-v1:0', 'aws/regional.anthropic.claude-opus-4-5-v1:0'],
    ['', 'vertex_ai/claude-sonnet-4@20250514', 'google/claude-4-sonnet'],
    ['', 'vertex_ai/gemini-2.5-pro', 'google/gemini-2.5-pro'],
    ['', 'gemini/gemini-2.5-flash', 'google/gemini-2.5-flash'],
    ['', 'azure/eu/gpt-4o', 'openai/gpt-4o'],
    ['', 'azure/gpt-4o-2024-08-06', 'openai/gpt-4o'],
    ['', 'azure_ai/grok-3', 'x-ai/grok-3'],
    ['', 'xai/grok-4', 'x-ai/grok-4-0709'],
    ['', 'together_ai/meta-llama/Llama-3.3-70B-Instruct-Turbo', 'together/meta-llama/llama-3.3-70b-instruct-turbo'],
    ['', 'fireworks_ai/accounts/fireworks/models/deepseek-v3p2', 'fireworks/deepseek-v3p2'],
    ['', 'groq/llama-3.3-70b-versatile', 'groq/llama-3.3-70b-versatile'],
    ['', 'mistral/mistral-large-latest', 'mistral/mistral-large'],
    ['', 'litellm_proxy/openai/gpt-4o', 'openai/gpt-4o'],
  ],
};

/** Names that no model may be taken for, with the cause and what would be wrong about the nearest. */
const misses: readonly (readonly [provider: string, name: string, cause: NameMiss['cause'], why: string])[] = [
  ['', '', 'unknown', 'no name'],
  ['openai', 'gpt-99-ultra', 'unknown', 'no such model'],
  ['', 'gpt-5.7', 'unknown', 'a version that the book has not'],
  ['anthropic', 'claude-sonnet-5-5', 'unknown', 'the rule "starts with claude-sonnet-5" is older than Sonnet 5.5'],
  ['anthropic', 'claude-sonnet-5-5-20261007', 'unknown', 'the same, dated'],
  ['aws', 'us.anthropic.claude-sonnet-5-5-v1:0', 'unknown', 'the same on Bedrock'],
  ['anthropic', 'claude-haiku-5-5', 'unknown', 'Haiku 4.5 is another version'],
  ['anthropic', 'claude-opus-4-10', 'unknown', 'not Opus 4.1'],
  ['anthropic', 'claude-sonnet-latest', 'unknown', 'moves from version to version'],
  ['deepseek', 'deepseek-chat-v3.1', 'unknown', 'not the version of deepseek-chat'],
  ['', 'deepseek-r1-distill-llama-70b', 'unknown', 'a distilled model is another one'],
  ['mistral', 'mistral-large-2605', 'unknown', 'year and month tell generations apart'],
  ['google', 'Gemini 3 Pro', 'unknown', 'the book has the preview alone'],
  [
    'google',
    'Gemini 2.5 Flash Text Input - Predictions',
    'ambiguous',
    'without GA it may be the preview at half price',
  ],
  ['aws', 'Claude Haiku 4.5', 'ambiguous', 'global and regional prices differ'],
  ['', 'Claude Haiku 4.5 (Amazon Bedrock Edition)', 'ambiguous', 'the same'],
  ['openai', 'text embedding 3', 'ambiguous', 'large and small share the name'],
  ['openai', 'ft:gpt-4.1-2025-04-14:acme::abc', 'unreadable', 'fine-tuned rates are not in the book'],
  ['azure', 'gpt-4.1-mini-2025-04-14.ft-0e1f', 'unreadable', 'the same on Azure'],
  ['', 'arn:aws:bedrock:us-east-1:1:application-inference-profile/abc', 'unreadable', 'hides its model'],
  ['', 'arn:aws:bedrock:us-east-1:1:provisioned-model/abc', 'unreadable', 'billed by the hour'],
  ['', 'bedrock/us-east-1/1-month-commitment/anthropic.claude-v2', 'unreadable', 'billed by the hour'],
  ['aws', 'USE1-MP:USE1_InputTokenCount-Units', 'unreadable', 'a Marketplace usage type names no model'],
  ['google', 'projects/p/locations/l/endpoints/123', 'unreadable', 'hides its model'],
  ['openrouter', 'anthropic/claude-sonnet-4.5:free', 'unreadable', 'free is not $3'],
  ['openrouter', 'openai/gpt-4o:nitro', 'unreadable', 'another endpoint, another price'],
  ['', 'meta-llama/llama-3.3-70b-instruct', 'unknown', 'many sell it, each at another price'],
  ['', 'deepinfra/meta-llama/Llama-3.3-70B-Instruct', 'unknown', 'the seller is not in the book'],
  ['my-gateway', 'gpt-4o', 'unknown', "the gateway's prices are not in the book"],
  ['azure', 'my-deployment', 'unknown', 'only its owner knows what it is'],
  ['cursor', 'auto', 'unknown', 'hides the model'],
  ['openai', 'x'.repeat(501), 'unknown', 'no name is that long'],
];

function found(provider: string, model: string): NameMatch | NameMiss {
  return match({ provider, model });
}

describe.each(Object.entries(groups))('matching: %s', (_, spellings) => {
  it.each(spellings)('%s %s is %s', (provider, name, modelId) => {
    expect(found(provider, name)).toMatchObject({ kind: 'match', model: { modelId } });
  });
});

describe('matching: misses', () => {
  it.each(misses)('%s %s is no model (%s): %s', (provider, name, cause) => {
    expect(found(provider, name)).toMatchObject({ kind: 'miss', cause });
  });
});

describe('the table of spellings', () => {
  it('has at least 120 rows, none twice', () => {
    const rows = [...Object.values(groups).flat(), ...misses].map(([provider, name]) => `${provider}\n${name}`);
    expect(rows.length).toBeGreaterThanOrEqual(120);
    expect(new Set(rows).size).toBe(rows.length);
  });
});
