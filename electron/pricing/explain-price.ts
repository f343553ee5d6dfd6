import { billableUnitLabels, billableUnits, type BillableUnit } from '#shared/domain/billable-units.ts';
import type { PriceCard, PriceLine, PricedRecord } from '#shared/domain/price.ts';
import { tokenKinds, type TokenKind } from '#shared/domain/token-kinds.ts';
import {
  perRequest,
  requestCount,
  tokenCostUsd,
  tokenCount,
  unitCostUsd,
  unitCount,
  type Consumption,
} from './consumption.ts';
import { contextBasisTokens, contextRuleOf, rateSegments, type RateSegment } from './context-rule.ts';
import { contextTierName, tokenLineNotes, unitTierNotes, unpricedTokensNote, unpricedUnitNote } from './price-notes.ts';
import { tokenBilling, type TokenBilling } from './token-billing.ts';
import { unitBilling } from './unit-billing.ts';
import { wholeNanoUsd } from './whole-nano-usd.ts';

/** A price with its explanation. */
export type PriceExplanation = Pick<PricedRecord, 'usd' | 'lines' | 'unpricedKinds' | 'unpricedUnits'>;

/** A line before its share of the total is rounded. */
type OpenLine = Omit<PriceLine, 'nanoUsd'>;

/**
 * Prices one record and explains it: a line for each kind of token and each other unit used, in the order of
 * `tokenKinds` and `billableUnits`, and last the fee per request; under a marginal long-context rule a line for each
 * tier. Each line is quantity × rate × multipliers, in the fixed order service tier → cache → residency → contract.
 * `usd` is the sum of the priced lines in their order, in float64 US dollars, and null when there was something to
 * price but nothing could be. What was not used has no line.
 * @throws RangeError when a count is negative or not finite, or when the cost exceeds 2^53 nano-dollars (about $9
 *   million).
 */
export function explainPrice(card: PriceCard, consumption: Consumption): PriceExplanation {
  const requests = requestCount(consumption.requests);
  const used = [...tokenLines(card, consumption), ...unitLines(card, consumption)];
  const lines = [...used, ...requestFeeLines(card, requests, consumption, used.length > 0)];

  const nanoUsd = wholeNanoUsd(lines.map(({ usd }) => usd));
  const priced = lines.flatMap(({ usd }) => (usd === null ? [] : [usd]));
  const unpriced = new Set(lines.filter(({ usd }) => usd === null).map(({ kind }) => kind));
  return {
    usd: lines.length > 0 && priced.length === 0 ? null : priced.reduce((sum, usd) => sum + usd, 0),
    lines: lines.map((line, index) => ({ ...line, nanoUsd: nanoUsd[index] ?? null })),
    unpricedKinds: tokenKinds.filter((kind) => unpriced.has(kind)),
    unpricedUnits: billableUnits.filter((unit) => unpriced.has(unit)),
  };
}

function tokenLines(card: PriceCard, consumption: Consumption): OpenLine[] {
  const { tokens, requests, serviceTier, residency } = consumption;
  const rule = contextRuleOf(card);
  const basis = perRequest(contextBasisTokens(rule, tokens), requests);
  return tokenKinds.flatMap((kind) => {
    const count = tokenCount(tokens, kind);
    if (count === 0) return [];
    const billing = tokenBilling(card, kind, serviceTier, residency);
    if (billing === undefined) return [unpricedTokenLine(card, kind, count)];
    return rateSegments(billing.rate, rule, basis).map((segment) =>
      tokenLine(card, kind, count, billing, segment, consumption),
    );
  });
}

function tokenLine(
  card: PriceCard,
  kind: TokenKind,
  count: number,
  billing: TokenBilling,
  { usdPerMTok, aboveInputTokens, part, whole }: RateSegment,
  consumption: Consumption,
): OpenLine {
  const { billedAs, rate, serviceTier, modifiers, multiplier } = billing;
  const quantity = (count * part) / whole;
  const { source, effectiveFromMs } = originOf(card);
  const rule = contextRuleOf(card);
  return {
    kind,
    quantity,
    usdPerUnit: usdPerMTok,
    unit: 'USD/MTok',
    ...(billedAs === kind ? {} : { billedAs }),
    ...(aboveInputTokens === undefined ? {} : { aboveInputTokens }),
    serviceTier,
    modifiers: [
      ...(aboveInputTokens === undefined
        ? []
        : [
            {
              step: 'contextTier' as const,
              name: contextTierName(rule, aboveInputTokens),
              multiplier: 1,
              source: card.contextRule?.source ?? source,
            },
          ]),
      ...modifiers,
    ],
    multiplier,
    source: rate.source ?? source,
    effectiveFromMs,
    usd: tokenCostUsd(quantity, usdPerMTok, multiplier),
    notes: tokenLineNotes(card, kind, billing, consumption),
  };
}

function unpricedTokenLine(card: PriceCard, kind: TokenKind, quantity: number): OpenLine {
  return { ...unpricedLine(card, kind, quantity, 'USD/MTok'), notes: [unpricedTokensNote(card, kind)] };
}

function unitLines(card: PriceCard, consumption: Consumption): OpenLine[] {
  const { units } = consumption;
  if (units === undefined) return [];
  return billableUnits.flatMap((unit) => {
    const quantity = unit === 'request' ? 0 : unitCount(units, unit);
    return quantity === 0 ? [] : [unitLine(card, unit, quantity, consumption)];
  });
}

/** The fee per request; where the number of requests is not known, a line that says so. */
function requestFeeLines(card: PriceCard, requests: number, consumption: Consumption, isUsed: boolean): OpenLine[] {
  if (card.unitRates.request === undefined || (requests === 0 && !isUsed)) return [];
  if (requests > 0) return [unitLine(card, 'request', requests, consumption)];
  return [
    {
      ...unpricedLine(card, 'request', 0, unitOf('request')),
      usdPerUnit: card.unitRates.request.usdPerUnit,
      notes: ['The number of requests is not known, so the fee per request is not included.'],
    },
  ];
}

function unitLine(card: PriceCard, unit: BillableUnit, quantity: number, consumption: Consumption): OpenLine {
  const billing = unitBilling(card, unit);
  if (billing === undefined)
    return { ...unpricedLine(card, unit, quantity, unitOf(unit)), notes: [unpricedUnitNote(card, unit)] };
  const { usdPerUnit, modifiers, multiplier } = billing;
  const { source, effectiveFromMs } = originOf(card);
  return {
    kind: unit,
    quantity,
    usdPerUnit,
    unit: unitOf(unit),
    serviceTier: 'standard',
    modifiers: [...modifiers],
    multiplier,
    source: billing.source ?? source,
    effectiveFromMs,
    usd: unitCostUsd(quantity, usdPerUnit, multiplier),
    notes: unitTierNotes(card, unit, consumption),
  };
}

function unpricedLine(
  card: PriceCard,
  kind: PriceLine['kind'],
  quantity: number,
  unit: string,
): Omit<OpenLine, 'notes'> {
  return {
    kind,
    quantity,
    usdPerUnit: null,
    unit,
    serviceTier: 'standard',
    modifiers: [],
    multiplier: 1,
    ...originOf(card),
    usd: null,
  };
}

function unitOf(unit: BillableUnit): string {
  return `USD/${billableUnitLabels[unit].one}`;
}

/** Book and start date of a card's rates. */
function originOf({ source, effectiveFromMs }: PriceCard): Pick<PriceLine, 'source' | 'effectiveFromMs'> {
  return { source: `${source.book} ${source.bookVersion}`, effectiveFromMs };
}
