const bucketCount = 1024;

/**
 * The values that sorting would put at some ranks, to the last bit, in linear time: values are counted in buckets of equal
 * width, and only the buckets that a rank falls into are sorted.
 * @param values at least one; left as they are. @param ranks ascending, each once, from 0 to the last index.
 */
export function valuesAtRanks(values: Float64Array, ranks: readonly number[]): readonly number[] {
  const [low, high] = extremesOf(values);
  const bucketsPerUnit = bucketCount / (high - low);
  const isSpread = bucketsPerUnit > 0 && bucketsPerUnit < Infinity;
  // All values are the same, or too far apart for buckets.
  if (!isSpread) return pick(values.slice().sort(), ranks, 0);

  const bucketOf = (value: number): number => Math.trunc((value - low) * bucketsPerUnit);
  // The highest value may stand behind the last bucket.
  const counts = new Int32Array(bucketCount + 1);
  for (const value of values) {
    const bucket = bucketOf(value);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  const wanted = wantedBuckets(counts, ranks);
  for (const value of values) wanted[bucketOf(value)]?.values.push(value);
  return wanted.flatMap(({ values: inside, ranks: its, before }) =>
    pick(Float64Array.from(inside).sort(), its, before),
  );
}

/** A bucket that ranks fall into. */
interface Bucket {
  readonly values: number[];
  readonly ranks: readonly number[];
  /** Values in the buckets before it. */
  readonly before: number;
}

/** Sparse: the buckets that ranks fall into, by index. */
function wantedBuckets(counts: Int32Array, ranks: readonly number[]): readonly Bucket[] {
  const wanted: Bucket[] = [];
  let [before, next] = [0, 0];
  counts.forEach((count, index) => {
    const first = next;
    while (next < ranks.length && (ranks[next] ?? 0) < before + count) next += 1;
    if (next > first) wanted[index] = { values: [], ranks: ranks.slice(first, next), before };
    before += count;
  });
  return wanted;
}

function extremesOf(values: Float64Array): readonly [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/** @param before values that are lower than all of `sorted`. */
function pick(sorted: Float64Array, ranks: readonly number[], before: number): readonly number[] {
  return ranks.map((rank) => sorted[rank - before] ?? Number.NaN);
}
