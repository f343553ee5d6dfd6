import type { Figure } from './figure.ts';

/** What one part of a plan serves and refuses in a month. */
export interface PartRequests {
  /** Key of the workload plan. */
  readonly key: string;
  readonly served: Figure;
  /** Requests that a limit refuses. */
  readonly refused: number;
}

/** Requests (or documents) in one month: one for each workload of the plan, in its order. */
export type MonthRequests = readonly PartRequests[];

/** What the part of a key serves; undefined when there is none. */
export function requestsOf(requests: MonthRequests, key: string): PartRequests | undefined {
  return requests.find((part) => part.key === key);
}
