import type { PriceCard } from '#shared/domain/price.ts';
import type { ServiceTier } from '#shared/domain/usage.ts';
import type { StatedPrice, StatedTier } from '../stated-price.ts';
import { asObject, type JsonObject } from './json-object.ts';
import { show, type BookReading, type Path } from './book-reading.ts';
import { isPriceKey, readTokenKey, readUnitKey, type TokenKey } from './litellm-keys.ts';
import { perMTok, perUnit, RateTable, withStandardTiers } from './tiered-rates.ts';

const source = "LiteLLM's price file";

/** Multipliers by place of processing. */
const uplifts: Readonly<Record<string, 'eu' | 'us' | 'regional'>> = {
  regional_processing_uplift_multiplier_eu: 'eu',
  regional_processing_uplift_multiplier_us: 'us',
  regional_endpoint_uplift_multiplier: 'regional',
};

/** Gathers the prices of one entry of a LiteLLM file, key by key. */
class EntryPrices {
  readonly standard = new RateTable();
  readonly tiers = new Map<Exclude<ServiceTier, 'standard'>, RateTable>();
  readonly multipliers = new Map<Exclude<ServiceTier, 'standard'>, number>();
  readonly unitRates: PriceCard['unitRates'] = {};
  readonly residency: NonNullable<PriceCard['residency']> = {};
  /** Whether some price is above zero. */
  hasPrice = false;

  setToken({ kind, aboveInputTokens, serviceTier }: TokenKey, usdPerToken: number): void {
    const table = serviceTier === undefined ? this.standard : (this.tiers.get(serviceTier) ?? new RateTable());
    table.set(kind, perMTok(usdPerToken), aboveInputTokens);
    if (serviceTier !== undefined) this.tiers.set(serviceTier, table);
    this.hasPrice ||= usdPerToken > 0;
  }

  setUnit(unit: keyof PriceCard['unitRates'], usd: number, per: number): void {
    // Two keys may price the same unit, one of them with a zero that says "by the other".
    if ((this.unitRates[unit]?.usdPerUnit ?? 0) === 0) this.unitRates[unit] = { usdPerUnit: perUnit(usd, per) };
    this.hasPrice ||= usd > 0;
  }
}

/**
 * Reads the prices of one entry. A key of a service tier or context tier that the entry lacks falls back to its
 * standard rate, as in LiteLLM's own calculator.
 * @param provider id of who sells the model.
 * @returns undefined, and a remark, for an entry without a price above zero: LiteLLM writes 0 for "free" and for "not
 *   known" alike.
 */
export function readLitellmPrices(
  entry: JsonObject,
  path: Path,
  provider: string,
  reading: BookReading,
): StatedPrice | undefined {
  const prices = new EntryPrices();
  const mode = typeof entry['mode'] === 'string' ? entry['mode'] : '';
  for (const [key, value] of Object.entries(entry)) readKey(prices, key, value, mode, [...path, key], reading);
  if ('tiered_pricing' in entry) readRanges(prices, entry['tiered_pricing'], [...path, 'tiered_pricing'], reading);
  if (!prices.hasPrice) {
    const hasZero = Object.keys(entry).some((key) => isPriceKey(key) && entry[key] === 0);
    reading.skip(hasZero ? 'only prices of zero: free, or not known' : 'no price that can be used', path);
    return undefined;
  }
  const rates = prices.standard.rates();
  const serviceTiers: Partial<Record<ServiceTier, StatedTier>> = {};
  for (const [tier, multiplier] of prices.multipliers) serviceTiers[tier] = { multiplier, source };
  for (const [tier, table] of prices.tiers)
    serviceTiers[tier] = { rates: tierRates(tier, table.rates(rates), rates), source };
  // OpenAI renamed priority to fast; the keys have kept the old name.
  if (serviceTiers.priority !== undefined) serviceTiers.fast ??= serviceTiers.priority;
  return {
    fromMs: null,
    toMs: null,
    rates,
    unitRates: prices.unitRates,
    ...(Object.keys(serviceTiers).length === 0 ? {} : { serviceTiers }),
    ...(Object.keys(prices.residency).length === 0 ? {} : { residency: prices.residency }),
    // LiteLLM's calculator counts tiers as "more than", but for xAI as "at least".
    ...(provider === 'x-ai' ? { contextRule: { mode: 'cliff', bound: 'from', basis: 'prompt', source } } : {}),
  };
}

/**
 * The rates of a service tier, as LiteLLM's calculator fills their gaps: a long prompt costs the standard long price
 * where the tier has none of its own, and reasoning what the tier's output does. Batches cost the same at every size.
 */
