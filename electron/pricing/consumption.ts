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
  return checkedCount(tokens[kind] ?? 0, kind);
}

/**
 * Writes the counts of all kinds into `counts`, in the order of `tokenKinds`. Each is read by its own name: engines load
 * a named property ten times faster than a computed one, and an import reads millions of records. Not checked: see
 * `checkedCount`.
 */
export function readTokenCounts(tokens: TokenCounts, counts: Float64Array): void {
  counts[0] = tokens.input ?? 0;
  counts[1] = tokens.cacheRead ?? 0;
  counts[2] = tokens.cacheWrite5m ?? 0;
  counts[3] = tokens.cacheWrite1h ?? 0;
  counts[4] = tokens.output ?? 0;
  counts[5] = tokens.reasoning ?? 0;
  counts[6] = tokens.inputAudio ?? 0;
  counts[7] = tokens.cacheReadAudio ?? 0;
  counts[8] = tokens.outputAudio ?? 0;
  counts[9] = tokens.inputImage ?? 0;
  counts[10] = tokens.cacheReadImage ?? 0;
  counts[11] = tokens.outputImage ?? 0;
  counts[12] = tokens.cacheWrite30m ?? 0;
}

/** A count of tokens, checked. @throws RangeError when it is negative or not finite. */
export function checkedCount(count: number, kind: TokenKind | undefined): number {
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
