import type { ModelInfo } from '@pydantic/genai-prices';
import type { BillableUnit } from '#shared/domain/billable-units.ts';
import type { PriceCard, Rate } from '#shared/domain/price.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import { withPeakHours } from '../rules/peak-hours.ts';
import { perUnit } from './formats/tiered-rates.ts';
import { pricePeriods } from './price-periods.ts';
import type { StatedPrice } from './stated-price.ts';

/** A price of genai-prices: one number, or a base with context tiers. */
export type GenaiPrice = number | { readonly base: number; readonly tiers: readonly GenaiTier[] };

/** A context tier: every token costs `price` when the prompt is longer than `start`. */
export interface GenaiTier {
  readonly start: number;
  readonly price: number;
}

/** The prices of one entry by price key. */
export type GenaiPrices = Readonly<Record<string, GenaiPrice | undefined>>;

/** The rate of a cache write of the default lifetime, and that of the lifetime that is the default. */
const defaultWrite = 'cache_write_mtok';
const fiveMinuteWrite = 'cache_write_5m_mtok';

/** Price keys by the token kind they rate, US dollars per million. */
const tokenKeys = new Map<string, TokenKind>([
  ['input_mtok', 'input'],
  ['cache_read_mtok', 'cacheRead'],
  [fiveMinuteWrite, 'cacheWrite5m'],
  [defaultWrite, 'cacheWrite5m'],
  ['cache_write_1h_mtok', 'cacheWrite1h'],
  ['output_mtok', 'output'],
  ['output_reasoning_mtok', 'reasoning'],
  ['input_audio_mtok', 'inputAudio'],
  ['cache_audio_read_mtok', 'cacheReadAudio'],
  ['output_audio_mtok', 'outputAudio'],
  ['input_image_mtok', 'inputImage'],
  ['cache_image_read_mtok', 'cacheReadImage'],
  ['output_image_mtok', 'outputImage'],
]);

const secondsPerHour = 3600;

/**
 * Price keys by the unit they rate and how many of our units they price. Left out: annotated pages, citations, video
 * tokens and text messages, which a usage record does not tell apart, and `audio_hours` of sessions that mix both
 * directions.
 */
const unitKeys = new Map<string, readonly [unit: BillableUnit, per: number]>([
  ['requests_kcount', ['request', 1000]],
  ['web_searches_kcount', ['webSearch', 1000]],
  ['code_executions_kcount', ['codeExecution', 1000]],
  ['storage_searches_kcount', ['fileSearch', 1000]],
  ['rerank_searches_kcount', ['rerankSearch', 1000]],
  ['input_document_kpages', ['documentPage', 1000]],
  ['input_mchars', ['inputCharacter', 1e6]],
  ['output_mchars', ['outputCharacter', 1e6]],
  ['input_audio_hours', ['inputAudioSecond', secondsPerHour]],
  ['output_audio_hours', ['outputAudioSecond', secondsPerHour]],
]);

/** The units that price keys end in; any other is unknown. */
const unitSuffix = /_(?:mtok|kcount|mchars|hours|gpixels|kpages)$/;

/** What a price key of genai-prices is: used, known but without a counterpart in a card, or of an unknown unit. */
export function genaiKeyMeaning(key: string): 'used' | 'unused' | 'unknown-unit' {
  if (tokenKeys.has(key) || unitKeys.has(key)) return 'used';
  return unitSuffix.test(key) ? 'unused' : 'unknown-unit';
}

/** A model's prices through time, its hours put right where a rule says that the book's are wrong. */
export function genaiStatedPrices(
  provider: string,
  model: string,
  prices: ModelInfo['prices'],
): readonly StatedPrice[] {
  if (!Array.isArray(prices)) return [{ fromMs: null, toMs: null, ...genaiRates(prices) }];
  return withPeakHours(provider, model, pricePeriods(prices)).map(({ prices: keys, ...times }) => ({
    ...times,
    ...genaiRates(keys),
  }));
}

/** The rates of one entry. Tiers of other units than tokens do not exist in the data; their base counts. */
export function genaiRates(prices: GenaiPrices): Pick<PriceCard, 'rates' | 'unitRates'> {
  const rates: PriceCard['rates'] = {};
  const unitRates: PriceCard['unitRates'] = {};
  for (const key in prices) {
    const price = prices[key];
    if (price === undefined) continue;
    const kind = tokenKeys.get(key);
    if (kind !== undefined) {
      if (key !== defaultWrite || prices[fiveMinuteWrite] === undefined) rates[kind] = genaiRate(price);
      continue;
    }
    const unit = unitKeys.get(key);
    if (unit !== undefined)
      unitRates[unit[0]] = { usdPerUnit: perUnit(typeof price === 'number' ? price : price.base, unit[1]) };
  }
  return { rates, unitRates };
}

function genaiRate(price: GenaiPrice): Rate {
  if (typeof price === 'number') return { usdPerMTok: price, tiers: [] };
  const tiers = [...price.tiers]
    .sort((left, right) => left.start - right.start)
    .map((tier) => ({ aboveInputTokens: tier.start, usdPerMTok: tier.price }));
  return { usdPerMTok: price.base, tiers };
}
