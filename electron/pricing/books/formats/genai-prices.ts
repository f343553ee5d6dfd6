import type { ConditionalPrice, ModelInfo } from '@pydantic/genai-prices';
import { writePath } from '#shared/describe-issue.ts';
import { parseInstant } from '#shared/time.ts';
import { genaiKeyMeaning, genaiStatedPrices } from '../genai-prices-rates.ts';
import type { FileModel, StatedPrice } from '../stated-price.ts';
import type { BookContext, BookFormatReader } from './book-format.ts';
import { asObject, type JsonObject } from './json-object.ts';
import { BookModels } from './book-models.ts';
import { show, type BookReading, type Path } from './book-reading.ts';
import { bookProvider } from './provider-naming.ts';

/**
 * genai-prices' `data.json` or `data_slim.json` (data format 2): a list of providers, each with models; prices dated or
 * by the time of day, in US dollars for the unit that a key ends in. Source:
 * https://github.com/pydantic/genai-prices, `prices/new_data/v2/data.schema.json`.
 */
export const genaiPricesFormat: BookFormatReader = {
  id: 'genai-prices',
  name: 'genai-prices data file',
  recognises(document) {
    return Array.isArray(document) && document.some((provider) => Array.isArray(asObject(provider)?.['models']));
  },
  read(document, reading, context) {
    const models = new BookModels();
    for (const [index, value] of (Array.isArray(document) ? document : []).entries()) {
      const provider = reading.object(value, [index]);
      const id = provider === undefined ? undefined : reading.text(provider['id'], [index, 'id']);
      if (provider === undefined || id === undefined) continue;
      const entries: unknown = provider['models'];
      if (!Array.isArray(entries)) {
        reading.refuse('wrong-type', [index, 'models'], `must be a list, but is ${show(entries)}`);
        continue;
      }
      for (const [position, entry] of entries.entries()) {
        const path = [index, 'models', position];
        const object = reading.object(entry, path);
        const model = object === undefined ? undefined : readModel(id, provider, object, path, reading, context);
        if (model !== undefined) models.add(model, true, path, reading);
      }
    }
    return models.list();
  },
};

function readModel(
  providerKey: string,
  provider: JsonObject,
  entry: JsonObject,
  path: Path,
  reading: BookReading,
  context: BookContext,
): FileModel | undefined {
  const id = reading.text(entry['id'], [...path, 'id']);
  const prices = readPrices(entry['prices'], [...path, 'prices'], reading);
  if (id === undefined || prices === undefined) return undefined;
  const label = provider['name'];
  const seller = bookProvider(providerKey, context, typeof label === 'string' ? label : providerKey);
  const [first, ...others] = genaiStatedPrices(seller.id, id, prices);
  if (first === undefined || ![first, ...others].some(hasPrice)) {
    reading.skip('no price: free, or not yet in the book', path);
    return undefined;
  }
  const name = entry['name'];
  const contextWindowTokens = entry['context_window'];
  const urls: unknown = provider['pricing_urls'];
  const url: unknown = Array.isArray(urls) ? urls[0] : undefined;
  return {
    provider: seller.id,
    providerName: seller.name,
    model: id,
    displayName: typeof name === 'string' && name !== '' ? name : id,
    ...(typeof contextWindowTokens === 'number' && Number.isInteger(contextWindowTokens) && contextWindowTokens > 0
      ? { contextWindowTokens }
      : {}),
    ...(typeof url === 'string' ? { url } : {}),
    ...(entry['deprecated'] === true ? { lifecycle: { source: 'marked as deprecated in genai-prices' } } : {}),
    path: writePath(path),
    prices: [first, ...others],
  };
}

function hasPrice({ rates, unitRates }: StatedPrice): boolean {
  return Object.keys(rates).length > 0 || Object.keys(unitRates).length > 0;
}

