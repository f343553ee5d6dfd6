import type { BillableUnit, UnitCounts } from '#shared/domain/billable-units.ts';
import type { TokenCounts, TokenKind } from '#shared/domain/token-kinds.ts';
import type { Residency, ServiceTier } from '#shared/domain/usage.ts';

/** What one record used, as it is priced. A usage record fits. */
export interface Consumption {
  /** Disjoint counts by kind. */
  readonly tokens: TokenCounts;
  /** Amounts of what is billed besides tokens. Requests are counted in `requests` alone. */
  readonly units?: UnitCounts | undefined;
  /** Number of requests that the tokens belong to; 0 = not known. */
  readonly requests: number;
  readonly serviceTier: ServiceTier;
  /** Absent = global. */
  readonly residency?: Residency | undefined;
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

/** Amount of a unit, checked. @throws RangeError when it is negative or not finite. */
export function unitCount(units: UnitCounts, unit: BillableUnit): number {
  const count = units[unit] ?? 0;
  if (!(count >= 0 && count < Infinity)) throw new RangeError(`Not an amount: ${count} (${unit})`);
  return count;
}

/** Tokens of one request, from a record's total. A record that does not know its requests counts as below every tier. */
export function perRequest(total: number, requests: number): number {
  return requests === 0 ? 0 : total / Math.max(1, requests);
}

/** USD of tokens at a rate: the one place where tokens become money. */
export function tokenCostUsd(tokens: number, usdPerMTok: number, multiplier: number): number {
  return (tokens * usdPerMTok * multiplier) / 1e6;
}

/** USD of units at a rate: the one place where they become money. */
export function unitCostUsd(amount: number, usdPerUnit: number, multiplier: number): number {
  return amount * usdPerUnit * multiplier;
}
