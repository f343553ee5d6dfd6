import { z } from 'zod';
import { billableUnits } from './billable-units.ts';
import { contractTermsSchema } from './contract-terms.ts';
import { exchangeRateSchema } from './exchange-rate.ts';
import { priceCardSchema, rateSchema, unitRateSchema } from './price.ts';
import { tokenKinds } from './token-kinds.ts';
import { serviceTiers } from './usage.ts';

/**
 * What a user adds to the bundled prices: imported books, overrides, aliases, contracts and exchange rates. Each is a
 * document in the ledger, kept for good; taking one back marks it withdrawn.
 */

/** The kinds of price documents, as the ledger names them. */
export const priceDocumentKinds = ['book', 'override', 'alias', 'contract', 'exchange-rate'] as const;
export type PriceDocumentKind = (typeof priceDocumentKinds)[number];

/** A price document as the ledger keeps it. */
export interface PriceDocumentRow {
  readonly id: number;
  readonly kind: PriceDocumentKind;
  readonly name: string;
  /** SHA-256 of `document`, hex. */
  readonly sha256: string;
  /** When it was added, UTC ms. */
  readonly recordedAtMs: number;
  /** When it was taken back, UTC ms; null = it counts. */
  readonly withdrawnAtMs: number | null;
  /** Its content, JSON. */
  readonly document: string;
}

/** Price files that can be imported. */
export const bookFormats = ['litellm', 'models.dev', 'genai-prices'] as const;
export type BookFormat = (typeof bookFormats)[number];

const modelName = z.string().trim().min(1).max(300);

/** One price of a card: of a kind or unit, above a prompt size, in a service tier. */
export const ratePointSchema = z.object({
  kind: z.enum([...tokenKinds, ...billableUnits]),
  /** Prompt size above which it holds; absent = below every long-context tier. */
  aboveInputTokens: z.number().optional(),
  /** Absent = standard. */
  serviceTier: z.enum(serviceTiers).optional(),
  /** `USD/MTok`, `USD/request`, `USD/page`… */
  unit: z.string(),
});
export type RatePoint = z.infer<typeof ratePointSchema>;

/** What a book does to one price. */
export const rateChangeSchema = ratePointSchema.extend({
  /** USD for one `unit`; null = there was no such rate. */
  oldUsd: z.number().nullable(),
  /** Null = the book has no such rate. */
  newUsd: z.number().nullable(),
  /** (new − old) ÷ old, in percent; null where one of them is missing or old is 0. */
  percent: z.number().nullable(),
});
export type RateChange = z.infer<typeof rateChangeSchema>;

/** A model whose prices a book changes. */
export const modelChangeSchema = z.object({
  modelId: z.string(),
  displayName: z.string(),
  /** First instant of the new prices, UTC ms. */
  fromMs: z.number(),
  /** Largest change first. */
  changes: z.array(rateChangeSchema),
  /** Largest absolute change in percent; null when rates only come or go. */
  largestPercent: z.number().nullable(),
});
export type ModelChange = z.infer<typeof modelChangeSchema>;

/** A model that a book brings into the catalogue. */
export const addedModelSchema = z.object({
  modelId: z.string(),
  displayName: z.string(),
  /** First instant on which it has a price, UTC ms. */
  fromMs: z.number(),
  inputUsdPerMTok: z.number().nullable(),
  outputUsdPerMTok: z.number().nullable(),
});
export type AddedModel = z.infer<typeof addedModelSchema>;

/** Something in a book that was not read as a price, with how often it stands there. */
export const bookRemarkSchema = z.object({
  /** The key, or what kind of entry it is. */
  what: z.string(),
  count: z.number().int().positive(),
  /** JSON path of the first one. */
  path: z.string(),
});
export type BookRemark = z.infer<typeof bookRemarkSchema>;

/** What is known of a book besides its prices. */
const bookFactsSchema = z.object({
  format: z.enum(bookFormats),
  /** Name of the price book, as on its cards: `litellm`. */
  book: z.string(),
  /** First 8 hex digits of the file's SHA-256: these files carry no version. */
  bookVersion: z.string(),
  /** File name as the user gave it. */
  file: z.string(),
  /** SHA-256 of the file, hex. */
  fileSha256: z.string(),
  /** First instant on which its prices hold, UTC ms; older prices stay as they are. */
  effectiveFromMs: z.number(),
  /** Models in the book that have a price. */
  models: z.number().int(),
  /** Keys that have no counterpart in a price card: their prices are not used. */
  unknownKeys: z.array(bookRemarkSchema),
  /** Entries without a price that could be used. */
  skipped: z.array(bookRemarkSchema),
  /** Sentences about the book. */
  notes: z.array(z.string()),
});
export type BookFacts = z.infer<typeof bookFactsSchema>;

/** What applying a book would do; nothing is applied until the same content is applied by its hash. */
export const bookDiffSchema = bookFactsSchema.extend({
  /** Ordered by model id. */
  added: z.array(addedModelSchema),
  /** Largest change first. */
  changed: z.array(modelChangeSchema),
  unchanged: z.number().int(),
  /** Models that the last book of the same name had and this one has not: they keep their last price. */
  removed: z.object({ count: z.number().int(), modelIds: z.array(z.string()) }),
  /** The document of the same content with the same start, when it was applied before. */
  appliedAs: z.number().int().optional(),
});
export type BookDiff = z.infer<typeof bookDiffSchema>;

