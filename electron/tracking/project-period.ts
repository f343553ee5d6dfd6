import type { PeriodSpan, Projection } from '#shared/domain/budget.ts';
import { msPerDay, msPerHour } from '#shared/time.ts';

/** Below this part of a period, a rate says more of the hour than of the period. */
const leastShare = 1 / 30;

/** A rate says nothing of how sure it is. */
const unbanded = { lowerUsd: null, upperUsd: null, runOutDay: null };

/**
 * Where a period ends at the rate so far: spent × length ÷ elapsed. It looks no further than the last usage that the
 * ledger knows, so a file that is imported late does not look like a quiet week.
 * @param dataUntilMs end of the last recorded usage of all, UTC ms; null = nothing is recorded.
 */
export function projectAtRunRate(
  { fromMs, toMs }: PeriodSpan,
  spentUsd: number,
  nowMs: number,
  dataUntilMs: number | null,
): Projection {
  if (nowMs >= toMs) return { ...unbanded, usd: spentUsd, basis: 'The period is over.' };
  if (dataUntilMs === null || dataUntilMs <= fromMs)
    return { ...unbanded, usd: null, basis: 'No usage of this period is recorded yet.' };
  const elapsedMs = Math.min(nowMs, dataUntilMs) - fromMs;
  const share = elapsedMs / (toMs - fromMs);
  if (share < leastShare)
    return { ...unbanded, usd: null, basis: 'Too little of the period is recorded to tell its end.' };
  return {
    ...unbanded,
    usd: spentUsd / share,
    basis: `At the rate of the ${lengthInWords(elapsedMs)} recorded: spent ÷ ${(share * 100).toFixed(1)} % of the period.`,
  };
}

function lengthInWords(lengthMs: number): string {
  if (lengthMs < 2 * msPerDay) {
    const hours = Math.max(1, Math.round(lengthMs / msPerHour));
    return hours === 1 ? 'hour' : `${hours} hours`;
  }
  return `${(lengthMs / msPerDay).toFixed(1)} days`;
}
