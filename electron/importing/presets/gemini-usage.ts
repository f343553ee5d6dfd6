import type { TokenCounts } from '#shared/domain/token-kinds.ts';
import type { Rejection } from './preset.ts';
import { fieldOf, objectsOf, readCountFields, textField, type JsonObject } from './json-values.ts';
import { isRejection } from './row-cells.ts';

/** What Gemini's own counts say of one request. */
export interface GeminiUsage {
  readonly tokens: TokenCounts;
  readonly remarks: readonly string[];
}

const countFields = {
  prompt: ['promptTokenCount', 'prompt_token_count', 'input'],
  output: ['candidatesTokenCount', 'candidates_token_count', 'responseTokenCount', 'response_token_count', 'output'],
  thoughts: ['thoughtsTokenCount', 'thoughts_token_count', 'thoughts'],
  cached: ['cachedContentTokenCount', 'cached_content_token_count', 'cached'],
  tool: ['toolUsePromptTokenCount', 'tool_use_prompt_token_count', 'tool'],
  total: ['totalTokenCount', 'total_token_count', 'total'],
} as const;

/**
 * Reads `usageMetadata` of the Gemini API, or `tokens` of a Gemini CLI message: the prompt holds what was read from the
 * cache; thoughts and the prompts of tool use are counted beside prompt and output, thoughts billed as output. Audio and
 * images are told apart where `…TokensDetails` does.
 */
export function readGeminiUsage(usage: JsonObject): GeminiUsage | Rejection {
  const counts = readCountFields(usage, countFields);
  if (isRejection(counts)) return counts;
  const { prompt = 0, output = 0, thoughts = 0, cached = 0, tool = 0 } = counts;
  const input = modalities(usage, 'promptTokensDetails', 'prompt_tokens_details');
  const read = modalities(usage, 'cacheTokensDetails', 'cache_tokens_details');
  const made = modalities(usage, 'candidatesTokensDetails', 'candidates_tokens_details', 'responseTokensDetails');
  // A cache larger than the prompt cannot be inside it.
  const isApart = cached > prompt;
  const uncached = isApart ? prompt : prompt - cached;
  const audio = Math.max(0, input.audio - read.audio);
  const image = Math.max(0, input.image - read.image);
  const areParts = audio + image <= uncached && read.audio + read.image <= cached && made.audio + made.image <= output;
  return {
    tokens: areParts
      ? {
          input: uncached - audio - image + tool,
          inputAudio: audio,
          inputImage: image,
          cacheRead: cached - read.audio - read.image,
          cacheReadAudio: read.audio,
          cacheReadImage: read.image,
          output: output - made.audio - made.image,
          outputAudio: made.audio,
          outputImage: made.image,
          reasoning: thoughts,
        }
      : { input: uncached + tool, cacheRead: cached, output, reasoning: thoughts },
    remarks: [
      ...(isApart ? ['the cached tokens are more than the prompt and were counted beside it'] : []),
      ...(areParts ? [] : ['the counts by modality do not fit the whole and were left out']),
    ],
  };
}

interface Modalities {
  readonly audio: number;
  readonly image: number;
}

/** Tokens of sound and pictures in a list of `{modality, tokenCount}`. */
function modalities(usage: JsonObject, ...names: readonly string[]): Modalities {
  let audio = 0;
  let image = 0;
  for (const detail of objectsOf(fieldOf(usage, ...names))) {
    const count = readCountFields(detail, { tokens: ['tokenCount', 'token_count'] });
    const tokens = isRejection(count) ? 0 : (count.tokens ?? 0);
    const modality = textField(detail, 'modality').toUpperCase();
    if (modality === 'AUDIO') audio += tokens;
    if (modality === 'IMAGE') image += tokens;
  }
  return { audio, image };
}
