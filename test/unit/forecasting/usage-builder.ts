import type { PriceCard } from '#shared/domain/price.ts';
import { tokenKinds, type TokenCounts, type TokenKind } from '#shared/domain/token-kinds.ts';
import type { UsageColumns } from '#shared/domain/usage-columns.ts';
import { serviceTiers, usageDimensions, type ServiceTier, type UsageDimension } from '#shared/domain/usage.ts';
import type { CalibrationSource } from '#forecasting';
import { recordPrice } from '#pricing';

/** One record of a test ledger. */
export interface TestRecord {
  readonly startMs: number;
  readonly endMs?: number;
  readonly requests?: number;
  readonly provider?: string;
  readonly model?: string;
  readonly project?: string;
  readonly serviceTier?: ServiceTier;
  readonly tokens: TokenCounts;
}

/** An import of a test ledger. */
export interface TestImport {
  readonly monthScale?: number;
  readonly records: readonly TestRecord[];
}

/** A ledger in memory: real columns, priced by the real pricing rules. */
export interface TestLedger extends CalibrationSource {
  /** Cost of everything, USD. */
  readonly costUsd: number;
}

/**
 * Packs records into columns, three to a segment so that segment borders are crossed, and prices them.
 * @param cards by model id (`provider/model`); records of other models are unpriced.
 */
export function ledgerOf(imports: readonly TestImport[], cards: readonly PriceCard[]): TestLedger {
  const names = new Map<UsageDimension, string[]>(usageDimensions.map((dimension) => [dimension, ['']]));
  const segments: { readonly importId: number; readonly columns: UsageColumns }[] = [];
  let costNanoUsd = 0;

  function idOf(dimension: UsageDimension, name: string): number {
    const known = names.get(dimension) ?? [''];
    if (!known.includes(name)) known.push(name);
    return known.indexOf(name);
  }
  function cardRowOf({ provider, model }: TestRecord): number {
    return cards.findIndex(({ modelId }) => modelId === `${provider ?? 'maker'}/${model ?? 'large'}`) + 1;
  }
  function pack(records: readonly TestRecord[]): UsageColumns {
    const prices = records.map((record) =>
      recordPrice(cards[cardRowOf(record) - 1], {
        tokens: record.tokens,
        requests: record.requests ?? 1,
        serviceTier: record.serviceTier ?? 'standard',
      }),
    );
    costNanoUsd += prices.reduce((sum, price) => sum + price.costNanoUsd, 0);
    const tokens: Partial<Record<TokenKind, Float64Array>> = {};
    for (const kind of tokenKinds) {
      if (records.some((record) => (record.tokens[kind] ?? 0) > 0)) {
        tokens[kind] = Float64Array.from(records, (record) => record.tokens[kind] ?? 0);
      }
    }
    return {
      rows: records.length,
      startMs: Float64Array.from(records, ({ startMs }) => startMs),
      endMs: Float64Array.from(records, ({ startMs, endMs }) => endMs ?? startMs),
      requests: Float64Array.from(records, ({ requests }) => requests ?? 1),
      serviceTier: Uint8Array.from(records, ({ serviceTier }) => serviceTiers.indexOf(serviceTier ?? 'standard')),
      tokens,
      dimensions: {
        provider: Uint16Array.from(records, ({ provider }) => idOf('provider', provider ?? 'maker')),
        model: Uint16Array.from(records, ({ model }) => idOf('model', model ?? 'large')),
        ...(records.some(({ project }) => project !== undefined)
          ? { project: Uint16Array.from(records, ({ project }) => idOf('project', project ?? '')) }
          : {}),
      },
      costNanoUsd: Float64Array.from(prices, (price) => price.costNanoUsd),
      priceCard: Uint16Array.from(records, (record, row) =>
        prices[row]?.priceVersion === null ? 0 : cardRowOf(record),
      ),
      unpricedKinds: new Uint16Array(records.length),
    };
  }

  imports.forEach(({ records }, index) => {
    for (let start = 0; start < records.length; start += 3) {
      segments.push({ importId: index + 1, columns: pack(records.slice(start, start + 3)) });
    }
  });
  return {
    costUsd: costNanoUsd / 1e9,
    listImports: () => imports.map(({ monthScale }, index) => ({ id: index + 1, monthScale: monthScale ?? null })),
    scan: (period, visit) => {
      const { fromMs = -Infinity, toMs = Infinity } = period;
      for (const { columns, importId } of segments) {
        const within = columns.startMs.filter((startMs) => startMs >= fromMs && startMs < toMs).length;
        if (within === columns.rows) visit(columns, importId);
        else if (within > 0) throw new Error('This ledger cuts no segment: choose bounds between segments.');
      }
    },
    dictionary: () => ({ name: (dimension, id) => names.get(dimension)?.[id] ?? '' }),
    priceCard: (row) => cards[row - 1],
  };
}
