import type { Random } from './random.ts';
import { reservoirPlace } from './reservoir-place.ts';
import { quantileOfSorted } from './statistics.ts';

/** Values kept of one quantity: all of them up to here, a uniform random sample of them beyond. */
export const sampleCapacity = 65_536;

/**
 * A bounded sample of non-negative numbers: exact while there are at most `capacity`, then reservoir sampling
 * (Vitter's algorithm R: the n-th value replaces a random kept one with probability capacity ÷ n).
 */
export class Sample {
  #values = new Float64Array(16);
  #seen = 0;
  readonly #random: Random;
  readonly #capacity: number;

  constructor(random: Random, capacity: number = sampleCapacity) {
    this.#random = random;
    this.#capacity = capacity;
  }

  /** Values seen so far. */
  get seen(): number {
    return this.#seen;
  }

  /** True while every value seen is kept. */
  get isExact(): boolean {
    return this.#seen <= this.#capacity;
  }

  add(value: number): void {
    const index = reservoirPlace(this.#seen, this.#capacity, this.#random);
    this.#seen += 1;
    if (index >= this.#capacity) return;
    if (index >= this.#values.length) this.#grow();
    this.#values[index] = value;
  }

  /** The kept values, in no order. */
  values(): Float64Array {
    return this.#values.slice(0, Math.min(this.#seen, this.#capacity));
  }

  /** Quantiles of the kept values, linear between neighbours (Hyndman and Fan's type 7); all 0 for none. */
  quantiles(probabilities: readonly number[]): readonly number[] {
    const sorted = this.values().sort();
    return probabilities.map((probability) => quantileOfSorted(sorted, probability));
  }

  #grow(): void {
    const larger = new Float64Array(Math.min(this.#capacity, this.#values.length * 2));
    larger.set(this.#values);
    this.#values = larger;
  }
}
