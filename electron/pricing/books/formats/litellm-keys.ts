import type { BillableUnit } from '#shared/domain/billable-units.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import type { ServiceTier } from '#shared/domain/usage.ts';

/** What a price key of a LiteLLM file rates, in US dollars for one token. */
export interface TokenKey {
  readonly kind: TokenKind;
  /** Prompt tokens above which it holds; absent = base rate. */
  readonly aboveInputTokens?: number;
  /** Absent = standard. */
  readonly serviceTier?: Exclude<ServiceTier, 'standard'>;
}

/** Keys of base rates by the kind they rate. */
const baseKeys: Readonly<Record<string, TokenKind>> = {
  input_cost_per_token: 'input',
  output_cost_per_token: 'output',
  output_cost_per_reasoning_token: 'reasoning',
  cache_read_input_token_cost: 'cacheRead',
  input_cost_per_token_cache_hit: 'cacheRead',
  cache_creation_input_token_cost: 'cacheWrite5m',
  cache_creation_input_token_cost_above_1hr: 'cacheWrite1h',
  input_cost_per_audio_token: 'inputAudio',
  output_cost_per_audio_token: 'outputAudio',
  cache_read_input_audio_token_cost: 'cacheReadAudio',
  input_cost_per_image_token: 'inputImage',
  output_cost_per_image_token: 'outputImage',
  cache_read_input_image_token_cost: 'cacheReadImage',
};

const tierSuffixes: Readonly<Record<string, Exclude<ServiceTier, 'standard'>>> = {
  batches: 'batch',
  flex: 'flex',
  priority: 'priority',
  fast: 'fast',
};

/**
 * The grammar of LiteLLM's keys: a base key, then what narrows it: `_above_200k_tokens`, `_priority`, in either order.
 * Source: the calculator joins the suffixes at run time (competitors.md, section 2b).
 */
const keyPattern =
  /^(?<base>.+?)(?:_(?<early>batches|flex|priority|fast))?(?:_above_(?<size>\d+)(?<thousand>k?)_tokens)?(?:_(?<late>batches|flex|priority|fast))?$/;

/** Reads a price key; undefined when it is not the price of a token kind. */
export function readTokenKey(key: string): TokenKey | undefined {
  const known = baseKeys[key];
  if (known !== undefined) return { kind: known };
  const groups = keyPattern.exec(key)?.groups;
  const kind = baseKeys[groups?.['base'] ?? ''];
  if (groups === undefined || kind === undefined) return undefined;
  const { early, late, size, thousand } = groups;
  if (early !== undefined && late !== undefined) return undefined;
  const serviceTier = tierSuffixes[early ?? late ?? ''];
  return {
    kind,
    ...(size === undefined ? {} : { aboveInputTokens: Number(size) * (thousand === 'k' ? 1000 : 1) }),
    ...(serviceTier === undefined ? {} : { serviceTier }),
  };
}

/** A key that prices something by the piece, with how many of our units one of its units is. */
export interface UnitKey {
  readonly unit: BillableUnit;
  /** Our units in one of the key's: 1,000 for a price of a thousand calls. */
  readonly per: number;
}

/** Keys whose unit does not depend on the kind of model. */
const unitKeys: Readonly<Record<string, UnitKey>> = {
  code_interpreter_cost_per_session: { unit: 'codeExecution', per: 1 },
  file_search_cost_per_1k_calls: { unit: 'fileSearch', per: 1000 },
  input_cost_per_audio_per_second: { unit: 'inputAudioSecond', per: 1 },
  input_cost_per_character: { unit: 'inputCharacter', per: 1 },
  input_cost_per_request: { unit: 'request', per: 1 },
  input_cost_per_video_per_second: { unit: 'videoSecond', per: 1 },
  ocr_cost_per_page: { unit: 'documentPage', per: 1 },
  output_cost_per_audio_per_second: { unit: 'outputAudioSecond', per: 1 },
  output_cost_per_character: { unit: 'outputCharacter', per: 1 },
  output_cost_per_image: { unit: 'generatedImage', per: 1 },
  output_cost_per_video_per_second: { unit: 'videoSecond', per: 1 },
};

/** Keys whose unit the kind of model (`mode`) decides; another mode than these has no counterpart. */
const unitKeysByMode: Readonly<Record<string, Readonly<Record<string, BillableUnit>>>> = {
  input_cost_per_query: { rerank: 'rerankSearch', search: 'searchCall', vector_store: 'vectorQuery' },
  input_cost_per_second: { audio_transcription: 'inputAudioSecond', realtime: 'inputAudioSecond' },
  output_cost_per_second: {
    audio_speech: 'outputAudioSecond',
    // Transcription is billed by the seconds heard, whichever of the two keys says so.
    audio_transcription: 'inputAudioSecond',
    realtime: 'outputAudioSecond',
    video_generation: 'videoSecond',
  },
};

/** Reads a key that prices other units than tokens. @param mode the entry's `mode`. */
export function readUnitKey(key: string, mode: string): UnitKey | undefined {
  const fixed = unitKeys[key];
  if (fixed !== undefined) return fixed;
  const unit = unitKeysByMode[key]?.[mode];
  return unit === undefined ? undefined : { unit, per: 1 };
}

/** Whether a key that is not understood speaks of money: such keys are reported, others describe the model. */
export function isPriceKey(key: string): boolean {
  return /cost|pric(?:e|ing)|uplift|multiplier|discount|surcharge/.test(key);
}
