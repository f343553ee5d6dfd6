import type { ModelSummary } from '#shared/contract.ts';
import type { PriceCard, PricedRecord, PriceLine } from '#shared/domain/price.ts';

/** A price card of `maker/large`: $2 in, $8 out, $0.50 cached. */
export function cardOf(more: Partial<PriceCard> = {}): PriceCard {
  return {
    modelId: 'maker/large',
    provider: 'maker',
    providerName: 'Maker',
    model: 'large',
    displayName: 'Large',
    priceVersion: `sample/${more.effectiveFromMs ?? 'ever'}`,
    source: { book: 'sample', bookVersion: '1' },
    effectiveFromMs: null,
    effectiveToMs: null,
    rates: {
      input: { usdPerMTok: 2, tiers: [] },
      output: { usdPerMTok: 8, tiers: [] },
      cacheRead: { usdPerMTok: 0.5, tiers: [] },
    },
    unitRates: {},
    serviceTiers: {},
    ...more,
  };
}

/** An entry of the catalogue's list. */
export function summaryOf(modelId: string, more: Partial<ModelSummary> = {}): ModelSummary {
  const provider = modelId.split('/', 1)[0] ?? '';
  return {
    modelId,
    provider,
    providerName: provider,
    displayName: modelId.slice(provider.length + 1),
    inputUsdPerMTok: 2,
    outputUsdPerMTok: 8,
    cacheReadUsdPerMTok: null,
    contextWindowTokens: null,
    hasContextTiers: false,
    serviceTiers: [],
    effectiveFromMs: null,
    effectiveToMs: null,
    priceVersion: 'sample/1',
    source: { book: 'sample', bookVersion: '1' },
    ...more,
  };
}

/** A line of a priced record. */
export function lineOf(kind: PriceLine['kind'], usd: number | null, more: Partial<PriceLine> = {}): PriceLine {
  return {
    kind,
    quantity: 1000,
    usdPerUnit: usd === null ? null : usd * 1000,
    unit: 'USD/MTok',
    serviceTier: 'standard',
    modifiers: [],
    multiplier: 1,
    source: 'sample 1',
    effectiveFromMs: null,
    usd,
    nanoUsd: usd === null ? null : Math.round(usd * 1e9),
    notes: [],
    ...more,
  };
}

/** A priced record whose total is the sum of its priced lines. */
export function recordOf(modelId: string, lines: readonly PriceLine[]): PricedRecord {
  const priced = lines.flatMap(({ usd }) => (usd === null ? [] : [usd]));
  return {
    modelId,
    usd: priced.length === 0 ? null : priced.reduce((sum, usd) => sum + usd, 0),
    lines: [...lines],
    unpricedKinds: [],
    unpricedUnits: [],
    card: cardOf({ modelId, displayName: modelId, providerName: 'Maker' }),
    matchReason: 'exact id',
    serviceTier: 'standard',
    residency: 'global',
  };
}
