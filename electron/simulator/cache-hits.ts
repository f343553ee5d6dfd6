/** What is known of a cache of equal objects under independent requests. */
export interface PopularityCache {
  /** Different objects asked for. */
  readonly objects: number;
  /** Zipf exponent of their popularity: 0 = all alike, 1 = the classic. */
  readonly skew: number;
  /** Objects that the cache holds; least recently used ones leave first. */
  readonly capacity: number;
  /** Requests that arrive while an entry lives, refreshed on use; absent = entries do not expire. */
  readonly requestsPerLifetime?: number | undefined;
}

/** What a lever says of a hit rate that it derives. */
export const derivedHitNote = 'The derived hit rate is that of the mean traffic of the first month.';

/** Bisections of the characteristic time: far below what the hit rate can show. */
const halvings = 200;

/**
 * Hit rate of a least-recently-used cache by Che's approximation: with the characteristic time t that solves
 * Σ(1 − e^(−pᵢt)) = C, object i hits with 1 − e^(−pᵢt). An entry that expires leaves after min(t, lifetime).
 * Source: H. Che, Y. Tung, Z. Wang, Hierarchical web caching systems (2002); C. Fricker, P. Robert, J. Roberts (2012).
 * @returns 0…1; 0 for an empty cache.
 */
export function lruHitRate({ objects, skew, capacity, requestsPerLifetime }: PopularityCache): number {
  if (capacity <= 0 || objects <= 0) return 0;
  const popularity = zipf(objects, skew);
  const time = capacity >= objects ? Infinity : characteristicTime(popularity, capacity);
  const lifetime = Math.min(time, requestsPerLifetime ?? Infinity);
  let hits = 0;
  for (const share of popularity) hits += share * -Math.expm1(-share * lifetime);
  return hits;
}

/**
 * Hit rate of a prefix whose entry lives for a time after each use, under Poisson arrivals: 1 − e^(−λT).
 * Source: an arrival hits when the one before it came at most T earlier; supported by production traces (arXiv 2506.02634).
 * @param arrivalsPerLifetime λT: mean arrivals of one prefix while an entry lives.
 */
export function refreshedHitRate(arrivalsPerLifetime: number): number {
  return -Math.expm1(-arrivalsPerLifetime);
}

function zipf(objects: number, skew: number): Float64Array {
  const weights = Float64Array.from({ length: objects }, (_none, rank) => (rank + 1) ** -skew);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function characteristicTime(popularity: Float64Array, capacity: number): number {
  const held = (time: number): number => popularity.reduce((sum, share) => sum - Math.expm1(-share * time), 0);
  let [low, high] = [0, capacity];
  while (held(high) < capacity) high *= 2;
  for (let halving = 0; halving < halvings && high - low > 1e-9 * high; halving += 1) {
    const middle = (low + high) / 2;
    if (held(middle) < capacity) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
