import type { Disagreement } from '#shared/domain/price-book.ts';
import type { PriceCard } from '#shared/domain/price.ts';
import { pairPrices } from './compare-cards.ts';
import { sourceLabel } from './stack-cards.ts';

/** Prices that differ by less than this share are the same, rounded otherwise. Source: OpenMeter's rule for its books. */
const tolerance = 0.01;

/** So that a price of exactly 1 % more is not more than 1 % more. */
const binaryNoise = 1e-9;

/**
 * Where the books of one model differ by more than 1 % on a price that both give; every two books are compared.
 * @param cards one card of each book that holds at the instant, the one in use first.
 */
export function findDisagreements(cards: readonly PriceCard[]): readonly Disagreement[] {
  const found: Disagreement[] = [];
  for (const [index, used] of cards.entries()) {
    for (const other of cards.slice(index + 1)) found.push(...between(used, other));
  }
  return largestFirst(found);
}

/** Orders disagreements: the largest first; those with a free price, which no percentage can tell, before all. */
export function largestFirst(disagreements: readonly Disagreement[]): readonly Disagreement[] {
  return [...disagreements].sort(
    (left, right) =>
      (right.percent ?? Infinity) - (left.percent ?? Infinity) || (left.modelId < right.modelId ? -1 : 1),
  );
}

function between(used: PriceCard, other: PriceCard): readonly Disagreement[] {
  return pairPrices(used, other).flatMap(({ left, right, ...point }): Disagreement[] => {
    if (left === null || right === null) return [];
    const [cheaper, dearer] = [Math.min(left, right), Math.max(left, right)];
    if (dearer <= cheaper * (1 + tolerance + binaryNoise)) return [];
    return [
      {
        ...point,
        modelId: used.modelId,
        prices: [
          { usd: left, source: sourceLabel(used) },
          { usd: right, source: sourceLabel(other) },
        ],
        percent: cheaper === 0 ? null : 100 * (dearer / cheaper - 1),
      },
    ];
  });
}
