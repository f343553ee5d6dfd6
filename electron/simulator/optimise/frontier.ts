import type { Outcome } from './evaluator.ts';
import { isBelow } from './limits.ts';

/** What makes one plan better than another besides its cost. */
export interface Axes {
  readonly quality: boolean;
  readonly latency: boolean;
}

/**
 * The outcomes that no other beats or equals on every axis: none is cheaper, better and faster at once. Cheapest first; of
 * equal ones that with the fewest changes. Outcomes without a known number on an axis are left out.
 */
export function paretoFrontier(outcomes: Iterable<Outcome>, axes: Axes): readonly Outcome[] {
  const known = [...outcomes].filter(
    ({ quality, latencySeconds }) =>
      (!axes.quality || quality !== undefined) && (!axes.latency || latencySeconds !== undefined),
  );
  const ordered = known.toSorted(
    (left, right) =>
      left.usd - right.usd ||
      losses(left, axes).reduce((sum, loss, index) => sum || loss - (losses(right, axes)[index] ?? 0), 0) ||
      left.changes - right.changes,
  );
  const frontier: Outcome[] = [];
  // None that comes later is cheaper, so only the other axes can set it apart.
  for (const outcome of ordered) {
    if (!frontier.some((kept) => coversAll(kept, outcome, axes))) frontier.push(outcome);
  }
  return frontier;
}

/** The axes besides cost, as losses: less is better. */
function losses({ quality = 0, latencySeconds = 0 }: Outcome, axes: Axes): readonly number[] {
  return [...(axes.quality ? [-quality] : []), ...(axes.latency ? [latencySeconds] : [])];
}

function coversAll(kept: Outcome, outcome: Outcome, axes: Axes): boolean {
  const other = losses(outcome, axes);
  return losses(kept, axes).every((loss, index) => !isBelow(other[index] ?? 0, loss));
}
