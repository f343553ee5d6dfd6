import { NumberHeap } from './number-heap.ts';

/** Places of a byte in a heap entry: an entry is rank × this + place, so the lowest rank comes first, then the leftmost. */
const places = 2 ** 31;

/**
 * Tokens that byte pair encoding leaves of a piece: again and again the two neighbours whose joint has the lowest rank are
 * joined, the leftmost first. Neighbours wait in a heap, so that n equal bytes take n log n steps; looking for the lowest
 * rank anew each time, as js-tiktoken does, takes n².
 * @param bytes the piece's UTF-8 bytes, one character each.
 */
export function countMerged(bytes: string, ranks: ReadonlyMap<string, number>): number {
  const length = bytes.length;
  if (length < 2) return length;
  // A linked list of parts, each named by its first byte.
  const next = Int32Array.from({ length }, (_zero, index) => index + 1);
  const previous = Int32Array.from({ length }, (_zero, index) => index - 1);
  /** Rank of a part joined with the next; −1 = they cannot be joined, or the part is no more. */
  const joint = new Int32Array(length).fill(-1);
  const heap = new NumberHeap();

  function rankJoint(part: number): void {
    const middle = next[part] ?? length;
    const rank = middle >= length ? undefined : ranks.get(bytes.slice(part, next[middle] ?? length));
    joint[part] = rank ?? -1;
    if (rank !== undefined) heap.push(rank * places + part);
  }

  for (let part = 0; part < length - 1; part += 1) rankJoint(part);
  let count = length;
  for (let entry = heap.pop(); entry !== undefined; entry = heap.pop()) {
    const part = entry % places;
    // An entry from before a neighbour was joined.
    if (joint[part] !== (entry - part) / places) continue;
    const joined = next[part] ?? length;
    const after = next[joined] ?? length;
    next[part] = after;
    if (after < length) previous[after] = part;
    joint[joined] = -1;
    count -= 1;
    rankJoint(part);
    const before = previous[part] ?? -1;
    if (before >= 0) rankJoint(before);
  }
  return count;
}