/** Checks prices, plain or conditional, and gives them as the library's own types name them. */
function readPrices(value: unknown, path: Path, reading: BookReading): ModelInfo['prices'] | undefined {
  if (!Array.isArray(value)) {
    const prices = reading.object(value ?? null, path);
    if (prices === undefined) reading.refuse('wrong-type', path, 'must be an object or a list of them');
    return prices !== undefined && isPrices(prices, path, reading) ? prices : undefined;
  }
  if (value.length === 0) {
    reading.refuse('wrong-type', path, 'must have at least one entry');
    return undefined;
  }
  const conditional: ConditionalPrice[] = [];
  for (const [index, part] of value.entries()) {
    const entryPath = [...path, index];
    const entry = reading.object(part, entryPath);
    const prices = entry === undefined ? undefined : reading.object(entry['prices'], [...entryPath, 'prices']);
    if (entry === undefined || prices === undefined || !isPrices(prices, [...entryPath, 'prices'], reading)) continue;
    const condition = entry['constraint'] ?? undefined;
    const constraint =
      condition === undefined ? undefined : readConstraint(condition, [...entryPath, 'constraint'], reading);
    if (constraint !== undefined) conditional.push({ constraint, prices });
    else if (condition === undefined) conditional.push({ prices });
  }
  return conditional.length === value.length ? conditional : undefined;
}

function isPrices(prices: JsonObject, path: Path, reading: BookReading): prices is ConditionalPrice['prices'] {
  let isSound = true;
  for (const [key, value] of Object.entries(prices)) {
    const keyPath = [...path, key];
    const meaning = genaiKeyMeaning(key);
    if (meaning === 'unknown-unit') {
      reading.refuse('unknown-unit', keyPath, 'prices a unit that is not known');
      isSound = false;
    } else {
      if (meaning === 'unused') reading.unknownKey(key, keyPath);
      isSound = isPrice(value, keyPath, reading) && isSound;
    }
  }
  return isSound;
}

/** A number, or `{base, tiers: [{start, price}]}`. */
function isPrice(value: unknown, path: Path, reading: BookReading): boolean {
  const tiered = asObject(value);
  if (tiered === undefined) return isNumber(value, path, reading);
  const tiers = tiered['tiers'];
  if (!Array.isArray(tiers)) {
    reading.refuse('wrong-type', [...path, 'tiers'], `must be a list, but is ${show(tiers)}`);
    return false;
  }
  const areSound = tiers.map((value_, index) => {
    const tier = asObject(value_);
    const start = tier?.['start'];
    if (typeof start !== 'number' || !Number.isInteger(start) || start < 0) {
      reading.refuse('wrong-type', [...path, 'tiers', index, 'start'], 'must be a number of tokens');
      return false;
    }
    return isNumber(tier?.['price'], [...path, 'tiers', index, 'price'], reading);
  });
  return isNumber(tiered['base'], [...path, 'base'], reading) && areSound.every(Boolean);
}

function isNumber(value: unknown, path: Path, reading: BookReading): boolean {
  if (value !== undefined && value !== null) return reading.price(value, path) !== undefined;
  reading.refuse('bad-price', path, `must be a number, but is ${show(value)}`);
  return false;
}

/** A condition; the files leave out the `type` that the library's own data has. */
function readConstraint(value: unknown, path: Path, reading: BookReading): ConditionalPrice['constraint'] {
  const constraint = reading.object(value, path);
  if (constraint === undefined) return undefined;
  const { start_date: day, start_time: start, end_time: end } = constraint;
  if (day !== undefined) {
    if (typeof day === 'string' && day.length === 10 && parseInstant(day) !== undefined)
      return { type: 'start_date', start_date: day };
    reading.refuse('wrong-type', [...path, 'start_date'], `must be a day such as 2026-11-23, but is ${show(day)}`);
    return undefined;
  }
  if (isTime(start) && isTime(end)) return { type: 'time_of_date', start_time: start, end_time: end };
  const [key, time] = isTime(start) ? (['end_time', end] as const) : (['start_time', start] as const);
  reading.refuse('wrong-type', [...path, key], `must be a time with a zone such as 16:30:00Z, but is ${show(time)}`);
  return undefined;
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && parseInstant(`1970-01-01T${value}`) !== undefined;
}
