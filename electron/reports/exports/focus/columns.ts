import { billableUnitLabels } from '#shared/domain/billable-units.ts';
import { priceLineLabel } from '#shared/domain/price.ts';
import { isTokenKind, type TokenKind } from '#shared/domain/token-kinds.ts';
import { usdText } from '#shared/money.ts';
import { addMonths, monthOf, monthStartMs } from '#shared/time.ts';
import type { FocusCharge } from './charge.ts';

/** A column of FOCUS 1.2 and what a charge has in it; an empty text is FOCUS' null. */
export interface FocusColumn {
  readonly name: string;
  readonly cell: (charge: FocusCharge) => string;
}

/** Tokens in one pricing unit. */
const tokensPerPricingUnit = 1_000_000;

/**
 * The columns that Burnrate writes: the 21 mandatory ones of FOCUS 1.2 and those that tokens need besides. What an AI
 * service has no use for (commitments, capacity reservations, zones) is left out, as the specification allows.
 * Source: FOCUS 1.2, column definitions; one row per token kind as in the specification's examples of AI billing.
 */
export const focusColumns: readonly FocusColumn[] = [
  { name: 'BillingAccountId', cell: providerId },
  { name: 'BillingAccountName', cell: providerName },
  { name: 'SubAccountId', cell: ({ project }) => project },
  { name: 'SubAccountName', cell: ({ project }) => project },
  { name: 'InvoiceIssuerName', cell: providerName },
  { name: 'ProviderName', cell: providerName },
  { name: 'PublisherName', cell: providerName },
  { name: 'BillingPeriodStart', cell: ({ startMs }) => instant(monthStartMs(monthOf(startMs))) },
  { name: 'BillingPeriodEnd', cell: ({ startMs }) => instant(monthStartMs(addMonths(monthOf(startMs), 1))) },
  { name: 'ChargePeriodStart', cell: ({ startMs }) => instant(startMs) },
  { name: 'ChargePeriodEnd', cell: ({ endMs }) => instant(endMs) },
  { name: 'ChargeCategory', cell: () => 'Usage' },
  { name: 'ChargeClass', cell: () => '' },
  { name: 'ChargeFrequency', cell: () => 'Usage-Based' },
  { name: 'ChargeDescription', cell: describe },
  { name: 'BillingCurrency', cell: () => 'USD' },
  { name: 'BilledCost', cell: cost },
  { name: 'EffectiveCost', cell: cost },
  { name: 'ContractedCost', cell: (charge) => decimal(contractedUnitPrice(charge) * pricingQuantity(charge)) },
  { name: 'ListCost', cell: (charge) => decimal(listUnitPrice(charge) * pricingQuantity(charge)) },
  { name: 'ContractedUnitPrice', cell: (charge) => decimal(contractedUnitPrice(charge)) },
  { name: 'ListUnitPrice', cell: (charge) => decimal(listUnitPrice(charge)) },
  { name: 'PricingCategory', cell: () => 'Standard' },
  { name: 'PricingQuantity', cell: (charge) => decimal(pricingQuantity(charge)) },
  { name: 'PricingUnit', cell: (charge) => (tokenKindOf(charge) === undefined ? unitName(charge) : '1000000 Tokens') },
  { name: 'ConsumedQuantity', cell: ({ quantity }) => decimal(quantity) },
  { name: 'ConsumedUnit', cell: (charge) => (tokenKindOf(charge) === undefined ? unitName(charge) : 'Tokens') },
  { name: 'ServiceCategory', cell: () => 'AI and Machine Learning' },
  { name: 'ServiceSubcategory', cell: () => 'Generative AI' },
  { name: 'ServiceName', cell: (charge) => `${providerName(charge)} models` },
  { name: 'ResourceId', cell: () => '' },
  { name: 'RegionId', cell: () => '' },
  { name: 'SkuId', cell: ({ card, line }) => `${card.modelId}/${line.kind}/${line.serviceTier}` },
  { name: 'SkuPriceId', cell: ({ card, line }) => `${card.priceVersion}/${line.kind}/${line.serviceTier}` },
  { name: 'SkuMeter', cell: meter },
  { name: 'SkuPriceDetails', cell: details },
  { name: 'Tags', cell: tags },
];

