import type { ModelInfo, ModelPrice, Provider } from '@pydantic/genai-prices';
import type { PriceCard, Rate } from '#shared/domain/price.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import { dayOf } from '#shared/time.ts';
import { serviceTiersOf } from '../service-tiers.ts';
import { fingerprint } from './fingerprint.ts';
import { pricePeriods, type PricePeriod } from './price-periods.ts';

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
 * tokens. `cache_write_mtok` is the book's rate for a write of the default lifetime. Keys for other units (searches,
 * pages, audio hours) have no counterpart in a usage record and are left out.
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
  return pricePeriods(entry.model.prices).map((period) => bookCard(entry, period));
}

/** Id of a book model: `provider/model`, lower case. */
export function bookModelId({ provider, model }: Pick<BookModel, 'provider' | 'model'>): string {
  return `${provider.id}/${model.id}`.toLowerCase();
}

function bookCard({ provider, owner, model }: BookModel, period: PricePeriod): PriceCard {
  const modelId = bookModelId({ provider, model });
  const priced = {
    rates: bookRates(period.prices),
    unitRates: requestFee(period.prices),
    serviceTiers: serviceTiersOf(provider.id, model.id),
    ...(period.dailyWindows === undefined ? {} : { dailyWindows: period.dailyWindows }),
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
    // The fingerprint keeps the version true to its content when our own tables (service tiers) change.
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

/** The book prices requests by the thousand. */
function requestFee(prices: ModelPrice): PriceCard['unitRates'] {
  const usdPerThousand = prices['requests_kcount'];
  return typeof usdPerThousand === 'number' ? { request: { usdPerUnit: usdPerThousand / 1000 } } : {};
}
