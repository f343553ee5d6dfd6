interface Dated {
  readonly id: string;
  readonly from: string;
}

/**
 * Of the entries of each id, the one that is in force on a day: the latest that had begun, or else the first.
 * @param day `YYYY-MM-DD`.
 */
export function pricesInForce<Entry extends Dated>(entries: readonly Entry[], day: string): readonly Entry[] {
  const byId = new Map<string, Entry>();
  for (const entry of entries.toSorted((left, right) => left.from.localeCompare(right.from))) {
    if (!byId.has(entry.id) || entry.from <= day) byId.set(entry.id, entry);
  }
  return [...byId.values()];
}

/** The entry of an id that is in force on a day; undefined where no entry has the id. @param day `YYYY-MM-DD`. */
export function priceInForce<Entry extends Dated>(
  entries: readonly Entry[],
  id: string,
  day: string,
): Entry | undefined {
  return pricesInForce(
    entries.filter((entry) => entry.id === id),
    day,
  )[0];
}
