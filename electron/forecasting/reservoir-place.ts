import type { Random } from './random.ts';

/**
 * Where a reservoir keeps its next value: Vitter's algorithm R puts the n-th value in the place of a random kept one with
 * probability capacity ÷ n. @returns an index; one of `capacity` or more = it is not kept.
 */
export function reservoirPlace(seen: number, capacity: number, random: Random): number {
  return seen < capacity ? seen : Math.floor(random() * (seen + 1));
}
