import type { TokenCounts } from '#shared/domain/token-kinds.ts';
import type { UsageQuery, UsageSummary } from '#shared/domain/usage-query.ts';

/** What forecasts and anomalies read of a ledger; the ledger itself fits. */
export interface SpendSource {
  usage(query: UsageQuery): UsageSummary;
  listImports(): readonly {
    readonly id: number;
    readonly monthScale: number | null;
    readonly firstMs: number | null;
    readonly lastMs: number | null;
  }[];
}

/** What tokens of a model cost at an instant, USD; undefined where there is no price. */
export type CostOfTokens = (provider: string, model: string, tokens: TokenCounts, atMs: number) => number | undefined;
