import { z95 } from '#shared/domain/quantity.ts';
import { normalDistribution } from '#shared/statistics/normal-distribution.ts';

/** What a limit does to users (or conversations) who ask for unequal amounts. */
export interface LimitedUse {
  /** Share of all requests that is refused: 1 − E[min(X, limit)] ÷ E[X]. */
  readonly refusedShare: number;
  /** Share of the users who ask for more than the limit. */
  readonly limitedShare: number;
  /** Share of all requests that those users ask for. */
  readonly limitedDemandShare: number;
}

/** Largest P95 ÷ mean of a lognormal distribution, rounded down: e^(1.645² ÷ 2) = 3.868. */
export const widestFactor = 3.8;

/**
 * A limit on lognormal use. With P95 = f × mean, σ solves 1.645σ − σ² ÷ 2 = ln f (the smaller root) and μ = ln mean − σ² ÷ 2.
 * @param mean requests per user. @param heavyFactor f, 1…3.8; 1 = all ask alike.
 */
export function limitedLognormal(mean: number, heavyFactor: number, limit: number): LimitedUse {
  const sigma = z95 - Math.sqrt(Math.max(0, z95 * z95 - 2 * Math.log(heavyFactor)));
  if (sigma === 0 || mean === 0) return limitedTable([{ requests: mean, share: 1 }], limit);
  const mu = Math.log(mean) - (sigma * sigma) / 2;
  const distance = (Math.log(limit) - mu) / sigma;
  const limitedShare = normalDistribution(-distance);
  const limitedDemandShare = normalDistribution(sigma - distance);
  return {
    refusedShare: Math.min(1, Math.max(0, limitedDemandShare - (limit * limitedShare) / mean)),
    limitedShare,
    limitedDemandShare,
  };
}

/** A limit on groups of users. @param groups shares that sum to 1. */
export function limitedTable(
  groups: readonly { readonly requests: number; readonly share: number }[],
  limit: number,
): LimitedUse {
  let [asked, served, limitedShare, limitedDemand] = [0, 0, 0, 0];
  for (const { requests, share } of groups) {
    asked += requests * share;
    served += Math.min(requests, limit) * share;
    if (requests <= limit) continue;
    limitedShare += share;
    limitedDemand += requests * share;
  }
  if (asked === 0) return { refusedShare: 0, limitedShare: 0, limitedDemandShare: 0 };
  return { refusedShare: 1 - served / asked, limitedShare, limitedDemandShare: limitedDemand / asked };
}
