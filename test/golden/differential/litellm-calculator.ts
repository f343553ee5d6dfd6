import type { BillableUnit, UnitCounts } from '#shared/domain/billable-units.ts';
import type { TokenCounts } from '#shared/domain/token-kinds.ts';
import { promptTokens, tokenKinds, type TokenKind } from '#shared/domain/token-kinds.ts';
import type { Residency, ServiceTier } from '#shared/domain/usage.ts';

/**
 * What LiteLLM's calculator would bill, worked out straight from the keys of its price file, without any of Burnrate's
 * pricing. The rules are those of https://github.com/BerriAI/litellm (`llm_cost_calc/utils.py`, `tiered_pricing.py`,
 * `cost_calculator.py`; read 2026-11-23), in our own words:
 * - a key takes the suffix of the service tier (`_flex`, `_priority`; fast is priority); the standard key stands in for
 *   one that is missing, and a price that is missing altogether is $0;
 * - the largest bound of an `input_cost_per_token_above_…` key that the prompt exceeds (xAI: reaches) chooses the
 *   prices of input, output and caching of text; what has no price above it keeps the one below;
 * - reasoning costs its own price, but the tier's output price where a tier has one and no price of reasoning;
 * - audio and images have one price at every size; batches have one price of input and output at every size;
 * - `tiered_pricing` chooses one range for the whole request and knows no service tiers;
 * - places multiply everything.
 */

/** An entry of the price file. */
export type LitellmEntry = Readonly<Record<string, unknown>>;

/** What one request used. */
export interface LitellmUsage {
  readonly tokens: TokenCounts;
  readonly units: UnitCounts;
  readonly serviceTier: ServiceTier;
  readonly residency: Residency;
}

type PriceOf = (kind: TokenKind) => number;

/** US dollars for one request. */
export function litellmPrice(entry: LitellmEntry, usage: LitellmUsage): number {
  const priceOf = pricesFor(entry, usage);
  const tokens = tokenKinds.reduce((sum, kind) => sum + (usage.tokens[kind] ?? 0) * priceOf(kind), 0);
  return tokens * multiplierOf(entry, usage) + unitsOf(entry, usage.units);
}

function pricesFor(entry: LitellmEntry, { tokens, serviceTier }: LitellmUsage): PriceOf {
  const prompt = promptTokens(tokens);
  const range = rangeFor(entry, prompt);
  if (range !== undefined) return rangePrices(range);
  if (serviceTier === 'batch') return batchPrices(entry);
  return tieredPrices(entry, prompt, tierSuffix(entry, serviceTier));
}

function tierSuffix(entry: LitellmEntry, serviceTier: ServiceTier): string {
  // Where the entry multiplies fast mode, its prices are not those of priority.
  if (serviceTier === 'fast') return specific(entry)['fast'] === undefined ? '_priority' : '';
  return serviceTier === 'flex' || serviceTier === 'priority' ? `_${serviceTier}` : '';
}

function tieredPrices(entry: LitellmEntry, prompt: number, suffix: string): PriceOf {
  const above = boundAbove(entry, prompt);
  function price(key: string): number | undefined {
    return number(entry[`${key}${suffix}`]) ?? number(entry[key]);
  }
  function sized(key: string): number {
    const larger = above === undefined ? undefined : price(`${key}_above_${above}_tokens`);
    return larger ?? price(key) ?? 0;
  }
  const output = sized('output_cost_per_token');
  return (kind) => {
    switch (kind) {
      case 'input':
        return sized('input_cost_per_token');
      case 'cacheRead':
        return sized('cache_read_input_token_cost');
      case 'cacheWrite5m':
        return sized('cache_creation_input_token_cost');
      case 'cacheWrite1h':
        return sized('cache_creation_input_token_cost_above_1hr');
      case 'output':
        return output;
      case 'reasoning':
        return reasoningPrice(entry, suffix, output);
      case 'inputAudio':
        return price('input_cost_per_audio_token') ?? 0;
      case 'outputAudio':
        return number(entry['output_cost_per_audio_token']) ?? output;
      case 'inputImage':
        return number(entry['input_cost_per_image_token']) ?? number(entry['input_cost_per_token']) ?? 0;
      case 'outputImage':
        return number(entry['output_cost_per_image_token']) ?? output;
      case 'cacheReadAudio':
      case 'cacheReadImage':
      case 'cacheWrite30m':
        return 0;
    }
  };
}

