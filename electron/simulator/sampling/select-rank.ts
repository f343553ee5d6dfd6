/**
 * Moves the value of one rank to its place: after it, `values[rank]` is what sorting would put there, smaller values
 * stand before it and larger ones behind. Linear time on average. Source: C. A. R. Hoare, Algorithm 65: FIND (1961).
 * @param from first index looked at: everything before it is known to be smaller.
 * @returns the value.
 */
export function selectRank(values: Float64Array, rank: number, from: number): number {
  let low = from;
  let high = values.length - 1;
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
  return values[rank] ?? 0;
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
