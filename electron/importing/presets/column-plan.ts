import type { TokenKind } from '#shared/domain/token-kinds.ts';
import type { ServiceTier, UsageDimension } from '#shared/domain/usage.ts';
import type { TimeFormat } from '../read/instants.ts';

/**
 * How the usual rows of a table become records without being text first: what `RowReader.read` would make of them, said
 * by columns. It need not cover every row: where a cell is not written in the plainest way, or a check fails, the row is
 * cut into cells and read by `RowReader.read`. Columns are indexes into the header.
 */
export interface ColumnPlan {
  readonly time: number;
  readonly endTime?: number | undefined;
  readonly timeFormat: TimeFormat;
  /** True = a date without a time of day is its first instant, not the whole day. */
  readonly daysAreInstants?: boolean;
  /** Counts, each a slot that the rest of the plan names by its index. */
  readonly counts: readonly PlannedCount[];
  /** What token kinds are made of; a kind occurs once. */
  readonly tokens: readonly PlannedTokens[];
  /** Sums that hold in every usual row: the slot is the sum of the parts. */
  readonly stated?: readonly { readonly slot: number; readonly parts: readonly number[] }[];
  /** Rows in which all these slots are 0 are not usual. */
  readonly emptyWhenZero?: readonly number[];
  /** The slot of the number of requests; absent = as `requestsWithout` says. */
  readonly requests?: number | undefined;
  /** Requests of a row without a count of them: at an instant, and over a time. */
  readonly requestsWithout: { readonly instant: number; readonly span: number };
  /** What the rows say they cost, in US dollars. */
  readonly costUsd?: number | undefined;
  readonly names: readonly PlannedName[];
  /** Columns that tell the service tier together. */
  readonly serviceTier?: PlannedTier | undefined;
  /** What the file does not name; an empty model is filled in by the import. */
  readonly constants: { readonly provider: string; readonly model: string; readonly serviceTier: ServiceTier };
}

/** A column of counts. */
export interface PlannedCount {
  readonly column: number;
  /** A row without this count is not usual. */
  readonly isNeeded: boolean;
}

/** A kind's tokens: a slot, less the slots that it contains. */
export interface PlannedTokens {
  readonly kind: TokenKind;
  readonly slot: number;
  readonly less: readonly number[];
}

/** A column of names. */
export interface PlannedName {
  readonly column: number;
  readonly dimension: UsageDimension;
  readonly isLowerCase?: boolean;
  /** The name of an empty cell; absent = none, except that a row without a model is not usual. */
  readonly whenEmpty?: string;
}

/** How a service tier is read. */
export interface PlannedTier {
  readonly columns: readonly number[];
  /** @param texts the cells of the columns. @returns undefined for a row that is not usual. */
  read(texts: readonly string[]): ServiceTier | undefined;
}
