import { writePath } from '#shared/describe-issue.ts';
import { parseInstant } from '#shared/time.ts';
import type { FileModel } from '../stated-price.ts';
import type { BookContext, BookFormatReader } from './book-format.ts';
import { asObject, type JsonObject } from './json-object.ts';
import { BookModels } from './book-models.ts';
import type { BookReading } from './book-reading.ts';
import { readLitellmPrices } from './litellm-prices.ts';
import { bookProvider } from './provider-naming.ts';

/**
 * LiteLLM's `model_prices_and_context_window.json`: one object of models, prices in US dollars for one token, without
 * dates. Source: https://github.com/BerriAI/litellm (the file and its own `sample_spec`).
 */
export const litellmFormat: BookFormatReader = {
  id: 'litellm',
  name: 'LiteLLM price file',
  recognises(document) {
    return Object.values(asObject(document) ?? {}).some((entry) => asObject(entry)?.['litellm_provider'] !== undefined);
  },
  read(document, reading, context) {
    const models = new BookModels();
    for (const [key, value] of Object.entries(asObject(document) ?? {})) {
      // The file's own description of its fields, and what tools write beside the models.
      if (key === 'sample_spec' || /^[$_]/.test(key)) continue;
      const entry = reading.object(value, [key]);
      const model = entry === undefined ? undefined : readEntry(key, entry, reading, context);
      // `gemini/gemini-2.5-pro` is the maker's own price, `gemini-2.5-pro` its cloud's.
      if (model !== undefined) models.add(model, key !== model.model, [key], reading);
    }
    return models.list();
  },
};

function readEntry(key: string, entry: JsonObject, reading: BookReading, context: BookContext): FileModel | undefined {
  const seller = entry['litellm_provider'];
  if (typeof seller !== 'string' || seller === '') {
    reading.skip('no provider', [key]);
    return undefined;
  }
  const provider = bookProvider(seller, context);
  const price = readLitellmPrices(entry, [key], provider.id, reading);
  if (price === undefined) return undefined;
  const slash = key.indexOf('/');
  const prefix = key.slice(0, Math.max(slash, 0));
  const isPrefixed = prefix !== '' && (prefix === seller || bookProvider(prefix, context).id === provider.id);
  const model = isPrefixed ? key.slice(slash + 1) : key;
  const url = entry['source'];
  return {
    provider: provider.id,
    providerName: provider.name,
    model,
    displayName: model,
    ...contextWindow(entry),
    ...(typeof url === 'string' && url.startsWith('https://') ? { url } : {}),
    ...lifecycle(entry, key, reading),
    path: writePath([key]),
    prices: [price],
  };
}

function contextWindow(entry: JsonObject): Pick<FileModel, 'contextWindowTokens'> {
  const tokens = entry['max_input_tokens'] ?? entry['max_tokens'];
  return typeof tokens === 'number' && Number.isInteger(tokens) && tokens > 0 ? { contextWindowTokens: tokens } : {};
}

function lifecycle(entry: JsonObject, key: string, reading: BookReading): Pick<FileModel, 'lifecycle'> {
  const day = entry['deprecation_date'];
  if (day === undefined || day === null) return {};
  const deprecatedFromMs = typeof day === 'string' ? parseInstant(day) : undefined;
  if (deprecatedFromMs === undefined) {
    reading.unknownKey('deprecation_date that is no date', [key, 'deprecation_date']);
    return {};
  }
  return { lifecycle: { deprecatedFromMs, source: "LiteLLM's price file" } };
}
