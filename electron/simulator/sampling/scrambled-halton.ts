import { fillUniforms } from './uniforms.ts';

/** Digits kept: base^−digits is below what a float64 in (0, 1) can tell apart. */
const bitsKept = 53;

/** One coordinate of a low-discrepancy sequence: its base, and a random order of the digits at each place. */
export interface HaltonCoordinate {
  readonly base: number;
  readonly permutations: readonly Int32Array[];
}

/**
 * The coordinate of a scrambled Halton sequence for one input: base = the prime at its position, digits permuted at
 * random at every place. The points cover the unit cube more evenly than random ones, so means and percentiles settle
 * with fewer samples; the scrambling takes away the correlation of plain Halton points between large bases.
 * Source: B. L. Fox, Algorithm 647 (1986) for the sequence; A. B. Owen, Randomly permuted (t,m,s)-nets (1995) and
 * A randomized Halton algorithm in R (2017) for the permutation of digits.
 * @param position of the input: 0, 1, 2, … @param stream what the numbers are for: the input's path.
 */
export function haltonCoordinate(position: number, seed: number, stream: string): HaltonCoordinate {
  const base = primeAt(position);
  const places = Math.ceil(bitsKept / Math.log2(base));
  return {
    base,
    permutations: Array.from({ length: places }, (_none, place) => permutation(base, seed, `${stream} digit ${place}`)),
  };
}

/** Fills a column with the coordinate's points from an index on: numbers in (0, 1), never 0 or 1. */
export function fillHalton(column: Float64Array, { base, permutations }: HaltonCoordinate, firstIndex: number): void {
  for (let row = 0; row < column.length; row += 1) {
    let rest = firstIndex + row;
    let [value, weight] = [0, 1 / base];
    for (const digits of permutations) {
      value += (digits[rest % base] ?? 0) * weight;
      rest = Math.floor(rest / base);
      weight /= base;
    }
    column[row] = Math.min(1 - Number.EPSILON, Math.max(Number.EPSILON, value));
  }
}

/** A random order of 0…size − 1. Fisher and Yates. */
function permutation(size: number, seed: number, stream: string): Int32Array {
  const uniforms = new Float64Array(size);
  fillUniforms(uniforms, seed, stream, 0);
  const order = Int32Array.from({ length: size }, (_none, index) => index);
  for (let last = size - 1; last > 0; last -= 1) {
    const other = Math.floor((uniforms[last] ?? 0) * (last + 1));
    const moved = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = moved;
  }
  return order;
}

function primeAt(position: number): number {
  let prime = 2;
  for (let found = 0; found < position; found += 1) {
    do prime += 1;
    while (!isPrime(prime));
  }
  return prime;
}

function isPrime(candidate: number): boolean {
  for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) if (candidate % divisor === 0) return false;
  return true;
}
