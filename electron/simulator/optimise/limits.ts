import type { OptimiseOptions } from '#shared/domain/optimisation.ts';
import type { Outcome } from './evaluator.ts';

/** The limits that a plan must keep. */
export type Limits = Pick<OptimiseOptions, 'minQuality' | 'maxLatencySeconds' | 'maxMonthlyUsd' | 'maxChanges'>;

/** Rounding of sums is no reason to call two costs different. */
const relativeTolerance = 1e-9;

/**
 * How far an outcome is from keeping every limit: 0 = keeps them, and in parts of each limit otherwise. Infinite where a
 * number that a limit needs is not known, or where the plan leaves more tokens unpriced than the present one: its cost
 * would only look lower.
 * @param present the plan as it is.
 */
export function excessOf(outcome: Outcome, limits: Limits, present: Outcome): number {
  if (!isPriced(outcome, present)) return Infinity;
  const { minQuality, maxLatencySeconds, maxMonthlyUsd, maxChanges } = limits;
  let excess = 0;
  if (minQuality !== undefined) {
    excess += outcome.quality === undefined ? Infinity : above(minQuality, outcome.quality, minQuality);
  }
  if (maxLatencySeconds !== undefined) {
    excess +=
      outcome.latencySeconds === undefined
        ? Infinity
        : above(outcome.latencySeconds, maxLatencySeconds, maxLatencySeconds);
  }
  if (maxMonthlyUsd !== undefined) excess += above(outcome.usd, maxMonthlyUsd, Math.max(maxMonthlyUsd, 1));
  if (maxChanges !== undefined) excess += Math.max(0, outcome.changes - maxChanges);
  return excess;
}

/** True when a plan leaves no more tokens of any model unpriced than the present plan does. */
export function isPriced({ unpriced }: Outcome, present: Outcome): boolean {
  return [...unpriced].every(
    ([model, tokens]) => tokens <= (present.unpriced.get(model) ?? 0) * (1 + relativeTolerance),
  );
}

/** True when one amount is below another by more than rounding. */
export function isBelow(left: number, right: number): boolean {
  if (!Number.isFinite(left) || !Number.isFinite(right)) return left < right;
  return left < right - relativeTolerance * Math.max(Math.abs(left), Math.abs(right));
}

/**
 * Negative when the left outcome is the better one: nearer to the limits, then cheaper, then with better answers, faster, with
 * fewer changes.
 */
export function compareOutcomes(left: Outcome, right: Outcome, limits: Limits, present: Outcome): number {
  const [excessLeft, excessRight] = [excessOf(left, limits, present), excessOf(right, limits, present)];
  if (excessLeft !== excessRight) return excessLeft < excessRight ? -1 : 1;
  if (isBelow(left.usd, right.usd)) return -1;
  if (isBelow(right.usd, left.usd)) return 1;
  const [qualityLeft, qualityRight] = [left.quality ?? 0, right.quality ?? 0];
  if (isBelow(qualityRight, qualityLeft)) return -1;
  if (isBelow(qualityLeft, qualityRight)) return 1;
  const [waitLeft, waitRight] = [left.latencySeconds ?? Infinity, right.latencySeconds ?? Infinity];
  if (waitLeft !== waitRight && isBelow(waitLeft, waitRight)) return -1;
  if (waitLeft !== waitRight && isBelow(waitRight, waitLeft)) return 1;
  return left.changes - right.changes;
}

/** By how much a value is above another, in parts of a scale; rounding does not count. */
function above(value: number, most: number, scale: number): number {
  const over = value - most;
  return over <= relativeTolerance * Math.max(Math.abs(value), Math.abs(most)) ? 0 : over / (scale === 0 ? 1 : scale);
}