/** Two books that give different prices for the same model at the same time. */
export const disagreementSchema = ratePointSchema.extend({
  modelId: z.string(),
  /** The price in use, and the other. */
  prices: z.tuple([
    z.object({ usd: z.number(), source: z.string() }),
    z.object({ usd: z.number(), source: z.string() }),
  ]),
  /** By how much the dearer exceeds the cheaper, percent; null when one is free. */
  percent: z.number().nullable(),
});
export type Disagreement = z.infer<typeof disagreementSchema>;

/** Content of a `book` document: the book's cards as they were read, so that no later reader changes their meaning. */
export const bookDocumentSchema = bookFactsSchema.extend({
  kind: z.literal('book'),
  version: z.literal(1),
  /** One model after the other, each with its dated cards; undated cards hold from `effectiveFromMs` on. */
  cards: z.array(priceCardSchema),
});
export type BookDocument = z.infer<typeof bookDocumentSchema>;

/** What an override says. */
const overrideFields = {
  model: modelName,
  /** First instant on which it holds, UTC ms; of several overrides of one price the latest start wins. */
  effectiveFromMs: z.number(),
  /** First instant on which it no longer holds, UTC ms; absent = open. */
  effectiveToMs: z.number().optional(),
  /** Prices per million tokens; other kinds keep theirs. */
  rates: z.partialRecord(z.enum(tokenKinds), rateSchema).default({}),
  /** Prices of other units. */
  unitRates: z.partialRecord(z.enum(billableUnits), unitRateSchema).default({}),
  /** Why, or where it is from. */
  note: z.string().max(1000).optional(),
};

/** Content of an `override` document: the user's own prices of one model. `model` is a model id. */
export const overrideDocumentSchema = z.strictObject({
  kind: z.literal('override'),
  version: z.literal(1),
  ...overrideFields,
});
export type OverrideDocument = z.infer<typeof overrideDocumentSchema>;

/** An override as a person gives it. */
export const overrideInputSchema = z
  .strictObject({
    ...overrideFields,
    /** True = make the model when the catalogue does not know it; absent = an unknown model is refused. */
    newModel: z.boolean().optional(),
  })
  .refine(({ rates, unitRates }) => Object.keys(rates).length + Object.keys(unitRates).length > 0, {
    message: 'must give at least one price',
    path: ['rates'],
  })
  .refine(({ effectiveFromMs, effectiveToMs }) => effectiveToMs === undefined || effectiveFromMs < effectiveToMs, {
    message: 'must be after the start',
    path: ['effectiveToMs'],
  });

/** What an alias says. */
const aliasFields = {
  /** The model as files spell it, with or without its provider: `my-deployment`, `azure/my-deployment`. */
  name: modelName,
  model: modelName,
};
/** An alias as a person gives it. */
export const aliasInputSchema = z.strictObject(aliasFields);

/** Content of an `alias` document: what a name in files stands for. `model` is a model id. */
export const aliasDocumentSchema = z.strictObject({
  kind: z.literal('alias'),
  version: z.literal(1),
  ...aliasFields,
});
export type AliasDocument = z.infer<typeof aliasDocumentSchema>;

/** Content of a `contract` document. */
export const contractDocumentSchema = z.strictObject({
  kind: z.literal('contract'),
  version: z.literal(1),
  terms: contractTermsSchema,
});
export type ContractDocument = z.infer<typeof contractDocumentSchema>;

/** Content of an `exchange-rate` document. */
export const exchangeRateDocumentSchema = z.strictObject({
  kind: z.literal('exchange-rate'),
  version: z.literal(1),
  rate: exchangeRateSchema,
});
export type ExchangeRateDocument = z.infer<typeof exchangeRateDocumentSchema>;

/** A price document without the bulk of a book. */
export const priceDocumentSchema = z.object({
  id: z.number().int(),
  name: z.string(),
  sha256: z.string(),
  recordedAtMs: z.number(),
  withdrawnAtMs: z.number().nullable(),
  /** One sentence: what it does. */
  summary: z.string(),
  content: z.discriminatedUnion('kind', [
    bookDocumentSchema.omit({ cards: true }),
    overrideDocumentSchema,
    aliasDocumentSchema,
    contractDocumentSchema,
    exchangeRateDocumentSchema,
  ]),
});
export type PriceDocument = z.infer<typeof priceDocumentSchema>;

/** The cards of one model in one layer of the catalogue. */
export const priceLayerSchema = z.object({
  layer: z.enum(['bundled', 'book', 'override']),
  /** The document behind it; absent for the bundled book. */
  documentId: z.number().int().optional(),
  /** `genai-prices 0.1.8`, `litellm 1f0e9a7c`, `your override`. */
  label: z.string(),
  /** Ascending by date. */
  cards: z.array(priceCardSchema),
});
export type PriceLayer = z.infer<typeof priceLayerSchema>;

/** Everything that is known of one model's price. */
export const modelPricesSchema = z.object({
  modelId: z.string(),
  /** The card in force at the instant asked for. */
  card: priceCardSchema,
  matchReason: z.string(),
  /** What bills, through time: ascending by date, without gap or overlap. */
  history: z.array(priceCardSchema),
  /** What each book and override says by itself, highest first. */
  layers: z.array(priceLayerSchema),
  disagreements: z.array(disagreementSchema),
  /** Documents that touch the model, newest first, withdrawn ones too. */
  documents: z.array(priceDocumentSchema),
});
export type ModelPrices = z.infer<typeof modelPricesSchema>;
