import { writePath } from '#shared/describe-issue.ts';
import type { TokenKind } from '#shared/domain/token-kinds.ts';
import type { ServiceTier } from '#shared/domain/usage.ts';
import type { FileModel, StatedPrice, StatedTier } from '../stated-price.ts';
import type { BookContext, BookFormatReader } from './book-format.ts';
import { asObject, type JsonObject } from './json-object.ts';
import { BookModels } from './book-models.ts';
import { show, type BookReading, type Path } from './book-reading.ts';
import { bookProvider } from './provider-naming.ts';
import { RateTable, withStandardTiers } from './tiered-rates.ts';

const source = 'models.dev';

/** Fields of a cost, US dollars per million tokens, by the kind they rate. */
const costFields: Readonly<Record<string, TokenKind>> = {
  input: 'input',
  output: 'output',
  reasoning: 'reasoning',
  cache_read: 'cacheRead',
  cache_write: 'cacheWrite5m',
  input_audio: 'inputAudio',
  output_audio: 'outputAudio',
};

/** Fields of a cost that are not rates. */
const structure = new Set(['tier', 'tiers', 'context_over_200k']);

/**
 * models.dev's `api.json`: providers, each with models, each with `cost` in US dollars per million tokens and context
 * tiers; no dates. Source: https://github.com/sst/models.dev, `packages/core/src/schema.ts`.
 */
export const modelsDevFormat: BookFormatReader = {
  id: 'models.dev',
  name: 'models.dev api.json',
  recognises(document) {
    return Object.values(asObject(document) ?? {}).some(
      (provider) => asObject(asObject(provider)?.['models']) !== undefined,
    );
  },
  read(document, reading, context) {
    const models = new BookModels();
    for (const [providerKey, value] of Object.entries(asObject(document) ?? {})) {
      const provider = reading.object(value, [providerKey]);
      const entries = provider === undefined ? undefined : reading.object(provider['models'], [providerKey, 'models']);
      for (const [key, entry] of Object.entries(entries ?? {})) {
        const path = [providerKey, 'models', key];
        const object = reading.object(entry, path);
        const model =
          object === undefined
            ? undefined
            : readModel(providerKey, provider ?? {}, key, object, path, reading, context);
        if (model !== undefined) models.add(model, model.provider === providerKey, path, reading);
      }
    }
    return models.list();
  },
};

function readModel(
  providerKey: string,
  provider: JsonObject,
  key: string,
  entry: JsonObject,
  path: Path,
  reading: BookReading,
  context: BookContext,
): FileModel | undefined {
  const price = readPrice(entry, path, reading);
  if (price === undefined) return undefined;
  const label = provider['name'];
  const seller = bookProvider(providerKey, context, typeof label === 'string' ? label : providerKey);
  const name = entry['name'];
  const url = provider['doc'];
  const contextWindowTokens = asObject(entry['limit'])?.['context'];
  return {
    provider: seller.id,
    providerName: seller.name,
    model: key,
    displayName: typeof name === 'string' && name !== '' ? name : key,
    ...(typeof contextWindowTokens === 'number' && Number.isInteger(contextWindowTokens) && contextWindowTokens > 0
      ? { contextWindowTokens }
      : {}),
    ...(typeof url === 'string' && url.startsWith('https://') ? { url } : {}),
    ...(entry['status'] === 'deprecated' ? { lifecycle: { source } } : {}),
    path: writePath(path),
    prices: [price],
  };
}

function readPrice(entry: JsonObject, path: Path, reading: BookReading): StatedPrice | undefined {
  const costPath = [...path, 'cost'];
  const cost = reading.object(entry['cost'], costPath);
  if (cost === undefined) {
    reading.skip('no price', path);
    return undefined;
  }
  const table = new RateTable();
  const hasPrice = readCost(table, cost, costPath, undefined, reading);
  readTiers(table, cost, costPath, reading);
  if (!hasPrice) {
    reading.skip(table.isEmpty ? 'no price that can be used' : 'only prices of zero: free, or not known', path);
    return undefined;
  }
  const rates = table.rates();
  const serviceTiers = readModes(entry, path, rates, reading);
  return {
    fromMs: null,
    toMs: null,
    rates,
    unitRates: {},
    ...(Object.keys(serviceTiers).length === 0 ? {} : { serviceTiers }),
  };
}

