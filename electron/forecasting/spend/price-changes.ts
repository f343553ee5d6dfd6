import type { TokenCounts } from '#shared/domain/token-kinds.ts';
import { msPerDay } from '#shared/time.ts';
import type { CostOfTokens } from './source.ts';

/** A day from which a model's tokens cost otherwise. */
export interface PriceChange {
  /** UTC ms of the day's label. */
  readonly dayMs: number;
  /** Cost from the day on ÷ cost before it. */
  readonly factor: number;
}

/** Prices are looked at this far apart, then the day between is found by halving. */
const stepDays = 7;
/** Relative change below which it is rounding. */
const leastChange = 1e-6;

/**
 * The days from `firstMs` to `endMs` on which the price of some tokens changes. A price that holds for less than a week
 * may pass unseen.
 */
export function priceChanges(
  costOf: CostOfTokens,
  use: { readonly provider: string; readonly model: string; readonly tokens: TokenCounts },
  firstMs: number,
  endMs: number,
): readonly PriceChange[] {
  const costAt = (dayMs: number): number | undefined => costOf(use.provider, use.model, use.tokens, dayMs);
  const changes: PriceChange[] = [];
  for (let fromMs = firstMs; fromMs < endMs; fromMs += stepDays * msPerDay) {
    const toMs = Math.min(endMs, fromMs + stepDays * msPerDay);
    const [before, after] = [costAt(fromMs), costAt(toMs)];
    if (before === undefined || after === undefined || before === 0 || isEqual(before, after)) continue;
    changes.push({ dayMs: firstDayLike(costAt, fromMs, toMs, before), factor: after / before });
  }
  return changes;
}

function firstDayLike(
  costAt: (dayMs: number) => number | undefined,
  fromMs: number,
  toMs: number,
  before: number,
): number {
  let [low, high] = [fromMs, toMs];
  while (high - low > msPerDay) {
    const middle = low + Math.floor((high - low) / (2 * msPerDay)) * msPerDay;
    if (isEqual(costAt(middle) ?? before, before)) low = middle;
    else high = middle;
  }
  return high;
}

function isEqual(left: number, right: number): boolean {
  return Math.abs(left - right) <= leastChange * Math.max(Math.abs(left), Math.abs(right));
}