function providerId({ provider, card }: FocusCharge): string {
  return provider === '' ? card.provider : provider;
}

/** The provider's written name where it leads back to its id, so that a file read again names the same provider. */
function providerName(charge: FocusCharge): string {
  const id = providerId(charge);
  const { providerName: name } = charge.card;
  return name.toLowerCase() === id ? name : id;
}

function tokenKindOf({ line }: FocusCharge): TokenKind | undefined {
  return isTokenKind(line.kind) ? line.kind : undefined;
}

function cost({ nanoUsd }: FocusCharge): string {
  return usdText(nanoUsd);
}

function pricingQuantity(charge: FocusCharge): number {
  return tokenKindOf(charge) === undefined ? charge.quantity : charge.quantity / tokensPerPricingUnit;
}

/** USD for one pricing unit as published: of this tier, cache and place, before the user's own contract. */
function listUnitPrice({ line }: FocusCharge): number {
  const published = line.modifiers.filter(({ step }) => step !== 'contract');
  return published.reduce((usd, { multiplier }) => usd * multiplier, line.usdPerUnit ?? 0);
}

function contractedUnitPrice({ line }: FocusCharge): number {
  return (line.usdPerUnit ?? 0) * line.multiplier;
}

function describe(charge: FocusCharge): string {
  const { card, line, serviceTier } = charge;
  const what = priceLineLabel(line.kind).toLowerCase();
  const tier = serviceTier === 'standard' ? '' : `, ${serviceTier}`;
  return `${card.displayName}: ${what}${tokenKindOf(charge) === undefined ? '' : ' tokens'}${tier}`;
}

/** Words that importers know: "Cache Read Input Tokens". */
const meters: Readonly<Record<TokenKind, string>> = {
  input: 'Input Tokens',
  cacheRead: 'Cache Read Input Tokens',
  cacheWrite5m: 'Cache Write 5m Input Tokens',
  cacheWrite30m: 'Cache Write 30m Input Tokens',
  cacheWrite1h: 'Cache Write 1h Input Tokens',
  output: 'Output Tokens',
  reasoning: 'Reasoning Tokens',
  inputAudio: 'Audio Input Tokens',
  cacheReadAudio: 'Audio Cache Read Input Tokens',
  outputAudio: 'Audio Output Tokens',
  inputImage: 'Image Input Tokens',
  cacheReadImage: 'Image Cache Read Input Tokens',
  outputImage: 'Image Output Tokens',
};

function meter(charge: FocusCharge): string {
  const kind = tokenKindOf(charge);
  return kind === undefined ? priceLineLabel(charge.line.kind) : meters[kind];
}

function unitName({ line }: FocusCharge): string {
  return isTokenKind(line.kind) ? 'Tokens' : billableUnitLabels[line.kind].label;
}

/** FOCUS 1.2 defines no properties for tokens: those of our own begin with `x_`, as it asks. */
function details(charge: FocusCharge): string {
  const { card, line, model, serviceTier, residency } = charge;
  const kind = tokenKindOf(charge);
  return JSON.stringify({
    x_ModelId: model === '' ? card.model : model,
    ...(kind === undefined ? {} : { x_TokenType: meters[kind].replace(/ Tokens$/, '') }),
    ...(serviceTier === 'standard' ? {} : { x_ServiceTier: serviceTier }),
    ...(residency === 'global' ? {} : { x_Residency: residency }),
    ...(line.aboveInputTokens === undefined ? {} : { x_AboveInputTokens: String(line.aboveInputTokens) }),
  });
}

function tags({ project, task }: FocusCharge): string {
  const named = { ...(project === '' ? {} : { project }), ...(task === '' ? {} : { task }) };
  return Object.keys(named).length === 0 ? '' : JSON.stringify(named);
}

/** FOCUS' date and time: ISO 8601 in UTC, to the second. */
function instant(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

/** FOCUS' number: decimal digits with a point, no exponent, without the noise of binary fractions. */
export function decimal(value: number): string {
  const text = value.toFixed(12);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
