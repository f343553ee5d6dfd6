import { fingerprint } from './text-hash.ts';

/** The state starts nearly empty; a dozen draws, two a row, spread it over all bits (the generator's own advice). */
const emptyRows = 6;

/**
 * Fills a column with uniform numbers in (0, 1), never 0 or 1. The numbers depend on seed, stream and block alone, so
 * blocks may be drawn in any order and by any number of workers, and an input keeps its numbers whatever else a
 * scenario holds: baseline and optimized, or two scenarios, are compared on common random numbers.
 * Generator: sfc32 (Chris Doty-Humphrey, PractRand, public domain), 53 bits from two draws.
 * @param stream what the numbers are for: the input's path.
 * @param block which run of samples: 0, 1, 2, …
 */
export function fillUniforms(column: Float64Array, seed: number, stream: string, block: number): void {
  let a = seed | 0;
  let b = fingerprint(stream) | 0;
  let c = block | 0;
  let counter = 1;
  // Both draws are written out: a function over the state takes four times as long.
  for (let row = -emptyRows; row < column.length; row += 1) {
    const high = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + high) | 0;
    const low = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + low) | 0;
    if (row >= 0) column[row] = ((high >>> 5) * 67_108_864 + (low >>> 6) + 0.5) / 9_007_199_254_740_992;
  }
}

/** The same numbers one at a time, for what draws few. */
export function seededUniforms(seed: number): () => number {
  const column = new Float64Array(1);
  let drawn = 0;
  return () => {
    fillUniforms(column, seed, 'one at a time', drawn);
    drawn += 1;
    return column[0] ?? 0;
  };
}
