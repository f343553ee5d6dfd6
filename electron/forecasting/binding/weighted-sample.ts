import type { Random } from '../random.ts';
import { reservoirPlace } from '../reservoir-place.ts';

/** Observations kept: all of them up to here, a uniform random sample of them beyond. */
const capacity = 65_536;

/**
 * Ratios observed one at a time, such as the tokens of a record over its requests: their mean is the ratio of the sums,
 * exact however many there are, and their quantiles count each by its divisor.
 */
export class WeightedSample {
  readonly #values: number[] = [];
  readonly #weights: number[] = [];
  readonly #random: Random;
  #seen = 0;
  #dividends = 0;
  #divisors = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Observations so far. */
  get seen(): number {
    return this.#seen;
  }

  /** Sum of the dividends over the sum of the divisors; 0 for none. */
  get mean(): number {
    return this.#divisors === 0 ? 0 : this.#dividends / this.#divisors;
  }

  /** Adds the ratio of two numbers. @param divisor above 0. */
  add(dividend: number, divisor: number): void {
    const place = reservoirPlace(this.#seen, capacity, this.#random);
    this.#seen += 1;
    this.#dividends += dividend;
    this.#divisors += divisor;
    if (place >= capacity) return;
    this.#values[place] = dividend / divisor;
    this.#weights[place] = divisor;
  }

  /**
   * Quantiles, linear between neighbours: a value stands at the weight of those below it over the weight of all others.
   * With equal weights these are Hyndman and Fan's type 7, as everywhere in Burnrate. All 0 for none.
   */
  quantiles(probabilities: readonly number[]): readonly number[] {
    const order = Array.from(this.#values, (_value, index) => index).sort(
      (left, right) => (this.#values[left] ?? 0) - (this.#values[right] ?? 0),
    );
    const total = this.#weights.reduce((sum, weight) => sum + weight, 0);
    let below = 0;
    const points = order.map((index) => {
      const weight = this.#weights[index] ?? 0;
      const at = order.length === 1 ? 0 : below / (total - weight);
      below += weight;
      return { at, value: this.#values[index] ?? 0 };
    });
    return probabilities.map((probability) => valueAt(points, probability));
  }
}

interface Point {
  readonly at: number;
  readonly value: number;
}

/** The value at a probability on the line through points whose places ascend from 0 to 1. */
function valueAt(points: readonly Point[], probability: number): number {
  let [low, high] = [0, points.length - 1];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if ((points[middle]?.at ?? 0) <= probability) low = middle;
    else high = middle;
  }
  const [from, to] = [points[low], points[high]];
  if (from === undefined || to === undefined) return 0;
  const width = to.at - from.at;
  const part = width <= 0 ? 0 : Math.min(1, Math.max(0, (probability - from.at) / width));
  return from.value + (to.value - from.value) * part;
}
