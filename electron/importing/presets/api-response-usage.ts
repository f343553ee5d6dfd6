import { readAnthropicUsage, isNothing, type AnthropicUsage } from './anthropic-usage.ts';
import { readGeminiUsage } from './gemini-usage.ts';
import { fieldOf, objectField, readCountFields, textField, type JsonObject } from './json-values.ts';
import type { InclusiveTotal, NamedCount, Rejection } from './preset.ts';
import { makerOf, writtenKind } from './provider-names.ts';
import { isRejection } from './row-cells.ts';

/** What a response says it used. */
export interface ResponseUsage extends AnthropicUsage {
  readonly provider: string;
  readonly inclusive: readonly InclusiveTotal[];
}

/**
 * Reads the usage of a response by the convention of the API that gave it: Gemini's `usageMetadata`, Anthropic's (its
 * parts never overlap), else OpenAI's (input holds the cached, output the reasoning). Undefined when nothing was used.
 * @param model the response's model, for APIs that several providers offer.
 */
export function readResponseUsage(response: JsonObject, model: string): ResponseUsage | Rejection | undefined {
  const metadata = objectField(response, 'usageMetadata', 'usage_metadata');
  if (metadata !== undefined) {
    const usage = readGeminiUsage(metadata);
    if (isRejection(usage)) return usage;
    return isNothing(usage) ? undefined : { ...usage, provider: 'google', inclusive: [] };
  }
  const usage = objectField(response, 'usage');
  if (usage === undefined) return undefined;
  if (isAnthropic(response, usage)) {
    const counted = readAnthropicUsage(usage);
    if (isRejection(counted)) return counted;
    return isNothing(counted) ? undefined : { ...counted, provider: 'anthropic', inclusive: [] };
  }
  return readOpenaiUsage(response, usage, model);
}

function isAnthropic(response: JsonObject, usage: JsonObject): boolean {
  if (fieldOf(usage, 'input_tokens', 'output_tokens') === undefined) return false;
  if (fieldOf(usage, 'cache_creation_input_tokens', 'cache_read_input_tokens', 'cache_creation') !== undefined)
    return true;
  return textField(response, 'type') === 'message' || textField(response, 'id').startsWith('msg_');
}

const totalFields = {
  input: ['prompt_tokens', 'input_tokens'],
  output: ['completion_tokens', 'output_tokens'],
} as const;
const inputFields = {
  cached: ['cached_tokens', 'cache_read_tokens'],
  written: ['cache_write_tokens', 'cache_creation_tokens'],
  audio: ['audio_tokens'],
  image: ['image_tokens'],
} as const;
const outputFields = { reasoning: ['reasoning_tokens'], audio: ['audio_tokens'], image: ['image_tokens'] } as const;

function readOpenaiUsage(
  response: JsonObject,
  usage: JsonObject,
  model: string,
): ResponseUsage | Rejection | undefined {
  const totals = readCountFields(usage, totalFields);
  if (isRejection(totals)) return totals;
  const input = readCountFields(objectField(usage, 'prompt_tokens_details', 'input_tokens_details'), inputFields);
  if (isRejection(input)) return input;
  const output = readCountFields(
    objectField(usage, 'completion_tokens_details', 'output_tokens_details'),
    outputFields,
  );
  if (isRejection(output)) return output;
  if ((totals.input ?? 0) + (totals.output ?? 0) === 0) return undefined;
  const provider = providerOf(response, model);
  const part = (column: string, tokens: number | undefined): NamedCount => ({ column, tokens: tokens ?? 0 });
  return {
    provider,
    tokens: {
      cacheRead: input.cached ?? 0,
      [writtenKind(provider)]: input.written ?? 0,
      inputAudio: input.audio ?? 0,
      inputImage: input.image ?? 0,
      reasoning: output.reasoning ?? 0,
      outputAudio: output.audio ?? 0,
      outputImage: output.image ?? 0,
    },
    inclusive: [
      {
        ...part('input tokens', totals.input),
        remainder: 'input',
        parts: [
          part('cached_tokens', input.cached),
          part('cache_write_tokens', input.written),
          part('audio_tokens', input.audio),
          part('image_tokens', input.image),
        ],
      },
      {
        ...part('output tokens', totals.output),
        remainder: 'output',
        parts: [
          part('reasoning_tokens', output.reasoning),
          part('audio_tokens', output.audio),
          part('image_tokens', output.image),
        ],
      },
    ],
    remarks: [],
  };
}

/** OpenRouter names the provider it chose and its ids begin with `gen-`; else the model's own name tells. */
function providerOf(response: JsonObject, model: string): string {
  if (textField(response, 'id').startsWith('gen-')) return 'openrouter';
  return makerOf(model);
}
