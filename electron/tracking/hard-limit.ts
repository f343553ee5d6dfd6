import type { Refusal } from '#shared/domain/budget.ts';

/** What was spent in one hour. */
export interface HourSpend {
  /** UTC ms. */
  readonly startMs: number;
  readonly usd: number;
  readonly requests: number;
}

/**
 * What a hard limit would have refused in a period. A gateway learns of a cost when the answer is there, so the hour in
 * which the amount is reached still counts whole; what comes in later hours is refused.
 * @param hours in any order; those without usage may be missing.
 * @returns null when nothing would have been refused.
 */
export function refusedByHardLimit(hours: readonly HourSpend[], amountUsd: number): Refusal | null {
  let spentUsd = 0;
  let refusal: Refusal | null = null;
  for (const { startMs, usd, requests } of [...hours].sort((left, right) => left.startMs - right.startMs)) {
    if (spentUsd >= amountUsd) {
      refusal = refusal ?? { fromMs: startMs, requests: 0, usd: 0 };
      refusal = { ...refusal, requests: refusal.requests + requests, usd: refusal.usd + usd };
    } else {
      spentUsd += usd;
    }
  }
  return refusal;
}
