/**
 * Moves the values of some ranks to their places, where sorting would put them; the middle rank first, so that the others
 * are looked for in one half each. @param ranks ascending.
 */
export function selectRanks(
  values: Float64Array,
  ranks: readonly number[],
  first = 0,
  last: number = values.length - 1,
): void {
  const middle = ranks.length >> 1;
  const rank = ranks[middle];
  if (rank === undefined) return;
  selectRank(values, rank, first, last);
  selectRanks(values, ranks.slice(0, middle), first, rank - 1);
  selectRanks(values, ranks.slice(middle + 1), rank + 1, last);
}

/**
 * Moves the value of one rank to its place: after it, smaller values of the range stand before it and larger ones behind.
 * Linear time on average. Source: C. A. R. Hoare, Algorithm 65: FIND (1961).
 */
function selectRank(values: Float64Array, rank: number, first: number, last: number): void {
  let low = first;
  let high = last;
  while (low < high) {
    const pivot = medianOfThree(values[low] ?? 0, values[(low + high) >> 1] ?? 0, values[high] ?? 0);
    let left = low;
    let right = high;
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left += 1;
      while ((values[right] ?? 0) > pivot) right -= 1;
      if (left > right) break;
      const smaller = values[right] ?? 0;
      values[right] = values[left] ?? 0;
      values[left] = smaller;
      left += 1;
      right -= 1;
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else break;
  }
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
