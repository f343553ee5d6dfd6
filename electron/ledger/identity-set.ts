const smallestCapacity = 1024;
/** Filled beyond this share, a table doubles. */
const largestLoad = 0.6;

/** A set of 64-bit identities by open addressing: thirteen to twenty-seven bytes an identity. */
export class IdentitySet {
  #high = new Uint32Array(smallestCapacity);
  #low = new Uint32Array(smallestCapacity);
  #size = 0;

  /** Adds an identity that is not zero. @returns false when it was there already. */
  add(high: number, low: number): boolean {
    if (this.#size >= this.#high.length * largestLoad) this.#grow();
    const slot = slotOf(this.#high, this.#low, high, low);
    if (this.#high[slot] !== 0 || this.#low[slot] !== 0) return false;
    this.#high[slot] = high;
    this.#low[slot] = low;
    this.#size++;
    return true;
  }

  #grow(): void {
    const [oldHigh, oldLow] = [this.#high, this.#low];
    const capacity = oldHigh.length * 2;
    const [high, low] = [new Uint32Array(capacity), new Uint32Array(capacity)];
    for (let index = 0; index < oldHigh.length; index++) {
      const highHalf = oldHigh[index] ?? 0;
      const lowHalf = oldLow[index] ?? 0;
      if (highHalf === 0 && lowHalf === 0) continue;
      const slot = slotOf(high, low, highHalf, lowHalf);
      high[slot] = highHalf;
      low[slot] = lowHalf;
    }
    this.#high = high;
    this.#low = low;
  }
}

/** The slot that holds an identity, or the free one where it belongs. */
function slotOf(highs: Uint32Array, lows: Uint32Array, high: number, low: number): number {
  const mask = highs.length - 1;
  let slot = low & mask;
  for (;;) {
    const highHalf = highs[slot] ?? 0;
    const lowHalf = lows[slot] ?? 0;
    if ((highHalf === high && lowHalf === low) || (highHalf === 0 && lowHalf === 0)) return slot;
    slot = (slot + 1) & mask;
  }
}