function reasoningPrice(entry: LitellmEntry, suffix: string, output: number): number {
  const own = suffix === '' ? undefined : number(entry[`output_cost_per_reasoning_token${suffix}`]);
  if (own !== undefined) return own;
  if (suffix !== '' && number(entry[`output_cost_per_token${suffix}`]) !== undefined) return output;
  return number(entry['output_cost_per_reasoning_token']) ?? output;
}

/** The largest bound that the prompt passes, as the key writes it: `200k`. */
function boundAbove(entry: LitellmEntry, prompt: number): string | undefined {
  const isInclusive = entry['litellm_provider'] === 'xai';
  return Object.keys(entry)
    .flatMap((key) => /^input_cost_per_token_above_(\d+k?)_tokens$/.exec(key)?.[1] ?? [])
    .map((text) => ({ text, tokens: Number(text.replace('k', '')) * (text.endsWith('k') ? 1000 : 1) }))
    .filter(({ tokens }) => prompt > tokens || (isInclusive && prompt === tokens))
    .sort((left, right) => right.tokens - left.tokens)[0]?.text;
}

/** Without a price of its own a batch costs half. */
function batchPrices(entry: LitellmEntry): PriceOf {
  function half(key: string): number {
    return number(entry[`${key}_batches`]) ?? (number(entry[key]) ?? 0) / 2;
  }
  return (kind) => {
    if (kind === 'input') return half('input_cost_per_token');
    return kind === 'output' || kind === 'reasoning' ? half('output_cost_per_token') : 0;
  };
}

function rangeFor(entry: LitellmEntry, prompt: number): LitellmEntry | undefined {
  const ranges = entry['tiered_pricing'];
  if (!Array.isArray(ranges)) return undefined;
  const sorted = ranges as readonly (LitellmEntry & { readonly range: readonly [number, number] })[];
  return sorted.find(({ range: [from, to] }) => from < prompt && prompt <= to) ?? sorted.at(-1);
}

function rangePrices(range: LitellmEntry): PriceOf {
  function first(...keys: readonly string[]): number {
    return keys.map((key) => number(range[key])).find((price) => price !== undefined) ?? 0;
  }
  const write = ['cache_creation_input_token_cost', 'input_cost_per_token'];
  return (kind) => {
    switch (kind) {
      case 'cacheRead':
        return first('cache_read_input_token_cost', 'input_cost_per_token');
      case 'cacheWrite5m':
        return first(...write);
      case 'cacheWrite1h':
        return first('cache_creation_input_token_cost_above_1hr', ...write);
      case 'reasoning':
        return first('output_cost_per_reasoning_token', 'output_cost_per_token');
      case 'input':
      case 'output':
        return first(`${kind}_cost_per_token`);
      default:
        return 0;
    }
  };
}

function multiplierOf(entry: LitellmEntry, { serviceTier, residency }: LitellmUsage): number {
  const place = number(entry[`regional_processing_uplift_multiplier_${residency}`]) ?? specific(entry)[residency] ?? 1;
  return place * (serviceTier === 'fast' ? (specific(entry)['fast'] ?? 1) : 1);
}

function specific(entry: LitellmEntry): Readonly<Record<string, number | undefined>> {
  return (entry['provider_specific_entry'] ?? {}) as Record<string, number | undefined>;
}

/** Keys of prices by the piece, by the unit that they price for a kind of model. */
const unitKeys: readonly (readonly [BillableUnit, key: string, mode?: string])[] = [
  ['request', 'input_cost_per_request'],
  ['inputAudioSecond', 'input_cost_per_second', 'audio_transcription'],
  ['outputAudioSecond', 'output_cost_per_second', 'audio_speech'],
  ['videoSecond', 'output_cost_per_second', 'video_generation'],
  ['inputCharacter', 'input_cost_per_character'],
  ['outputCharacter', 'output_cost_per_character'],
  ['generatedImage', 'output_cost_per_image'],
  ['rerankSearch', 'input_cost_per_query', 'rerank'],
  ['searchCall', 'input_cost_per_query', 'search'],
  ['documentPage', 'ocr_cost_per_page'],
  ['codeExecution', 'code_interpreter_cost_per_session'],
];

function unitsOf(entry: LitellmEntry, units: UnitCounts): number {
  const search = (entry['search_context_cost_per_query'] ?? {}) as Record<string, unknown>;
  const searches = (units.webSearch ?? 0) * (number(search['search_context_size_medium']) ?? 0);
  return unitKeys.reduce((sum, [unit, key, mode]) => {
    const isPriced = mode === undefined || entry['mode'] === mode;
    return sum + (isPriced ? (units[unit] ?? 0) * (number(entry[key]) ?? 0) : 0);
  }, searches);
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
