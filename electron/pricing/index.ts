/**
 * Pricing rules: which rate bills a token, what a record costs, how a model name is read. No price data here; price
 * books live in `#pricing/books`.
 */

export { cardAt, cardsOfModels, type NamedCards } from './cards.ts';
export type { CardMatch, Catalogue, ModelReference } from './catalogue.ts';
export { describeModelReference, parseModelReference } from './model-reference.ts';
export { priceTokens, promptTokensPerRequest, type Consumption, type TokenPrice } from './price-tokens.ts';
export { isKnownProvider, knownProviderIds } from './providers.ts';
export { billingKind, parentKinds, rateFor, rateStep, type TokenRate } from './rates.ts';
export { recordPrice } from './record-price.ts';
export { serviceTierMultiplier, serviceTiersOf } from './service-tiers.ts';
