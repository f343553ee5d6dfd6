import { z } from 'zod';
import type { MethodName } from './channels.ts';
import {
  columnMappingSchema,
  fileInspectionSchema,
  filesSurveySchema,
  importOptionsSchema,
  importSummarySchema,
  rejectsPartSchema,
} from './domain/importing.ts';
import { budgetAlertSchema, budgetEntrySchema, budgetSchema, budgetStatusSchema } from './domain/budget.ts';
import { overviewSchema } from './domain/overview.ts';
import { timeZoneSchema } from './domain/time-zone.ts';
import { anomaliesSchema, anomalyQuerySchema } from './domain/anomaly.ts';
import { spendForecastQuerySchema, spendForecastSchema } from './domain/forecast.ts';
import { tokenCountsSchema } from './domain/token-kinds.ts';
import { usageQuerySchema, usageSummarySchema } from './domain/usage-query.ts';
import { unitCountsSchema } from './domain/billable-units.ts';
import { contractTermsSchema } from './domain/contract-terms.ts';
import { displayCurrencySchema } from './domain/display-currency.ts';
import { currencySchema, exchangeRateSchema } from './domain/exchange-rate.ts';
import { jobSnapshotSchema } from './domain/job.ts';
import { ledgerBackupSchema, ledgerRestoreSchema, ledgerStatusSchema } from './domain/ledger-status.ts';
import {
  aliasInputSchema,
  bookDiffSchema,
  disagreementSchema,
  modelPricesSchema,
  overrideInputSchema,
  priceDocumentSchema,
} from './domain/price-book.ts';
import { mostCompared, planComparisonSchema } from './domain/plan-comparison.ts';
import { optimisationSchema, optimiseOptionsSchema } from './domain/optimisation.ts';
import { priceCardSchema, pricedRecordSchema } from './domain/price.ts';
import { repriceRequestSchema } from './domain/reprice.ts';
import { residualQuerySchema, residualSchema } from './domain/residual.ts';
import { scenarioSchema } from './domain/scenario.ts';
import { selfHostingReportSchema } from './domain/self-hosting.ts';
import { sensitivitySchema } from './domain/sensitivity.ts';
import { sampleSequences } from './domain/simulation-ranges.ts';
import { simulationResultSchema } from './domain/simulation.ts';
import {
  namesQuerySchema,
  namesSchema,
  recordPageQuerySchema,
  recordPageSchema,
  usageExportPartSchema,
  usageExportQuerySchema,
} from './domain/usage-records.ts';
import { maxTextLength, modelTokensSchema, textCountSchema } from './domain/text-tokens.ts';
import { residencies, serviceTiers } from './domain/usage.ts';

/**
 * Every method that the services offer, with its input and output. `electron/api` implements them; Electron IPC,
 * loopback HTTP and direct calls carry them. Inputs are parsed before a handler sees them.
 */

const nothing = z.strictObject({});
/** A file that the user picked: an opaque id that the host gave out, never a path. */
const fileId = z.string().min(1).max(100);
const scenarioId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,99}$/);

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

/** A scenario in the library. */
export const scenarioEntrySchema = z.object({ id: scenarioId, name: z.string(), modifiedMs: z.number() });
export type ScenarioEntry = z.infer<typeof scenarioEntrySchema>;

