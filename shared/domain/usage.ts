import type { BillableUnit, UnitCounts } from './billable-units.ts';
import type { TokenCounts, TokenKind } from './token-kinds.ts';

/** How a request was served; each has its own price modifiers. Append only: ledger files hold the index. */
export const serviceTiers = ['standard', 'batch', 'flex', 'priority', 'fast'] as const;
export type ServiceTier = (typeof serviceTiers)[number];

/**
 * Where a request had to be processed, as far as it moves the price; `regional` = some single region of a cloud.
 * Append only: ledger files hold the index.
 */
export const residencies = ['global', 'us', 'eu', 'regional'] as const;
export type Residency = (typeof residencies)[number];

/** The dimensions of usage that hold names; dictionary-encoded in the ledger. */
export const usageDimensions = ['provider', 'model', 'project', 'user', 'task', 'conversation'] as const;
export type UsageDimension = (typeof usageDimensions)[number];

/**
 * What was consumed at one time: one request, or one aggregated bucket with `requests` > 1.
 * Tokens are disjoint by kind and never negative.
 */
export interface UsageRecord {
  /** Start of the request or bucket, UTC milliseconds. */
  readonly startMs: number;
  /** End of the bucket, UTC milliseconds; equal to `startMs` for a single request. */
  readonly endMs: number;
  /** Provider id in lower case (`openai`), empty when the file does not say. */
  readonly provider: string;
  /** Model as the vendor spells it, empty when the file does not say. */
  readonly model: string;
  readonly serviceTier: ServiceTier;
  /** Number of requests; 0 when the source does not say. */
  readonly requests: number;
  readonly tokens: TokenCounts;
  /** What was consumed besides tokens: web searches, pages, hours. Requests are counted in `requests` alone. */
  readonly units?: UnitCounts | undefined;
  /** Absent = global. */
  readonly residency?: Residency | undefined;
  readonly project?: string | undefined;
  readonly user?: string | undefined;
  readonly task?: string | undefined;
  readonly conversation?: string | undefined;
}

/** What pricing made of a record: its cost, or that it has none. */
export interface RecordPrice {
  /** Integer nano-dollars of the priced kinds; 0 when nothing could be priced (see `priceVersion`). */
  readonly costNanoUsd: number;
  /** Identifies the price card used, stable over time; null when the model has no card: the record is unpriced. */
  readonly priceVersion: string | null;
  /** Kinds with tokens that the card has no rate for, not even a parent's; their cost is unknown, not zero. */
  readonly unpricedKinds: readonly TokenKind[];
  /** Units other than tokens that the card has no rate for; their cost is unknown, not zero. Absent = none. */
  readonly unpricedUnits?: readonly BillableUnit[] | undefined;
}
