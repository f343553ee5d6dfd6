import type { Expression } from '#shared/domain/expression.ts';

/** What one part of a plan serves and refuses in a month. */
export interface PartRequests {
  readonly served: Expression;
  /** Requests that a limit refuses. */
  readonly refused: number;
}

/** Requests (or documents) in one month by key of the workload plan. */
export type MonthRequests = ReadonlyMap<string, PartRequests>;
