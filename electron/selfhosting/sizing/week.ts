/** Hours of a week. Hour 0 is Monday 00:00 UTC. */
export const hoursPerWeek = 168;

/**
 * Share of a week's requests in each of its 168 hours, from the shares by weekday and by hour of the day; flat where they
 * are absent. Sums to 1.
 * @param weekdayShares Monday first.
 */
export function weekShape(
  hourShares: readonly number[] | undefined,
  weekdayShares: readonly number[] | undefined,
): readonly number[] {
  return Array.from({ length: hoursPerWeek }, (_, hour) => {
    const day = weekdayShares?.[Math.floor(hour / 24)] ?? 1 / 7;
    return day * (hourShares?.[hour % 24] ?? 1 / 24);
  });
}

/** Adds up the 168 figures of a week. */
export function sumOf(week: readonly number[]): number {
  let total = 0;
  for (const value of week) total += value;
  return total;
}
