import type { DailyWindow, PriceCard, PriceLine, PricedRecord } from '#shared/domain/price.ts';
import {
  promptTokens,
  tokenKindLabels,
  tokenKinds,
  type TokenCounts,
  type TokenKind,
} from '#shared/domain/token-kinds.ts';
import type { ServiceTier } from '#shared/domain/usage.ts';
import { rateFor } from './rates.ts';
import { serviceTierMultiplier } from './service-tiers.ts';

/** Tokens and requests of one record, as they are priced. */
export interface Consumption {
  /** Disjoint counts by kind. */
  readonly tokens: TokenCounts;
  /** Number of requests that the tokens belong to; 0 = not known. */
  readonly requests: number;
  readonly serviceTier: ServiceTier;
}

/** A price with its explanation. */
export type TokenPrice = Pick<PricedRecord, 'usd' | 'lines' | 'unpricedKinds' | 'unpricedUnits'>;

/**
 * Prices one record: Σ kinds tokens × rate ÷ 10⁶ × service-tier multiplier, plus requests × fee per request.
 * `usd` is the sum of the priced lines in their order, in float64 US dollars, and null when there was something to
 * price but nothing could be. Kinds without tokens have no line.
 * @throws RangeError when a count is negative or not finite: importers reject such rows.
 */
export function priceTokens(card: PriceCard, consumption: Consumption): TokenPrice {
  const requests = requestCount(consumption.requests);
  const lines = tokenKinds
    .filter((kind) => tokenCount(consumption.tokens, kind) > 0)
    .map((kind) => tokenLine(card, kind, consumption));
  const used = lines.length > 0 || requests > 0;
  const fee = card.unitRates.request;
  if (fee !== undefined && used) lines.push(requestLine(card, fee.usdPerUnit, consumption));

  const priced = lines.map((line) => line.usd).filter((usd) => usd !== null);
  return {
    usd: lines.length > 0 && priced.length === 0 ? null : priced.reduce((sum, usd) => sum + usd, 0),
    lines,
    unpricedKinds: tokenKinds.filter((kind) => lines.some((line) => line.kind === kind && line.usd === null)),
    unpricedUnits: [],
  };
}

/**
 * The prompt size that decides the long-context tier. Records of several requests only tell their mean; a record
 * that does not know its requests counts as below every tier.
 */
export function promptTokensPerRequest({ tokens, requests }: Pick<Consumption, 'tokens' | 'requests'>): number {
  return requestCount(requests) === 0 ? 0 : promptTokens(tokens) / Math.max(1, requests);
}

/** Requests of a record, checked. @throws RangeError when the count is negative or not finite. */
export function requestCount(requests: number): number {
  if (!(requests >= 0 && requests < Infinity)) throw new RangeError(`Not a number of requests: ${requests}`);
  return requests;
}

/** Tokens of a kind, checked. @throws RangeError when the count is negative or not finite. */
export function tokenCount(tokens: TokenCounts, kind: TokenKind): number {
  const count = tokens[kind] ?? 0;
  if (!(count >= 0 && count < Infinity)) throw new RangeError(`Not a number of tokens: ${count} (${kind})`);
  return count;
}

/** USD of tokens at a rate: the one place where tokens become money. */
export function tokenCostUsd(tokens: number, usdPerMTok: number, multiplier: number): number {
  return (tokens * usdPerMTok * multiplier) / 1e6;
}

function tokenLine(card: PriceCard, kind: TokenKind, consumption: Consumption): PriceLine {
  const quantity = tokenCount(consumption.tokens, kind);
  const rate = rateFor(card, kind, promptTokensPerRequest(consumption));
  if (rate === null) {
    return {
      kind,
      quantity,
      usdPerUnit: null,
      unit: 'USD/MTok',
      ...originOf(card),
      modifiers: [],
      multiplier: 1,
      usd: null,
      notes: [`The price book has no rate for ${tokenKindLabels[kind]} of ${card.modelId}: these tokens are unpriced.`],
    };
  }
  const multiplier = serviceTierMultiplier(card, consumption.serviceTier, kind) ?? 1;
  return {
    kind,
    quantity,
    usdPerUnit: rate.usdPerMTok,
    unit: 'USD/MTok',
    ...originOf(card),
    ...(rate.billedAs === undefined ? {} : { billedAs: rate.billedAs }),
    ...(rate.aboveInputTokens === undefined ? {} : { aboveInputTokens: rate.aboveInputTokens }),
    modifiers: multiplier === 1 ? [] : [tierModifier(card, consumption.serviceTier, multiplier)],
    multiplier,
    usd: tokenCostUsd(quantity, rate.usdPerMTok, multiplier),
    notes: [
      ...rate.notes,
      ...contextTierNotes(card, rate.billedAs ?? kind, consumption.requests),
      ...serviceTierNotes(card, consumption.serviceTier, kind),
      ...dailyWindowNotes(card.dailyWindows),
    ],
  };
}

function requestLine(card: PriceCard, usdPerRequest: number, { requests, serviceTier }: Consumption): PriceLine {
  const known = requests > 0;
  const notes = known ? [] : ['The number of requests is not known, so the fee per request is not included.'];
  if (known && card.serviceTiers[serviceTier] !== undefined) {
    notes.push(`The ${serviceTier} price covers tokens; the fee per request stays as it is.`);
  }
  return {
    kind: 'request',
    quantity: requests,
    usdPerUnit: usdPerRequest,
    unit: 'USD/request',
    ...originOf(card),
    modifiers: [],
    multiplier: 1,
    usd: known ? requests * usdPerRequest : null,
    notes,
  };
}

/** Book and start date of a card's rates. */
function originOf({ source, effectiveFromMs }: PriceCard): Pick<PriceLine, 'source' | 'effectiveFromMs'> {
  return { source: `${source.book} ${source.bookVersion}`, effectiveFromMs };
}

function tierModifier(card: PriceCard, serviceTier: ServiceTier, multiplier: number): PriceLine['modifiers'][number] {
  return { name: serviceTier, multiplier, source: card.serviceTiers[serviceTier]?.source ?? '' };
}

function contextTierNotes(card: PriceCard, billedAs: TokenKind, requests: number): string[] {
  if (requests === 1 || (card.rates[billedAs]?.tiers.length ?? 0) === 0) return [];
  return requests === 0
    ? ['The number of requests is not known: billed below the long-context price.']
    : ['The long-context price is decided by the mean prompt of these requests; single ones may differ.'];
}

function serviceTierNotes(card: PriceCard, serviceTier: ServiceTier, kind: TokenKind): string[] {
  if (serviceTier === 'standard') return [];
  const modifier = card.serviceTiers[serviceTier];
  if (modifier === undefined)
    return [`No ${serviceTier} price is known for ${card.modelId}: billed at the standard rate.`];
  if (modifier.fullRateKinds?.includes(kind) === true) {
    return [`${card.providerName} bills ${tokenKindLabels[kind]} at the standard rate in ${serviceTier}.`];
  }
  return [];
}

function dailyWindowNotes(windows: readonly DailyWindow[] | undefined): string[] {
  if (windows === undefined) return [];
  const hours = windows.map(({ fromMs, toMs }) => `${clockTime(fromMs)}–${clockTime(toMs)}`).join(' and ');
  return [`This rate holds at ${hours} UTC; the rest of the day has another.`];
}

/** Writes milliseconds since midnight as `HH:MM`. */
function clockTime(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