function tierRates(
  tier: Exclude<ServiceTier, 'standard'>,
  own: PriceCard['rates'],
  standard: PriceCard['rates'],
): PriceCard['rates'] {
  const rates: PriceCard['rates'] = { ...own };
  if (rates.output !== undefined && standard.reasoning !== undefined) rates.reasoning ??= rates.output;
  return tier === 'batch' ? rates : withStandardTiers(rates, standard);
}

function readKey(
  prices: EntryPrices,
  key: string,
  value: unknown,
  mode: string,
  path: Path,
  reading: BookReading,
): void {
  const token = readTokenKey(key);
  if (token !== undefined) {
    const usd = reading.price(value, path);
    if (usd !== undefined) prices.setToken(token, usd);
    return;
  }
  const unit = readUnitKey(key, mode);
  if (unit !== undefined) {
    const usd = reading.price(value, path);
    if (usd !== undefined) prices.setUnit(unit.unit, usd, unit.per);
    return;
  }
  const place = uplifts[key];
  if (place !== undefined) {
    const multiplier = reading.multiplier(value, path);
    if (multiplier !== undefined) prices.residency[place] = { multiplier, source };
    return;
  }
  if (key === 'search_context_cost_per_query') readSearchPrice(prices, value, path, reading);
  else if (key === 'provider_specific_entry') readSpecific(prices, value, path, reading);
  else if (key !== 'tiered_pricing' && isPriceKey(key)) {
    // Even a price that is not used shows a broken file by being no price.
    if (typeof value === 'number') reading.price(value, path);
    reading.unknownKey(key, path);
  }
}

/** Web searches by how much the search brings back; a request that does not say asks for the medium size. */
function readSearchPrice(prices: EntryPrices, value: unknown, path: Path, reading: BookReading): void {
  const sizes = reading.object(value, path);
  if (sizes === undefined) return;
  const [low, medium, high] = ['low', 'medium', 'high'].map((size) => {
    const key = `search_context_size_${size}`;
    return reading.price(sizes[key], [...path, key]);
  });
  const usd = medium ?? low ?? high;
  if (usd === undefined) return;
  prices.setUnit('webSearch', usd, 1);
  if ([low, high].some((other) => other !== undefined && other !== usd))
    reading.note('Web searches are priced at the medium search context; low and high cost less and more.');
}

/** Multipliers that LiteLLM keeps for single providers: `us` and other places, `fast`. */
function readSpecific(prices: EntryPrices, value: unknown, path: Path, reading: BookReading): void {
  for (const [key, part] of Object.entries(reading.object(value, path) ?? {})) {
    // Settings of the provider's adapter stand here as well.
    if (typeof part !== 'number') continue;
    const multiplier = reading.multiplier(part, [...path, key]);
    if (multiplier === undefined) continue;
    if (key === 'us' || key === 'eu') prices.residency[key] ??= { multiplier, source };
    else if (key === 'fast') prices.multipliers.set('fast', multiplier);
    else reading.unknownKey(`provider_specific_entry.${key}`, [...path, key]);
  }
}

/** Prices by ranges of the prompt's size: `[{range: [0, 32000], input_cost_per_token: …}, …]`. */
function readRanges(prices: EntryPrices, value: unknown, path: Path, reading: BookReading): void {
  if (!Array.isArray(value)) {
    reading.refuse('wrong-type', path, `must be a list, but is ${show(value)}`);
    return;
  }
  for (const [index, part] of value.entries()) {
    const range = reading.object(part, [...path, index]);
    const bounds: unknown = range?.['range'];
    if (range !== undefined && bounds === undefined) {
      // Search services price by the number of results.
      reading.unknownKey('tiered_pricing by something else than the prompt', [...path, index]);
      continue;
    }
    const from: unknown = Array.isArray(bounds) ? bounds[0] : undefined;
    if (range === undefined || typeof from !== 'number' || !Number.isInteger(from) || from < 0) {
      reading.refuse('wrong-type', [...path, index, 'range'], 'must be two numbers of tokens');
      return;
    }
    for (const [key, price] of Object.entries(range)) {
      const token = readTokenKey(key);
      if (token !== undefined && token.aboveInputTokens === undefined) {
        const usd = reading.price(price, [...path, index, key]);
        if (usd !== undefined) prices.setToken(from === 0 ? token : { ...token, aboveInputTokens: from }, usd);
      } else if (isPriceKey(key) && asObject(price) === undefined) {
        reading.unknownKey(`tiered_pricing.${key}`, [...path, index, key]);
      }
    }
  }
}