/** Reads the rates of one cost into a table. @returns whether one of them is above zero. */
function readCost(
  table: RateTable,
  cost: JsonObject,
  path: Path,
  aboveInputTokens: number | undefined,
  reading: BookReading,
): boolean {
  let hasPrice = false;
  for (const [field, value] of Object.entries(cost)) {
    if (structure.has(field)) continue;
    const fieldPath = [...path, field];
    const usd = reading.price(value, fieldPath);
    const kind = costFields[field];
    if (kind === undefined) reading.unknownKey(`cost.${field}`, fieldPath);
    else if (usd !== undefined) {
      table.set(kind, usd, aboveInputTokens);
      hasPrice ||= usd > 0;
    }
  }
  return hasPrice;
}

/** Context tiers: the exact list where there is one, else the older field for 200,000 tokens. */
function readTiers(table: RateTable, cost: JsonObject, path: Path, reading: BookReading): void {
  const tiers = cost['tiers'];
  if (tiers === undefined || tiers === null) {
    const longPath = [...path, 'context_over_200k'];
    const long = reading.object(cost['context_over_200k'], longPath);
    if (long !== undefined) readCost(table, long, longPath, 200_000, reading);
    return;
  }
  if (!Array.isArray(tiers)) {
    reading.refuse('wrong-type', [...path, 'tiers'], `must be a list, but is ${show(tiers)}`);
    return;
  }
  for (const [index, value] of tiers.entries()) {
    const tierPath = [...path, 'tiers', index];
    const tier = reading.object(value, tierPath);
    const bound = asObject(tier?.['tier']);
    const size = bound?.['size'];
    if (tier === undefined || typeof size !== 'number' || !Number.isInteger(size) || size < 0) {
      reading.refuse('wrong-type', [...tierPath, 'tier', 'size'], `must be a number of tokens, but is ${show(size)}`);
    } else if (bound?.['type'] !== 'context') {
      reading.refuse(
        'unknown-unit',
        [...tierPath, 'tier', 'type'],
        `must be "context", but is ${show(bound?.['type'])}`,
      );
    } else {
      readCost(table, tier, tierPath, size, reading);
    }
  }
}

/** Modes with prices of their own: `{modes: {fast: {cost, provider: {body: {service_tier: 'priority'}}}}}`. */
function readModes(
  entry: JsonObject,
  path: Path,
  rates: StatedPrice['rates'],
  reading: BookReading,
): Partial<Record<ServiceTier, StatedTier>> {
  const tiers: Partial<Record<ServiceTier, StatedTier>> = {};
  const modesPath = [...path, 'experimental', 'modes'];
  for (const [name, value] of Object.entries(asObject(asObject(entry['experimental'])?.['modes']) ?? {})) {
    const mode = asObject(value);
    const costPath = [...modesPath, name, 'cost'];
    const cost = reading.object(mode?.['cost'], costPath);
    if (cost === undefined) continue;
    const tier = serviceTierOf(name, asObject(asObject(mode?.['provider'])?.['body']));
    if (tier === undefined) {
      reading.unknownKey(`experimental.modes.${name}`, costPath);
      continue;
    }
    const table = new RateTable();
    readCost(table, cost, costPath, undefined, reading);
    tiers[tier] = { rates: withStandardTiers(table.rates(rates), rates), source };
  }
  return tiers;
}

/** The service tier of a mode: what its request asks for, else its name. */
function serviceTierOf(name: string, body: JsonObject | undefined): Exclude<ServiceTier, 'standard'> | undefined {
  const asked = [body?.['service_tier'], body?.['speed'], name].find((text) => typeof text === 'string');
  return (['batch', 'flex', 'priority', 'fast'] as const).find((tier) => tier === asked);
}