export const contract = {
  /** Days whose spend is out of line, dearest first, with what explains them. */
  'anomalies.find': { input: anomalyQuerySchema, output: anomaliesSchema },
  'app.info': {
    input: nothing,
    output: z.object({
      version: z.string(),
      engineVersion: z.string(),
      host: z.enum(['electron', 'browser', 'direct']),
      ledgerFile: z.string(),
      scenarioFolder: z.string(),
      catalogue: z.object({ book: z.string(), bookVersion: z.string(), models: z.number().int() }),
    }),
  },
  /** Marks alerts as seen. */
  'budget.acknowledge': {
    input: z.strictObject({ ids: z.array(z.number().int().positive()).min(1).max(10_000) }),
    output: z.object({ ids: z.array(z.number().int()) }),
  },
  /** The alerts that were given, newest first. */
  'budget.alerts': {
    input: z.strictObject({ limit: z.number().int().min(1).max(10_000).default(500) }),
    output: z.array(budgetAlertSchema),
  },
  /** Looks at every budget and gives the alerts that are new; each threshold is told once a period. */
  'budget.check': { input: nothing, output: z.array(budgetAlertSchema) },
  /** Every budget in its present period: now's, or that of the last recorded usage where the ledger ends before now. */
  'budget.list': { input: nothing, output: z.array(budgetStatusSchema) },
  /** Removes a budget with its alerts. */
  'budget.remove': {
    input: z.strictObject({ id: z.number().int().positive() }),
    output: z.object({ id: z.number().int() }),
  },
  /** Adds a budget, or changes the one of an id. */
  'budget.save': {
    input: z.strictObject({ id: z.number().int().positive().optional(), budget: budgetSchema }),
    output: budgetEntrySchema,
  },
  'calibration.run': {
    input: z.strictObject({
      fromMs: z.number().optional(),
      toMs: z.number().optional(),
      name: z.string().min(1).max(200).optional(),
    }),
    output: z.object({ scenario: scenarioSchema }),
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
  'catalogue.saveOverride': { input: overrideInputSchema, output: z.object({ document: priceDocumentSchema }) },
  'catalogue.saveAlias': { input: aliasInputSchema, output: z.object({ document: priceDocumentSchema }) },
  'catalogue.saveContract': {
    input: z.strictObject({ contract: contractTermsSchema }),
    output: z.object({ document: priceDocumentSchema }),
  },
  'catalogue.saveExchangeRate': { input: exchangeRateSchema, output: z.object({ document: priceDocumentSchema }) },
  /** Takes a document back: it no longer counts for any date. Stored usage keeps the price it was priced at. */
  'catalogue.withdraw': {
    input: z.strictObject({ documentId: z.number().int().positive() }),
    output: z.object({ documentId: z.number().int() }),
  },
  /** Where spend goes, by day and month, with bands and the backtest. */
  'forecast.run': { input: spendForecastQuerySchema, output: spendForecastSchema },
  'import.inspect': { input: z.strictObject({ fileId }), output: fileInspectionSchema },
  /** Reads a mapping file that the user picked. */
  'import.mapping': { input: z.strictObject({ fileId }), output: columnMappingSchema },
  /**
   * A part of the rejected rows kept with an import, as CSV (file, line, column, reason) for the user to save. The first
   * part has the header; the last says how many more there were, where an import rejected over a million.
   */
  'import.rejects': {
    input: z.strictObject({ importId: z.number().int().positive(), offset: z.number().int().nonnegative().optional() }),
    output: rejectsPartSchema,
  },
  'import.list': { input: nothing, output: z.array(importSummarySchema) },
  /** Starts a job whose result is an `ImportReport`. */
  'import.start': {
    input: z.strictObject({ fileId, options: importOptionsSchema }),
    output: z.object({ jobId: z.string() }),
  },
  /** Starts a job over several files, or folders with all that they hold, whose result is an `ImportBatch`. */
  'import.startMany': {
    input: z.strictObject({ fileIds: z.array(fileId).min(1).max(100_000), options: importOptionsSchema }),
    output: z.object({ jobId: z.string() }),
  },
  /** What several files, or folders with all that they hold, would become. */
  'import.survey': {
    input: z.strictObject({ fileIds: z.array(fileId).min(1).max(100_000), options: importOptionsSchema.default({}) }),
    output: filesSurveySchema,
  },
  'import.undo': {
    input: z.strictObject({ importId: z.number().int().positive() }),
    output: z.object({ records: z.number().int() }),
  },
  'jobs.cancel': { input: z.strictObject({ jobId: z.string() }), output: jobSnapshotSchema },
  'jobs.list': { input: nothing, output: z.array(jobSnapshotSchema) },
  /** Copies the ledger into a new file: where the host let the user say, or beside the ledger. */
  'ledger.backup': { input: z.strictObject({ fileId: fileId.optional() }), output: ledgerBackupSchema },
  /** Puts a backup in the place of the ledger: a file that the user picked, or a copy that `ledger.status` lists. */
  'ledger.restore': {
    input: z.union([z.strictObject({ fileId }), z.strictObject({ copy: z.string().min(1).max(4096) })]),
    output: ledgerRestoreSchema,
  },
  'ledger.status': { input: nothing, output: ledgerStatusSchema },
  /** Starts a job that reads and checks everything; its result is `{ records }`. */
  'ledger.verify': { input: nothing, output: z.object({ jobId: z.string() }) },
  /** Two to five scenarios as planned, levers applied; the first is what the others differ from. */
  'scenario.compare': {
    input: z.strictObject({ scenarios: z.array(scenarioSchema).min(2).max(mostCompared) }),
    output: planComparisonSchema,
  },
  /** What the ledger's usage costs today, this week and this month, by whom, and what was saved. */
  'overview.read': {
    input: z.strictObject({ timeZone: timeZoneSchema.default('UTC') }),
    output: overviewSchema,
  },
  'scenario.create': { input: z.strictObject({ scenario: scenarioSchema }), output: scenarioEntrySchema },
  /** The library, newest first; it holds the sample scenario on first run. */
  'scenario.list': { input: nothing, output: z.array(scenarioEntrySchema) },
  'scenario.open': {
    input: z.strictObject({ id: scenarioId }),
    output: z.object({ entry: scenarioEntrySchema, scenario: scenarioSchema }),
  },
  /** Reads a scenario file that the user picked into the library. */
  'scenario.openFile': {
    input: z.strictObject({ fileId }),
    output: z.object({ entry: scenarioEntrySchema, scenario: scenarioSchema }),
  },
  'scenario.remove': { input: z.strictObject({ id: scenarioId }), output: nothing },
  'scenario.save': {
    input: z.strictObject({ id: scenarioId, scenario: scenarioSchema }),
    output: scenarioEntrySchema,
  },
  /** The cheapest settings of a plan's levers and models under limits. */
  'scenario.optimise': {
    input: z.strictObject({ scenario: scenarioSchema, options: optimiseOptionsSchema.prefault({}) }),
    output: optimisationSchema,
  },
  /** Every fleet of a scenario: speed, size, bill, break-even, the cheapest mixture with the API. */
  'scenario.selfHosting': {
    input: z.strictObject({
      scenario: scenarioSchema,
      samples: z.number().int().min(1).max(10_000),
      seed: z.number().int(),
    }),
    output: selfHostingReportSchema,
  },
  'scenario.sensitivity': { input: z.strictObject({ scenario: scenarioSchema }), output: sensitivitySchema },
  'scenario.simulate': {
    input: z.strictObject({
      scenario: scenarioSchema,
      /** Absent = the closed form alone. */
      sampling: z
        .strictObject({
          samples: z.number().int().min(1).max(100_000),
          seed: z.number().int(),
          /** Absent = random. */
          sequence: z.enum(sampleSequences).optional(),
          /** Asks how likely the mean month is above this. */
          budgetMonthlyUsd: z.number().nonnegative().optional(),
        })
        .optional(),
      /** True = also share the saving among the levers. */
      attribution: z.boolean().optional(),
    }),
    output: simulationResultSchema,
  },
  /** Keeps the currency that screens show amounts in. */
  'settings.chooseDisplayCurrency': {
    input: z.strictObject({ currency: currencySchema }),
    output: displayCurrencySchema,
  },
  'settings.displayCurrency': { input: nothing, output: displayCurrencySchema },
  /** Plans to start from: each begins in the present month. */
  'scenario.templates': {
    input: nothing,
    output: z.array(z.object({ id: z.string(), scenario: scenarioSchema })),
  },
  /** Stops a count; one that has ended stays as it is. */
  'tokens.cancel': { input: z.strictObject({ countId: z.string().min(1).max(100) }), output: nothing },
  /** Counts a text. Fails `cancelled` when it was stopped, or when a newer count came with the same id. */
  'tokens.count': {
    input: z.strictObject({
      text: z.string().max(maxTextLength),
      /** The model that reads the text. */
      model: z.string().min(1).max(300),
      /** Names the count for progress and cancel. */
      countId: z.string().min(1).max(100).optional(),
    }),
    output: z.object({ count: textCountSchema, onModel: modelTokensSchema }),
  },
  /** A part of what is shown, as CSV for the user to save. */
  'usage.export': { input: usageExportQuerySchema, output: usageExportPartSchema },
  /** Names to choose from in a filter. */
  'usage.names': { input: namesQuerySchema, output: namesSchema },
  'usage.records': { input: recordPageQuerySchema, output: recordPageSchema },
  /** Starts a job whose result is a `RepriceReport`. */
  'usage.reprice': { input: repriceRequestSchema, output: z.object({ jobId: z.string() }) },
  'usage.residual': { input: residualQuerySchema, output: residualSchema },
  'usage.summary': { input: usageQuerySchema, output: usageSummarySchema },
} as const satisfies Record<MethodName, { input: z.ZodType; output: z.ZodType }>;

export type Contract = typeof contract;
/** What a caller passes to a method. */
export type MethodInput<M extends MethodName> = z.input<Contract[M]['input']>;
/** What a handler receives: the parsed input, defaults filled in. */
export type ParsedInput<M extends MethodName> = z.output<Contract[M]['input']>;
/** What a method gives. */
export type MethodOutput<M extends MethodName> = z.output<Contract[M]['output']>;

/** News from the services to the renderer. */
export const appEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('job'), job: jobSnapshotSchema }),
  z.object({ type: z.literal('ledger-changed') }),
  /** Budgets reached thresholds. */
  z.object({ type: z.literal('budget-alerts'), alerts: z.array(budgetAlertSchema) }),
  /** Budgets were added, changed or removed, or alerts acknowledged. */
  z.object({ type: z.literal('budgets-changed') }),
  /** Prices changed: a book, override, alias, contract or exchange rate was added or withdrawn. */
  z.object({ type: z.literal('catalogue-changed') }),
  z.object({ type: z.literal('scenarios-changed') }),
  /** How far a count of tokens is, in UTF-16 units of its text. */
  z.object({ type: z.literal('token-progress'), countId: z.string(), done: z.number(), total: z.number() }),
]);
export type AppEvent = z.infer<typeof appEventSchema>;
