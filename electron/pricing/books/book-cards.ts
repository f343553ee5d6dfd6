import type { ModelInfo, ModelPrice, Provider } from '@pydantic/genai-prices';
import type { PriceCard, Rate } from '#shared/domain/price.ts';
import type { BillableUnit } from '#shared/domain/billable-units.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import { dayOf } from '#shared/time.ts';
import { fingerprint } from '../fingerprint.ts';
import { withPeakHours, type TimedPrices } from '../rules/peak-hours.ts';
import { withProviderRules } from '../rules/provider-rules.ts';
import { pricePeriods } from './price-periods.ts';

/** Name of the bundled price book: the npm package `@pydantic/genai-prices`, MIT licence. */
export const bookName = 'genai-prices';

/** Version of the package whose data is bundled; a test compares it with the installed one. */
export const bookVersion = '0.1.8';

/** A model of the book as one provider sells it. */
export interface BookModel {
  /** Who sells it: the provider of the card. */
  readonly provider: Provider;
  /** Whose entry it is; differs where the book falls back, as Azure does to OpenAI. */
  readonly owner: Provider;
  readonly model: ModelInfo;
}

/**
 * The book's price keys by the kind they rate, first match wins. The suffix is the unit: `_mtok` = USD per million
 * tokens. `cache_write_mtok` is the book's rate for a write of the default lifetime.
 */
const rateKeys: readonly (readonly [TokenKind, ...string[]])[] = [
  ['input', 'input_mtok'],
  ['cacheRead', 'cache_read_mtok'],
  ['cacheWrite5m', 'cache_write_5m_mtok', 'cache_write_mtok'],
  ['cacheWrite1h', 'cache_write_1h_mtok'],
  ['output', 'output_mtok'],
  ['reasoning', 'output_reasoning_mtok'],
  ['inputAudio', 'input_audio_mtok'],
  ['cacheReadAudio', 'cache_audio_read_mtok'],
  ['outputAudio', 'output_audio_mtok'],
  ['inputImage', 'input_image_mtok'],
  ['cacheReadImage', 'cache_image_read_mtok'],
  ['outputImage', 'output_image_mtok'],
];

/**
 * Every card of a book model, ascending by date; of cards that share their dates, the one that holds for most of the
 * day comes first.
 */
export function bookCards(entry: BookModel): readonly PriceCard[] {
  const { provider, model } = entry;
  return withPeakHours(provider.id, model.id, pricePeriods(model.prices)).map((period) => bookCard(entry, period));
}

/** Id of a book model: `provider/model`, lower case. */
export function bookModelId({ provider, model }: Pick<BookModel, 'provider' | 'model'>): string {
  return `${provider.id}/${model.id}`.toLowerCase();
}

function bookCard({ provider, owner, model }: BookModel, period: TimedPrices<ModelPrice>): PriceCard {
  const modelId = bookModelId({ provider, model });
  const priced = {
    ...withProviderRules(provider.id, model.id, period.fromMs, {
      rates: bookRates(period.prices),
      unitRates: bookUnitRates(period.prices),
    }),
    ...(period.dailyWindows === undefined ? {} : { dailyWindows: period.dailyWindows }),
    ...(period.hoursSource === undefined ? {} : { hoursSource: period.hoursSource }),
  };
  const from = period.fromMs === null ? '' : `@${dayOf(period.fromMs)}`;
  const url = owner.pricing_urls?.[0];
  const contextWindowTokens = model.context_window;
  return {
    modelId,
    provider: provider.id,
    providerName: provider.name,
    model: model.id,
    displayName: model.name ?? model.id,
    // The fingerprint keeps the version true to its content when our own rules change.
    priceVersion: `${bookName}@${bookVersion}/${modelId}${from}#${fingerprint(JSON.stringify(priced))}`,
    source: { book: bookName, bookVersion, ...(url === undefined ? {} : { url }) },
    effectiveFromMs: period.fromMs,
    effectiveToMs: period.toMs,
    ...(contextWindowTokens === undefined ? {} : { contextWindowTokens }),
    ...priced,
  };
}

function bookRates(prices: ModelPrice): PriceCard['rates'] {
  const rates: PriceCard['rates'] = {};
  for (const [kind, ...keys] of rateKeys) {
    const price = keys.map((key) => prices[key]).find((value) => value !== undefined);
    if (price !== undefined) rates[kind] = bookRate(price);
  }
  return rates;
}

function bookRate(price: NonNullable<ModelPrice[string]>): Rate {
  if (typeof price === 'number') return { usdPerMTok: price, tiers: [] };
  const tiers = [...price.tiers]
    .sort((left, right) => left.start - right.start)
    .map((tier) => ({ aboveInputTokens: tier.start, usdPerMTok: tier.price }));
  return { usdPerMTok: price.base, tiers };
}

/**
 * The book's price keys of what is billed besides tokens, with how many of our units its unit holds. Left out: annotated
 * pages, citations, video tokens and text messages, which a usage record does not tell apart, and `audio_hours` of
 * sessions that mix both directions.
 */
const unitKeys: readonly (readonly [BillableUnit, key: string, unitsInOne: number])[] = [
  ['request', 'requests_kcount', 1000],
  ['webSearch', 'web_searches_kcount', 1000],
  ['fileSearch', 'storage_searches_kcount', 1000],
  ['documentPage', 'input_document_kpages', 1000],
  ['inputAudioSecond', 'input_audio_hours', 3600],
];

function bookUnitRates(prices: ModelPrice): PriceCard['unitRates'] {
  const rates: PriceCard['unitRates'] = {};
  for (const [unit, key, unitsInOne] of unitKeys) {
    const usd = prices[key];
    if (typeof usd === 'number') rates[unit] = { usdPerUnit: usd / unitsInOne };
  }
  return rates;
}
