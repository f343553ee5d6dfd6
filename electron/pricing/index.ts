/**
 * Pricing rules: which rate bills a token or a unit, what a record costs and why, how a model name is read. Price books
 * live in `#pricing/books`.
 */

export { cardAt, cardsOfModels, type NamedCards } from './cards.ts';
export type { CardMatch, Catalogue, LayeredCatalogue, LayeredModel, ListFilter, ModelReference } from './catalogue.ts';
export { createLiveCatalogue } from './live-catalogue.ts';
export { createColumnPricer, type ColumnBilling, type ColumnPricer, type PriceColumns } from './column-pricer.ts';
export type { Consumption } from './consumption.ts';
export { contextRuleOf, reachesTier } from './context-rule.ts';
export type { ContractLine, MonthUsage } from './contracts/contract-line.ts';
export { contractMonth, type ContractMonth } from './contracts/contract-month.ts';
export { monthOfRecords } from './contracts/month-of-records.ts';
export { maxContractLength, parseContract } from './contracts/parse-contract.ts';
export { matchesGlob } from './contracts/term-scope.ts';
export { underContract } from './contracts/under-contract.ts';
export { explainPrice, type PriceExplanation } from './explain-price.ts';
export { describeModelReference, parseModelReference } from './model-reference.ts';
export { describeWindows } from './price-notes.ts';
export { isKnownProvider, knownProviderIds } from './providers.ts';
export { billingKind, parentKinds } from './rates.ts';
export { recordPrice } from './record-price.ts';
export { combineServiceModes, serviceModes, type ServiceMode } from './service-modes.ts';
export { tokenRate, type TokenRate } from './token-billing.ts';
export { countingEncoding, tokensOnModel } from './text-counting.ts';
export { convertTokens, tokenizerChange, type TokenizerChange } from './tokenizer.ts';
export { unitBilling, type UnitBilling } from './unit-billing.ts';
export { withPeakHours, type TimedPrices } from './rules/peak-hours.ts';
export { withProviderRules, serviceTiersOf } from './rules/provider-rules.ts';
