import { z } from 'zod';
import { unitCountsSchema } from '../domain/billable-units.ts';
import { contractTermsSchema } from '../domain/contract-terms.ts';
import { exchangeRateSchema } from '../domain/exchange-rate.ts';
import {
  aliasInputSchema,
  bookDiffSchema,
  disagreementSchema,
  modelPricesSchema,
  overrideInputSchema,
  priceDocumentSchema,
} from '../domain/price-book.ts';
import { priceCardSchema, pricedRecordSchema } from '../domain/price.ts';
import { tokenCountsSchema } from '../domain/token-kinds.ts';
import { residencies, serviceTiers } from '../domain/usage.ts';
import { nothing, fileId } from './common.ts';

/** A model in the catalogue's list. Rates in USD per million tokens; null = the card has no such rate. */
export const modelSummarySchema = z.object({
  modelId: z.string(),
  provider: z.string(),
  providerName: z.string(),
  displayName: z.string(),
  inputUsdPerMTok: z.number().nullable(),
  outputUsdPerMTok: z.number().nullable(),
  cacheReadUsdPerMTok: z.number().nullable(),
  contextWindowTokens: z.number().nullable(),
  /** True when a rate has long-context tiers. */
  hasContextTiers: z.boolean(),
  /** Service tiers besides standard that it has prices for. */
  serviceTiers: z.array(z.enum(serviceTiers)),
  effectiveFromMs: z.number().nullable(),
  effectiveToMs: z.number().nullable(),
  priceVersion: z.string(),
  source: priceCardSchema.shape.source,
  /** What is priced; absent = a model. */
  subject: priceCardSchema.shape.subject,
  /** Prices of other units than tokens; absent = none. */
  unitRates: priceCardSchema.shape.unitRates.optional(),
  lifecycle: priceCardSchema.shape.lifecycle,
  /** True when two books give prices that are more than 1 % apart; absent = they agree, or there is one only. */
  disagrees: z.literal(true).optional(),
});
export type ModelSummary = z.infer<typeof modelSummarySchema>;

/** A model name that the catalogue does not know, with the nearest ids that it does. */
export const unknownModelSchema = z.object({ model: z.string(), candidates: z.array(z.string()) });
export type UnknownModel = z.infer<typeof unknownModelSchema>;

/** Prices: models, books, overrides, aliases, contracts, exchange rates. */
export const catalogueContract = {
  /**
   * Applies a book that was previewed. Fails `book-changed` when the file's content is no longer the previewed one; the
   * same content from the same instant is applied once.
   */
  'catalogue.applyBook': {
    input: z.strictObject({
      fileId,
      /** `fileSha256` of the preview. */
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      effectiveFromMs: z.number(),
      /** As in the preview. */
      leaveOutImplausible: z.boolean().optional(),
    }),
    output: z.object({ document: priceDocumentSchema }),
  },
  'catalogue.cards': {
    /** Every dated card of the named models. */
    input: z.strictObject({ models: z.array(z.string().max(300)).max(1000) }),
    output: z.object({ cards: z.array(priceCardSchema), unknown: z.array(unknownModelSchema) }),
  },
  /** Where two books differ by more than 1 % on a price of the same model at an instant, largest first. */
  'catalogue.disagreements': {
    input: z.strictObject({
      /** UTC ms; absent = now. */
      atMs: z.number().optional(),
      /** Absent = all. */
      limit: z.number().int().min(1).max(100_000).optional(),
    }),
    output: z.object({ total: z.number().int(), disagreements: z.array(disagreementSchema) }),
  },
  /** Every price document, newest first, withdrawn ones too. */
  'catalogue.documents': { input: nothing, output: z.array(priceDocumentSchema) },
  /** One model with its price history, the books behind it and where they differ. */
  'catalogue.model': {
    input: z.strictObject({
      model: z.string().min(1).max(300),
      /** UTC ms; absent = now. */
      atMs: z.number().optional(),
    }),
    output: modelPricesSchema,
  },
  'catalogue.models': {
    input: z.strictObject({
      provider: z.string().max(100).optional(),
      search: z.string().max(300).optional(),
      /** What is priced; absent = everything. */
      subject: z.enum(['model', 'tool', 'infrastructure']).optional(),
      /** Only cards of this book: `litellm`. */
      book: z.string().max(100).optional(),
      /** True = only models on which books differ. */
      disagreeing: z.boolean().optional(),
      /** UTC ms; absent = now. */
      atMs: z.number().optional(),
      /** Absent = all. */
      limit: z.number().int().min(1).max(10_000).optional(),
    }),
    output: z.object({
      total: z.number().int(),
      models: z.array(modelSummarySchema),
      /** Providers and books of the whole catalogue, whatever the filter, ordered by name, with their entries. */
      providers: z.array(z.object({ id: z.string(), name: z.string(), models: z.number().int() })),
      books: z.array(z.object({ book: z.string(), models: z.number().int() })),
    }),
  },
  /** Reads a price file and says what applying it would do. Applies nothing. */
  'catalogue.previewBook': {
    input: z.strictObject({
      fileId,
      /** First instant of its prices, UTC ms; absent = start of today, UTC. */
      effectiveFromMs: z.number().optional(),
      /** True = entries with a price that cannot be true are left out; absent = they refuse the book. */
      leaveOutImplausible: z.boolean().optional(),
    }),
    output: bookDiffSchema,
  },
  'catalogue.price': {
    input: z.strictObject({
      model: z.string().min(1).max(300),
      tokens: tokenCountsSchema,
      /** What was used besides tokens; requests are counted in `requests`. */
      units: unitCountsSchema.optional(),
      requests: z.number().nonnegative().default(1),
      serviceTier: z.enum(serviceTiers).default('standard'),
      /** Where the request had to be processed; absent = anywhere. */
      residency: z.enum(residencies).optional(),
      /** The model that the tokens were counted on, where it is another: its tokenizer may count the same text differently. */
      countedOn: z.string().min(1).max(300).optional(),
      /** A contract to price under instead of those that are stored. */
      contract: contractTermsSchema.optional(),
      /** Also asks what so many such records cost in the month under the contracts' terms for a whole month. */
      recordsPerMonth: z.number().nonnegative().max(1e12).optional(),
      /** UTC ms; absent = now. */
      atMs: z.number().optional(),
    }),
    output: pricedRecordSchema,
  },
  'catalogue.saveAlias': { input: aliasInputSchema, output: z.object({ document: priceDocumentSchema }) },
  'catalogue.saveContract': {
    input: z.strictObject({ contract: contractTermsSchema }),
    output: z.object({ document: priceDocumentSchema }),
  },
  'catalogue.saveExchangeRate': { input: exchangeRateSchema, output: z.object({ document: priceDocumentSchema }) },
  'catalogue.saveOverride': { input: overrideInputSchema, output: z.object({ document: priceDocumentSchema }) },
  /** Takes a document back: it no longer counts for any date. Stored usage keeps the price it was priced at. */
  'catalogue.withdraw': {
    input: z.strictObject({ documentId: z.number().int().positive() }),
    output: z.object({ documentId: z.number().int() }),
  },
} as const;
