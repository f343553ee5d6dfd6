import type { KeyHashes } from './segment-format.ts';

/** Slots of the table: a power of two above the records of a full segment, twice. */
const slots = 131_072;

/** Finds records of one segment by their identity. About 0.9 MB. */
export class SegmentIdentities {
  readonly #hashes: KeyHashes;
  /** First row of each slot plus one; 0 = free. */
  readonly #first = new Uint32Array(slots);
  /** Next row of the same identity plus one, by row. */
  readonly #next: Uint32Array;

  readonly #isTaken: Uint8Array;

  /**
   * @param hashes Identities by row; rows whose both halves are zero have none.
   * @param isTaken By row, 1 = taken before; `take` marks more.
   */
  constructor(hashes: KeyHashes, isTaken: Uint8Array) {
    this.#hashes = hashes;
    this.#isTaken = isTaken;
    const rows = hashes.high.length;
    this.#next = new Uint32Array(rows);
    for (let row = rows - 1; row >= 0; row--) {
      const high = hashes.high[row] ?? 0;
      const low = hashes.low[row] ?? 0;
      if (high === 0 && low === 0) continue;
      const slot = this.#slotOf(high, low);
      this.#next[row] = this.#first[slot] ?? 0;
      this.#first[slot] = row + 1;
    }
  }

  /** True when some row has the identity. */
  has(high: number, low: number): boolean {
    return this.#first[this.#slotOf(high, low)] !== 0;
  }

  /** Takes every row of an identity; not to be mixed with `takeOne`. @returns false when there is none. */
  takeAll(high: number, low: number): boolean {
    let next = this.#first[this.#slotOf(high, low)] ?? 0;
    const isThere = next !== 0;
    // They are taken all at once or not at all.
    if (isThere && this.#isTaken[next - 1] === 1) return true;
    while (next !== 0) {
      this.#isTaken[next - 1] = 1;
      next = this.#next[next - 1] ?? 0;
    }
    return isThere;
  }

  /** Takes one row of an identity that is not taken yet. @returns false when there is none. */
  takeOne(high: number, low: number): boolean {
    const slot = this.#slotOf(high, low);
    let next = this.#first[slot] ?? 0;
    while (next !== 0 && this.#isTaken[next - 1] === 1) next = this.#next[next - 1] ?? 0;
    if (next === 0) return false;
    this.#isTaken[next - 1] = 1;
    // The slot begins with the row just taken from now on: it stays filled, and those before it are not tried again.
    this.#first[slot] = next;
    return true;
  }

  #slotOf(high: number, low: number): number {
    const mask = slots - 1;
    let slot = low & mask;
    for (;;) {
      const row = (this.#first[slot] ?? 0) - 1;
      if (row < 0 || (this.#hashes.high[row] === high && this.#hashes.low[row] === low)) return slot;
      slot = (slot + 1) & mask;
    }
  }
}
